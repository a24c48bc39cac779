import { Refusal } from '#domain/errors.ts';
import { dayNumber, dayOfNumber, type LegalDay, type Weekday, weekdayOfNumber } from './legal-day.ts';
import type { OpeningHours } from './opening-hours.ts';

/** A text that people read, in both languages of the product. */
export type Text = { readonly en: string; readonly ru: string };

/** Which days are worked in a country or a part of it. Days off and worked weekend days are facts with a source; weekends follow from `weekend`. */
export type Calendar = {
  readonly id: string;
  readonly country: string;
  readonly region?: string | undefined;
  /** IANA zone in which a legal day of this place begins and ends, unless the caller names another. */
  readonly zone: string;
  readonly weekend: readonly Weekday[];
  readonly daysOff: ReadonlyMap<LegalDay, Text>;
  readonly workingDays: ReadonlyMap<LegalDay, Text>;
  readonly shortDays: ReadonlyMap<LegalDay, Text>;
  /** When doors are open, where a company keeps its hours with its calendar; a period's own hours go before them. */
  readonly hours?: OpeningHours | undefined;
  /** Years for which the days are enacted or proclaimed, both inclusive. Outside them the fixed days are assumed and results are provisional. */
  readonly known: { readonly from: number; readonly to: number };
  readonly source: string;
};

/** What to do with a year that no one has enacted yet: say so in the result, or refuse ('unprocessable'). */
export type UnknownYear = 'provisional' | 'refuse';

// Working days are looked up in tables over these years, so that adding a thousand of them costs as much as adding one.
export const horizon = { from: 1990, to: 2070 } as const;
const first = dayNumber(`${horizon.from}-01-01`);
const last = dayNumber(`${horizon.to}-12-31`);

/**
 * Days are offsets from the first day. before[i]: working days before day i; days: all working days; weekends[i]: weekend days before day i on which
 * nobody works; named: days off that are no weekend days, and weekend days that are worked; namedBefore[i]: how many of those lie before day i.
 */
type Index = { before: Uint16Array; days: Uint16Array; weekends: Uint16Array; named: Uint16Array; namedBefore: Uint16Array };
const indexes = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  const found = indexes.get(calendar);
  if (found) return found;
  const size = last - first + 1;
  const works = new Uint8Array(size);
  for (let i = 0; i < size; i++) works[i] = calendar.weekend.includes(weekdayOfNumber(first + i)) ? 0 : 1;
  for (const day of calendar.daysOff.keys()) works[dayNumber(day) - first] = 0;
  for (const day of calendar.workingDays.keys()) works[dayNumber(day) - first] = 1;
  const [before, weekends, namedBefore] = [new Uint16Array(size + 1), new Uint16Array(size + 1), new Uint16Array(size + 1)];
  const [days, named]: [number[], number[]] = [[], []];
  for (let i = 0; i < size; i++) {
    const weekend = calendar.weekend.includes(weekdayOfNumber(first + i));
    if (works[i]) days.push(i);
    const off = weekend || calendar.daysOff.has(dayOfNumber(first + i)); // but for a worked weekend day, nobody would work
    if (works[i] ? off : !weekend) named.push(i);
    before[i + 1] = days.length;
    weekends[i + 1] = (weekends[i] ?? 0) + (weekend && !works[i] ? 1 : 0);
    namedBefore[i + 1] = named.length;
  }
  const index = { before, days: Uint16Array.from(days), weekends, named: Uint16Array.from(named), namedBefore };
  indexes.set(calendar, index);
  return index;
}

const outOfReach = (): Refusal => new Refusal('unprocessable', `calendars reach from ${horizon.from} to ${horizon.to}`);
/** The day number itself. Refuses ('unprocessable') days out of the calendars' reach. */
export function withinHorizon(n: number): number {
  if (!(n >= first && n <= last)) throw outOfReach();
  return n;
}

/** Working days before day number `n`, counted from the horizon's first day. Refuses ('unprocessable') days out of the horizon. */
export function workingDaysBefore(calendar: Calendar, n: number): number {
  const count = indexOf(calendar).before[n - first];
  if (count === undefined) throw outOfReach();
  return count;
}

/** Day number of the working day with this rank, where workingDaysBefore() gives ranks. */
export function workingDayOfRank(calendar: Calendar, rank: number): number {
  const offset = indexOf(calendar).days[rank];
  if (offset === undefined) throw outOfReach();
  return first + offset;
}

/** Weekend days from `early` to `late`, both inclusive, on which nobody works, and the days that a list names instead: off, or worked on a weekend. */
export function daysPassed(calendar: Calendar, early: number, late: number): { weekendDays: number; named: number[] } {
  if (late < early) return { weekendDays: 0, named: [] };
  const [from, to] = [withinHorizon(early) - first, withinHorizon(late) - first + 1];
  const { weekends, named, namedBefore } = indexOf(calendar);
  const weekendDays = (weekends[to] ?? 0) - (weekends[from] ?? 0);
  return { weekendDays, named: Array.from(named.subarray(namedBefore[from], namedBefore[to]), (offset) => first + offset) };
}

export const worksOn = (calendar: Calendar, n: number): boolean => workingDaysBefore(calendar, n + 1) > workingDaysBefore(calendar, n);
export const isWorkingDay = (calendar: Calendar, day: LegalDay): boolean => worksOn(calendar, dayNumber(day));

/** Why nobody works on that day: the holiday's or the weekday's name; undefined on a working day. */
export function whyOff(calendar: Calendar, day: LegalDay): Text | undefined {
  const n = dayNumber(day);
  return worksOn(calendar, n) ? undefined : nameOff(calendar, n);
}
/** The name of a day off. */
export const nameOff = (calendar: Calendar, n: number): Text => calendar.daysOff.get(dayOfNumber(n)) ?? weekdayNames[weekdayOfNumber(n)];

/** As addWorkingDays, by day numbers. */
export function workingDayAfter(calendar: Calendar, n: number, count: number): number {
  if (count === 0) return n;
  return workingDayOfRank(calendar, count > 0 ? workingDaysBefore(calendar, n + 1) + count - 1 : workingDaysBefore(calendar, n) + count);
}
export const workingDayFrom = (calendar: Calendar, n: number): number => workingDayOfRank(calendar, workingDaysBefore(calendar, n));
export const workingDayUpTo = (calendar: Calendar, n: number): number => workingDayOfRank(calendar, workingDaysBefore(calendar, n + 1) - 1);

export const workingDayOnOrAfter = (calendar: Calendar, day: LegalDay): LegalDay => dayOfNumber(workingDayFrom(calendar, dayNumber(day)));
export const workingDayOnOrBefore = (calendar: Calendar, day: LegalDay): LegalDay => dayOfNumber(workingDayUpTo(calendar, dayNumber(day)));
export const nextWorkingDay = (calendar: Calendar, day: LegalDay): LegalDay => addWorkingDays(calendar, day, 1);
export const previousWorkingDay = (calendar: Calendar, day: LegalDay): LegalDay => addWorkingDays(calendar, day, -1);

/** The n-th working day after `day` (before it when n is negative); `day` itself is never counted. n = 0 gives `day`, worked or not. */
export const addWorkingDays = (calendar: Calendar, day: LegalDay, n: number): LegalDay =>
  n === 0 ? day : dayOfNumber(workingDayAfter(calendar, dayNumber(day), n));

/** Working days from `from` (counted) to `to` (not counted); negative when `to` is earlier. */
export const workingDaysBetween = (calendar: Calendar, from: LegalDay, to: LegalDay): number =>
  workingDaysBefore(calendar, dayNumber(to)) - workingDaysBefore(calendar, dayNumber(from));

/** True when every year from `from` to `to` is enacted, so that a result that rests on these days is final. */
export function isKnown(calendar: Calendar, from: LegalDay, to: LegalDay): boolean {
  const [early, late] = from < to ? [from, to] : [to, from];
  return Number(early.slice(0, 4)) >= calendar.known.from && Number(late.slice(0, 4)) <= calendar.known.to;
}

export const weekdayNames: Record<Weekday, Text> = {
  1: { en: 'Monday', ru: 'понедельник' },
  2: { en: 'Tuesday', ru: 'вторник' },
  3: { en: 'Wednesday', ru: 'среда' },
  4: { en: 'Thursday', ru: 'четверг' },
  5: { en: 'Friday', ru: 'пятница' },
  6: { en: 'Saturday', ru: 'суббота' },
  7: { en: 'Sunday', ru: 'воскресенье' },
};
