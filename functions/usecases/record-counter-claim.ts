import { type Actor, actorName } from '#domain/actor.ts';
import { chain } from '#domain/chain.ts';
import { type CounterClaim, type CounterClaimFact, evolveCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { PersonId } from '#domain/ids.ts';
import type { OutboxRow, Tell } from '#stores/outbox-store.ts';
import { executionNames } from '#workflows/payloads.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import type { Write } from './ports.ts';
import { tellLater } from './tell.ts';

/** Records facts on a counter-claim with its events, index rows and outbox in one transaction, then tells its workflow. */
export async function recordCounterClaim(
  deps: Deps,
  before: CounterClaim,
  facts: readonly CounterClaimFact[],
  by: { actor: Actor; onBehalfOf?: PersonId | undefined },
  extra: readonly Write[] = [],
): Promise<CounterClaim> {
  if (facts.length === 0) return before;
  const at = isoNow(deps);
  const events = chain(before.id, before, facts, { at, actor: actorName(by.actor), onBehalfOf: by.onBehalfOf });
  const after = events.reduce(evolveCounterClaim, before);
  const rows = facts.flatMap((fact) => tellsOf(after, fact)).map((tell): OutboxRow => ({ id: hex(deps.newId(12)), at, tell, attempts: 0 }));
  await deps.stores.counterClaims.commit({ before: before.version === 0 ? undefined : before, after, events }, [
    ...rows.map(deps.stores.outbox.rowWrite),
    ...extra,
  ]);
  await tellLater(deps, rows);
  return after;
}

function tellsOf({ id, version }: CounterClaim, fact: CounterClaimFact): Tell[] {
  const complete = (wait: string, outcome: string): Tell => ({ tell: 'complete', owner: id, wait, output: { outcome } });
  switch (fact.type) {
    case 'proposed':
      return [{ tell: 'start', machine: 'counter-claim', name: executionNames.counterClaim(id, version), input: { counterClaim: id } }];
    case 'approved':
      return [complete('await-decision', 'approved')];
    case 'held':
      return [complete('await-decision', 'held')];
    case 'sent':
    case 'bounced':
      return [complete('await-delivery', 'sent')];
    case 'paid':
    case 'withdrawn':
      return [complete('await-decision', fact.type), complete('await-delivery', fact.type)];
    default:
      return [];
  }
}
