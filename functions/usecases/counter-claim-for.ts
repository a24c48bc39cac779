import type { Actor } from '#domain/actor.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import { Refusal } from '#domain/errors.ts';
import { type Action, may, ownershipOf } from '#domain/policy.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import type { Deps } from './deps.ts';

/** Loads a counter-claim for a person who may do this to it. Unknown and forbidden ids look the same. */
export async function counterClaimFor(
  deps: Deps,
  actor: Actor,
  action: Action,
  id: string,
): Promise<{ counterClaim: CounterClaim; self: Self }> {
  const self = await selfOf(deps, actor);
  const counterClaim = await deps.stores.counterClaims.load(id);
  if (!counterClaim) throw new Refusal('not-found');
  const ownership = ownershipOf(
    { id: self.person.id, department: self.person.department, standsInFor: self.standsInFor },
    subjectOf({ owner: counterClaim.owner, acting: counterClaim.acting }, self.company),
  );
  if (!may(self.person.roles, action, ownership)) throw new Refusal('not-found');
  return { counterClaim, self };
}
