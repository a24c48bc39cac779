import { Refusal } from '#domain/errors.ts';
import type { Calendar } from './calendar.ts';
import { dayNumber, dayOfNumber, type Weekday, weekdayOfNumber } from './legal-day.ts';
import { atMinuteMillis, type Hour, legalDay, minutesOf } from './zone.ts';

/** When work is done, by ISO weekday: "1": [["09:00", "13:00"], ["14:00", "18:00"]]. The weekdays named here count, not the calendar's weekend. */
export type OpeningHours = { readonly [weekday in Weekday]?: readonly (readonly [open: Hour, close: Hour])[] };
export type OpenAt = { hours: OpeningHours; calendar: Calendar; zone: string };

const longestSearch = 4000; // days: over ten years of closed doors is a wrong table, not a long wait

/** Openings of a day in milliseconds since the epoch. None on a day off; a worked weekend day without hours of its own opens as a Friday. */
function openings(n: number, { hours, calendar, zone }: OpenAt): (readonly [number, number])[] {
  const day = dayOfNumber(n);
  const worked = calendar.workingDays.has(day);
  if (calendar.daysOff.has(day) && !worked) return [];
  const spans = hours[weekdayOfNumber(n)] ?? (worked ? hours[5] : undefined) ?? [];
  return spans.map(([open, close]) => [atMinuteMillis(n, minutesOf(open), zone), atMinuteMillis(n, minutesOf(close), zone)] as const);
}

/** The moment at which `duration` milliseconds of open time have passed since `from`. Exactly at closing time it stays there; zero gives the first open moment. */
export function addOpenTime(from: number, duration: number, at: OpenAt): number {
  let left = duration;
  const start = dayNumber(legalDay(from, at.zone));
  for (let n = start; n < start + longestSearch; n++) {
    for (const [open, close] of openings(n, at)) {
      const begin = Math.max(open, from);
      if (begin >= close) continue;
      if (left <= close - begin) return begin + left;
      left -= close - begin;
    }
  }
  throw new Refusal('unprocessable', 'the opening hours never open');
}

/** Open time from `from` to `to` in milliseconds; 0 when `to` is not later. */
export function openTimeBetween(from: number, to: number, at: OpenAt): number {
  let sum = 0;
  const last = dayNumber(legalDay(Math.max(from, to), at.zone));
  for (let n = dayNumber(legalDay(from, at.zone)); n <= last; n++)
    for (const [open, close] of openings(n, at)) sum += Math.max(0, Math.min(close, to) - Math.max(open, from));
  return sum;
}

/** The same wall-clock minute on the n-th open day after `from`'s day; where that minute is closed, the next opening. */
export function addOpenDays(from: number, days: number, at: OpenAt): number {
  const start = dayNumber(legalDay(from, at.zone));
  const sinceMidnight = from - atMinuteMillis(start, 0, at.zone);
  let left = days;
  for (let n = start + 1; n < start + longestSearch; n++) {
    if (openings(n, at).length === 0) continue;
    left -= 1;
    if (left > 0) continue;
    const minute = Math.floor(sinceMidnight / 60_000);
    return addOpenTime(atMinuteMillis(n, Math.min(minute, 1439), at.zone) + (sinceMidnight % 60_000), 0, at);
  }
  throw new Refusal('unprocessable', 'the opening hours never open');
}
