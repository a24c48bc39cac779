import { type Actor, actorName } from '#domain/actor.ts';
import { chain } from '#domain/chain.ts';
import { evolveSettlement, type Settlement, type SettlementFact } from '#domain/contracts/settlement.ts';
import type { PersonId } from '#domain/ids.ts';
import { type Deps, isoNow } from './deps.ts';
import type { Write } from './ports.ts';

/** Records facts on a settlement, with its events and what is booked by them, in one transaction. No facts: nothing is written. */
export async function recordSettlement(
  deps: Deps,
  before: Settlement,
  facts: readonly SettlementFact[],
  by: { actor: Actor; onBehalfOf?: PersonId | undefined },
  booked: (after: Settlement) => readonly Write[] = () => [],
): Promise<Settlement> {
  if (facts.length === 0) return before;
  const events = chain(before.id, before, facts, { at: isoNow(deps), actor: actorName(by.actor), onBehalfOf: by.onBehalfOf });
  const after = events.reduce(evolveSettlement, before);
  await deps.stores.settlements.commit({ before: before.version === 0 ? undefined : before, after, events }, booked(after));
  return after;
}
