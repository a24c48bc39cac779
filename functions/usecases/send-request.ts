import { recordRequest } from '#domain/claims/information.ts';
import { Refusal } from '#domain/errors.ts';
import type { MailId, Reference } from '#domain/ids.ts';
import { requestMail } from '#domain/replies/request-mail.ts';
import { claimOf } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { freshLink } from './fresh-link.ts';
import { replyAddressDays, signedAddress, statusUrl } from './links.ts';
import { record, retried } from './record-claim.ts';
import { sendOnce } from './send-mail.ts';
import { threadOf } from './send-reply.ts';

const system = { kind: 'system', step: 'send-request' } as const;

/** Sends the question to the customer, at most once. Told again after a crash it finds what was done and goes on from there; an old or settled one is left. */
export async function sendRequest(deps: Deps, { reference, request }: { reference: Reference; request: string }): Promise<void> {
  const claim = await claimOf(deps, reference);
  const { mailId, id, state } = claim.request ?? {};
  if (id !== request || !mailId || state !== 'sending' || claim.stage === 'closed') return;
  const message = await deps.stores.claims.message(reference, request);
  if (!message) throw new Error('the question is not on the thread');
  const outcome = await sendOnce(deps, {
    id: mailId,
    kind: 'request',
    subject: reference,
    to: { name: claim.contact.name, address: claim.contact.email },
    thread: { reference },
    // The mark is written on the claim as it stands: a question that is no longer wanted does not leave.
    mark: (writes) =>
      retried(async () => {
        const before = await claimOf(deps, reference);
        if (before.request?.id !== request || before.request.state !== 'sending' || before.stage === 'closed')
          throw new Refusal('wrong-state');
        await record(deps, { before, company: await deps.stores.company.everyone() }, [], { actor: system }, writes);
      }),
    content: async () => {
      const token = await freshLink(deps, 'claim', reference);
      const address = await freshLink(deps, 'reply-address', reference, replyAddressDays);
      const company = deps.config.company;
      return {
        ...requestMail({ claim, question: message.text, at: isoNow(deps), statusUrl: statusUrl(deps, token), company }),
        replyTo: signedAddress(deps, address),
        ...(await threadOf(deps, claim)),
        attachments: [],
      };
    },
  });
  await recordRequestFate(deps, reference, mailId, outcome);
}

/** Records what became of the question's mail. Once it has gone, the clocks that may stand still do, from the moment at which it was marked. */
export async function recordRequestFate(
  deps: Deps,
  reference: Reference,
  mailId: MailId,
  outcome: 'sent' | 'unknown' | 'bounced',
): Promise<void> {
  await retried(async () => {
    const claim = await claimOf(deps, reference);
    const at = isoNow(deps);
    const from = (await deps.stores.mails.out(mailId))?.at ?? at;
    const messages = await deps.stores.claims.messages(reference);
    const answer = messages.find((message) => message.from === 'customer' && message.at > from);
    const fate = { mailId, outcome, at, from, answer: answer && { at: answer.at, messageId: answer.id } };
    const facts = recordRequest(claim, fate, await deps.stores.law.current());
    await record(deps, { before: claim, company: await deps.stores.company.everyone() }, facts, { actor: system, at });
  });
}
