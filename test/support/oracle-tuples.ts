import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { text } from '#domain/deadlines/holidays.ts';
import type { OpeningHours } from '#domain/deadlines/opening-hours.ts';
import type { DeadlineInput, Extension, Pause, Period } from '#domain/deadlines/period.ts';

/** Inputs for the engine and its oracle: drawn by a seed over every axis, and set around each change of clocks. */
export const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Paris',
  'Europe/Kyiv',
  'Europe/Istanbul',
  'Atlantic/Azores',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Tehran',
  'Asia/Amman',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Asuncion',
  'America/Havana',
  'America/Nuuk',
  'America/Scoresbysund',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
] as const;

const seldom = (from: number, to: number, ...days: string[]) =>
  new Map(Array.from({ length: to - from + 1 }, (_, i) => days.map((day) => [`${from + i}-${day}`, text(day, day)] as const)).flat());
/** Friday and Saturday off, some of them worked, a week off, short days. */
const gulf: Calendar = {
  id: 'own-gulf',
  country: 'XX',
  zone: 'Asia/Beirut',
  weekend: [5, 6],
  daysOff: seldom(1995, 2065, '01-01', '03-21', '03-22', '03-23', '04-24', '04-25', '04-26', '04-27', '04-28', '10-29'),
  workingDays: seldom(1995, 2065, '02-13', '02-14', '03-24', '07-01', '10-30', '11-20', '11-21'),
  shortDays: seldom(1995, 2065, '02-14', '03-20', '04-23', '07-01', '12-31'),
  known: { from: 2000, to: 2040 },
  source: 'test',
  hours: {
    1: [
      ['08:30', '12:00'],
      ['13:00', '17:15'],
    ],
    4: [['22:00', '24:00']],
    7: [['00:00', '04:30']],
    shortDayMinutes: 75,
  },
};
/** One day off a week, hours round the clock. */
const sundays: Calendar = {
  ...gulf,
  id: 'own-sundays',
  weekend: [7],
  workingDays: new Map(),
  hours: { 1: [['00:00', '24:00']], 3: [['00:00', '24:00']] },
};
const calendars = [
  ...[{ country: 'RU' }, { country: 'DE', region: 'BY' }, { country: 'GB', region: 'SCT' }, { country: 'US' }, { country: 'FR' }].map(
    calendarFor,
  ),
  gulf,
  sundays,
];

const office = [['09:00', '18:00']] as const;
const halves = [
  ['08:00', '12:30'],
  ['13:15', '17:45'],
] as const;
const nights = [
  ['00:00', '03:00'],
  ['21:30', '24:00'],
] as const;
const always = [['00:00', '24:00']] as const;
const early = [
  ['00:15', '02:15'],
  ['02:30', '04:00'],
  ['23:30', '23:59'],
] as const;
const openings: readonly OpeningHours[] = [
  { 1: office, 2: office, 3: office, 4: office, 5: office, shortDayMinutes: 60 },
  { 1: halves, 2: halves, 3: halves, 4: halves, 6: halves, shortDayMinutes: 300 },
  { 1: nights, 3: nights, 5: nights, 6: nights, 7: nights },
  { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always },
  { 2: early, 4: early, 6: early, 7: early },
];

export type Draw = { int: (from: number, to: number) => number; of: <T>(list: readonly T[]) => T; chance: (share: number) => boolean };
/** The same numbers for the same seed (a multiply-and-xor generator over 32 bits). */
export function draws(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const of = <T>(list: readonly T[]): T => {
    const found = list[int(0, list.length - 1)];
    if (found === undefined) throw new Error('nothing to draw from');
    return found;
  };
  return { int, of, chance: (share) => next() < share };
}

const hour = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const iso = (ms: number): string => new Date(ms).toISOString();
const longest: Record<Period['unit'], number> = {
  calendar_days: 90,
  working_days: 45,
  weeks: 12,
  months: 26,
  years: 5,
  hours: 300,
  business_hours: 40,
};
const units = ['calendar_days', 'working_days', 'weeks', 'months', 'years', 'hours', 'business_hours'] as const;

export function drawInput(draw: Draw): DeadlineInput {
  const { int, of, chance } = draw;
  const unit = of(units);
  const calendar = of(calendars);
  const byHour = unit === 'hours' || unit === 'business_hours';
  const at = Date.UTC(
    int(2000, 2055),
    int(0, 11),
    int(1, 31),
    int(0, 23),
    int(0, 59),
    chance(0.5) ? 0 : int(0, 59),
    chance(0.7) ? 0 : int(0, 999),
  );
  const period: Period = {
    length: chance(0.08) ? 0 : int(1, chance(0.5) ? 5 : longest[unit]),
    unit,
    start: of(['next_day', 'next_day', 'same_day', 'next_working_day'] as const),
    end: of(['none', 'next_working_day', 'next_working_day', 'previous_working_day'] as const),
    direction: chance(0.75) ? 'forward' : 'backward',
    clearDays: chance(0.15),
    dayEnd: chance(0.6) ? '24:00' : hour(int(0, 1439)),
    ...(chance(0.3) && { cutoff: hour(int(0, 1439)) }),
    ...(chance(0.3) && { cutoffTo: of(['next_day', 'next_working_day'] as const) }),
    ...(chance(0.25) && {
      receipt: { deemedDays: int(0, 6), unit: of(['calendar_days', 'working_days'] as const), onWorkingDay: chance(0.5) },
    }),
    ...(chance(0.15) && { minimumWorkingDays: int(1, 6) }),
    ...((chance(0.7) || !calendar.hours) && { hours: of(openings) }),
  };
  // Open hours are listed once per calendar, zone and hours; five zones for each calendar keep that list short, and together they are all thirty.
  const near = zones.filter((_zone, i) => i % calendars.length === calendars.indexOf(calendar) || i === 28 || i === 29);
  const zone = chance(0.8) ? of(unit === 'business_hours' ? near : zones) : undefined;
  return {
    period,
    trigger: byHour || chance(0.7) ? iso(at) : iso(at).slice(0, 10),
    calendar,
    zone,
    pauses: chance(0.3) ? drawPauses(draw, at) : [],
    extensions: chance(0.3) ? drawExtensions(draw, byHour) : [],
  };
}

function drawPauses({ int }: Draw, from: number): Pause[] {
  const pauses: Pause[] = [];
  let at = from + int(0, 5 * 1440) * 60_000;
  for (let left = int(1, 3); left > 0; left--) {
    const to = at + int(0, 14 * 1440) * 60_000 + int(0, 999);
    pauses.push({ from: iso(at), to: iso(to), reason: 'r' });
    at = to + int(0, 5 * 1440) * 60_000;
  }
  return pauses;
}

function drawExtensions({ int, of }: Draw, byHour: boolean): Extension[] {
  return Array.from({ length: int(1, 2) }, () => {
    const unit = of(byHour ? units : units.slice(0, 5));
    return { length: int(0, Math.ceil(longest[unit] / 4)), unit, basis: of(['raw_end', 'last_day'] as const), reason: 'r' };
  });
}

/** Every change of clocks of a zone in these years, found by looking at each day: its first moment, in milliseconds. */
export function changesOf(zone: string, fromYear: number, toYear: number): number[] {
  const offset = (ms: number): number => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds;
  const found: number[] = [];
  const day = 86_400_000;
  let before = offset(Date.UTC(fromYear, 0, 1));
  for (let at = Date.UTC(fromYear, 0, 1); at < Date.UTC(toYear + 1, 0, 1); at += day) {
    const after = offset(at + day);
    if (after === before) continue;
    let [early, late] = [at, at + day];
    while (late - early > 1000) {
      const middle = Math.floor((early + late) / 2000) * 1000;
      if (offset(middle) === before) early = middle;
      else late = middle;
    }
    found.push(late);
    before = after;
  }
  return found;
}

const plainPeriod = {
  length: 1,
  unit: 'calendar_days',
  start: 'next_day',
  end: 'none',
  direction: 'forward',
  clearDays: false,
  dayEnd: '24:00',
} as const;

/** Deadlines around one change: ends of days, closing hours, cut-offs to the millisecond, hours and open hours over it, both ways. */
export function* aroundChange(zone: string, change: number): Generator<DeadlineInput> {
  const local = Temporal.Instant.fromEpochMilliseconds(change).toZonedDateTimeISO(zone);
  const common = { calendar: sundays, zone };
  for (const back of [0, 1, 2]) {
    const trigger = local.toPlainDate().subtract({ days: back }).toString();
    for (const dayEnd of ['24:00', '00:00', '00:30', '01:00', '01:59', '02:30', '03:00', '23:30'])
      yield { ...common, trigger, period: { ...plainPeriod, dayEnd } };
  }
  const shown = [local, local.subtract({ minutes: 1 }), local.add({ minutes: 1 })].map((at) => at.toPlainTime().toString().slice(0, 5));
  for (const away of [-1, 0, 1, -1_800_000, 1_800_000, -3_600_000, 3_600_000])
    for (const cutoff of shown) yield { ...common, trigger: iso(change + away), period: { ...plainPeriod, cutoff } };
  for (const away of [-26, -24, -3, -1, 0, 1, 3, 26])
    for (const direction of ['forward', 'backward'] as const)
      for (const length of [1, 3, 24, 30]) {
        const trigger = iso(change + away * 3_600_000 + 123);
        yield { ...common, trigger, period: { ...plainPeriod, length, unit: 'hours', direction, end: 'next_working_day' } };
        for (const hours of openings.slice(2))
          yield { ...common, trigger, period: { ...plainPeriod, length, unit: 'business_hours', direction, hours } };
      }
}
