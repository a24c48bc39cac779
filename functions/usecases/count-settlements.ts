import type { Actor } from '#domain/actor.ts';
import { mayOn, selfOf } from './authorise.ts';
import type { Deps } from './deps.ts';

/** How many settlements wait for an approval that this person may give. */
export async function countSettlementsToApprove(deps: Deps, actor: Actor): Promise<number> {
  const self = await selfOf(deps, actor);
  const { settlements } = await deps.stores.settlements.inState('proposed', 100);
  return settlements.filter(({ owner, proposedBy }) => proposedBy !== self.person.id && mayOn(self, 'settlement.approve', owner)).length;
}
