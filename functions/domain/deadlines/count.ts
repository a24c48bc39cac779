import { Refusal } from '#domain/errors.ts';
import { type Calendar, daysPassed, nameOff, withinHorizon, workingDayAfter, workingDayFrom, workingDayUpTo, worksOn } from './calendar.ts';
import { addMonths, dayNumber, dayOfNumber, endOfMonthsFrom } from './legal-day.ts';
import type { Passed, Step, Unit } from './step.ts';

/** The part of a period that says how many of what, from where. */
export type Span = {
  readonly length: number;
  readonly unit: Unit;
  readonly start: 'next_day' | 'same_day' | 'next_working_day';
  readonly direction: 'forward' | 'backward';
  readonly clearDays: boolean;
};
export type Roll = 'none' | 'next_working_day' | 'previous_working_day';

const mostMonths = 1200; // more than the calendars hold

/** The day before the first that counts (after it, backwards): from there everything is counted. Length 0 starts and ends on `from`. */
export function eveOf(from: number, { start, length, direction }: Span, calendar: Calendar): number {
  const sign = direction === 'forward' ? 1 : -1;
  if (start === 'next_day' || length === 0) return from;
  return start === 'same_day' ? from - sign : workingDayAfter(calendar, from, sign) - sign;
}

/** Number of the last day of a span that is set off on day `from`, before it is moved off days off. Refuses ('unprocessable') ends out of the calendars' reach, ('invalid') hours. */
export function endOf(from: number, span: Span, calendar: Calendar, eve: number = eveOf(from, span, calendar)): number {
  const { unit, length, direction, clearDays } = span;
  const sign = direction === 'forward' ? 1 : -1;
  const clear = clearDays ? sign : 0;
  switch (unit) {
    case 'calendar_days':
      return withinHorizon(eve + sign * length + clear);
    case 'working_days':
      return length === 0 ? withinHorizon(from + clear) : workingDayAfter(calendar, eve, sign * length + clear);
    case 'weeks':
      return withinHorizon(eve + sign * 7 * length + clear);
    case 'months':
    case 'years':
      return withinHorizon(monthsOn(from, eve, span) + clear);
    default:
      throw new Refusal('invalid', 'hours are not counted in days');
  }
}

/** The matching date, clamped once from the day of the event; where the first day itself counts, the day before it. */
export function monthsOn(from: number, eve: number, { start, length, unit, direction }: Span): number {
  const sign = direction === 'forward' ? 1 : -1;
  const n = unit === 'years' ? length * 12 : length;
  if (n > mostMonths) return withinHorizon(Number.NaN);
  if (n === 0) return from;
  if (start === 'next_day') return dayNumber(addMonths(dayOfNumber(from), sign * n));
  if (direction === 'backward') return dayNumber(addMonths(dayOfNumber(eve), -n));
  return dayNumber(endOfMonthsFrom(dayOfNumber(eve + 1), n));
}

/** The end itself when it is worked, else the nearest working day in the rule's direction. */
export function rolled(calendar: Calendar, end: number, rule: Roll): number {
  if (rule === 'none') return end;
  return rule === 'next_working_day' ? workingDayFrom(calendar, end) : workingDayUpTo(calendar, end);
}

/** What a count of working days met from the eve of its first day to its last: named days off and worked weekend days become steps, plain weekend days a number. */
export function passing(calendar: Calendar, eve: number, end: number, steps: Step[]): Required<Passed> {
  const [early, late] = end >= eve ? [eve + 1, end] : [end, eve - 1];
  const { weekendDays, named } = daysPassed(calendar, early, late);
  for (const n of named) {
    const date = dayOfNumber(n);
    const name = calendar.workingDays.get(date);
    if (name && worksOn(calendar, n)) steps.push({ kind: 'worked', date, facts: { name } });
    else steps.push({ kind: 'skip', date, facts: { name: nameOff(calendar, n) } });
  }
  return { weekendDays, weekend: calendar.weekend };
}
