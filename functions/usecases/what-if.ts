import type { Actor } from '#domain/actor.ts';
import { relawClock } from '#domain/deadlines/clock-moves.ts';
import { type Clock, isOpen } from '#domain/deadlines/clocks.ts';
import { type Law, type LawChange, lawOf } from '#domain/deadlines/law.ts';
import { appliedOf } from '#domain/deadlines/law-record.ts';
import { type Absence, type Miss, type OpenWork, simulate } from '#domain/deadlines/what-if.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Substitution } from '#domain/routing/people.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import { authorise, type Self } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';

export type Supposition = {
  /** Changes on top of the law as it stands: a draft, another length of a rule. */
  changes: readonly LawChange[];
  absence?: Absence | undefined;
  perDay: number;
};
export type Outlook = {
  self: Self;
  looked: number;
  /** More clocks are open than were looked at. */
  more: boolean;
  /** Deadlines that move, with the clock as it would be. */
  moved: { row: ClockRow; after: Clock }[];
  /** What would be missed as things stand, and under the supposition. */
  asItIs: Miss[];
  supposed: Miss[];
  rows: ReadonlyMap<string, ClockRow>;
};

const mostClocks = 20_000;
const ours: readonly Clock['kind'][] = ['acknowledge', 'statutory_answer', 'contract_answer', 'own_target'];

/** What would happen to the open deadlines if that were so. It reads and computes; no record is touched. */
export async function whatIf(deps: Deps, actor: Actor, supposition: Supposition): Promise<Outlook> {
  const self = await authorise(deps, actor, 'law.read');
  const [law, records] = await Promise.all([deps.stores.law.current(), deps.stores.law.records()]);
  const { rows: open, more } = await openRows(deps);
  const at = isoNow(deps);
  // What is over already is missed under any supposition.
  const rows = open.filter((row) => row.clock.dueAt >= at);
  const lawThen = lawOf([...appliedOf(records), ...supposition.changes.map((change, n) => ({ id: `supposed-${n}`, change }))]);
  const move = { at, reason: 'what if', evidence: 'what if' };
  const after = rows.map((row) => ({ row, after: relawClock(row.clock, lawThen, move) }));
  const planned = self.company.substitutions.filter(({ cancelled, scope }) => !cancelled && scope.kind === 'all').map(absenceOf);
  const scene = { now: at, company: deps.config.company, perDay: supposition.perDay };
  const missesOf = (lawNow: Law, clockRows: readonly ClockRow[], absences: readonly Absence[]): Miss[] =>
    simulate({ ...scene, law: lawNow, work: workOf(clockRows), absences });
  return {
    self,
    looked: rows.length,
    more,
    moved: after.filter(({ row, after: clock }) => clock.dueAt !== row.clock.dueAt),
    asItIs: missesOf(law, rows, planned),
    supposed: missesOf(
      lawThen,
      after.map(({ row, after: clock }) => ({ ...row, clock })),
      supposition.absence ? [supposition.absence, ...planned] : planned,
    ),
    rows: new Map(rows.map((row) => [`${row.reference} ${row.clock.id}`, row])),
  };
}

/** Every open clock, page after page, as far as one answer may look. */
export async function openRows(deps: Deps, most = mostClocks): Promise<{ rows: ClockRow[]; more: boolean }> {
  const rows: ClockRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.stores.claims.openClocks({ limit: 1000, cursor });
    // The terms of customers on our counter-claims follow their letters, no change of the law.
    rows.push(...page.rows.filter(({ counterClaim }) => !counterClaim));
    cursor = page.cursor;
  } while (cursor && rows.length < most);
  return { rows, more: cursor !== undefined };
}

const absenceOf = ({ absent, substitute, from, to }: Substitution): Absence => ({ person: absent, from, to, standIn: substitute });

function workOf(rows: readonly ClockRow[]): OpenWork[] {
  const claims = new Map<string, { acting: PersonId; clocks: Clock[] }>();
  for (const { reference, acting, clock } of rows) {
    if (!ours.includes(clock.kind) || !isOpen(clock)) continue;
    const claim = claims.get(reference) ?? { acting: acting as PersonId, clocks: [] };
    claim.clocks.push(clock);
    claims.set(reference, claim);
  }
  return [...claims].map(([reference, claim]) => ({ reference, ...claim }));
}
