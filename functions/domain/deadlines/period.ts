import { Refusal } from '#domain/errors.ts';
import { type Calendar, isKnown, type Text, type UnknownYear, weekdayNames, whyOff, workingDaysBetween } from './calendar.ts';
import { endAfter, passedDaysOff, rolled, type Span } from './count.ts';
import { addDays, daysBetween, type LegalDay, weekday, yearOf } from './legal-day.ts';
import { addOpenTime, type OpeningHours, openTimeBetween } from './opening-hours.ts';
import type { Step, TriggerEvent, Unit } from './step.ts';
import {
  atHour,
  dayInZone,
  endOfDay,
  type Hour,
  type Instant,
  instantOf,
  isInstant,
  type Moment,
  millisOf,
  minutesOf,
  wallClock,
} from './zone.ts';

/** How a law or a contract counts. All of it varies from law to law, so all of it is data. */
export type Period = {
  readonly length: number;
  readonly unit: Unit;
  /** First day that counts. With same_day, months and weeks end on the day before the matching one (BGB § 187(2), 188(2)). */
  readonly start: 'next_day' | 'same_day' | 'next_working_day';
  /** What happens when the last day is a day off. */
  readonly end: 'none' | 'next_working_day' | 'previous_working_day';
  readonly direction: 'forward' | 'backward';
  /** Both the day of the event and the day of the deed stay outside ("clear days", CPR 2.8). */
  readonly clearDays: boolean;
  /** "24:00", or the hour at which the day closes for this deed. */
  readonly dayEnd: Hour;
  /** An event at or after this hour counts as one of the next day. */
  readonly cutoff?: Hour | undefined;
  /** When the event counts as received: so many days after it; on a working day only. */
  readonly receipt?:
    | { readonly deemedDays: number; readonly unit: 'calendar_days' | 'working_days'; readonly onWorkingDay: boolean }
    | undefined;
  /** A period holds at least so many working days (Reg. 1182/71 art. 3(5): two). */
  readonly minimumWorkingDays?: number | undefined;
  /** Needed for business_hours. */
  readonly hours?: OpeningHours | undefined;
  /** Clauses that set the first and the last day, for the explanation. */
  readonly clauses?: { readonly start?: Text | undefined; readonly end?: Text | undefined } | undefined;
};

/** Time that does not count. A pause from the 3rd to the 5th is two calendar days, and as many working days as lie in it. */
export type Pause = { readonly from: Instant; readonly to: Instant; readonly reason: string };
/** More time, added to the end before or after it was moved off a day off: laws differ. */
export type Extension = { readonly length: number; readonly unit: Unit; readonly basis: 'raw_end' | 'last_day'; readonly reason: string };

export type DeadlineInput = {
  period: Period;
  trigger: Moment;
  event?: TriggerEvent | undefined;
  calendar: Calendar;
  /** IANA zone of the addressee; the calendar's when left out. */
  zone?: string | undefined;
  pauses?: readonly Pause[] | undefined;
  extensions?: readonly Extension[] | undefined;
  unknownYear?: UnknownYear | undefined;
  source?: { clause: Text; source: string } | undefined;
};
/**
 * rawEnd: where the count ends; lastDay: the last legal day after moving off days off; dueAt: the last millisecond that is still in time, UTC
 * (23:59:59.999 in the zone, or the closing hour itself). provisional: it rests on days off that no one has enacted yet.
 */
export type Deadline = { rawEnd: LegalDay; lastDay: LegalDay; dueAt: Instant; provisional: boolean; steps: Step[] };

/**
 * Counts a period from its trigger. A trigger in a zone counts on that zone's legal day; a plain day has no hour, so cut-offs do not apply to it.
 * Refuses 'invalid' (no such date, hours without an instant) and 'unprocessable' (unknown year when so asked, out of the calendars' reach).
 */
export function computeDeadline(input: DeadlineInput): Deadline {
  if (!Number.isSafeInteger(input.period.length) || input.period.length < 0)
    throw new Refusal('invalid', 'a period has a whole length from 0');
  const steps: Step[] = [];
  const from = arrival(input, steps);
  const { period } = input;
  return period.unit === 'hours' || period.unit === 'business_hours' ? byTheHour(input, from, steps) : byTheDay(input, from, steps);
}

/** The legal day from which the period is counted: the event's, after cut-off and deemed receipt. */
function arrival({ period, trigger, event = 'received', calendar, zone = calendar.zone }: DeadlineInput, steps: Step[]): LegalDay {
  const at = isInstant(trigger) ? trigger : undefined;
  const local = at ? wallClock(at, zone) : { day: trigger, minute: 0 };
  let day = local.day;
  steps.push({ kind: 'trigger', date: day, facts: at ? { event, at } : { event } });
  if (at && period.cutoff && local.minute >= minutesOf(period.cutoff)) {
    day = addDays(day, 1);
    steps.push({ kind: 'cutoff', date: day, facts: { hour: period.cutoff } });
  }
  const { receipt } = period;
  if (!receipt) return day;
  const span: Span = { length: receipt.deemedDays, unit: receipt.unit, start: 'next_day', direction: 'forward', clearDays: false };
  const deemed = endAfter(day, span, calendar);
  const because = receipt.onWorkingDay ? whyOff(calendar, deemed) : undefined;
  const received = because ? rolled(calendar, deemed, 'next_working_day') : deemed;
  if (receipt.deemedDays > 0 || because)
    steps.push({ kind: 'receipt', date: received, facts: { days: receipt.deemedDays, unit: receipt.unit, because } });
  return received;
}

function byTheDay(input: DeadlineInput, from: LegalDay, steps: Step[]): Deadline {
  const { period, calendar, zone = calendar.zone } = input;
  const { start, length, unit, direction, clearDays } = period;
  const counted = endAfter(from, period, calendar);
  steps.push({
    kind: 'start',
    date: length === 0 ? from : endAfter(from, { ...period, unit: 'calendar_days', length: 1, clearDays: false }, calendar),
    facts: { start, clause: period.clauses?.start },
  });
  const passed = unit === 'working_days' ? passedDaysOff(calendar, from, counted) : { weekendDays: 0, steps: [] };
  steps.push(...passed.steps);
  steps.push({ kind: 'count', date: counted, facts: { length, unit, direction, clearDays, weekendDays: passed.weekendDays } });

  const rawEnd = extended(paused(counted, input, zone, steps), input, 'raw_end', steps);
  const longer = extended(moved(rawEnd, input, steps), input, 'last_day', steps);
  const lastDay = withMinimum(moved(longer, input, steps), from, input, steps);
  const dueAt = period.dayEnd === '24:00' ? endOfDay(lastDay, zone) : atHour(lastDay, period.dayEnd, zone);
  return finished(input, { from, rawEnd, lastDay, dueAt, hour: period.dayEnd }, steps);
}

function byTheHour(input: DeadlineInput, from: LegalDay, steps: Step[]): Deadline {
  const { period, calendar, trigger, zone = calendar.zone, pauses = [], extensions = [] } = input;
  if (!isInstant(trigger)) throw new Refusal('invalid', 'hours are counted from an instant');
  const begin = dayInZone(trigger, zone) === from ? millisOf(trigger) : millisOf(atHour(from, '00:00', zone));
  const hours = period.length + extensions.reduce((sum, extension) => sum + extension.length, 0);
  const open = period.hours && { hours: period.hours, calendar, zone };
  if (period.unit === 'business_hours' && !open) throw new Refusal('invalid', 'business hours need opening hours');
  const lost = pauses.map((pause) => {
    const [a, b] = [millisOf(pause.from), millisOf(pause.to)];
    return open && period.unit === 'business_hours' ? openTimeBetween(a, b, open) : b - a;
  });
  const duration = hours * 3_600_000 + lost.reduce((sum, one) => sum + one, 0);
  const end =
    open && period.unit === 'business_hours'
      ? addOpenTime(begin, duration, open)
      : begin + (period.direction === 'forward' ? duration : -duration);
  const { day: rawEnd, minute } = wallClock(instantOf(end), zone);
  steps.push({ kind: 'start', date: from, facts: { start: 'at_once', clause: period.clauses?.start } });
  const { length, unit, direction, clearDays } = period;
  steps.push({ kind: 'count', date: rawEnd, facts: { length, unit, direction, clearDays, weekendDays: 0 } });
  pauses.forEach((pause, i) => {
    const facts = {
      from: dayInZone(pause.from, zone),
      to: dayInZone(pause.to, zone),
      length: Math.round((lost[i] ?? 0) / 60_000),
      unit: 'minutes',
      reason: pause.reason,
    } as const;
    steps.push({ kind: 'pause', date: rawEnd, facts });
  });
  for (const { length: more, reason } of extensions) steps.push({ kind: 'extend', date: rawEnd, facts: { length: more, unit, reason } });
  const lastDay = moved(rawEnd, input, steps);
  const hour = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const dueAt = lastDay === rawEnd ? instantOf(end) : atHour(lastDay, hour, zone); // the same hour of the day (FRCP 6(a)(2)(C))
  return finished(input, { from, rawEnd, lastDay, dueAt, hour }, steps);
}

/** Adds the days that pauses took. Weeks, months and years give the calendar days back. */
function paused(end: LegalDay, { period, calendar, pauses = [] }: DeadlineInput, zone: string, steps: Step[]): LegalDay {
  let day = end;
  for (const pause of pauses) {
    const [from, to] = [dayInZone(pause.from, zone), dayInZone(pause.to, zone)];
    const unit = period.unit === 'working_days' ? 'working_days' : 'calendar_days';
    const length = unit === 'working_days' ? workingDaysBetween(calendar, from, to) : daysBetween(from, to);
    day = endAfter(day, { length, unit, start: 'next_day', direction: 'forward', clearDays: false }, calendar);
    steps.push({ kind: 'pause', date: day, facts: { from, to, length, unit, reason: pause.reason } });
  }
  return day;
}

function extended(end: LegalDay, { calendar, extensions = [] }: DeadlineInput, basis: Extension['basis'], steps: Step[]): LegalDay {
  let day = end;
  for (const { length, unit, reason, basis: own } of extensions) {
    if (own !== basis) continue;
    day = endAfter(day, { length, unit, start: 'next_day', direction: 'forward', clearDays: false }, calendar);
    steps.push({ kind: 'extend', date: day, facts: { length, unit, reason } });
  }
  return day;
}

function moved(end: LegalDay, { period, calendar }: DeadlineInput, steps: Step[]): LegalDay {
  const because = period.end === 'none' ? undefined : whyOff(calendar, end);
  if (!because) return end;
  const to = rolled(calendar, end, period.end);
  const step = period.end === 'next_working_day' ? 1 : -1;
  for (let day = addDays(end, step); day !== to; day = addDays(day, step))
    steps.push({ kind: 'skip', date: day, facts: { name: whyOff(calendar, day) ?? weekdayNames[weekday(day)] } });
  steps.push({ kind: 'roll', date: to, facts: { from: end, because, clause: period.clauses?.end } });
  return to;
}

function withMinimum(lastDay: LegalDay, from: LegalDay, { period, calendar }: DeadlineInput, steps: Step[]): LegalDay {
  const { minimumWorkingDays: least = 0, unit, length, direction } = period;
  if (least === 0 || direction === 'backward' || (unit === 'calendar_days' && length < 2)) return lastDay;
  const enough = endAfter(
    from,
    { length: least, unit: 'working_days', start: 'next_day', direction: 'forward', clearDays: false },
    calendar,
  );
  if (enough <= lastDay) return lastDay;
  steps.push({ kind: 'minimum', date: enough, facts: { workingDays: least } });
  return enough;
}

type Ends = { from: LegalDay; rawEnd: LegalDay; lastDay: LegalDay; dueAt: Instant; hour: Hour };
function finished(input: DeadlineInput, { from, rawEnd, lastDay, dueAt, hour }: Ends, steps: Step[]): Deadline {
  const { period, calendar, unknownYear = 'provisional', source } = input;
  // Plain days that are not moved rest on no calendar; a count of working days rests on all of it, a moved end on the days around it.
  const units: readonly Unit[] = [period.unit, ...(input.extensions ?? []).map((extension) => extension.unit)];
  const counted = units.some((unit) => unit === 'working_days' || unit === 'business_hours');
  const countsDaysOff = counted || period.start === 'next_working_day' || !!period.receipt || !!period.minimumWorkingDays;
  const known = countsDaysOff ? isKnown(calendar, from, lastDay) : period.end === 'none' || isKnown(calendar, rawEnd, lastDay);
  if (!known && unknownYear === 'refuse') throw new Refusal('unprocessable', `days off of ${calendar.id} are not enacted for that year`);
  if (!known) steps.push({ kind: 'provisional', date: lastDay, facts: { year: yearOf(lastDay) } });
  if (source) steps.push({ kind: 'source', date: lastDay, facts: source });
  steps.push({ kind: 'due', date: lastDay, facts: { at: dueAt, hour } });
  return { rawEnd, lastDay, dueAt, provisional: !known, steps };
}
