import { Refusal } from '#domain/errors.ts';
import { dayNumber, dayOfNumber, type LegalDay, type Weekday, weekdayOfNumber } from './legal-day.ts';

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

/** before[i]: working days from the first day up to, not including, day first+i. days: all working days as offsets. */
type Index = { before: Uint16Array; days: Uint16Array };
const indexes = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  const found = indexes.get(calendar);
  if (found) return found;
  const size = last - first + 1;
  const works = new Uint8Array(size);
  for (let i = 0; i < size; i++) works[i] = calendar.weekend.includes(weekdayOfNumber(first + i)) ? 0 : 1;
  for (const day of calendar.daysOff.keys()) works[dayNumber(day) - first] = 0;
  for (const day of calendar.workingDays.keys()) works[dayNumber(day) - first] = 1;
  const before = new Uint16Array(size + 1);
  for (let i = 0; i < size; i++) before[i + 1] = (before[i] ?? 0) + (works[i] ?? 0);
  const days = Uint16Array.from({ length: before[size] ?? 0 });
  for (let i = 0; i < size; i++) if (works[i]) days[before[i] ?? 0] = i;
  const index = { before, days };
  indexes.set(calendar, index);
  return index;
}

/** Working days before day number `n`, counted from the horizon's first day. Refuses ('unprocessable') days out of the horizon. */
export function workingDaysBefore(calendar: Calendar, n: number): number {
  const count = indexOf(calendar).before[n - first];
  if (count === undefined) throw new Refusal('unprocessable', `calendars reach from ${horizon.from} to ${horizon.to}`);
  return count;
}

/** Day number of the working day with this rank, where workingDaysBefore() gives ranks. */
export function workingDayOfRank(calendar: Calendar, rank: number): number {
  const offset = indexOf(calendar).days[rank];
  if (offset === undefined) throw new Refusal('unprocessable', `calendars reach from ${horizon.from} to ${horizon.to}`);
  return first + offset;
}

export function isWorkingDay(calendar: Calendar, day: LegalDay): boolean {
  const n = dayNumber(day);
  return workingDaysBefore(calendar, n + 1) > workingDaysBefore(calendar, n);
}

/** Why nobody works on that day: the holiday's or the weekday's name; undefined on a working day. */
export function whyOff(calendar: Calendar, day: LegalDay): Text | undefined {
  if (isWorkingDay(calendar, day)) return undefined;
  return calendar.daysOff.get(day) ?? weekdayNames[weekdayOfNumber(dayNumber(day))];
}

export const workingDayOnOrAfter = (calendar: Calendar, day: LegalDay): LegalDay =>
  dayOfNumber(workingDayOfRank(calendar, workingDaysBefore(calendar, dayNumber(day))));
export const workingDayOnOrBefore = (calendar: Calendar, day: LegalDay): LegalDay =>
  dayOfNumber(workingDayOfRank(calendar, workingDaysBefore(calendar, dayNumber(day) + 1) - 1));
export const nextWorkingDay = (calendar: Calendar, day: LegalDay): LegalDay => addWorkingDays(calendar, day, 1);
export const previousWorkingDay = (calendar: Calendar, day: LegalDay): LegalDay => addWorkingDays(calendar, day, -1);

/** The n-th working day after `day` (before it when n is negative); `day` itself is never counted. n = 0 gives `day`, worked or not. */
export function addWorkingDays(calendar: Calendar, day: LegalDay, n: number): LegalDay {
  if (n === 0) return day;
  const number = dayNumber(day);
  const rank = n > 0 ? workingDaysBefore(calendar, number + 1) + n - 1 : workingDaysBefore(calendar, number) + n;
  return dayOfNumber(workingDayOfRank(calendar, rank));
}

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
