import { addDays, isLegalDay, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { type FieldError, Refusal } from '#domain/errors.ts';
import { nextPeriod, rhythms } from './rate-status.ts';
import { type Rates, rateSeries, type Series, type SeriesId } from './rates.ts';

/** A reference rate that somebody of the company added to those that ship. Percent a year, a decimal string. */
export type RateEntry = {
  id: string;
  series: SeriesId;
  /** In force from this day on; the same day again corrects what was known. */
  from: LegalDay;
  percent: string;
  /** The last day for which the series is known by this entry. */
  knownThrough: LegalDay;
  /** Where it was read: an address, or the document by name. */
  source: string;
  why: string;
  by: string;
  at: string;
  /** Taken back: it counts no more. */
  withdrawn?: { by: string; at: string; why: string } | undefined;
  /** When the open counter-claims had been counted anew with it (or without it, once withdrawn). */
  recounted?: string | undefined;
};
export type NewRate = Pick<RateEntry, 'series' | 'from' | 'percent' | 'source'> & { knownThrough?: LegalDay | undefined };

/** Art. 395 takes the key rate since August 2016: an entry of one is an entry of both. */
const fed = (series: SeriesId): readonly SeriesId[] => (series === 'ru-key' ? ['ru-key', 'ru-395'] : [series]);

/** The rates that ship, with the company's own over them in the order in which they were added. */
export function ratesWith(entries: readonly RateEntry[]): Rates {
  const rates: Record<SeriesId, Series> = { ...rateSeries };
  for (const entry of entries.filter(({ withdrawn }) => !withdrawn).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
    for (const id of fed(entry.series)) rates[id] = withEntry(rates[id], entry);
  return rates;
}

function withEntry(series: Series, { from, percent, knownThrough, source }: RateEntry): Series {
  // A day for which the series only said "not known" is known now.
  const others = series.rows.filter((row) => row.from !== from && !(row.percent === null && from <= row.from && row.from <= knownThrough));
  return {
    ...series,
    rows: [...others, { from, percent, status: source }].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    knownThrough: knownThrough > series.knownThrough ? knownThrough : series.knownThrough,
  };
}

/**
 * Checks an entry before it is kept, and says until when it makes its series known: to the end of the half-year where rates hold for one; elsewhere to the day that is
 * given, which is not later than today (nobody knows of tomorrow's decision). Refuses 'invalid' with the field: no gap is left between what is known and the entry.
 */
export function checkedRate(entry: NewRate, rates: Rates, today: LegalDay): Required<NewRate> {
  const wrong: FieldError[] = [];
  if (!Object.hasOwn(rates, entry.series) || entry.series === 'ru-395')
    throw new Refusal('invalid', undefined, [{ path: 'series', code: 'choose' }]);
  const series = rates[entry.series];
  const rhythm = rhythms[entry.series];
  if (!/^-?\d{1,2}(\.\d{1,4})?$/.test(entry.percent)) wrong.push({ path: 'percent', code: 'percent' });
  if (!entry.source.trim()) wrong.push({ path: 'source', code: 'required' });
  if (entry.source.length > 500) wrong.push({ path: 'source', code: 'too-long' });
  if (!isLegalDay(entry.from)) throw new Refusal('invalid', undefined, [{ path: 'from', code: 'date' }, ...wrong]);
  const knownThrough = rhythm === 'as decided' ? (entry.knownThrough ?? '') : addDays(nextPeriod(entry.from, rhythm), -1);
  if (rhythm === 'as decided' && !isLegalDay(knownThrough)) wrong.push({ path: 'knownThrough', code: 'date' });
  else if (knownThrough < entry.from) wrong.push({ path: 'knownThrough', code: 'date-order' });
  else if (rhythm === 'as decided' && knownThrough > today) wrong.push({ path: 'knownThrough', code: 'future' });
  const first = series.rows[0]?.from ?? entry.from;
  if (entry.from < first) wrong.push({ path: 'from', code: 'before-series' });
  else if (entry.from > addDays(series.knownThrough, 1)) wrong.push({ path: 'from', code: 'gap' });
  else if (rhythm !== 'as decided' && !/-(01|07)-01$/.test(entry.from)) wrong.push({ path: 'from', code: 'half-year' });
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
  return { ...entry, source: entry.source.trim(), knownThrough };
}
