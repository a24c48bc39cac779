import { arrival } from './arrival.ts';
import type { Calendar, Text, UnknownYear } from './calendar.ts';
import { byTheDay } from './count-days.ts';
import { byTheHour } from './count-hours.ts';
import { checkInput } from './deadline-input.ts';
import type { LegalDay } from './legal-day.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { Step, TriggerEvent, Unit } from './step.ts';
import type { Hour, Instant, Moment } from './zone.ts';
import { clockOf, type ZoneClock } from './zone-offsets.ts';

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
  /** Where the cut-off leads: to the next day, or to the next day that is worked; the next day when left out. */
  readonly cutoffTo?: 'next_day' | 'next_working_day' | undefined;
  /** When the event counts as received: so many days after it; on a working day only. */
  readonly receipt?:
    | { readonly deemedDays: number; readonly unit: 'calendar_days' | 'working_days'; readonly onWorkingDay: boolean }
    | undefined;
  /** A period holds at least so many working days (Reg. 1182/71 art. 3(5): two). */
  readonly minimumWorkingDays?: number | undefined;
  /** Needed for business_hours, unless the calendar has its own. */
  readonly hours?: OpeningHours | undefined;
  /** Clauses that set the first and the last day, for the explanation. */
  readonly clauses?: { readonly start?: Text | undefined; readonly end?: Text | undefined } | undefined;
};

/**
 * Time that does not count: the count goes on past it, in its own direction. A pause from the 3rd to the 5th is two calendar days, and as many working
 * days as lie in it. Pauses do not overlap. recordedAt: when it was entered; the explanation says so where that was on a later day.
 */
export type Pause = {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
  readonly evidence?: string | undefined;
  readonly recordedAt?: Instant | undefined;
};
/** More time in the direction of the count, added to the end before or after it was moved off a day off: laws differ. On a period of hours days lead to the same hour. */
export type Extension = {
  readonly length: number;
  readonly unit: Unit;
  readonly basis: 'raw_end' | 'last_day';
  readonly reason: string;
  readonly evidence?: string | undefined;
  readonly recordedAt?: Instant | undefined;
};

export type DeadlineInput = {
  period: Period;
  trigger: Moment;
  event?: TriggerEvent | undefined;
  /** What shows when the trigger happened: the number of a mail, an envelope. */
  evidence?: string | undefined;
  /** The trigger was first taken to be on another day. */
  corrected?: { was: LegalDay; reason: string; recorded: LegalDay } | undefined;
  calendar: Calendar;
  /** IANA zone of the addressee; the calendar's when left out. */
  zone?: string | undefined;
  pauses?: readonly Pause[] | undefined;
  extensions?: readonly Extension[] | undefined;
  unknownYear?: UnknownYear | undefined;
  /** rule, version and title together name the rule at the head of the explanation. */
  source?:
    | { clause: Text; source: string; rule?: string | undefined; version?: LegalDay | undefined; title?: Text | undefined }
    | undefined;
};
/**
 * rawEnd: where the count ends; lastDay: the last legal day after moving off days off; dueAt: the last millisecond that is still in time, UTC
 * (23:59:59.999 in the zone, or the closing hour itself). provisional: it rests on days off that no one has enacted yet.
 */
export type Deadline = { rawEnd: LegalDay; lastDay: LegalDay; dueAt: Instant; provisional: boolean; steps: Step[] };

/** A count under way: the input with what follows from it, and the steps so far. Inside days are numbers, moments milliseconds since the epoch. */
export type Run = {
  readonly input: DeadlineInput;
  readonly zone: string;
  readonly clock: ZoneClock;
  readonly sign: 1 | -1;
  readonly steps: Step[];
};

/**
 * Counts a period from its trigger. A trigger in a zone counts on that zone's legal day; a plain day has no hour, so cut-offs do not apply to it.
 * Refuses 'invalid' (no such date, hours without an instant, lengths above a million, pauses that overlap) and 'unprocessable' (unknown year when so
 * asked, out of the calendars' reach).
 */
export function computeDeadline(input: DeadlineInput): Deadline {
  checkInput(input);
  const { period, calendar, zone = calendar.zone } = input;
  const run: Run = { input, zone, clock: clockOf(zone), sign: period.direction === 'forward' ? 1 : -1, steps: [] };
  const from = arrival(run);
  return period.unit === 'hours' || period.unit === 'business_hours' ? byTheHour(run, from) : byTheDay(run, from);
}
