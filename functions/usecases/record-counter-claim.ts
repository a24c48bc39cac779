import { type Actor, actorName } from '#domain/actor.ts';
import { chain } from '#domain/chain.ts';
import type { CounterClaim, CounterClaimFact } from '#domain/contracts/counter-claim.ts';
import { evolveCounterClaim } from '#domain/contracts/evolve-counter-claim.ts';
import type { PersonId } from '#domain/ids.ts';
import type { OutboxRow, Tell } from '#stores/outbox-store.ts';
import { executionNames } from '#workflows/payloads.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import type { Write } from './ports.ts';
import { type Steps, tellLater } from './tell.ts';

type Extra = {
  writes?: readonly Write[] | undefined;
  /** Our own steps that a crash must not lose, and who runs them. */
  tells?: readonly Tell[] | undefined;
  steps?: Steps | undefined;
  /** Of a new one: the version of its contract's pointer. */
  pointer?: 'absent' | number | undefined;
};

/** Records facts on a counter-claim with its events, index rows and outbox in one transaction, then tells its workflow. */
export async function recordCounterClaim(
  deps: Deps,
  before: CounterClaim,
  facts: readonly CounterClaimFact[],
  by: { actor: Actor; onBehalfOf?: PersonId | undefined },
  { writes = [], tells = [], steps, pointer }: Extra = {},
): Promise<CounterClaim> {
  if (facts.length === 0) return before;
  const at = isoNow(deps);
  const events = chain(before.id, before, facts, { at, actor: actorName(by.actor), onBehalfOf: by.onBehalfOf });
  const after = events.reduce(evolveCounterClaim, before);
  const all = [...facts.flatMap((fact) => tellsOf(after, fact)), ...restarts(before, after), ...tells];
  const rows = all.map((tell): OutboxRow => ({ id: hex(deps.newId(12)), at, tell, attempts: 0 }));
  await deps.stores.counterClaims.commit(
    { before: before.version === 0 ? undefined : before, after, events },
    [...rows.map(deps.stores.outbox.rowWrite), ...writes],
    pointer,
  );
  await tellLater(deps, rows, steps);
  return after;
}

function tellsOf({ id }: CounterClaim, fact: CounterClaimFact): Tell[] {
  const complete = (wait: string, outcome: string): Tell => ({ tell: 'complete', owner: id, wait, output: { outcome } });
  switch (fact.type) {
    case 'approved':
      return [complete('await-decision', 'approved')];
    case 'held':
      return [complete('await-decision', 'held')];
    case 'sent':
    case 'bounced':
      return [complete('await-delivery', 'sent')];
    case 'posted':
      return [complete('await-posting', 'sent')];
    case 'paid':
    case 'withdrawn':
      return ['await-decision', 'await-delivery', 'await-posting'].map((wait) => complete(wait, fact.type));
    default:
      return [];
  }
}

/** A workflow that would be in the wrong place, or has ended, gives way to a new one, which finds its place by the record. */
function restarts(before: CounterClaim, after: CounterClaim): Tell[] {
  if (before.version > 0 && before.run === after.run) return [];
  const name = (run: number) => executionNames.counterClaim(after.id, run);
  const stop: Tell[] = before.version > 0 ? [{ tell: 'stop', machine: 'counter-claim', name: name(before.run) }] : [];
  return [...stop, { tell: 'start', machine: 'counter-claim', name: name(after.run), input: { counterClaim: after.id } }];
}
