import { Refusal } from '#domain/errors.ts';
import { type Calendar, horizon } from './calendar.ts';
import { dayNumber, dayOfNumber, type Weekday, weekdayOfNumber } from './legal-day.ts';
import type { OpenAt, OpeningHours } from './opening-hours.ts';
import { minutesOf } from './zone.ts';
import { clockOf, minuteOf, startOf } from './zone-offsets.ts';

/**
 * Every opening of one place over the calendars' years, in order, in milliseconds since the epoch. before[i]: open time before opening i.
 * byTime, bySum: the first opening that ends after the start of a stretch of time, or of open time, so that one is found in a step or two.
 * openDays: numbers of days with an opening; openDaysBefore[i]: how many of them lie before day firstDay+i.
 */
export type OpenIndex = {
  readonly from: number;
  readonly to: number;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly before: Float64Array;
  readonly byTime: Uint32Array;
  readonly bySum: Uint32Array;
  readonly sumStretch: number;
  readonly firstDay: number;
  readonly openDays: Float64Array;
  readonly openDaysBefore: Uint32Array;
};

const timeStretch = 2 ** 26; // 18.6 hours
const firstDay = dayNumber(`${horizon.from}-01-01`);
const lastDay = dayNumber(`${horizon.to}-12-31`);

// Hours that come out of a table are new objects each time, so they are known again by what they say; a calendar is one object for all.
const kept = new WeakMap<Calendar, Map<string, OpenIndex>>();
const mostKept = 64; // half a megabyte each
let last: (OpenAt & { index: OpenIndex }) | undefined;

/** The openings of a place: a few milliseconds the first time. Refuses ('invalid') hours that overlap, are out of order or end before they begin. */
export function openIndex({ hours, calendar, zone }: OpenAt): OpenIndex {
  if (last && last.hours === hours && last.calendar === calendar && last.zone === zone) return last.index;
  const known = kept.get(calendar) ?? new Map<string, OpenIndex>();
  kept.set(calendar, known);
  const table = weekTable(hours);
  const key = `${zone} ${JSON.stringify(table)}`;
  const index = known.get(key) ?? build(table, calendar, zone);
  if (known.size >= mostKept) known.clear();
  known.set(key, index);
  last = { hours, calendar, zone, index };
  return index;
}

type WeekTable = { days: (readonly (readonly [open: number, close: number])[] | undefined)[]; shortBy: number };
const mostPerDay = 48;

/** Hours as minutes of the day, by weekday. */
function weekTable(hours: OpeningHours): WeekTable {
  const shortBy = hours.shortDayMinutes ?? 0;
  if (!Number.isSafeInteger(shortBy) || shortBy < 0 || shortBy > 1440)
    throw new Refusal('invalid', 'a short day is 0 to 1440 minutes shorter');
  const days = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday: Weekday) => {
    const spans = hours[weekday]?.map(([open, close]) => [minutesOf(open), minutesOf(close)] as const);
    if (spans && spans.length > mostPerDay) throw new Refusal('invalid', `at most ${mostPerDay} openings a day`);
    spans?.forEach(([open, close], i) => {
      if (open >= close || open < (spans[i - 1]?.[1] ?? 0)) throw new Refusal('invalid', 'opening hours overlap or end before they begin');
    });
    return spans;
  });
  return { days, shortBy };
}

/** Openings of one day. None on a day off; a worked weekend day without hours of its own opens as a Friday. */
function spansOf(n: number, { days, shortBy }: WeekTable, calendar: Calendar): readonly (readonly [number, number])[] {
  const day = dayOfNumber(n);
  const worked = calendar.workingDays.has(day);
  if (calendar.daysOff.has(day) && !worked) return [];
  const spans = days[weekdayOfNumber(n) - 1] ?? (worked ? days[4] : undefined) ?? [];
  if (shortBy === 0 || !calendar.shortDays.has(day)) return spans;
  const end = (spans.at(-1)?.[1] ?? 0) - shortBy;
  return spans.flatMap(([open, close]) => (open < end ? [[open, Math.min(close, end)] as const] : []));
}

function build(table: WeekTable, calendar: Calendar, zone: string): OpenIndex {
  const clock = clockOf(zone);
  const [opens, closes, openDays]: [number[], number[], number[]] = [[], [], []];
  const before = [0];
  const openDaysBefore = new Uint32Array(lastDay - firstDay + 2);
  const from = startOf(clock, firstDay);
  let [end, sum, midnight] = [from, 0, from];
  for (let n = firstDay; n <= lastDay; n++) {
    openDaysBefore[n - firstDay] = openDays.length;
    const nextMidnight = startOf(clock, n + 1);
    const plain = nextMidnight - midnight === 86_400_000 && midnight === minuteOf(clock, n, 0); // no change of clocks on this day
    const at = (minute: number): number => (plain ? midnight + minute * 60_000 : Math.min(minuteOf(clock, n, minute), nextMidnight));
    let opened = false;
    for (const [open, close] of nextMidnight > midnight ? spansOf(n, table, calendar) : []) {
      // Where a change of clocks pushes one opening into the next, its time counts once.
      const [begin, stop] = [Math.max(at(open), end), at(close)];
      if (begin >= stop) continue;
      opens.push(begin);
      closes.push(stop);
      end = stop;
      sum += stop - begin;
      before.push(sum);
      opened = true;
    }
    if (opened) openDays.push(n);
    midnight = nextMidnight;
  }
  openDaysBefore[lastDay - firstDay + 1] = openDays.length;
  const sumStretch = Math.max(1, Math.ceil(sum / Math.max(1, opens.length)));
  const [byTime, bySum] = [firstIn(closes, from, midnight, timeStretch), firstIn(before.slice(1), 0, sum, sumStretch)];
  const lists = { opens: Float64Array.from(opens), closes: Float64Array.from(closes), before: Float64Array.from(before) };
  return { from, to: midnight, ...lists, byTime, bySum, sumStretch, firstDay, openDays: Float64Array.from(openDays), openDaysBefore };
}

/** For each stretch the first entry that lies after its start. */
function firstIn(ends: readonly number[], from: number, to: number, stretch: number): Uint32Array {
  const table = new Uint32Array(Math.floor((to - from) / stretch) + 1);
  let at = 0;
  for (let i = 0; i < table.length; i++) {
    while (at < ends.length && (ends[at] ?? 0) <= from + i * stretch) at += 1;
    table[i] = at;
  }
  return table;
}

/** Number of the first opening that closes after `ms`; one past the last when there is none. */
export function firstEndingAfter({ from, byTime, closes }: OpenIndex, ms: number): number {
  let at = byTime[Math.floor((ms - from) / timeStretch)] ?? closes.length;
  while (at < closes.length && (closes[at] ?? 0) <= ms) at += 1;
  return at;
}

/** Number of the opening in which the given open time is reached: its end belongs to it, its beginning to the one before. */
export function firstHolding({ bySum, sumStretch, before, opens }: OpenIndex, open: number): number {
  // Open time in whole milliseconds: what is reached at `open` is reached after open - 1.
  let at = bySum[Math.floor((open - 1) / sumStretch)] ?? opens.length;
  while (at < opens.length && (before[at + 1] ?? 0) < open) at += 1;
  return at;
}
