import type { Text } from './calendar.ts';
import type { LegalDay, Weekday } from './legal-day.ts';
import type { Hour, Instant } from './zone.ts';

/** What sets a period off. Which of them counts is the rule's business, never the reader's guess. */
export const triggerEvents = ['received', 'sent', 'delivered', 'registered', 'due', 'documents_complete'] as const;
export type TriggerEvent = (typeof triggerEvents)[number];
export type Unit = 'calendar_days' | 'working_days' | 'weeks' | 'months' | 'years' | 'hours' | 'business_hours';

/** Days off that a count of working days passed: those with a name stand before it as 'skip' steps, weekend days that nobody works are a number. */
export type Passed = { weekendDays?: number | undefined; weekend?: readonly Weekday[] | undefined };
/** Where a count of hours ends, and how many milliseconds of closed doors it passed. */
type Hours = { at?: Instant | undefined; closed?: number | undefined };
/** What shows that it is so, and the day on which it was entered where that was later than the day itself. */
type Shown = { evidence?: string | undefined; entered?: LegalDay | undefined };

type Kinds = {
  rule: { id: string; version: LegalDay; title: Text };
  trigger: { event: TriggerEvent; at?: Instant | undefined; zone?: string | undefined; evidence?: string | undefined };
  corrected: { was: LegalDay; reason: string; recorded: LegalDay };
  cutoff: { hour: Hour; to?: 'next_day' | 'next_working_day' | undefined } & Passed;
  /** Without `because` so many days later; with it moved on, day by day, from a day off of that name. */
  receipt: { days: number; unit: 'calendar_days' | 'working_days'; because?: Text | undefined } & Passed;
  start: { start: 'next_day' | 'same_day' | 'next_working_day' | 'at_once'; clause?: Text | undefined; at?: Instant | undefined } & Passed;
  count: { length: number; unit: Unit; direction: 'forward' | 'backward'; clearDays: boolean; weekendDays: number } & Passed & Hours;
  skip: { name: Text };
  worked: { name: Text };
  /** length in minutes is rounded; `millis` is what the pause took. */
  pause: {
    from: LegalDay;
    to: LegalDay;
    length: number;
    unit: 'calendar_days' | 'working_days' | 'minutes';
    millis?: number | undefined;
    reason: string;
  } & Passed &
    Hours &
    Shown;
  extend: { length: number; unit: Unit; reason: string; basis?: 'raw_end' | 'last_day' | undefined } & Passed & Hours & Shown;
  roll: { from: LegalDay; because: Text; clause?: Text | undefined };
  minimum: { workingDays: number } & Passed;
  /** past: a year that lies before the calendars that are held. */
  provisional: { year: number; past?: boolean | undefined };
  due: { at: Instant; hour: Hour; zone?: string | undefined };
  source: { clause: Text; source: string };
};
export type StepKind = keyof Kinds;
export type Facts<K extends StepKind> = Kinds[K];

/** One line of the explanation, as data: `date` is the legal day to which the line leads, `facts` what the sentence needs. */
export type Step = { [K in StepKind]: { readonly kind: K; readonly date: LegalDay; readonly facts: Kinds[K] } }[StepKind];
