import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { type ClaimCommand, decide } from '#domain/claims/decide.ts';
import { receiveInformation } from '#domain/claims/information.ts';
import { type Deps, isoNow } from './deps.ts';
import type { Write } from './ports.ts';
import { type Recorded, record } from './record-claim.ts';

/** Puts the customer's message on the claim. Where we had asked, it is the answer: the clocks that stood still go on from `arrived`, in the same transaction. */
export async function addMessage(
  deps: Deps,
  claim: Claim,
  command: Extract<ClaimCommand, { do: 'add-message' }>,
  { actor, arrived }: { actor: Actor; arrived: string },
  writes: readonly Write[],
): Promise<Recorded> {
  const company = await deps.stores.company.everyone();
  const at = isoNow(deps);
  const law = await deps.stores.law.current();
  const facts = [
    ...decide(claim, command, { authority: company }),
    ...receiveInformation(claim, { at, from: arrived, messageId: command.messageId }, law),
  ];
  return record(deps, { before: claim, company }, facts, { actor, at }, writes);
}
