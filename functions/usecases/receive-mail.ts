import { canonical, sha256 } from '#domain/chain.ts';
import type { Evidence } from '#domain/claims/claim.ts';
import { loopSign } from '#domain/claims/loop-guard.ts';
import { submissionSchema } from '#domain/claims/submission.ts';
import { Refusal } from '#domain/errors.ts';
import type { Reference } from '#domain/ids.ts';
import { languageOf } from '#domain/replies/language.ts';
import type { Quarantined, Received } from '#stores/mail-store.ts';
import { addMessage } from './add-message.ts';
import { claimOf } from './authorise.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import { notify } from './notify.ts';
import type { ParsedMail, Write } from './ports.ts';
import { retried } from './record-claim.ts';
import { evidenceId, submitClaim } from './submit-claim.ts';

export const mostMailBytes = 40 * 1024 * 1024;
const mostFiles = 40;
const mostTextBytes = 100 * 1024; // a table's row holds 350 KB as JSON, which may double a text
export type Envelope = { from: string; to: readonly string[] };
type End = NonNullable<Received['end']>;
type Pending = { kind: 'pending'; target: string };

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

/**
 * Keeps and handles a mail in one go. `size`: how large it was, when only its beginning could be kept. Throws only when it could not be kept: a kept mail is
 * ours, and what fails afterwards is pending for the sweep, so that no sender is asked to hand it over once more.
 */
export async function receiveMail(deps: Deps, raw: Uint8Array, envelope: Envelope, size?: number): Promise<End | Pending> {
  const received = await keepMail(deps, raw, envelope, size);
  try {
    return await handleMail(deps, received);
  } catch (error) {
    deps.log('mail-pending', { id: received.id, error: error instanceof Error ? error.name : 'unknown' });
    return { kind: 'pending', target: received.id };
  }
}

/** Ends a kept mail as a claim, a message on a claim, or a visible quarantine entry; never as nothing. The same mail twice is one. */
export async function handleMail(deps: Deps, received: Received): Promise<End> {
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
  const repeated = (await deps.stores.idempotency.find('mail', fingerprint(mail)))?.reference;
  if (repeated) return end(deps, received, { kind: 'duplicate', target: repeated }, []);

  const thread = await threadOf(deps, mail, received.envelope, sender);
  if (thread === 'review') return quarantine(deps, received, { reason: 'unknown-sender', mail });
  if (!mail.text.trim() && !mail.subject.trim() && mail.attachments.length === 0)
    return quarantine(deps, received, { reason: 'empty', mail });
  if ((await deps.stores.counters.hit('mail', sender, received.day, deps.clock.now() / 1000 + 2 * 86_400)) > 200) {
    return quarantine(deps, received, { reason: 'rate', mail });
  }
  const evidence = await keepAttachments(deps, mail, received);
  return thread ? joinClaim(deps, received, { mail, reference: thread, evidence }) : newClaim(deps, received, { mail, evidence });
}

/** The same mail delivered again has the same fingerprint, whatever servers added on the way; another mail under a stolen message id has not. */
const fingerprint = (mail: ParsedMail): string =>
  sha256(canonical([mail.messageId, mail.from?.address, mail.subject, mail.text, mail.attachments.map((file) => sha256(file.bytes))]));

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

export async function keepAttachments(deps: Deps, mail: ParsedMail, received: Pick<Received, 'id' | 'at'>): Promise<Evidence[]> {
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

/** The beginning of a text, cut at a whole character, in so many bytes of UTF-8 and UTF-16 units. */
export function cutText(text: string, mostBytes = mostTextBytes, mostUnits = mostBytes): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes || end + character.length > mostUnits) break;
    end += character.length;
  }
  return text.slice(0, end);
}
const lineOf = (text: string, most: number): string => cutText(text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim(), most * 3, most);

/** A mail in the bounds of a submission, however long it is; the whole of it stays in its raw file. */
export function submissionOf(mail: ParsedMail, untitled: string) {
  const whole = mail.text.trim();
  const text = cutText(whole, mostTextBytes, 50_000);
  const address = mail.from?.address ?? '';
  const subject = lineOf(mail.subject, 300) || lineOf(text.split('\n')[0] ?? '', 100) || untitled;
  const contact = {
    name: lineOf(mail.from?.name ?? '', 200) || address.slice(0, 200),
    email: address,
    language: languageOf(`${subject} ${text}`),
  };
  return {
    ...submissionSchema.safeParse({ contact, subject, text: text || subject, demands: [] }),
    cut: text.length < whole.length || undefined,
  };
}
const leftOut = (mail: ParsedMail): number | undefined => Math.max(0, mail.attachments.length - mostFiles) || undefined;

type Kept = { mail: ParsedMail; evidence: readonly Evidence[] };

async function newClaim(deps: Deps, received: Received, { mail, evidence }: Kept): Promise<End> {
  const parsed = submissionOf(mail, '—');
  if (!parsed.success) return quarantine(deps, received, { reason: 'unparseable', mail });
  const message = { raw: received.raw, messageId: mail.messageId, cut: parsed.cut, leftOut: leftOut(mail) };
  const { claim, repeated } = await submitClaim(
    deps,
    { kind: 'customer' },
    {
      channel: 'mail',
      submission: parsed.data,
      evidence,
      idempotency: { scope: 'mail', key: fingerprint(mail) },
      mail: message,
      extra: (reference) => [deps.stores.mails.receivedWrite({ ...received, end: { kind: 'claim', target: reference } })],
    },
  );
  if (repeated) return end(deps, received, { kind: 'duplicate', target: claim.reference }, []);
  return { kind: 'claim', target: claim.reference };
}

async function joinClaim(deps: Deps, received: Received, { mail, reference, evidence }: Kept & { reference: Reference }): Promise<End> {
  const finished = { kind: 'message', target: reference } as const;
  const claim = await retried(async () => {
    const before = await claimOf(deps, reference);
    const id = String(before.messages + 1).padStart(7, '0');
    const whole = mail.text.trim();
    const text = cutText(whole);
    const writes: Write[] = [
      deps.stores.claims.messageWrite(reference, {
        id,
        at: received.at,
        from: 'customer',
        author: lineOf(mail.from?.name || mail.from?.address || '', 200),
        channel: 'mail',
        subject: lineOf(mail.subject, 300),
        text,
        cut: text.length < whole.length || undefined,
        leftOut: leftOut(mail),
        raw: received.raw,
        messageId: mail.messageId,
        evidence: evidence.map((file) => file.id),
      }),
      deps.stores.mails.receivedWrite({ ...received, end: finished }),
      deps.stores.idempotency.rememberWrite('mail', fingerprint(mail), { bodyHash: sha256(text), linkId: '', reference, answer: null }),
    ];
    if (mail.messageId) writes.push(deps.stores.mails.threadedWrite(mail.messageId, { reference, party: mail.from?.address ?? '' }));
    const command = { do: 'add-message', messageId: id, hash: sha256(text), from: 'customer', channel: 'mail', evidence } as const;
    return (await addMessage(deps, before, command, { actor: { kind: 'customer' }, arrived: received.at }, writes)).claim;
  });
  const company = await deps.stores.company.everyone();
  await deps.later(() => notify(deps, company, claim.acting, { kind: 'customer-wrote', key: `wrote-${reference}-${received.id}`, claim }));
  return finished;
}

/** A visible entry with its reason and its raw bytes, for a person to look at. */
async function quarantine(deps: Deps, received: Received, why: { reason: Quarantined['reason']; mail?: ParsedMail }): Promise<End> {
  const mail = why.mail ?? (await headOf(deps, received));
  const entry: Quarantined = {
    id: received.id,
    at: received.at,
    reason: why.reason,
    raw: received.raw,
    size: received.size,
    from: lineOf(mail?.from?.address ?? received.envelope.from, 320),
    subject: lineOf(mail?.subject ?? '', 300),
  };
  return end(deps, received, { kind: 'quarantine', target: received.id }, [deps.stores.mails.quarantineWrite(entry)]);
}

/** The headers alone of a mail that is too large, cut or broken: its first lines, up to the blank one. */
async function headOf(deps: Deps, received: Received): Promise<ParsedMail | undefined> {
  const bytes = await deps.blobs.get(received.raw);
  const head =
    Buffer.from(bytes?.subarray(0, 64 * 1024) ?? [])
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  return deps.mailFormat.parse(Buffer.from(`${head}\r\n\r\n`, 'latin1')).catch(() => undefined);
}

async function end(deps: Deps, received: Received, finished: End, writes: readonly Write[]): Promise<End> {
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
