import { Temporal } from 'temporal-polyfill';
import { Refusal } from '#domain/errors.ts';
import { dayNumber, type LegalDay } from './legal-day.ts';

/** A moment, ISO 8601 in UTC with milliseconds, "2027-05-14T20:59:59.999Z". */
export type Instant = string;
/** A legal day where only the date is known, an instant where the hour is known too. */
export type Moment = string;
/** Wall-clock hour "HH:MM"; "24:00" is the end of the day. */
export type Hour = string;

export const isInstant = (text: string): boolean => text.length > 10 && text.endsWith('Z') && !Number.isNaN(Date.parse(text));
export const instantOf = (ms: number): Instant => new Date(ms).toISOString();
/** Milliseconds since the epoch. Refuses ('invalid') what is no instant. */
export function millisOf(instant: Instant): number {
  if (!isInstant(instant)) throw new Refusal('invalid', 'not an instant in UTC');
  return Date.parse(instant);
}

/** Minutes after midnight of "HH:MM", 0 to 1440. Refuses ('invalid') anything else. */
export function minutesOf(hour: Hour): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(hour);
  if (hour === '24:00') return 1440;
  if (!match) throw new Refusal('invalid', 'not an hour of the form HH:MM');
  return Number(match[1]) * 60 + Number(match[2]);
}

/** The legal day and the minute of the day that clocks in `zone` (IANA) show at `instant`. */
export function wallClock(instant: Instant, zone: string): { day: LegalDay; minute: number } {
  const local = zoned(millisOf(instant), zone);
  return { day: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute };
}
export const dayInZone = (instant: Instant, zone: string): LegalDay => wallClock(instant, zone).day;
/** The legal day in `zone` at a moment given in milliseconds since the epoch. */
export const legalDay = (ms: number, zone: string): LegalDay => dayInZone(instantOf(ms), zone);

// Starts of days repeat for all claims of a zone, and one costs 20 microseconds to find; the answer never changes.
const starts = new Map<string, Map<number, number>>();
const mostDaysKept = 40_000; // a century; then it starts anew

/** First moment of the day: 00:00, or the first hour that exists where clocks jump at midnight. Milliseconds since the epoch. */
export function startOfDayMillis(number: number, zone: string): number {
  const known = starts.get(zone) ?? new Map<number, number>();
  starts.set(zone, known);
  const found = known.get(number);
  if (found !== undefined) return found;
  const plain = Temporal.PlainDate.from('1970-01-01').add({ days: number });
  const start = inZone(() => plain.toZonedDateTime(zone)).epochMilliseconds;
  if (known.size >= mostDaysKept) known.clear();
  known.set(number, start);
  return start;
}

export const startOfDay = (day: LegalDay, zone: string): Instant => instantOf(startOfDayMillis(dayNumber(day), zone));
/** Last millisecond that is still in the day: a deed at this instant is in time, the next millisecond is the next day. */
export const endOfDay = (day: LegalDay, zone: string): Instant => instantOf(startOfDayMillis(dayNumber(day) + 1, zone) - 1);

/** The moment when clocks in `zone` show `hour` on `day`; an hour that a change of clocks skips is taken after the jump, a doubled one at its first pass. "24:00" is the next day's first moment. */
export function atHour(day: LegalDay, hour: Hour, zone: string): Instant {
  return instantOf(atMinuteMillis(dayNumber(day), minutesOf(hour), zone));
}
/** As atHour, for a day number and a minute of the day, in milliseconds since the epoch. */
export function atMinuteMillis(number: number, minute: number, zone: string): number {
  if (minute === 1440) return startOfDayMillis(number + 1, zone);
  const start = startOfDayMillis(number, zone);
  // A day of 24 hours that starts at midnight has no change of clocks in it, or two that cancel out: none is known.
  const plainDay = startOfDayMillis(number + 1, zone) - start === 86_400_000;
  if (plainDay) return start + minute * 60_000;
  const plain = Temporal.PlainDate.from('1970-01-01').add({ days: number });
  const time = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
  return plain.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

const zoned = (ms: number, zone: string): Temporal.ZonedDateTime =>
  inZone(() => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone));

function inZone<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('unprocessable', 'unknown time zone or a date out of range');
    throw error;
  }
}
