import { Refusal } from '#domain/errors.ts';
import {
  addWorkingDays,
  type Calendar,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  whyOff,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from './calendar.ts';
import { addDays, addMonths, dayNumber, dayOfNumber, endOfMonthsFrom, type LegalDay, weekdayOfNumber } from './legal-day.ts';
import type { Step, Unit } from './step.ts';

/** The part of a period that says how many of what, from where. */
export type Span = {
  length: number;
  unit: Unit;
  start: 'next_day' | 'same_day' | 'next_working_day';
  direction: 'forward' | 'backward';
  clearDays: boolean;
};

/** Last day of a span that is set off on `from`, before it is moved off days off. Length 0 ends on `from` itself. */
export function endAfter(from: LegalDay, span: Span, calendar: Calendar): LegalDay {
  const sign = span.direction === 'forward' ? 1 : -1;
  if (span.length === 0) return span.clearDays ? addDays(from, sign) : from;
  const length = span.length + (span.clearDays && (span.unit === 'calendar_days' || span.unit === 'working_days') ? 1 : 0);
  // Everything is counted from the eve of the first day that counts.
  const eve = eveOf(from, span, sign, calendar);
  switch (span.unit) {
    case 'calendar_days':
      return addDays(eve, sign * length);
    case 'working_days':
      return addWorkingDays(calendar, eve, sign * length);
    case 'weeks':
      return clear(addDays(eve, sign * 7 * length), span, sign);
    case 'months':
    case 'years':
      return clear(months(from, eve, span, sign), span, sign);
    default:
      throw new Refusal('invalid', 'hours are not counted in days');
  }
}

function eveOf(from: LegalDay, { start }: Span, sign: number, calendar: Calendar): LegalDay {
  if (start === 'next_day') return from;
  if (start === 'same_day') return addDays(from, -sign);
  return addDays(sign > 0 ? nextWorkingDay(calendar, from) : previousWorkingDay(calendar, from), -sign);
}

/** The matching date, clamped once from the day of the event; where the first day itself counts, the day before it. */
function months(from: LegalDay, eve: LegalDay, { start, length, unit, direction }: Span, sign: number): LegalDay {
  const n = unit === 'years' ? length * 12 : length;
  if (start === 'next_day' || direction === 'backward') return addMonths(start === 'next_day' ? from : eve, sign * n);
  return endOfMonthsFrom(addDays(eve, 1), n);
}

const clear = (end: LegalDay, { clearDays }: Span, sign: number): LegalDay => (clearDays ? addDays(end, sign) : end);

/** The end itself when it is worked, else the nearest working day in the rule's direction. */
export function rolled(calendar: Calendar, end: LegalDay, rule: 'none' | 'next_working_day' | 'previous_working_day'): LegalDay {
  if (rule === 'none') return end;
  return rule === 'next_working_day' ? workingDayOnOrAfter(calendar, end) : workingDayOnOrBefore(calendar, end);
}

/** What a count of working days passed between its two ends: named days off and worked weekend days one by one, plain weekend days as a number. */
export function passedDaysOff(calendar: Calendar, from: LegalDay, to: LegalDay): { weekendDays: number; steps: Step[] } {
  const [early, late] = [dayNumber(from), dayNumber(to)].sort((a, b) => a - b) as [number, number];
  let weekendDays = 0;
  const steps: Step[] = [];
  for (let n = early + 1; n <= late; n++) {
    const weekend = calendar.weekend.includes(weekdayOfNumber(n));
    const day = dayOfNumber(n);
    const works = isWorkingDay(calendar, day);
    const worked = works ? calendar.workingDays.get(day) : undefined;
    const off = works || weekend ? undefined : whyOff(calendar, day);
    if (weekend && !works) weekendDays += 1;
    if (worked) steps.push({ kind: 'worked', date: day, facts: { name: worked } });
    if (off) steps.push({ kind: 'skip', date: day, facts: { name: off } });
  }
  return { weekendDays, steps };
}
