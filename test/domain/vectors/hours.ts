import type { Weekday } from '#domain/deadlines/legal-day.ts';
import { addOpenDays, addOpenTime, type OpenAt, type OpeningHours, openTimeBetween } from '#domain/deadlines/opening-hours.ts';
import { fixture } from './calendars.ts';
import type { Express } from './row.ts';

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const range = (from: number, to: number): Weekday[] => Array.from({ length: to - from + 1 }, (_, i) => (from + i) as Weekday);
const weekly = (days: readonly number[], open: string, close: string): OpeningHours =>
  Object.fromEntries(days.map((day) => [day, [[open, close]]]));

/** "Mon 09-17, Sat 11:00-14:30", "Mon-Fri 10:00-18:00", "daily 10:00-18:00, holiday 2019-03-05", "all days 0-24". */
function schedule(text: string): OpenAt {
  const clock = (hour: string): string => `${(hour.split(':')[0] ?? '').padStart(2, '0')}:${hour.split(':')[1] ?? '00'}`;
  let hours: OpeningHours = {};
  let pending: Weekday[] = [];
  for (const part of text.replace('working time', '').split(/,\s*/)) {
    const match = /^(all days|daily|[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?)?\s*(?:([\d:]+)-([\d:]+))?/.exec(part.trim());
    const [from = '', to = from] = (match?.[1] ?? '').split('-');
    const named = /all|daily/.test(from) ? range(1, 7) : names.includes(from) ? range(names.indexOf(from) + 1, names.indexOf(to) + 1) : [];
    pending = [...pending, ...named];
    if (!match?.[2] || !match[3] || pending.length === 0) continue;
    hours = { ...hours, ...weekly(pending, clock(match[2]), clock(match[3])) };
    pending = [];
  }
  // OTRS's own days off, inferred from its results: 1 Jan, 1 May, 24, 25, 26, 31 Dec.
  const otrs = text.includes('days off')
    ? [2005, 2006, 2007].flatMap((year) => ['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'].map((day) => `${year}-${day}`))
    : [];
  const holidays = [...text.matchAll(/holiday (\d{4}-\d{2}-\d{2})/g)].map((match) => match[1] ?? '');
  const zone = text.includes('days off') ? 'Europe/Berlin' : 'UTC';
  return { hours, calendar: fixture([...otrs, ...holidays], { zone }), zone };
}

/** Wall-clock text of the schedule's zone to and from milliseconds, by way of the offsets of Berlin in 2005-2007. */
function berlinOffset(ms: number): number {
  const summers = [
    [Date.UTC(2005, 2, 27, 1), Date.UTC(2005, 9, 30, 1)],
    [Date.UTC(2006, 2, 26, 1), Date.UTC(2006, 9, 29, 1)],
    [Date.UTC(2007, 2, 25, 1), Date.UTC(2007, 9, 28, 1)],
  ];
  return summers.some(([from = 0, to = 0]) => ms >= from && ms < to) ? 7_200_000 : 3_600_000;
}
const millis = (text: string, zone: string): number => {
  const utc = Date.parse(`${text.replace(' ', 'T')}Z`);
  return zone === 'UTC' ? utc : utc - berlinOffset(utc - 3_600_000);
};
const wall = (ms: number, zone: string): string =>
  new Date(zone === 'UTC' ? ms : ms + berlinOffset(ms)).toISOString().slice(0, 19).replace('T', ' ');

export const businessHours: Express = ({ input, expected }) => {
  const at = schedule(input.schedule);
  const withHolidays = input.holidays ? { ...at, calendar: fixture(input.holidays) } : at;
  const from = millis(input.from, at.zone);
  if (input.op === 'add_working_time') {
    const duration = input.seconds === undefined ? input.hours * 3_600_000 : input.seconds * 1000;
    return { actual: wall(addOpenTime(from, duration, withHolidays), at.zone), expected: expected.time };
  }
  if (input.op === 'add_business_days_with_time')
    return { actual: wall(addOpenDays(from, input.days, at), at.zone), expected: expected.time };
  const open = openTimeBetween(from, millis(input.to, at.zone), at);
  if (expected.minutes !== undefined) return { actual: open / 60_000, expected: expected.minutes };
  const exact = expected.exact_seconds_value ?? expected.hours;
  return { actual: Number((open / 3_600_000).toFixed(6)), expected: exact, wrong: expected.exact_seconds_value && expected.hours };
};

export const serviceLevels: Express = ({ input, expected }) => {
  if (!input.schedule) return undefined;
  const at = schedule(input.schedule);
  const created = millis(input.created, at.zone);
  if (input.op) {
    const seconds = openTimeBetween(created, millis(input.first_response, at.zone), at) / 1000;
    // ERPNext writes 1 for none at all; we say none.
    return expected.seconds === 1 ? { actual: seconds, expected: 0, wrong: 1 } : { actual: seconds, expected: expected.seconds };
  }
  const by = (hours: number): string => wall(addOpenTime(created, hours * 3_600_000, at), at.zone);
  return { actual: { response_by: by(input.response_hours), resolution_by: by(input.resolution_hours) }, expected };
};
