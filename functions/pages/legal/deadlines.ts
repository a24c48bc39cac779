import type { Actor } from '#domain/actor.ts';
import { minorOf } from '#domain/money.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import type { Deps } from '#usecases/deps.ts';
import { listDeadlines } from '#usecases/list-deadlines.ts';

export const sortKeys = ['due', 'kind', 'reference', 'customer', 'country', 'amount', 'person'] as const;
export type SortKey = (typeof sortKeys)[number];
export const boardFilters = ['rule', 'person', 'country'] as const;
export type BoardFilters = Partial<Record<(typeof boardFilters)[number], string>>;

export const filterValue: Record<(typeof boardFilters)[number], (row: ClockRow) => string> = {
  rule: (row) => row.clock.ruleId,
  person: (row) => row.acting,
  country: (row) => row.country,
};
export const fitting = (rows: readonly ClockRow[], filters: BoardFilters): ClockRow[] =>
  rows.filter((row) => boardFilters.every((name) => !filters[name] || filterValue[name](row) === filters[name]));

const sortValue: Record<Exclude<SortKey, 'amount'>, (row: ClockRow) => string> = {
  due: (row) => row.clock.dueAt,
  kind: (row) => row.clock.kind,
  reference: (row) => row.reference,
  customer: (row) => row.account,
  country: (row) => row.country,
  person: (row) => row.acting,
};

/** By the column, then by due date. Amounts: the largest first within a currency, as nothing is converted; none at the end. */
export function sorted(rows: readonly ClockRow[], key: SortKey): ClockRow[] {
  const byDue = (a: ClockRow, b: ClockRow) => (a.clock.dueAt < b.clock.dueAt ? -1 : a.clock.dueAt > b.clock.dueAt ? 1 : 0);
  if (key === 'amount') return rows.toSorted((a, b) => compareAmounts(a.amount, b.amount) || byDue(a, b));
  return rows.toSorted((a, b) => sortValue[key](a).localeCompare(sortValue[key](b)) || byDue(a, b));
}

function compareAmounts(a: string, b: string): number {
  if (!a || !b) return Number(!a) - Number(!b);
  const [first = '', one = ''] = a.split(' ');
  const [second = '', other = ''] = b.split(' ');
  if (one !== other) return one < other ? -1 : 1;
  const difference = minorOf(second) - minorOf(first);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Every open clock that the person may see, page after page. */
export async function allDeadlines(deps: Deps, actor: Actor): Promise<ClockRow[]> {
  const rows: ClockRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDeadlines(deps, actor, { cursor, limit: 1000 });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor);
  return rows;
}
