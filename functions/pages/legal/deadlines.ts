import type { ClockKind } from '#domain/deadlines/rule.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import type { Deadline } from '#usecases/list-deadlines.ts';

export const sortKeys = ['due', 'kind', 'reference', 'customer', 'country', 'amount', 'person'] as const;
export type SortKey = (typeof sortKeys)[number];
export const boardGroups = ['rule', 'person', 'account', 'jurisdiction'] as const;
export type BoardGroup = (typeof boardGroups)[number];
/** `when` and `person` choose what is read; the others are looked for among what was read. */
export const boardFilters = ['when', 'person', 'rule', 'account', 'country', 'kind'] as const;
export type BoardFilter = (typeof boardFilters)[number];
export type BoardFilters = Partial<Record<BoardFilter, string>>;
/** What the address bar says of the board: everything but the place in the list. */
export type BoardAsked = { filters: BoardFilters; sort: SortKey; group?: BoardGroup | undefined };

export const kinds: readonly ClockKind[] = [
  'statutory_answer',
  'contract_answer',
  'acknowledge',
  'own_target',
  'customer_answer',
  'limitation',
];
const withinPage = ['rule', 'account', 'country', 'kind'] as const;
export const filterValue: Record<(typeof withinPage)[number], (row: Deadline) => string> = {
  rule: (row) => row.clock.ruleId,
  account: (row) => row.account,
  country: (row) => row.country,
  kind: (row) => row.clock.kind,
};
export const isLookedFor = ({ filters }: BoardAsked): boolean => withinPage.some((name) => filters[name]);
export const fitting = (rows: readonly Deadline[], filters: BoardFilters): Deadline[] =>
  rows.filter((row) => withinPage.every((name) => !filters[name] || filterValue[name](row) === filters[name]));

/** The board's address with some of it changed; a page of the list is left out unless it is given. */
export function boardPath(
  { filters, sort, group }: BoardAsked,
  changes: { filters?: BoardFilters; sort?: SortKey; group?: BoardGroup | undefined; cursor?: string | undefined; at?: number } = {},
  path = '/deadlines',
): string {
  const merged = { ...filters, ...changes.filters };
  const query = new URLSearchParams();
  for (const name of boardFilters) if (merged[name]) query.set(name, merged[name]);
  const by = 'group' in changes ? changes.group : group;
  if (by) query.set('group', by);
  if ((changes.sort ?? sort) !== 'due') query.set('sort', changes.sort ?? sort);
  if (changes.cursor) query.set('cursor', changes.cursor);
  if (changes.at) query.set('at', String(changes.at));
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

const groupValue: Record<BoardGroup, (row: Deadline) => string> = {
  rule: (row) => row.clock.ruleId,
  person: (row) => row.acting,
  account: (row) => row.account,
  jurisdiction: (row) => row.jurisdiction,
};
/** Rows that belong together, in the order in which their first ones come. */
export const grouped = (rows: readonly Deadline[], group: BoardGroup): { value: string; rows: Deadline[] }[] =>
  [...Map.groupBy(rows, groupValue[group])].map(([value, found]) => ({ value, rows: found }));

/** What is at stake in these rows, "84000.00 RUB + 12.00 EUR": each claim once, however many clocks it has; a sum per currency, nothing converted. */
export function stakeOf(rows: readonly Deadline[]): string {
  const amounts = new Map(rows.map((row) => [row.reference, row.amount]));
  const sums = new Map<string, bigint>();
  for (const entry of [...amounts.values()].flatMap((amount) => amount.split(' + ').filter(Boolean))) {
    const [amount = '', currency = ''] = entry.split(' ');
    sums.set(currency, (sums.get(currency) ?? 0n) + minorOf(amount));
  }
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => `${decimalOf(minor)} ${currency}`)
    .join(' + ');
}

const sortValue: Record<Exclude<SortKey, 'amount'>, (row: Deadline) => string> = {
  due: (row) => row.clock.dueAt,
  kind: (row) => row.clock.kind,
  reference: (row) => row.reference,
  customer: (row) => row.account,
  country: (row) => row.country,
  person: (row) => row.acting,
};

/** By the column, then by due date. Amounts: the largest first within a currency, as nothing is converted; none at the end. */
export function sorted(rows: readonly Deadline[], key: SortKey): Deadline[] {
  const byDue = (a: Deadline, b: Deadline) => (a.clock.dueAt < b.clock.dueAt ? -1 : a.clock.dueAt > b.clock.dueAt ? 1 : 0);
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
