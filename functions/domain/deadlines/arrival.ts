import { nameOff, withinHorizon, workingDayAfter, worksOn } from './calendar.ts';
import { endOf, passing, rolled, type Span } from './count.ts';
import { dayNumber, dayOfNumber } from './legal-day.ts';
import type { Run } from './period.ts';
import { isInstant, millisOf, minutesOf } from './zone.ts';
import { localOf } from './zone-offsets.ts';

/** Number of the legal day from which the period is counted: the event's, after cut-off and deemed receipt. */
export function arrival(run: Run): number {
  const day = eventDay(run);
  const cut = afterCutoff(run, day);
  return run.input.period.receipt ? afterReceipt(run, cut) : cut;
}

function eventDay({ input, zone, clock, steps }: Run): number {
  const { trigger, event = 'received', evidence, corrected, source } = input;
  const at = isInstant(trigger) ? trigger : undefined;
  const day = withinHorizon(at ? Math.floor(localOf(clock, millisOf(at)) / 86_400_000) : dayNumber(trigger));
  const date = dayOfNumber(day);
  if (source?.rule !== undefined && source.version !== undefined && source.title !== undefined)
    steps.push({ kind: 'rule', date, facts: { id: source.rule, version: source.version, title: source.title } });
  steps.push({ kind: 'trigger', date, facts: { event, ...(at && { at, zone }), ...(evidence !== undefined && { evidence }) } });
  if (corrected) steps.push({ kind: 'corrected', date, facts: { ...corrected } });
  return day;
}

function afterCutoff({ input: { period, trigger, calendar }, clock, steps }: Run, day: number): number {
  const { cutoff, cutoffTo = 'next_day' } = period;
  if (cutoff === undefined || !isInstant(trigger)) return day;
  const minute = Math.floor((localOf(clock, millisOf(trigger)) - day * 86_400_000) / 60_000);
  if (minute < minutesOf(cutoff)) return day;
  const working = cutoffTo === 'next_working_day';
  const to = withinHorizon(working ? workingDayAfter(calendar, day, 1) : day + 1);
  const passed = working ? passing(calendar, day, to, steps) : {};
  steps.push({ kind: 'cutoff', date: dayOfNumber(to), facts: { hour: cutoff, to: cutoffTo, ...passed } });
  return to;
}

function afterReceipt({ input: { period, calendar }, steps }: Run, day: number): number {
  const { deemedDays = 0, unit = 'calendar_days', onWorkingDay = false } = period.receipt ?? {};
  const span: Span = { length: deemedDays, unit, start: 'next_day', direction: 'forward', clearDays: false };
  const deemed = endOf(day, span, calendar);
  if (deemedDays > 0) {
    const passed = unit === 'working_days' ? passing(calendar, day, deemed, steps) : {};
    steps.push({ kind: 'receipt', date: dayOfNumber(deemed), facts: { days: deemedDays, unit, ...passed } });
  }
  if (!onWorkingDay || worksOn(calendar, deemed)) return deemed;
  const received = rolled(calendar, deemed, 'next_working_day');
  const passed = passing(calendar, deemed, received, steps);
  steps.push({ kind: 'receipt', date: dayOfNumber(received), facts: { days: 0, unit, because: nameOff(calendar, deemed), ...passed } });
  return received;
}
