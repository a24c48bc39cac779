import { Refusal } from '#domain/errors.ts';

/** The clocks of one IANA zone: what they are ahead of UTC, read once and kept. Inside everything is a number: milliseconds since the epoch. */
export type ZoneClock = {
  readonly read: (ms: number) => number;
  /** What the clocks are ahead of UTC at the start of each stretch; `unread` where nobody has asked yet. */
  readonly ahead: Int32Array;
  /** The moment in the stretch at which the clocks change; Infinity: they do not; 0: nobody has asked yet. */
  readonly change: Float64Array;
};

const dayMillis = 86_400_000;
const minute = 60_000;
// A stretch of 2^29 ms is 6.2 days: from 1990 to 2070 no zone changes its clocks twice in so short a time (the shortest, Gaza in 2054, is above six).
const stretch = 2 ** 29;
const first = Date.UTC(1989, 11, 1); // a month before the calendars begin, and a month after they end
const stretches = Math.ceil((Date.UTC(2071, 1, 1) - first) / stretch);
const unread = 2 ** 31 - 1;
const readable = { from: Date.UTC(1000, 0, 1), to: Date.UTC(9999, 11, 29) } as const;

const clocks = new Map<string, ZoneClock>();
let lastName = '';
let lastClock: ZoneClock | undefined;

/** The clocks of a zone. Refuses ('unprocessable') a zone that nobody knows. */
export function clockOf(zone: string): ZoneClock {
  if (zone === lastName && lastClock) return lastClock;
  const clock = clocks.get(zone) ?? {
    read: reader(zone),
    ahead: new Int32Array(stretches + 1).fill(unread),
    change: new Float64Array(stretches),
  };
  clocks.set(zone, clock); // there are some six hundred names, of 57 kB each when all are asked for
  lastName = zone;
  lastClock = clock;
  return clock;
}

/** Asks the platform's time zone data: 3 microseconds, so it is asked once per stretch. */
function reader(zone: string): (ms: number) => number {
  const format = formatIn(zone);
  return (ms) => {
    if (!(ms >= readable.from && ms <= readable.to)) throw new Refusal('unprocessable', 'a date out of range');
    const second = Math.floor(ms / 1000) * 1000;
    const text = format.format(second); // "03/28/2027, 03:00:00"
    const two = (at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
    const year = two(6) * 100 + two(8);
    return Date.UTC(year, two(0) - 1, two(3), two(12), two(15), two(18)) - second;
  };
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', { ...digits, timeZone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' });
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('unprocessable', 'unknown time zone');
    throw error;
  }
}

function aheadAt(clock: ZoneClock, index: number): number {
  const known = clock.ahead[index];
  if (known !== undefined && known !== unread) return known;
  const ahead = clock.read(first + index * stretch);
  clock.ahead[index] = ahead;
  return ahead;
}

/** When the clocks change within a stretch: by halving it. */
function changeIn(clock: ZoneClock, index: number): number {
  const known = clock.change[index];
  if (known) return known;
  const before = aheadAt(clock, index);
  let change = Number.POSITIVE_INFINITY;
  if (aheadAt(clock, index + 1) !== before) {
    // Clocks have changed on whole minutes for as long as the calendars reach.
    let [early, late] = [Math.floor((first + index * stretch) / minute), Math.ceil((first + (index + 1) * stretch) / minute)];
    while (late - early > 1) {
      const middle = Math.floor((early + late) / 2);
      if (clock.read(middle * minute) === before) early = middle;
      else late = middle;
    }
    change = late * minute;
  }
  clock.change[index] = change;
  return change;
}

/** What clocks in the zone are ahead of UTC at a moment, in milliseconds. */
export function aheadOf(clock: ZoneClock, ms: number): number {
  const index = Math.floor((ms - first) / stretch);
  if (!(index >= 0 && index < stretches)) return clock.read(ms);
  return ms < changeIn(clock, index) ? aheadAt(clock, index) : aheadAt(clock, index + 1);
}

const reach = 16 * 3_600_000; // clocks are at most 14 hours from UTC

/** The moment at which clocks show `local` (milliseconds as if the zone were UTC), the first of two; `gap` says what a time that they skip stands for. */
function momentOf(clock: ZoneClock, local: number, gap: 'first moment after' | 'as long after'): number {
  const before = aheadOf(clock, local - reach);
  const after = aheadOf(clock, local + reach);
  const early = local - before;
  if (before === after || aheadOf(clock, early) === before) return early;
  if (aheadOf(clock, local - after) === after) return local - after;
  return gap === 'as long after' ? early : firstChange(clock, local - reach, local + reach);
}

function firstChange(clock: ZoneClock, from: number, to: number): number {
  const before = aheadOf(clock, from);
  let [early, late] = [from, to];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (aheadOf(clock, middle) === before) early = middle;
    else late = middle;
  }
  return late;
}

/** First moment of a day: 00:00, or where clocks jump over midnight the first moment after the jump. A day that a zone left out begins where the next one does. */
export const startOf = (clock: ZoneClock, day: number): number => momentOf(clock, day * dayMillis, 'first moment after');

/** The moment of a minute of the day, 0 to 1440. A skipped minute is taken as long after the jump as it lies after its beginning, a doubled one at its first pass. */
export const minuteOf = (clock: ZoneClock, day: number, ofDay: number): number =>
  ofDay === 1440 ? startOf(clock, day + 1) : momentOf(clock, day * dayMillis + ofDay * minute, 'as long after');

/** Local time as milliseconds since 1970-01-01 00:00 on the clocks of the place. */
export const localOf = (clock: ZoneClock, ms: number): number => ms + aheadOf(clock, ms);
/** The number of the legal day at a moment. */
export const dayAt = (clock: ZoneClock, ms: number): number => Math.floor(localOf(clock, ms) / dayMillis);

/** A moment as clocks show it: the day, the minute of it (1440: its end), and the milliseconds beyond. */
export type Place = { readonly ms: number; readonly day: number; readonly minute: number; readonly rest: number };

/** Where a moment lies. `closing`: midnight is the end of the day before, not the beginning of the next. */
export function placeOf(clock: ZoneClock, ms: number, closing: boolean): Place {
  const day = dayAt(clock, ms);
  if (closing && ms === startOf(clock, day)) return { ms, day: dayAt(clock, ms - 1), minute: 1440, rest: 0 };
  const since = localOf(clock, ms) - day * dayMillis;
  return { ms, day, minute: Math.floor(since / minute), rest: since % minute };
}
/** The same time of another day. */
export const placeOn = (clock: ZoneClock, place: Place, day: number): Place => ({
  ...place,
  day,
  ms: minuteOf(clock, day, place.minute) + place.rest,
});
