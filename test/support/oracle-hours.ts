import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '#domain/deadlines/calendar.ts';
import type { OpeningHours } from '#domain/deadlines/opening-hours.ts';

/** Open doors the slow and obvious way: one day after the other, one opening after the other, each edge on Temporal. */
type Day = Temporal.PlainDate;
type Open = { hours: OpeningHours; calendar: Calendar; zone: string };
type Span = readonly [open: number, close: number];

// The same edges are asked for again and again; what Temporal has said is kept as it was said.
const said = new Map<string, number>();
function keep(key: string, ask: () => number): number {
  const known = said.get(key);
  if (known !== undefined) return known;
  if (said.size > 300_000) said.clear();
  const found = ask();
  said.set(key, found);
  return found;
}

export const startOfDay = (day: Day, zone: string): number =>
  keep(`${zone} ${day.toString()}`, () => day.toZonedDateTime(zone).epochMilliseconds);

export function exactHour(day: Day, hour: string, zone: string): number {
  if (hour === '24:00') return startOfDay(day.add({ days: 1 }), zone);
  return keep(`${zone} ${day.toString()} ${hour}`, () => day.toZonedDateTime({ timeZone: zone, plainTime: hour }).epochMilliseconds);
}

const minutes = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));
const text = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function spans(day: Day, { hours, calendar, zone }: Open): Span[] {
  const date = day.toString();
  const worked = calendar.workingDays.has(date);
  const [from, to] = [startOfDay(day, zone), startOfDay(day.add({ days: 1 }), zone)];
  if ((calendar.daysOff.has(date) && !worked) || from === to) return []; // a day off, or one that the zone left out
  const weekday = ([1, 2, 3, 4, 5, 6, 7] as const)[day.dayOfWeek - 1] ?? 1;
  const written = hours[weekday] ?? (worked ? hours[5] : undefined) ?? [];
  const earlier = calendar.shortDays.has(date) ? (hours.shortDayMinutes ?? 0) : 0;
  const closing = minutes(written.at(-1)?.[1] ?? '00:00') - earlier;
  const found: Span[] = [];
  for (const [open, close] of written) {
    if (minutes(open) >= closing) continue;
    const begin = Math.max(exactHour(day, open, zone), found.at(-1)?.[1] ?? from);
    const end = Math.min(exactHour(day, text(Math.min(minutes(close), closing)), zone), to);
    if (begin < end) found.push([begin, end]);
  }
  return found;
}

const dayOf = (ms: number, zone: string): Day => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();

/** The moment at which doors have been open for so long since `from`. */
export function onFrom(from: number, duration: number, open: Open): number {
  let left = duration;
  for (let day = dayOf(from, open.zone); ; day = day.add({ days: 1 })) {
    for (const [begin, end] of spans(day, open)) {
      const start = Math.max(begin, from);
      if (start >= end) continue;
      if (left <= end - start) return start + left;
      left -= end - start;
    }
  }
}
/** The moment since which doors have been open for so long until `from`. */
export function backFrom(from: number, duration: number, open: Open): number {
  let left = duration;
  for (let day = dayOf(from, open.zone); ; day = day.subtract({ days: 1 })) {
    for (const [begin, end] of spans(day, open).toReversed()) {
      const stop = Math.min(end, from);
      if (stop <= begin) continue;
      if (left <= stop - begin) return stop - left;
      left -= stop - begin;
    }
  }
}
/** For how long doors were open between two moments. */
export function opened(from: number, to: number, open: Open): number {
  let sum = 0;
  const last = dayOf(to, open.zone);
  for (let day = dayOf(from, open.zone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    for (const [begin, end] of spans(day, open)) sum += Math.max(0, Math.min(end, to) - Math.max(begin, from));
  return sum;
}
