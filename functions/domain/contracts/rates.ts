import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import data from './rates-data.json' with { type: 'json' };

/** A rate in percent a year from a day on, until the next row; null: not known. */
export type RateRow = { readonly from: LegalDay; readonly percent: string | null; readonly status?: string | undefined };
export type Series = {
  readonly title: string;
  readonly titleRu?: string | undefined;
  readonly official: string;
  readonly knownThrough: LegalDay;
  readonly status: string;
  readonly rows: readonly RateRow[];
};
export type SeriesId = keyof typeof data;
/** Every series by its name. */
export type Rates = Readonly<Record<SeriesId, Series>>;
/** What to do where no rate is known: go on with the last known one and say so, or refuse ('unprocessable'). */
export type UnknownRate = 'provisional' | 'refuse';
export type Rate = { percent: string; from: LegalDay; provisional: boolean };

/** Reference rates, sorted; collected up to 10 October 2026 with a status per row. */
export const rateSeries: Rates = data;

/** The rate in force on a day, percent a year. Before the first row it is always refused: there is no last known rate to go on with. */
export function rateOn({ rows, knownThrough, title }: Series, day: LegalDay, unknown: UnknownRate = 'refuse'): Rate {
  const at = rows.findLastIndex((row) => row.from <= day);
  const usable = rows.slice(0, at + 1).findLast((row) => row.percent !== null);
  const row = rows[at];
  const known = row !== undefined && row.percent !== null && day <= knownThrough;
  if (!usable || usable.percent === null || (!known && unknown === 'refuse'))
    throw new Refusal('unprocessable', `no known rate on ${day}: ${title}; known from ${rows[0]?.from} to ${knownThrough}`);
  return { percent: usable.percent, from: usable.from, provisional: !known };
}

/** First days of a new rate, or of not knowing it, after `from` and up to `to`. */
export function rateChanges({ rows, knownThrough }: Series, from: LegalDay, to: LegalDay): LegalDay[] {
  return [...rows.map((row) => row.from), addDays(knownThrough, 1)].filter((day) => day > from && day <= to);
}

/** Given rates as a series, for a contract's own table. They hold without end. */
export const givenRates = (rows: readonly RateRow[]): Series => ({
  title: 'rates as given',
  official: 'contract',
  knownThrough: '2999-12-31',
  status: 'given',
  rows: rows.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
});
