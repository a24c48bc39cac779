import { Refusal } from '#domain/errors.ts';
import { type Calendar, withinHorizon } from './calendar.ts';
import { dayNumber, dayOfNumber, yearOf } from './legal-day.ts';
import type { Deadline, DeadlineInput, Run } from './period.ts';
import type { Unit } from './step.ts';
import { type Hour, instantOf, millisOf } from './zone.ts';
import { dayAt } from './zone-offsets.ts';

type Ends = { from: number; rawEnd: number; lastDay: number; dueAt: number; hour: Hour };

/** The last steps: whether all years are enacted, whose rule it is, and the moment. */
export function finished(run: Run, { from, rawEnd, lastDay, dueAt, hour }: Ends): Deadline {
  const { input, zone, steps } = run;
  const { calendar, unknownYear = 'provisional', source } = input;
  const date = dayOfNumber(withinHorizon(lastDay));
  const missing = unknown(calendar, restsOn(run, from, rawEnd, lastDay));
  if (missing && unknownYear === 'refuse') throw new Refusal('unprocessable', `days off of ${calendar.id} are not enacted for that year`);
  if (missing) steps.push({ kind: 'provisional', date, facts: missing });
  if (source) steps.push({ kind: 'source', date, facts: { clause: source.clause, source: source.source } });
  const at = instantOf(dueAt);
  steps.push({ kind: 'due', date, facts: { at, hour, zone } });
  return { rawEnd: dayOfNumber(rawEnd), lastDay: date, dueAt: at, provisional: missing !== undefined, steps };
}

/** Plain days that are not moved rest on no calendar; a count of working days rests on all of it, a moved end on the days around it. */
function restsOn({ input, clock, steps }: Run, from: number, rawEnd: number, lastDay: number): number[] {
  const { period, pauses = [] } = input;
  const days = countsDaysOff(input) ? [from, rawEnd, lastDay] : period.end === 'none' ? [] : [rawEnd, lastDay];
  if (days.length > 2 && (period.receipt || period.cutoffTo))
    for (const { kind, date } of steps) if (kind === 'trigger') days.push(dayNumber(date));
  if (byWork(period.unit)) for (const pause of pauses) days.push(dayAt(clock, millisOf(pause.from)), dayAt(clock, millisOf(pause.to)));
  return days;
}

const byWork = (unit: Unit): boolean => unit === 'working_days' || unit === 'business_hours';
const countsDaysOff = ({ period, extensions = [] }: DeadlineInput): boolean =>
  byWork(period.unit) ||
  extensions.some(({ unit }) => byWork(unit)) ||
  period.start === 'next_working_day' ||
  period.cutoffTo === 'next_working_day' ||
  period.receipt !== undefined ||
  (period.minimumWorkingDays ?? 0) > 0;

/** The first year among these days that no one has enacted yet, or that lies before the days that are held. */
function unknown({ known }: Calendar, days: readonly number[]): { year: number; past?: boolean } | undefined {
  if (days.length === 0) return undefined;
  const [early, late] = [yearOf(dayOfNumber(Math.min(...days))), yearOf(dayOfNumber(Math.max(...days)))];
  if (early >= known.from && late <= known.to) return undefined;
  if (early < known.from && known.from <= known.to) return { year: early, past: true };
  return { year: Math.max(early, known.to + 1) };
}
