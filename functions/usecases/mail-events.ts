import type { MailId, Reference } from '#domain/ids.ts';
import { claimOf } from './authorise.ts';
import type { Deps } from './deps.ts';
import { record, retried } from './record-claim.ts';
import { recordCounterClaimDelivery } from './run-counter-claim.ts';
import { recordReplyDelivery } from './send-reply.ts';
import { recordRequestFate } from './send-request.ts';

/** What the mail provider tells of a mail that we sent: it was delivered, or it came back. Events repeat and overtake each other. */
export async function recordMailEvent(
  deps: Deps,
  event: { messageId: string; kind: 'delivered' | 'bounced' | 'complaint'; because?: string | undefined },
): Promise<void> {
  const threaded = await deps.stores.mails.byMessageId(event.messageId);
  const mail = threaded?.mailId && (await deps.stores.mails.out(threaded.mailId));
  if (!mail) return; // not one of ours, or a notice without a record
  const state = event.kind === 'delivered' ? 'sent' : 'bounced';
  if (mail.state === 'bounced') return;
  if (mail.state !== state) await deps.stores.mails.write([deps.stores.mails.outWrite({ ...mail, state })]);
  if (mail.kind === 'reply') await recordReplyDelivery(deps, mail.subject as Reference, mail.id, state, event.because);
  if (mail.kind === 'counter-claim') await recordCounterClaimDelivery(deps, mail.subject, mail.id, state);
  if (mail.kind === 'request') await recordRequestFate(deps, mail.subject as Reference, mail.id, state);
  if (mail.kind === 'receipt' && state === 'bounced') await receiptBounced(deps, mail.subject as Reference, mail.id);
}

async function receiptBounced(deps: Deps, reference: Reference, mailId: MailId): Promise<void> {
  const company = await deps.stores.company.everyone();
  await retried(async () => {
    const claim = await claimOf(deps, reference);
    if (claim.receiptMail?.state === 'bounced') return;
    await record(deps, { before: claim, company }, [{ type: 'receipt-bounced', mailId }], {
      actor: { kind: 'system', step: 'mail-events' },
    });
  });
}
