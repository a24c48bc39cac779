import type { Actor } from '#domain/actor.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import { openStates } from '#domain/contracts/counter-claim-record.ts';
import { perCurrency } from '#domain/contracts/relationship.ts';
import type { Rung } from '#domain/contracts/terms.ts';
import { addDays, type LegalDay, weekday } from '#domain/deadlines/legal-day.ts';
import { type Currency, type Money, minorOf } from '#domain/money.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import { type Deps, today } from './deps.ts';

/** What one counter-claim asked for at the end of a week, and on which rung. */
export type AskedThen = { counterClaim: CounterClaim; total: string; rung: Rung };
export type ExposureWeek = { week: LegalDay; asked: readonly AskedThen[] };
export type ExposureGroup = { key: string; count: number; sums: readonly Money[] };
export type Exposure = {
  self: Self;
  weeks: readonly ExposureWeek[];
  currencies: readonly Currency[];
  now: Record<'rung' | 'person' | 'account', readonly ExposureGroup[]>;
  accountNames: ReadonlyMap<string, string>;
  /** More rows of a state exist than one page reads. */
  partial: boolean;
};
const perState = 500;
export const weeksShown = 26;
const states = [...openStates, 'paid', 'withdrawn'] as const;

/**
 * What open counter-claims that this person may see asked for, week by week: 26 weeks that end with the one of `until`, or of today. Read state by state from the
 * index, at most 500 rows of each; each row carries its own course, so no event is read.
 */
export async function viewExposure(deps: Deps, actor: Actor, until?: LegalDay): Promise<Exposure> {
  const self = await selfOf(deps, actor);
  const pages = await Promise.all(states.map((state) => deps.stores.counterClaims.inState(state, perState, undefined, true)));
  const person = { id: self.person.id, department: self.person.department, standsInFor: self.standsInFor };
  const rows = pages
    .flatMap((page) => page.counterClaims)
    .filter((row) => may(self.person.roles, 'counter-claim.read', ownershipOf(person, subjectOf(row, self.company))));
  const last = mondayOf(until ?? today(deps, 'UTC'));
  const weeks = Array.from({ length: weeksShown }, (_, index) => addDays(last, (index + 1 - weeksShown) * 7));
  const open = rows.filter(({ state }) => openStates.includes(state));
  return {
    self,
    weeks: weeks.map((week) => ({ week, asked: askedIn(rows, week) })),
    currencies: [...new Set(rows.map(({ sheet }) => sheet.currency))].toSorted(),
    now: {
      rung: groupsOf(open, ({ rung }) => rung),
      person: groupsOf(open, ({ acting }) => acting),
      account: groupsOf(open, ({ accountId }) => accountId),
    },
    accountNames: new Map(rows.map(({ accountId, accountName }) => [accountId as string, accountName])),
    partial: pages.some(({ cursor }) => cursor !== undefined),
  };
}

export const mondayOf = (day: LegalDay): LegalDay => addDays(day, 1 - weekday(day));

/** At the end of the week: the last entry of the course that is not after it. */
function askedIn(rows: readonly CounterClaim[], week: LegalDay): AskedThen[] {
  return rows.flatMap((counterClaim) => {
    const entry = counterClaim.course.findLast((candidate) => candidate.week <= week);
    return entry && minorOf(entry.total) > 0n ? [{ counterClaim, total: entry.total, rung: entry.rung }] : [];
  });
}

function groupsOf(rows: readonly CounterClaim[], keyOf: (row: CounterClaim) => string): ExposureGroup[] {
  const groups = Map.groupBy(rows, keyOf);
  return [...groups].map(([key, mine]) => ({
    key,
    count: mine.length,
    sums: perCurrency(mine.map(({ sheet }) => ({ currency: sheet.currency, amount: sheet.total }))),
  }));
}
