import type { Actor } from '#domain/actor.ts';
import { Refusal } from '#domain/errors.ts';
import type { Quarantined } from '#stores/mail-store.ts';
import { authorise } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { keepAttachments, submissionOf } from './receive-mail.ts';
import { submitClaim } from './submit-claim.ts';

export async function listQuarantine(deps: Deps, actor: Actor, cursor?: string) {
  await authorise(deps, actor, 'quarantine.read');
  return deps.stores.mails.inQuarantine(50, cursor);
}

/** One entry with what can be read of it; the raw bytes come as a download only. */
export async function viewQuarantined(deps: Deps, actor: Actor, id: string): Promise<{ entry: Quarantined; text: string; rawUrl: string }> {
  await authorise(deps, actor, 'quarantine.read');
  const entry = await deps.stores.mails.quarantined(id);
  if (!entry) throw new Refusal('not-found');
  const raw = entry.reason === 'too-large' ? undefined : await deps.blobs.get(entry.raw);
  const mail = raw && (await deps.mailFormat.parse(raw).catch(() => undefined));
  return { entry, text: mail?.text ?? '', rawUrl: await deps.blobs.presignDownload(entry.raw, `${id}.eml`, 600) };
}

/** A person decided: it is a claim after all, or it is nothing. Either way the entry leaves the list and its bytes stay. */
export async function releaseQuarantined(deps: Deps, actor: Actor, id: string, as: 'claim' | 'discarded'): Promise<Quarantined> {
  const self = await authorise(deps, actor, 'quarantine.release');
  const entry = await deps.stores.mails.quarantined(id);
  if (!entry) throw new Refusal('not-found');
  if (entry.released) throw new Refusal('wrong-state');
  const released = { by: self.person.id, at: isoNow(deps), as };
  if (as === 'discarded') {
    const after = { ...entry, released };
    await deps.stores.mails.write([deps.stores.mails.quarantineWrite(after)]);
    return after;
  }
  const raw = await deps.blobs.get(entry.raw);
  const mail = raw && (await deps.mailFormat.parse(raw).catch(() => undefined));
  if (!mail?.from) throw new Refusal('unprocessable');
  const submission = submissionOf(mail, id);
  if (!submission.success) throw new Refusal('unprocessable');
  const message = { raw: entry.raw, cut: submission.cut };
  const { claim } = await submitClaim(deps, actor, {
    channel: 'mail',
    submission: submission.data,
    evidence: await keepAttachments(deps, mail, entry),
    idempotency: { scope: 'quarantine', key: id },
    mail: message,
    extra: (reference) => [deps.stores.mails.quarantineWrite({ ...entry, released: { ...released, target: reference } })],
  });
  return { ...entry, released: { ...released, target: claim.reference } };
}
