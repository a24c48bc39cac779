import type { Claim } from '#domain/claims/claim.ts';
import { stopAcknowledged } from '#domain/claims/claim-clocks.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import { wordsOf } from '#domain/claims/words.ts';
import type { MailId, Reference } from '#domain/ids.ts';
import { noticeMail, receiptMail } from '#domain/replies/mails.ts';
import { headOf } from '#domain/routing/route.ts';
import { claimOf } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { freshLink } from './fresh-link.ts';
import { replyAddressDays, signedAddress, statusUrl } from './links.ts';
import { proposeDraft } from './propose-draft.ts';
import { record, retried } from './record-claim.ts';
import { sendOnce } from './send-mail.ts';

const system = { kind: 'system', step: 'send-receipt' } as const;

/** First step of a claim: the receipt to the customer, the notice to the responsible person and the head, the search words, a first draft. */
export async function sendReceipt(deps: Deps, reference: Reference): Promise<'sent' | 'withheld' | 'unknown'> {
  const claim = await claimOf(deps, reference);
  const outcome = await receiptOf(deps, claim);
  await announce(deps, claim);
  const messages = await deps.stores.claims.messages(reference);
  await deps.stores.words.save(reference, wordsOf(claim, messages[0]?.text ?? ''));
  await proposeDraft(deps, reference);
  return outcome;
}

async function receiptOf(deps: Deps, claim: Claim): Promise<'sent' | 'withheld' | 'unknown'> {
  if (claim.receiptMail && claim.receiptMail.state !== 'sending') return claim.receiptMail.state === 'unknown' ? 'unknown' : 'sent';
  const reference = claim.reference;
  const id = `receipt-${reference}` as MailId;
  const company = await deps.stores.company.everyone();
  const note = (fact: ClaimFact, writes: Parameters<typeof record>[4] = []) =>
    retried(async () => {
      const before = await claimOf(deps, reference);
      // What came back stays so: the word of the one who handed it over is older.
      if (fact.type === 'receipt-sent' && before.receiptMail?.state === 'bounced') return { claim: before, facts: [] };
      // The receipt acknowledges; it is never the answer (feature 21).
      const clocks = fact.type === 'receipt-sent' ? stopAcknowledged(before.clocks, isoNow(deps)) : undefined;
      const facts: ClaimFact[] = clocks ? [fact, { type: 'clocks-set', clocks, because: 'acknowledged' }] : [fact];
      return record(deps, { before, company }, facts, { actor: system }, writes);
    });
  if (!claim.receiptMail) {
    // Robots may answer robots: more than a few receipts a day to one address are withheld, the claim itself stands.
    const day = new Date(deps.clock.now()).toISOString().slice(0, 10);
    const sentToday = await deps.stores.counters.hit('receipt', claim.contact.email, day, deps.clock.now() / 1000 + 2 * 86_400);
    if (sentToday > 20) {
      await note({ type: 'receipt-withheld', because: 'rate' });
      return 'withheld';
    }
  }
  const person = company.people.find((candidate) => candidate.id === claim.acting);
  const messages = await deps.stores.claims.messages(reference);
  const first = messages.find((message) => message.messageId);
  const outcome = await sendOnce(deps, {
    id,
    kind: 'receipt',
    subject: reference,
    to: { name: claim.contact.name, address: claim.contact.email },
    thread: { reference },
    mark: async (writes) => void (await note({ type: 'receipt-sending', mailId: id }, writes)),
    content: async () => {
      const token = await freshLink(deps, 'claim', reference);
      const address = await freshLink(deps, 'reply-address', reference, replyAddressDays);
      const text = receiptMail({ claim, person, statusUrl: statusUrl(deps, token), company: deps.config.company });
      return {
        ...text,
        replyTo: signedAddress(deps, address),
        automatic: 'auto-replied',
        inReplyTo: first?.messageId,
        references: first?.messageId ? [first.messageId] : [],
        attachments: [],
      };
    },
  });
  const type = outcome === 'sent' ? 'receipt-sent' : outcome === 'bounced' ? 'receipt-bounced' : 'receipt-unknown';
  await note({ type, mailId: id });
  return outcome === 'sent' ? 'sent' : 'unknown';
}

/** The responsible person, and the head of the department, hear of every new claim. */
async function announce(deps: Deps, claim: Claim): Promise<void> {
  const company = await deps.stores.company.everyone();
  for (const to of new Set([claim.acting, headOf(claim.owner, company.people)])) {
    const person = company.people.find((candidate) => candidate.id === to);
    if (!person) continue;
    await sendOnce(deps, {
      id: `new-${claim.reference}-${to}` as MailId,
      kind: 'notice',
      subject: claim.reference,
      to: { name: person.name, address: person.email },
      content: async () => ({
        ...noticeMail({ kind: 'new-claim', claim, person, url: `${deps.config.publicUrl}/desk/claims/${claim.reference}` }),
        automatic: 'auto-generated',
        attachments: [],
      }),
    });
  }
}
