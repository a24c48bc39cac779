import { addDays, addMonths, type LegalDay, yearOf } from '#domain/deadlines/legal-day.ts';
import { type Rates, rateSeries, type Series, type SeriesId } from './rates.ts';

/** How a series goes on: by quarters or half-years of the calendar, or whenever somebody decides. */
export type Rhythm = 'quarter' | 'half-year' | 'as decided';
const seriesIds = ['ru-key', 'ru-395', 'de-base', 'ecb-half-year', 'uk-reference', 'at-base'] as const satisfies readonly SeriesId[];
export const rhythms: Readonly<Record<SeriesId, Rhythm>> = {
  'ru-key': 'as decided',
  'ru-395': 'as decided',
  'de-base': 'half-year',
  'ecb-half-year': 'half-year',
  'uk-reference': 'half-year',
  'at-base': 'half-year',
};

export type RateStatus = {
  id: string;
  title: string;
  official: string;
  knownThrough: LegalDay;
  /** The first day for which a rate has to be published next; the day after the last known one where nobody keeps a rhythm. */
  nextFrom: LegalDay;
  outOfDate: boolean;
  status: string;
  /** The last rows, oldest first, with what is known of each. */
  last: { from: LegalDay; percent: string | null; status: string }[];
};

/** The first day of the next quarter or half-year after `day`. */
export function nextPeriod(day: LegalDay, rhythm: Exclude<Rhythm, 'as decided'>): LegalDay {
  const months = rhythm === 'quarter' ? 3 : 6;
  const index = Math.floor((Number(day.slice(5, 7)) - 1) / months) + 1;
  return addMonths(`${String(yearOf(day)).padStart(4, '0')}-01-01`, index * months);
}

/** How a series stands on a day: out of date when the rate of that day is not known. */
export function rateStatus(id: string, series: Series, rhythm: Rhythm, on: LegalDay): RateStatus {
  const { title, official, knownThrough, status, rows } = series;
  return {
    id,
    title,
    official,
    knownThrough,
    nextFrom: rhythm === 'as decided' ? addDays(knownThrough, 1) : nextPeriod(knownThrough, rhythm),
    outOfDate: on > knownThrough,
    status,
    last: rows.slice(-2).map((row) => ({ from: row.from, percent: row.percent, status: row.status ?? status })),
  };
}

/** Every series, those that ship unless others are given, as it stands on a day. */
export const rateStatuses = (on: LegalDay, rates: Rates = rateSeries): RateStatus[] =>
  seriesIds.map((id) => rateStatus(id, rates[id], rhythms[id], on));
