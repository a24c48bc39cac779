import type { Claim } from '#domain/claims/claim.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { Reference } from '#domain/ids.ts';
import { claimOf } from './authorise.ts';
import type { Deps } from './deps.ts';

export type ClaimWait = 'await-reply' | 'await-approval' | 'await-delivery' | 'await-customer';

/**
 * Begins a wait: keeps the token, then looks whether the record is past it already. Whoever decides writes first and looks for the token second, so one of
 * the two always sees the other; a machine that was lost and started again finds its place the same way.
 */
export async function awaitOnClaim(deps: Deps, wait: ClaimWait, reference: Reference, token: string): Promise<void> {
  await deps.stores.outbox.saveToken(reference, wait, token);
  const word = pastClaimWait(wait, await claimOf(deps, reference));
  if (word) await deps.workflows.complete(token, { outcome: word });
}

/** The word with which the wait is over, or undefined while it goes on. */
export function pastClaimWait(wait: ClaimWait, claim: Claim): string | undefined {
  if (claim.stage === 'closed') return 'closed';
  switch (wait) {
    case 'await-reply':
      return claim.stage === 'open' ? undefined : 'submitted';
    case 'await-approval':
      if (claim.stage === 'in-approval') return undefined;
      return claim.stage === 'open' ? 'returned' : 'approved';
    case 'await-delivery': {
      const delivery = claim.sent.at(-1)?.delivery;
      return delivery === 'sent' || delivery === 'bounced' ? 'sent' : undefined;
    }
    case 'await-customer':
      return claim.stage === 'answered' ? undefined : 'disputed';
  }
}

export type CounterClaimWait = 'await-decision' | 'await-delivery' | 'await-posting';

export async function awaitOnCounterClaim(deps: Deps, wait: CounterClaimWait, id: string, token: string): Promise<void> {
  await deps.stores.outbox.saveToken(id, wait, token);
  const counterClaim = await deps.stores.counterClaims.load(id);
  const word = counterClaim ? pastCounterClaimWait(wait, counterClaim) : 'withdrawn';
  if (word) await deps.workflows.complete(token, { outcome: word });
}

export function pastCounterClaimWait(wait: CounterClaimWait, counterClaim: CounterClaim): string | undefined {
  const { state, delivery } = counterClaim;
  if (state === 'paid' || state === 'withdrawn') return state;
  const proposed = state === 'proposed' || state === 'held';
  if (wait === 'await-decision') {
    // All of it in dispute before its letter went: the decision starts a new workflow.
    if (state === 'disputed') return 'disputed';
    return proposed ? undefined : 'approved';
  }
  if (proposed) return 'returned';
  if (wait === 'await-posting') return delivery === 'to-post' ? undefined : 'sent';
  return delivery === 'sent' || delivery === 'bounced' ? 'sent' : undefined;
}
