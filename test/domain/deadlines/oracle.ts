import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '#domain/deadlines/calendar.ts';

/** The same questions answered the slow and obvious way: one day after the other, on Temporal, with nothing shared with the engine. */
export const plain = (day: string): Temporal.PlainDate => Temporal.PlainDate.from(day);

export function works(calendar: Calendar, day: Temporal.PlainDate): boolean {
  const text = day.toString();
  if (calendar.workingDays.has(text)) return true;
  return !calendar.daysOff.has(text) && day.dayOfWeek !== 6 && day.dayOfWeek !== 7;
}

export function nthWorkingDayAfter(calendar: Calendar, from: string, n: number): string {
  let day = plain(from);
  for (let left = Math.abs(n); left > 0; ) {
    day = day.add({ days: Math.sign(n) });
    if (works(calendar, day)) left -= 1;
  }
  return day.toString();
}

export function roll(calendar: Calendar, from: string, step: 1 | -1): string {
  let day = plain(from);
  while (!works(calendar, day)) day = day.add({ days: step });
  return day.toString();
}

/** Last day of a period that starts the next day. */
export function lastDay(calendar: Calendar, from: string, length: number, unit: string, moves: boolean): string {
  const start = plain(from);
  let end: string;
  if (unit === 'working_days') end = length === 0 ? from : nthWorkingDayAfter(calendar, from, length);
  else if (unit === 'calendar_days') end = start.add({ days: length }).toString();
  else if (unit === 'weeks') end = start.add({ weeks: length }).toString();
  else if (unit === 'months') end = start.add({ months: length }).toString();
  else end = start.add({ years: length }).toString();
  return moves ? roll(calendar, end, 1) : end;
}

/** Last millisecond of a day: an hour after noon of the next day, back to its start, one millisecond before. */
export const endOfDay = (day: string, zone: string): string =>
  new Date(
    plain(day).add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: '13:00' }).startOfDay().epochMilliseconds - 1,
  ).toISOString();
