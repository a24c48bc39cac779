import type { Actor } from '#domain/actor.ts';
import { sha256 } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { Refusal } from '#domain/errors.ts';
import type { MailId } from '#domain/ids.ts';
import type { ClaimMessage } from '#stores/claim-store.ts';
import type { OutboxRow } from '#stores/outbox-store.ts';
import { claimFor, onBehalfOf } from './authorise.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import { decideAndRecord } from './record-claim.ts';
import { messageIdOf } from './send-mail.ts';
import { sendRequest } from './send-request.ts';
import { tellLater } from './tell.ts';

const mostLetters = 5000;

/**
 * Asks the customer for what is missing (first 3). The question, its place on the thread and the task to send it are one transaction; the clocks stop only
 * once the mail has gone. Refuses ('wrong-state') a second open request.
 */
export async function requestInformation(deps: Deps, actor: Actor, reference: string, input: { text: string }): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  const text = input.text.trim();
  const wrong = !text ? 'required' : text.length > mostLetters ? 'too-long' : undefined;
  if (wrong) throw new Refusal('invalid', undefined, [{ path: 'question', code: wrong }]);
  const id = String(claim.messages + 1).padStart(7, '0');
  const mailId = `request-${claim.reference}-${id}` as MailId;
  const at = isoNow(deps);
  const message: ClaimMessage = {
    id,
    at,
    from: 'company',
    author: self.person.id,
    channel: 'mail',
    subject: claim.subject,
    text,
    messageId: messageIdOf(deps, mailId),
    evidence: [],
  };
  const row: OutboxRow = {
    id: hex(deps.newId(12)),
    at,
    tell: { tell: 'step', step: 'send-request', input: { reference: claim.reference, request: id } },
    attempts: 0,
  };
  const command = { do: 'request-information', messageId: id, mailId, textHash: sha256(text) } as const;
  const writes = [deps.stores.claims.messageWrite(claim.reference, message), deps.stores.outbox.rowWrite(row)];
  const { claim: after } = await decideAndRecord(deps, claim, command, { actor, onBehalfOf: onBehalfOf(self, claim) }, writes);
  await tellLater(deps, [row], { 'send-request': sendRequest });
  return after;
}
