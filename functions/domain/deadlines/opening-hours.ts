import { Refusal } from '#domain/errors.ts';
import type { Calendar } from './calendar.ts';
import type { Weekday } from './legal-day.ts';
import { firstEndingAfter, firstHolding, type OpenIndex, openIndex } from './opening-index.ts';
import type { Hour } from './zone.ts';
import { clockOf, dayAt, localOf, minuteOf } from './zone-offsets.ts';

/**
 * When work is done, by ISO weekday: "1": [["09:00", "13:00"], ["14:00", "18:00"]], in the order of the day. The weekdays named here count, not the
 * calendar's weekend. shortDayMinutes: so many minutes earlier doors close on the calendar's short days (ТК РФ 95: 60); left out: they do not.
 */
export type OpeningHours = { readonly [weekday in Weekday]?: readonly (readonly [open: Hour, close: Hour])[] | undefined } & {
  readonly shortDayMinutes?: number | undefined;
};
export type OpenAt = { hours: OpeningHours; calendar: Calendar; zone: string };

const outOfReach = (): Refusal => new Refusal('unprocessable', 'the opening hours never open, or not within reach of the calendars');
/** The number itself. Refuses what the lists do not hold. */
function there(value: number | undefined): number {
  if (value === undefined) throw outOfReach();
  return value;
}

/** Open time before `ms`, counted from where the lists begin. */
function openBefore(index: OpenIndex, ms: number): number {
  if (!(ms >= index.from && ms <= index.to)) throw outOfReach();
  const at = firstEndingAfter(index, ms);
  const sum = there(index.before[at]);
  const open = index.opens[at];
  return open !== undefined && open < ms ? sum + ms - open : sum;
}

/** The moment at which `duration` milliseconds of open time have passed since `from`. Exactly at closing time it stays there; zero gives the first open moment. Refuses ('unprocessable') doors that never open and moments out of the calendars' reach. */
export function addOpenTime(from: number, duration: number, at: OpenAt): number {
  const index = openIndex(at);
  if (duration < 0) return subtractOpenTime(from, -duration, at);
  const passed = openBefore(index, from);
  if (duration === 0) return Math.max(from, there(index.opens[firstEndingAfter(index, from)]));
  const span = firstHolding(index, passed + duration);
  return there(index.opens[span]) + passed + duration - there(index.before[span]);
}

/** The moment from which `duration` milliseconds of open time are left until `from`: exactly at opening time it stays there; zero gives the last open moment. Refuses as addOpenTime. */
export function subtractOpenTime(from: number, duration: number, at: OpenAt): number {
  const index = openIndex(at);
  const passed = openBefore(index, from);
  if (duration === 0) {
    const next = firstEndingAfter(index, from);
    const inside = (index.opens[next] ?? Number.POSITIVE_INFINITY) < from;
    return inside ? from : there(index.closes[next - 1]);
  }
  const left = passed - duration;
  if (left < 0) throw outOfReach();
  // The span that holds the first millisecond after the moment that is looked for; open time is counted in whole milliseconds.
  const span = firstHolding(index, left + 1);
  return there(index.opens[span]) + left - there(index.before[span]);
}

/** Open time from `from` to `to` in milliseconds; 0 when `to` is not later. Refuses ('unprocessable') moments out of the calendars' reach. */
export function openTimeBetween(from: number, to: number, at: OpenAt): number {
  if (to <= from) return 0;
  const index = openIndex(at);
  return openBefore(index, to) - openBefore(index, from);
}

/** The same time of the day on the n-th open day after `from`'s day, n from 1; where doors are closed then, the next opening. n = 0 gives the first open moment. Refuses as addOpenTime. */
export function addOpenDays(from: number, days: number, at: OpenAt): number {
  if (!Number.isSafeInteger(days) || days < 0) throw new Refusal('invalid', 'open days are a whole number from 0');
  if (days === 0) return addOpenTime(from, 0, at);
  const { openDays, openDaysBefore, firstDay } = openIndex(at);
  const clock = clockOf(at.zone);
  const today = dayAt(clock, from);
  const day = there(openDays[there(openDaysBefore[today + 1 - firstDay]) + days - 1]);
  const sinceMidnight = localOf(clock, from) - today * 86_400_000;
  const minute = Math.floor(sinceMidnight / 60_000);
  return addOpenTime(minuteOf(clock, day, minute) + (sinceMidnight % 60_000), 0, at);
}
