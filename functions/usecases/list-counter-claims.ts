import type { Actor } from '#domain/actor.ts';
import type { CounterClaim, CounterClaimState } from '#domain/contracts/counter-claim.ts';
import type { Rung } from '#domain/contracts/terms.ts';
import { statesOf, type Wait, waits, waitsFor } from '#domain/contracts/waits-for.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import type { Deps } from './deps.ts';

export type CounterClaimFilter = {
  waits?: Wait | undefined;
  rung?: Rung | undefined;
  /** Who works on it. */
  person?: string | undefined;
  account?: string | undefined;
};
export type CounterClaimPage = {
  self: Self;
  counterClaims: readonly CounterClaim[];
  /** States of which more rows exist than were read. */
  more: readonly CounterClaimState[];
  /** All customers and people of what was read, for the filters. */
  accounts: readonly { id: string; name: string }[];
  people: readonly string[];
};
const perState = 200;
const allStates = ['proposed', 'held', 'approved', 'sending', 'disputed', 'expired', 'sent', 'paid', 'withdrawn'] as const;

/** Counter-claims that this person may see, by what they wait for, in the order of their terms. At most 200 of each state are read; of an account, the newest 200. */
export async function listCounterClaims(deps: Deps, actor: Actor, filter: CounterClaimFilter = {}): Promise<CounterClaimPage> {
  const self = await selfOf(deps, actor);
  const { read, more } = await readRows(deps, filter);
  const person = { id: self.person.id, department: self.person.department, standsInFor: self.standsInFor };
  const seen = read.filter((row) => may(self.person.roles, 'counter-claim.read', ownershipOf(person, subjectOf(row, self.company))));
  const counterClaims = seen
    .filter((row) => filter.waits === undefined || waitsFor(row) === filter.waits)
    .filter((row) => filter.rung === undefined || row.rung === filter.rung)
    .filter((row) => filter.person === undefined || row.acting === filter.person)
    .toSorted((a, b) => waits.indexOf(waitsFor(a)) - waits.indexOf(waitsFor(b)) || (termOf(a) < termOf(b) ? -1 : 1));
  return {
    self,
    counterClaims,
    more,
    accounts: [...new Map(seen.map(({ accountId: id, accountName: name }) => [id, { id, name }])).values()],
    people: [...new Set(seen.map(({ acting }) => acting))],
  };
}

async function readRows(
  deps: Deps,
  { waits: wait, account }: CounterClaimFilter,
): Promise<{ read: CounterClaim[]; more: CounterClaimState[] }> {
  const { counterClaims } = deps.stores;
  if (account) return { read: await counterClaims.ofAccount(account, perState), more: [] };
  const states = wait ? statesOf[wait] : allStates;
  const pages = await Promise.all(states.map((state) => counterClaims.inState(state, perState)));
  return { read: pages.flatMap((page) => page.counterClaims), more: states.filter((_, index) => pages[index]?.cursor !== undefined) };
}

/** When something is due: the hold, the term, else since when it waits. */
const termOf = ({ hold, state, response, proposedAt }: CounterClaim): string =>
  state === 'held' && hold ? hold.until : state === 'sent' && response ? response.dueAt : proposedAt;
