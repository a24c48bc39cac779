import { Refusal } from '#domain/errors.ts';
import { monthsOn } from './count.ts';
import { weekdayOfNumber } from './legal-day.ts';
import type { Facts, Passed, Unit } from './step.ts';
import type { Place, ZoneClock } from './zone-offsets.ts';

/** How far an explanation has been walked through: the day, for hours the moment too, and the named days since the last step that counted. */
export type Walk = {
  readonly clock: ZoneClock;
  day?: number;
  /** The moment of the event, then that from which hours run. */
  at?: number;
  place?: Place;
  start?: Facts<'start'> & Named & { readonly from: number; readonly first: number };
  count?: Facts<'count'>;
  sign: 1 | -1;
  rawEnd?: number;
  passed: Named;
};
export type Named = { readonly skips: readonly number[]; readonly worked: readonly number[] };
export const nothing: Named = { skips: [], worked: [] };

export const broken = (what: string): Refusal => new Refusal('unprocessable', `the explanation does not hold: ${what}`);
export function must(holds: boolean, what: string): void {
  if (!holds) throw broken(what);
}
/** The value, where an earlier step has given it. */
export function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw broken(what);
  return value;
}
export const reached = ({ day }: Walk): number => given(day, 'nothing sets the period off');
export const isHours = (walk: Walk): boolean => walk.count?.unit === 'hours' || walk.count?.unit === 'business_hours';

/** The named days since the last step that counted, which takes them. */
export function takePassed(walk: Walk): Named {
  const { passed } = walk;
  walk.passed = nothing;
  return passed;
}
export function passesNothing(walk: Walk): void {
  const { skips, worked } = takePassed(walk);
  must(skips.length + worked.length === 0, 'days off where none are counted');
}

type Stretch = { from: number; to: number; n: number; sign: 1 | -1 };
const mostDays = 40_000; // more than the calendars hold

/** Arithmetic of working days: days gone = days counted + named days off + weekend days on which nobody works. */
export function addsUp({ from, to, n, sign }: Stretch, { skips, worked }: Named, { weekendDays = 0, weekend = [] }: Passed): void {
  const [early, late] = sign > 0 ? [from + 1, to] : [to, from - 1];
  const isWeekend = (day: number): boolean => weekend.includes(weekdayOfNumber(day));
  must((to - from) * sign === n + weekendDays + skips.length && late - early < mostDays, 'the working days do not add up');
  const rising = (days: readonly number[]): boolean => days.every((day, i) => day >= early && day <= late && day > (days[i - 1] ?? 0));
  must(rising(skips) && rising(worked) && !skips.some(isWeekend), 'a day off lies elsewhere, or counts twice');
  let weekends = 0;
  for (let day = early; day <= late; day++) if (isWeekend(day)) weekends += 1;
  must(weekends === weekendDays + worked.filter(isWeekend).length, 'the weekend days do not add up');
  must(n === 0 || (!skips.includes(to) && (!isWeekend(to) || worked.includes(to))), 'it ends on a day off');
}

/** Where so many days, weeks, months or years lead from `from`; for working days `to` itself, where it adds up. */
export function further(
  walk: Walk,
  from: number,
  to: number,
  { length, unit, ...passed }: { length: number; unit: Unit } & Passed,
): number {
  const { sign } = walk;
  if (unit === 'working_days') {
    addsUp({ from, to, n: length, sign }, takePassed(walk), passed);
    return to;
  }
  passesNothing(walk);
  if (unit === 'calendar_days') return from + sign * length;
  if (unit === 'weeks') return from + sign * 7 * length;
  const direction = sign > 0 ? 'forward' : 'backward';
  return monthsOn(from, from, { length, unit, start: 'next_day', direction, clearDays: false });
}
