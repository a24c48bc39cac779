import { Refusal } from '#domain/errors.ts';
import { dayNumber, dayOfNumber, type LegalDay } from './legal-day.ts';
import { clockOf, dayAt, localOf, minuteOf, startOf } from './zone-offsets.ts';

/** A moment, ISO 8601 in UTC with milliseconds, "2027-05-14T20:59:59.999Z". */
export type Instant = string;
/** A legal day where only the date is known, an instant where the hour is known too. */
export type Moment = string;
/** Wall-clock hour "HH:MM"; "24:00" is the end of the day. */
export type Hour = string;

const readInstant = (text: string): number => (text.length > 10 && text.endsWith('Z') ? Date.parse(text) : Number.NaN);
export const isInstant = (text: string): boolean => !Number.isNaN(readInstant(text));

/** As Date writes it: "2027-05-14T20:59:59.999Z". */
export function instantOf(ms: number): Instant {
  const day = Math.floor(ms / 86_400_000);
  if (!Number.isInteger(ms) || day < -25_567 || day > 47_481) return new Date(ms).toISOString(); // 1900 to 2099 are written below, thrice as fast
  const rest = ms - day * 86_400_000;
  const [hour, minute] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60];
  return `${dayOfNumber(day)}T${pad(hour)}:${pad(minute)}:${pad(Math.floor(rest / 1000) % 60)}.${String(rest % 1000).padStart(3, '0')}Z`;
}
const pads = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
const pad = (n: number): string => pads[n] ?? String(n);

/** Milliseconds since the epoch. Refuses ('invalid') what is no instant. */
export function millisOf(instant: Instant): number {
  const ms = readInstant(instant);
  if (Number.isNaN(ms)) throw new Refusal('invalid', 'not an instant in UTC');
  return ms;
}

/** Minutes after midnight of "HH:MM", 0 to 1440. Refuses ('invalid') anything else. */
export function minutesOf(hour: Hour): number {
  if (hour === '24:00') return 1440;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(hour);
  if (!match) throw new Refusal('invalid', 'not an hour of the form HH:MM');
  return Number(match[1]) * 60 + Number(match[2]);
}
/** "HH:MM" of a minute of the day. */
export const hourOf = (minute: number): Hour => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

/** The legal day and the minute of the day that clocks in `zone` (IANA) show at `instant`. */
export function wallClock(instant: Instant, zone: string): { day: LegalDay; minute: number } {
  const local = localOf(clockOf(zone), millisOf(instant));
  const day = Math.floor(local / 86_400_000);
  return { day: dayOfNumber(day), minute: Math.floor((local - day * 86_400_000) / 60_000) };
}
export const dayInZone = (instant: Instant, zone: string): LegalDay => legalDay(millisOf(instant), zone);
/** The legal day in `zone` at a moment given in milliseconds since the epoch. */
export const legalDay = (ms: number, zone: string): LegalDay => dayOfNumber(dayAt(clockOf(zone), ms));

/** First moment of the day: 00:00, or the first hour that exists where clocks jump at midnight. Milliseconds since the epoch. */
export const startOfDayMillis = (number: number, zone: string): number => startOf(clockOf(zone), number);
export const startOfDay = (day: LegalDay, zone: string): Instant => instantOf(startOfDayMillis(dayNumber(day), zone));
/** Last millisecond that is still in the day: a deed at this instant is in time, the next millisecond is the next day. */
export const endOfDay = (day: LegalDay, zone: string): Instant => instantOf(startOfDayMillis(dayNumber(day) + 1, zone) - 1);

/** The moment when clocks in `zone` show `hour` on `day`; an hour that a change of clocks skips is taken after the jump, a doubled one at its first pass. "24:00" is the next day's first moment. */
export const atHour = (day: LegalDay, hour: Hour, zone: string): Instant =>
  instantOf(atMinuteMillis(dayNumber(day), minutesOf(hour), zone));
/** As atHour, for a day number and a minute of the day, in milliseconds since the epoch. */
export const atMinuteMillis = (number: number, minute: number, zone: string): number => minuteOf(clockOf(zone), number, minute);
