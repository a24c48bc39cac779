import { type Calendar, horizon, type Text } from './calendar.ts';
import { addDays, dayOf, daysInMonth, type LegalDay, type Weekday, weekday } from './legal-day.ts';

/** A day off with its name, as statutes name them. */
export type DayOff = readonly [day: LegalDay, name: Text];
export const text = (en: string, ru: string): Text => ({ en, ru });

/** Easter Sunday of the western churches in the Gregorian calendar (Meeus, Jones, Butcher; valid for every year from 1583). */
export function easter(year: number): LegalDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const days = epact + toSunday - 7 * late + 114;
  return dayOf(year, Math.floor(days / 31), (days % 31) + 1);
}

/** The n-th such weekday of a month, n from 1. */
export function nthWeekday(year: number, month: number, wanted: Weekday, n: number): LegalDay {
  const start = dayOf(year, month, 1);
  return addDays(start, ((wanted - weekday(start) + 7) % 7) + 7 * (n - 1));
}
export function lastWeekday(year: number, month: number, wanted: Weekday): LegalDay {
  const end = dayOf(year, month, daysInMonth(year, month));
  return addDays(end, -((weekday(end) - wanted + 7) % 7));
}

type RuledCalendar = Pick<Calendar, 'id' | 'country' | 'region' | 'zone' | 'known' | 'source'> & {
  daysOffIn: (year: number) => readonly DayOff[];
};

/** A calendar whose days off follow from a statute for any year; Saturday and Sunday are off. */
export function calendarByRule({ daysOffIn, ...rest }: RuledCalendar): Calendar {
  const daysOff = new Map<LegalDay, Text>();
  for (let year: number = horizon.from; year <= horizon.to; year++) for (const [day, name] of daysOffIn(year)) daysOff.set(day, name);
  return { ...rest, weekend: [6, 7], daysOff, workingDays: new Map(), shortDays: new Map() };
}
