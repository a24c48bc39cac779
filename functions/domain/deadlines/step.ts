import type { Text } from './calendar.ts';
import type { LegalDay } from './legal-day.ts';
import type { Hour, Instant } from './zone.ts';

/** What sets a period off. Which of them counts is the rule's business, never the reader's guess. */
export const triggerEvents = ['received', 'sent', 'delivered', 'registered', 'due', 'documents_complete'] as const;
export type TriggerEvent = (typeof triggerEvents)[number];
export type Unit = 'calendar_days' | 'working_days' | 'weeks' | 'months' | 'years' | 'hours' | 'business_hours';

type Kinds = {
  trigger: { event: TriggerEvent; at?: Instant | undefined };
  cutoff: { hour: Hour };
  receipt: { days: number; unit: 'calendar_days' | 'working_days'; because?: Text | undefined };
  start: { start: 'next_day' | 'same_day' | 'next_working_day' | 'at_once'; clause?: Text | undefined };
  count: { length: number; unit: Unit; direction: 'forward' | 'backward'; clearDays: boolean; weekendDays: number };
  skip: { name: Text };
  worked: { name: Text };
  pause: { from: LegalDay; to: LegalDay; length: number; unit: 'calendar_days' | 'working_days' | 'minutes'; reason: string };
  extend: { length: number; unit: Unit; reason: string };
  roll: { from: LegalDay; because: Text; clause?: Text | undefined };
  minimum: { workingDays: number };
  provisional: { year: number };
  due: { at: Instant; hour: Hour };
  source: { clause: Text; source: string };
};

/** One line of the explanation, as data: `date` is the legal day to which the line leads, `facts` what the sentence needs. */
export type Step = { [K in keyof Kinds]: { readonly kind: K; readonly date: LegalDay; readonly facts: Kinds[K] } }[keyof Kinds];
