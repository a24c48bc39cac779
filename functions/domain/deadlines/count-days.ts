import { nameOff, workingDaysBefore, worksOn } from './calendar.ts';
import { endOf, eveOf, passing, rolled, type Span } from './count.ts';
import { finished } from './finish.ts';
import { dayOfNumber } from './legal-day.ts';
import type { Deadline, Extension, Run } from './period.ts';
import type { Facts, Unit } from './step.ts';
import { millisOf, minutesOf } from './zone.ts';
import { dayAt, minuteOf, startOf } from './zone-offsets.ts';

/** A period of days, weeks, months or years that is counted from day number `from`. */
export function byTheDay(run: Run, from: number): Deadline {
  const { input, clock } = run;
  const rawEnd = extended(run, paused(run, counted(run, from)), 'raw_end');
  const longer = extended(run, moved(run, rawEnd), 'last_day');
  const lastDay = withMinimum(run, moved(run, longer), from);
  const { dayEnd } = input.period;
  const dueAt = dayEnd === '24:00' ? startOf(clock, lastDay + 1) - 1 : minuteOf(clock, lastDay, minutesOf(dayEnd));
  return finished(run, { from, rawEnd, lastDay, dueAt, hour: dayEnd });
}

function counted({ input: { period, calendar }, sign, steps }: Run, from: number): number {
  const { start, length, unit, direction, clearDays, clauses } = period;
  const eve = eveOf(from, period, calendar);
  const first = length === 0 ? from : eve + sign;
  const later = length > 0 && start === 'next_working_day';
  const toStart = later ? passing(calendar, from, first, steps) : {};
  steps.push({
    kind: 'start',
    date: dayOfNumber(first),
    facts: { start: length === 0 ? 'at_once' : start, clause: clauses?.start, ...toStart },
  });
  const end = endOf(from, period, calendar, eve);
  const passed = unit === 'working_days' && length > 0 ? passing(calendar, eve, end, steps) : { weekendDays: 0 };
  steps.push({ kind: 'count', date: dayOfNumber(end), facts: { length, unit, direction, clearDays, ...passed } });
  return end;
}

/** So many days further in the direction of the count, and what was passed on the way. */
export function further({ input: { period, calendar }, steps }: Run, day: number, length: number, unit: Unit) {
  const span: Span = { length, unit, start: 'next_day', direction: period.direction, clearDays: false };
  const to = endOf(day, span, calendar);
  return { to, passed: unit === 'working_days' ? passing(calendar, day, to, steps) : {} };
}

/** Evidence, and the day of entry where it lies after the day itself. */
export function shown(
  { clock }: Run,
  { evidence, recordedAt }: { evidence?: string | undefined; recordedAt?: string | undefined },
  day?: number,
): Pick<Facts<'pause'>, 'evidence' | 'entered'> {
  const entered = recordedAt === undefined ? undefined : dayAt(clock, millisOf(recordedAt));
  const later = entered !== undefined && (day === undefined || entered > day);
  return { ...(evidence !== undefined && { evidence }), ...(later && { entered: dayOfNumber(entered) }) };
}

/** Adds the days that pauses took. Weeks, months and years give the calendar days back. */
function paused(run: Run, end: number): number {
  const { input, clock, steps } = run;
  const { period, calendar, pauses = [] } = input;
  let day = end;
  for (const pause of pauses) {
    const [from, to] = [dayAt(clock, millisOf(pause.from)), dayAt(clock, millisOf(pause.to))];
    const unit = period.unit === 'working_days' ? 'working_days' : 'calendar_days';
    const length = unit === 'working_days' ? workingDaysBefore(calendar, to) - workingDaysBefore(calendar, from) : to - from;
    const more = further(run, day, length, unit);
    day = more.to;
    const facts = { from: dayOfNumber(from), to: dayOfNumber(to), length, unit, reason: pause.reason, ...more.passed } as const;
    steps.push({ kind: 'pause', date: dayOfNumber(day), facts: { ...facts, ...shown(run, pause, from) } });
  }
  return day;
}

function extended(run: Run, end: number, basis: Extension['basis']): number {
  let day = end;
  for (const extension of run.input.extensions ?? []) {
    if (extension.basis !== basis) continue;
    const { length, unit, reason } = extension;
    const { to, passed } = further(run, day, length, unit);
    day = to;
    run.steps.push({
      kind: 'extend',
      date: dayOfNumber(day),
      facts: { length, unit, reason, basis, ...passed, ...shown(run, extension) },
    });
  }
  return day;
}

/** Moves the end off a day off; each day that is passed has its step. */
export function moved({ input: { period, calendar }, steps }: Run, end: number): number {
  if (period.end === 'none' || worksOn(calendar, end)) return end;
  const to = rolled(calendar, end, period.end);
  const step = to > end ? 1 : -1;
  for (let day = end + step; day !== to; day += step)
    steps.push({ kind: 'skip', date: dayOfNumber(day), facts: { name: nameOff(calendar, day) } });
  const facts = { from: dayOfNumber(end), because: nameOff(calendar, end), clause: period.clauses?.end };
  steps.push({ kind: 'roll', date: dayOfNumber(to), facts });
  return to;
}

function withMinimum({ input: { period, calendar }, steps }: Run, lastDay: number, from: number): number {
  const { minimumWorkingDays: least = 0, unit, length, direction } = period;
  if (least === 0 || direction === 'backward' || (unit === 'calendar_days' && length < 2)) return lastDay;
  const enough = endOf(from, { length: least, unit: 'working_days', start: 'next_day', direction, clearDays: false }, calendar);
  if (enough <= lastDay) return lastDay;
  const passed = passing(calendar, from, enough, steps);
  steps.push({ kind: 'minimum', date: dayOfNumber(enough), facts: { workingDays: least, ...passed } });
  return enough;
}
