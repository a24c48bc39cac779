import { sha256 } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { stopAnswered } from '#domain/claims/claim-clocks.ts';
import { decide } from '#domain/claims/decide.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import type { MailId, Reference } from '#domain/ids.ts';
import { replyMail } from '#domain/replies/mails.ts';
import { claimOf } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { freshLink } from './fresh-link.ts';
import { replyAddressDays, signedAddress, statusUrl } from './links.ts';
import { decideAndRecord, record, retried } from './record-claim.ts';
import { messageIdOf, sendOnce } from './send-mail.ts';

const system = { kind: 'system', step: 'send-reply' } as const;

export const replyMailId = (claim: Pick<Claim, 'reference'>, version: number): MailId => `reply-${claim.reference}-${version}` as MailId;

/** Sends the approved letter, byte for byte, at most once. Called again after a crash it finds what was done and goes on from there. */
export async function sendReply(deps: Deps, reference: Reference): Promise<'sent' | 'unknown' | 'not-approved'> {
  const claim = await claimOf(deps, reference);
  if (claim.stage === 'answered' || claim.stage === 'closed') return 'sent';
  if (claim.stage !== 'approved' && claim.stage !== 'sending') return 'not-approved';
  const version = claim.stage === 'sending' ? (claim.sent.at(-1)?.version ?? 0) : (claim.reply?.version ?? 0);
  const id = replyMailId(claim, version);
  const outcome = await sendOnce(deps, {
    id,
    kind: 'reply',
    subject: reference,
    to: { name: claim.contact.name, address: claim.contact.email },
    thread: { reference },
    // The same transaction that marks the mail marks the claim: a letter that is no longer approved does not leave.
    mark: async (writes) => void (await decideAndRecord(deps, claim, { do: 'begin-sending', mailId: id }, { actor: system }, writes)),
    content: () => content(deps, claim, version),
  });
  await recordReplyDelivery(deps, reference, id, outcome);
  return outcome === 'unknown' ? 'unknown' : 'sent';
}

async function content(deps: Deps, claim: Claim, version: number) {
  const reply = await deps.stores.replies.load(claim.reference, version);
  const letter = reply?.letter && (await deps.blobs.get(reply.letter.key));
  if (!reply?.letter || !letter || sha256(letter) !== reply.letter.sha256) throw new Error('the approved letter is not what was approved');
  const enclosures = claim.evidence.filter((file) => reply.enclosures.includes(file.id));
  const files = await Promise.all(
    enclosures.map(async (file) => {
      const bytes = await deps.blobs.get(file.key);
      if (!bytes || sha256(bytes) !== file.sha256) throw new Error('an enclosure is not what was approved');
      return { name: file.name, type: file.type, bytes };
    }),
  );
  const thread = await threadOf(deps, claim, version);
  const token = await freshLink(deps, 'claim', claim.reference);
  const address = await freshLink(deps, 'reply-address', claim.reference, replyAddressDays);
  return {
    ...replyMail({ claim, outgoingNumber: reply.letter.outgoingNumber, statusUrl: statusUrl(deps, token), company: deps.config.company }),
    replyTo: signedAddress(deps, address),
    ...thread,
    attachments: [{ name: `${reply.letter.outgoingNumber}.pdf`, type: 'application/pdf', bytes: letter }, ...files],
  };
}

/** What a mail of ours answers: the customer's last mail, or our receipt where the claim came by form or API. All that was written before is named. */
export async function threadOf(
  deps: Deps,
  claim: Claim,
  version?: number,
): Promise<{ inReplyTo?: string | undefined; references: string[] }> {
  const [messages, receipt] = await Promise.all([
    deps.stores.claims.messages(claim.reference),
    deps.stores.mails.out(`receipt-${claim.reference}`),
  ]);
  const mails = messages.flatMap(({ at, messageId, from }) => (messageId ? [{ at, messageId, from }] : []));
  const theirs = mails.filter(({ from }) => from === 'customer');
  const replies = claim.sent
    .filter((sent) => sent.version !== version)
    .map(({ at, mailId }) => ({ at, messageId: messageIdOf(deps, mailId) }));
  const all = [...mails, ...(receipt ? [receipt] : []), ...replies].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { inReplyTo: theirs.at(-1)?.messageId ?? receipt?.messageId, references: [...new Set(all.map(({ messageId }) => messageId))] };
}

/** Records what became of a reply's mail; when it has gone, the clocks that waited for the answer are met in the same write. */
export async function recordReplyDelivery(
  deps: Deps,
  reference: Reference,
  mailId: MailId,
  outcome: 'sent' | 'unknown' | 'bounced',
  because?: string,
): Promise<void> {
  await retried(async () => {
    const claim = await claimOf(deps, reference);
    const company = await deps.stores.company.everyone();
    const facts = decide(claim, { do: 'record-delivery', mailId, outcome, because }, { authority: company });
    const clocks = outcome === 'sent' && facts.length > 0 ? stopAnswered(claim.clocks, isoNow(deps)) : undefined;
    const all: ClaimFact[] = clocks ? [...facts, { type: 'clocks-set', clocks, because: 'answered' }] : facts;
    await record(deps, { before: claim, company }, all, { actor: system });
  });
}
