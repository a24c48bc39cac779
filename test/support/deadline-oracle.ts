import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '#domain/deadlines/calendar.ts';
import type { OpeningHours } from '#domain/deadlines/opening-hours.ts';
import type { Deadline, DeadlineInput, Extension, Period } from '#domain/deadlines/period.ts';
import { backFrom, exactHour, onFrom, opened, startOfDay } from './oracle-hours.ts';

/** The deadline engine's questions answered the slow and obvious way: day by day on Temporal. It shares types with the engine and nothing else. */
type Day = Temporal.PlainDate;
export type Answer = Pick<Deadline, 'rawEnd' | 'lastDay' | 'dueAt' | 'provisional'>;
type Sign = 1 | -1;
type Facts = { input: DeadlineInput; zone: string; sign: Sign };

const plain = (day: string): Day => Temporal.PlainDate.from(day);
const step = (day: Day, days: number): Day => day.add({ days });
/** The calendars hold 1990 to 2070; what leaves them has no answer. */
export class OutOfReach extends Error {}
function within(day: Day): Day {
  if (day.year < 1990 || day.year > 2070) throw new OutOfReach();
  return day;
}
const same = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) === 0;
const zoned = (instant: string, zone: string): Temporal.ZonedDateTime => Temporal.Instant.from(instant).toZonedDateTimeISO(zone);

export function works(calendar: Calendar, day: Day): boolean {
  const text = day.toString();
  if (calendar.workingDays.has(text)) return true;
  return !calendar.daysOff.has(text) && !calendar.weekend.some((weekday) => weekday === day.dayOfWeek);
}
/** The n-th working day after a day, or before it. */
function working(calendar: Calendar, from: Day, n: number, sign: Sign): Day {
  let day = from;
  for (let left = n; left > 0; ) {
    day = within(step(day, sign));
    if (works(calendar, day)) left -= 1;
  }
  return day;
}
const roll = (calendar: Calendar, day: Day, sign: Sign): Day => (works(calendar, day) ? day : working(calendar, day, 1, sign));

export function slowDeadline(input: DeadlineInput): Answer {
  const facts = { input, zone: input.zone ?? input.calendar.zone, sign: input.period.direction === 'forward' ? 1 : -1 } as const;
  const from = arrival(facts);
  return input.period.unit === 'hours' || input.period.unit === 'business_hours' ? ofHours(facts, from) : ofDays(facts, from);
}

function eventDay({ input: { trigger }, zone }: Facts): Day {
  return trigger.length > 10 ? zoned(trigger, zone).toPlainDate() : plain(trigger);
}

function arrival(facts: Facts): Day {
  const { period, trigger, calendar } = facts.input;
  let day = eventDay(facts);
  if (trigger.length > 10 && period.cutoff !== undefined && period.cutoff !== '24:00') {
    const late = Temporal.PlainTime.compare(zoned(trigger, facts.zone).toPlainTime(), Temporal.PlainTime.from(period.cutoff)) >= 0;
    if (late) day = period.cutoffTo === 'next_working_day' ? working(calendar, day, 1, 1) : step(day, 1);
  }
  if (!period.receipt) return day;
  const { deemedDays, unit, onWorkingDay } = period.receipt;
  day = unit === 'working_days' ? working(calendar, day, deemedDays, 1) : step(day, deemedDays);
  return onWorkingDay ? roll(calendar, within(day), 1) : within(day);
}

/** The last day of a period, before it is moved. */
const count = (...asked: Parameters<typeof endOf>): Day => within(endOf(...asked));
function endOf(calendar: Calendar, from: Day, period: Pick<Period, 'length' | 'unit' | 'start' | 'clearDays'>, sign: Sign): Day {
  const { length, unit, start, clearDays } = period;
  const clear = (day: Day): Day => (clearDays ? step(day, sign) : day);
  if (length === 0) return clear(from);
  const first = start === 'same_day' ? from : start === 'next_day' ? step(from, sign) : working(calendar, from, 1, sign);
  if (unit === 'calendar_days') return clear(step(first, sign * (length - 1)));
  if (unit === 'weeks') return clear(step(first, sign * (7 * length - 1)));
  if (unit === 'working_days') return working(calendar, step(first, -sign), length + (clearDays ? 1 : 0), sign);
  const more = unit === 'years' ? { years: length } : { months: length };
  if (start === 'next_day') return clear(sign > 0 ? from.add(more) : from.subtract(more));
  if (sign < 0) return clear(step(first, 1).subtract(more));
  // BGB § 188(2), second case, and (3): the day before the same number, and where the month has no such number its last day.
  const matching = first.add(more);
  return clear(matching.day === first.day ? step(matching, -1) : matching);
}

const further = (calendar: Calendar, day: Day, length: number, unit: Period['unit'], sign: Sign): Day =>
  count(calendar, day, { length, unit, start: 'next_day', clearDays: false }, sign);

function ofDays(facts: Facts, from: Day): Answer {
  const { input, zone, sign } = facts;
  const { period, calendar, pauses = [] } = input;
  let day = count(calendar, from, period, sign);
  for (const pause of pauses) {
    const [begin, end] = [zoned(pause.from, zone).toPlainDate(), zoned(pause.to, zone).toPlainDate()];
    let length = 0;
    for (let one = begin; !same(one, end); one = step(one, 1)) if (period.unit !== 'working_days' || works(calendar, one)) length += 1;
    day = further(calendar, day, length, period.unit === 'working_days' ? 'working_days' : 'calendar_days', sign);
  }
  const extend = (to: Day, basis: Extension['basis']): Day =>
    (input.extensions ?? []).reduce((at, one) => (one.basis === basis ? further(calendar, at, one.length, one.unit, sign) : at), to);
  const rawEnd = extend(day, 'raw_end');
  let last = moved(facts, extend(moved(facts, rawEnd), 'last_day'));
  const least = period.minimumWorkingDays ?? 0;
  if (least > 0 && sign > 0 && !(period.unit === 'calendar_days' && period.length < 2)) {
    const enough = working(calendar, from, least, 1);
    if (Temporal.PlainDate.compare(enough, last) > 0) last = enough;
  }
  const dueAt = period.dayEnd === '24:00' ? startOfDay(step(last, 1), zone) - 1 : exactHour(last, period.dayEnd, zone);
  return answer(facts, from, rawEnd, last, dueAt);
}

function moved({ input: { period, calendar } }: Facts, day: Day): Day {
  if (period.end === 'none') return day;
  return roll(calendar, day, period.end === 'next_working_day' ? 1 : -1);
}

/** Where a count of hours stands: the moment, its day, and the time of that day; 24:00 where doors closed at the end of the day. */
type Place = { ms: number; day: Day; time: Temporal.PlainTime | '24:00' };

function place(ms: number, zone: string, closing: boolean): Place {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  within(at.toPlainDate());
  if (!closing || startOfDay(at.toPlainDate(), zone) !== ms) return { ms, day: at.toPlainDate(), time: at.toPlainTime() };
  return {
    ms,
    day: Temporal.Instant.fromEpochMilliseconds(ms - 1)
      .toZonedDateTimeISO(zone)
      .toPlainDate(),
    time: '24:00',
  };
}
function onDay(at: Place, day: Day, zone: string): Place {
  if (same(at.day, day)) return at;
  const ms =
    at.time === '24:00' ? startOfDay(step(day, 1), zone) : day.toZonedDateTime({ timeZone: zone, plainTime: at.time }).epochMilliseconds;
  return { ...at, day, ms };
}

function ofHours(facts: Facts, from: Day): Answer {
  const { input, zone, sign } = facts;
  const { period, calendar, trigger, pauses = [], extensions = [] } = input;
  const hours: OpeningHours = period.hours ?? calendar.hours ?? {};
  const open = { hours, calendar, zone };
  const later = (ms: number, duration: number, unit: Period['unit']): Place => {
    if (unit === 'hours') return place(ms + sign * duration, zone, false);
    return place(sign > 0 ? onFrom(ms, duration, open) : backFrom(ms, duration, open), zone, sign > 0 && duration > 0);
  };
  const begin = same(eventDay(facts), from) ? Temporal.Instant.from(trigger).epochMilliseconds : startOfDay(from, zone);
  let at = later(begin, period.length * 3_600_000, period.unit);
  for (const pause of pauses) {
    const [a, b] = [Date.parse(pause.from), Date.parse(pause.to)];
    const lost = period.unit === 'hours' ? b - a : opened(a, b, open);
    if (lost > 0) at = later(at.ms, lost, period.unit);
  }
  const extend = (to: Place, basis: Extension['basis']): Place =>
    extensions.reduce((now, { basis: own, length, unit }) => {
      if (own !== basis || length === 0) return now;
      if (unit === 'hours' || unit === 'business_hours') return later(now.ms, length * 3_600_000, unit);
      return onDay(now, further(calendar, now.day, length, unit, sign), zone);
    }, to);
  const raw = extend(at, 'raw_end');
  const longer = extend(onDay(raw, moved(facts, raw.day), zone), 'last_day');
  const last = onDay(longer, moved(facts, longer.day), zone);
  return answer(facts, from, raw.day, last.day, last.ms);
}

function answer(facts: Facts, from: Day, rawEnd: Day, last: Day, dueAt: number): Answer {
  const years = restsOn(facts, from, rawEnd, last).map((day) => day.year);
  const { known } = facts.input.calendar;
  return {
    rawEnd: rawEnd.toString(),
    lastDay: last.toString(),
    dueAt: Temporal.Instant.fromEpochMilliseconds(dueAt).toString({ smallestUnit: 'millisecond' }),
    provisional: years.some((year) => year < known.from || year > known.to),
  };
}

/** The days on which a result rests: the calendar must be enacted for the first to the last of them. */
function restsOn(facts: Facts, from: Day, rawEnd: Day, last: Day): Day[] {
  const { period, extensions = [], pauses = [] } = facts.input;
  const units = [period.unit, ...extensions.map(({ unit }) => unit)];
  const all =
    units.some((unit) => unit === 'working_days' || unit === 'business_hours') ||
    period.start === 'next_working_day' ||
    period.cutoffTo === 'next_working_day' ||
    period.receipt ||
    period.minimumWorkingDays;
  if (!all) return period.end === 'none' ? [] : [rawEnd, last];
  const paused = period.unit === 'working_days' || period.unit === 'business_hours' ? pauses.flatMap(({ from: a, to: b }) => [a, b]) : [];
  const event = period.receipt || period.cutoffTo ? [eventDay(facts)] : [];
  return [from, rawEnd, last, ...event, ...paused.map((instant) => zoned(instant, facts.zone).toPlainDate())];
}
