import { canonical, sha256 } from '#domain/chain.ts';
import type { Evidence } from '#domain/claims/claim.ts';
import { loopSign } from '#domain/claims/loop-guard.ts';
import { submissionSchema } from '#domain/claims/submission.ts';
import { Refusal } from '#domain/errors.ts';
import type { Reference } from '#domain/ids.ts';
import { languageOf } from '#domain/replies/language.ts';
import type { Quarantined, Received } from '#stores/mail-store.ts';
import { claimOf } from './authorise.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import { notify } from './notify.ts';
import type { ParsedMail, Write } from './ports.ts';
import { decideAndRecord, retried } from './record-claim.ts';
import { evidenceId, submitClaim } from './submit-claim.ts';

export const mostMailBytes = 40 * 1024 * 1024;
const mostFiles = 40;
export type Envelope = { from: string; to: readonly string[] };

/** First thing that happens to a mail: raw bytes and a row on record. From here on it cannot be lost; a row without an end is taken up by the sweep. */
export async function keepMail(deps: Deps, raw: Uint8Array, envelope: Envelope, size = raw.byteLength): Promise<Received> {
  const at = isoNow(deps);
  const id = `${at.replaceAll(/[^0-9]/g, '')}-${hex(deps.newId(6))}`;
  const key = `mail/${at.slice(0, 10)}/${id}.eml`;
  await deps.blobs.put(key, raw, 'message/rfc822');
  const received: Received = { id, day: at.slice(0, 10), raw: key, size, envelope, at, attempts: 0 };
  await deps.stores.mails.write([deps.stores.mails.receivedWrite(received, 'absent')]);
  return received;
}

/** Keeps and handles a mail in one go. `size`: how large it was, when only its beginning could be kept. */
export async function receiveMail(deps: Deps, raw: Uint8Array, envelope: Envelope, size?: number): Promise<NonNullable<Received['end']>> {
  return handleMail(deps, await keepMail(deps, raw, envelope, size));
}

/** Ends a kept mail as a claim, a message on a claim, or a visible quarantine entry; never as nothing. The same mail twice is one. */
export async function handleMail(deps: Deps, received: Received): Promise<NonNullable<Received['end']>> {
  if (received.end) return received.end;
  const raw = await deps.blobs.get(received.raw);
  if (!raw) throw new Error('the bytes of a kept mail are gone');
  let mail: ParsedMail;
  if (received.size > mostMailBytes) return quarantine(deps, received, { reason: 'too-large' });
  try {
    mail = await deps.mailFormat.parse(raw);
  } catch (error) {
    if (!(error instanceof Refusal))
      deps.log('mail-unparseable', { id: received.id, error: error instanceof Error ? error.name : 'unknown' });
    return quarantine(deps, received, { reason: 'unparseable' });
  }
  const sign = loopSign(mail, received.envelope, deps.config.claimsAddress);
  if (sign) return quarantine(deps, received, { reason: sign, mail });
  const sender = mail.from?.address.toLowerCase();
  if (!sender) return quarantine(deps, received, { reason: 'unparseable', mail });
  const repeated = await alreadyHandled(deps, mail);
  if (repeated) return end(deps, received, { kind: 'duplicate', target: repeated }, []);

  const thread = await threadOf(deps, mail, received.envelope, sender);
  if (thread === 'review') return quarantine(deps, received, { reason: 'unknown-sender', mail });
  if (!mail.text.trim() && !mail.subject.trim() && mail.attachments.length === 0)
    return quarantine(deps, received, { reason: 'empty', mail });
  const day = received.day;
  if ((await deps.stores.counters.hit('mail', sender, day, deps.clock.now() / 1000 + 2 * 86_400)) > 200) {
    return quarantine(deps, received, { reason: 'rate', mail });
  }
  const evidence = await keepAttachments(deps, mail, received);
  return thread ? joinClaim(deps, received, { mail, reference: thread, evidence }) : newClaim(deps, received, { mail, evidence });
}

/** The same mail delivered again has the same fingerprint, whatever servers added on the way; another mail under a stolen message id has not. */
const fingerprint = (mail: ParsedMail): string =>
  sha256(canonical([mail.messageId, mail.from?.address, mail.subject, mail.text, mail.attachments.map((file) => sha256(file.bytes))]));

async function alreadyHandled(deps: Deps, mail: ParsedMail): Promise<string | undefined> {
  const known = await deps.stores.idempotency.find('mail', fingerprint(mail));
  return known?.reference;
}

/**
 * The claim that a mail belongs to: by a signed address, or by a message id that we know from this sender. A known message id from somebody else goes to
 * review and joins nothing; a bare number in a subject is no proof of anything.
 */
async function threadOf(deps: Deps, mail: ParsedMail, envelope: Envelope, sender: string): Promise<Reference | 'review' | undefined> {
  for (const address of [...envelope.to, ...mail.to]) {
    const token = /\+([0-9a-f]{32})@/.exec(address.toLowerCase())?.[1];
    const link = token && (await deps.stores.links.open(token, 'reply-address', isoNow(deps)));
    if (link) return link.subject as Reference;
  }
  for (const messageId of [mail.inReplyTo, ...mail.references.toReversed()].slice(0, 20)) {
    const byProvider = /^<([^@>]+)@[a-z0-9-]*\.?amazonses\.com>$/i.exec(messageId ?? '')?.[1];
    const thread = messageId ? await deps.stores.mails.byMessageId(byProvider ?? messageId) : undefined;
    if (!thread?.reference) continue;
    return thread.party.toLowerCase() === sender ? (thread.reference as Reference) : 'review';
  }
  return undefined;
}

async function keepAttachments(deps: Deps, mail: ParsedMail, received: Received): Promise<Evidence[]> {
  return Promise.all(
    mail.attachments.slice(0, mostFiles).map(async (file, index) => {
      const sha = sha256(file.bytes);
      const key = `evidence/mail/${received.id}/${index + 1}-${sha.slice(0, 12)}`;
      await deps.blobs.put(key, file.bytes, file.type);
      return {
        id: evidenceId(deps),
        name: file.name,
        type: file.type,
        size: file.bytes.byteLength,
        sha256: sha,
        key,
        at: received.at,
        from: 'customer' as const,
      };
    }),
  );
}

type Kept = { mail: ParsedMail; evidence: readonly Evidence[] };

async function newClaim(deps: Deps, received: Received, { mail, evidence }: Kept): Promise<NonNullable<Received['end']>> {
  const subject = mail.subject.trim().slice(0, 300) || mail.text.trim().split('\n')[0]?.slice(0, 100) || '—';
  const parsed = submissionSchema.safeParse({
    contact: {
      name: mail.from?.name || mail.from?.address,
      email: mail.from?.address,
      language: languageOf(`${mail.subject} ${mail.text}`),
    },
    subject,
    text: mail.text.trim().slice(0, 50_000) || subject,
    demands: [],
  });
  if (!parsed.success) return quarantine(deps, received, { reason: 'unparseable', mail });
  const { claim, repeated } = await submitClaim(
    deps,
    { kind: 'customer' },
    {
      channel: 'mail',
      submission: parsed.data,
      evidence,
      idempotency: { scope: 'mail', key: fingerprint(mail) },
      mail: { raw: received.raw, messageId: mail.messageId, html: mail.html },
      extra: (reference) => [deps.stores.mails.receivedWrite({ ...received, end: { kind: 'claim', target: reference } })],
    },
  );
  if (repeated) return end(deps, received, { kind: 'duplicate', target: claim.reference }, []);
  return { kind: 'claim', target: claim.reference };
}

async function joinClaim(
  deps: Deps,
  received: Received,
  { mail, reference, evidence }: Kept & { reference: Reference },
): Promise<NonNullable<Received['end']>> {
  const finished = { kind: 'message', target: reference } as const;
  const claim = await retried(async () => {
    const before = await claimOf(deps, reference);
    const id = String(before.messages + 1).padStart(7, '0');
    const text = mail.text.trim().slice(0, 200_000);
    const writes: Write[] = [
      deps.stores.claims.messageWrite(reference, {
        id,
        at: received.at,
        from: 'customer',
        author: mail.from?.name || mail.from?.address || '',
        channel: 'mail',
        subject: mail.subject,
        text,
        html: mail.html,
        raw: received.raw,
        messageId: mail.messageId,
        evidence: evidence.map((file) => file.id),
      }),
      deps.stores.mails.receivedWrite({ ...received, end: finished }),
      deps.stores.idempotency.rememberWrite('mail', fingerprint(mail), { bodyHash: sha256(text), linkId: '', reference, answer: null }),
    ];
    if (mail.messageId) writes.push(deps.stores.mails.threadedWrite(mail.messageId, { reference, party: mail.from?.address ?? '' }));
    const command = { do: 'add-message', messageId: id, hash: sha256(text), from: 'customer', channel: 'mail', evidence } as const;
    return (await decideAndRecord(deps, before, command, { actor: { kind: 'customer' } }, writes)).claim;
  });
  const company = await deps.stores.company.everyone();
  await deps.later(() => notify(deps, company, claim.acting, { kind: 'customer-wrote', key: `wrote-${reference}-${received.id}`, claim }));
  return finished;
}

/** A visible entry with its reason and its raw bytes, for a person to look at. */
async function quarantine(
  deps: Deps,
  received: Received,
  why: { reason: Quarantined['reason']; mail?: ParsedMail },
): Promise<NonNullable<Received['end']>> {
  const entry: Quarantined = {
    id: received.id,
    at: received.at,
    reason: why.reason,
    raw: received.raw,
    size: received.size,
    from: why.mail?.from?.address ?? received.envelope.from,
    subject: (why.mail?.subject ?? '').slice(0, 300),
  };
  return end(deps, received, { kind: 'quarantine', target: received.id }, [deps.stores.mails.quarantineWrite(entry)]);
}

async function end(
  deps: Deps,
  received: Received,
  finished: NonNullable<Received['end']>,
  writes: readonly Write[],
): Promise<NonNullable<Received['end']>> {
  await deps.stores.mails.write([...writes, deps.stores.mails.receivedWrite({ ...received, end: finished })]);
  return finished;
}

/** For the sweep: what failed ten times is quarantined, so that a person sees it. */
export async function retryMail(deps: Deps, received: Received): Promise<void> {
  try {
    await handleMail(deps, received);
  } catch (error) {
    deps.log('mail-failed', { id: received.id, attempts: received.attempts, error: error instanceof Error ? error.name : 'unknown' });
    if (received.attempts >= 9) await quarantine(deps, received, { reason: 'failed' });
    else await deps.stores.mails.write([deps.stores.mails.receivedWrite({ ...received, attempts: received.attempts + 1 })]);
  }
}
