import { addWorkingDays, type Calendar, nextWorkingDay, previousWorkingDay, type Text, type UnknownYear } from './calendar.ts';
import type { ClockEvent } from './clock-event.ts';
import type { Law } from './law.ts';
import type { LegalDay } from './legal-day.ts';
import { computeDeadline, type Deadline, type Extension, type Pause, type Period } from './period.ts';
import type { ClockKind, MayPause, Rule } from './rule.ts';
import type { Step, TriggerEvent } from './step.ts';
import { dayInZone, type Instant, isInstant, type Moment, startOfDay } from './zone.ts';

export type ClockPause = {
  readonly from: Instant;
  readonly to?: Instant | undefined;
  readonly reason: string;
  readonly evidence: string;
  /** When it was entered, where that was later than it began. */
  readonly recordedAt?: Instant | undefined;
};
export type ClockExtension = Extension & { readonly at: Instant; readonly evidence: string };

/** A deadline that runs, pauses, is met or missed. It carries the rule's wording as it was, so that a later rule does not change it unasked. Plain JSON. */
export type Clock = {
  readonly id: string;
  readonly kind: ClockKind;
  readonly ruleId: string;
  readonly ruleVersion: LegalDay;
  readonly title: Text;
  readonly clause: Text;
  readonly source: string;
  readonly state: 'running' | 'paused' | 'met' | 'missed' | 'cancelled';
  readonly startedAt: Instant;
  /** `at` only where the event has an hour. */
  readonly trigger: { readonly event: TriggerEvent; readonly day: LegalDay; readonly at?: Instant | undefined; readonly evidence: string };
  readonly period: Period;
  readonly mayPause: MayPause;
  readonly mayExtend?: Rule['mayExtend'];
  readonly calendarId: string;
  readonly zone: string;
  /** See Deadline: the last day, and the last millisecond that is in time, UTC. */
  readonly lastDay: LegalDay;
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly steps: readonly Step[];
  /** First moments of the working day before the last day, and of the two working days after it: when one warns, and when a miss climbs. */
  readonly eve?: Instant | undefined;
  readonly climb?: readonly [head: Instant, legal: Instant] | undefined;
  readonly pauses: readonly ClockPause[];
  readonly extensions: readonly ClockExtension[];
  /** The start was found to be another one than first taken. */
  readonly corrected?: { readonly was: LegalDay; readonly reason: string; readonly recorded: LegalDay } | undefined;
  /** What happened to it since it started, in order. */
  readonly log?: readonly ClockEvent[] | undefined;
  readonly metAt?: Instant | undefined;
  readonly missedAt?: Instant | undefined;
  readonly cancelledAt?: Instant | undefined;
  readonly evidence?: string | undefined;
};

export type TriggerFact = { at: Moment; evidence: string };
export type StartInput = {
  rules: readonly Rule[];
  /** What has happened so far. A rule whose trigger is not here, nor what may stand in for it, starts no clock yet. */
  events: { readonly [event in TriggerEvent]?: TriggerFact | undefined };
  calendar: Calendar;
  /** The same calendar with the company's own days, for its own promises. */
  own?: Calendar | undefined;
  zone?: string | undefined;
  unknownYear?: UnknownYear | undefined;
};

/** One running clock per rule whose trigger is known; the clock's id is the rule's. */
export function startClocks({ rules, events, calendar, own = calendar, zone = calendar.zone, unknownYear }: StartInput): Clock[] {
  return rules.flatMap((rule) => {
    const event = events[rule.trigger] ? rule.trigger : rule.insteadOfTrigger;
    const fact = event && events[event];
    const place = { calendar: rule.jurisdiction === 'house' ? own : calendar, zone, unknownYear };
    return event && fact ? [startClock(rule, event, fact, place)] : [];
  });
}

type Place = { calendar: Calendar; zone: string; unknownYear?: UnknownYear | undefined };
function startClock(rule: Rule, event: TriggerEvent, { at, evidence }: TriggerFact, { calendar, zone, unknownYear }: Place): Clock {
  const { kind, title, clause, source, period, mayPause, mayExtend } = rule;
  const start = startOf(event, { at, evidence }, zone);
  const clock = {
    id: rule.id,
    kind,
    ruleId: rule.id,
    ruleVersion: rule.version,
    title,
    clause,
    source,
    state: 'running',
    ...start,
    period,
    mayPause,
    mayExtend,
    calendarId: calendar.id,
    zone,
    pauses: [],
    extensions: [],
  } as const;
  return { ...clock, ...dated(clock, calendar, unknownYear) };
}

/** The start of a clock: the event, and the moment from which its running time is measured. */
export function startOf(event: TriggerEvent, { at, evidence }: TriggerFact, zone: string): Pick<Clock, 'startedAt' | 'trigger'> {
  const exact = isInstant(at);
  const trigger = { event, day: exact ? dayInZone(at, zone) : at, at: exact ? at : undefined, evidence };
  return { startedAt: exact ? at : startOfDay(at, zone), trigger };
}

type Undated = Omit<Clock, 'lastDay' | 'dueAt' | 'provisional' | 'steps' | 'eve' | 'climb'>;
type Dated = Pick<Clock, 'calendarId' | 'lastDay' | 'dueAt' | 'provisional' | 'steps' | 'eve' | 'climb'>;

function dated(clock: Undated, calendar: Calendar, unknownYear?: UnknownYear): Dated {
  const { period, trigger, zone, extensions, corrected, clause, source, title } = clock;
  const pauses: Pause[] = clock.pauses.flatMap(({ to, ...pause }) => (to ? [{ ...pause, to }] : []));
  const deadline: Deadline = computeDeadline({
    period,
    trigger: trigger.at ?? trigger.day,
    event: trigger.event,
    evidence: trigger.evidence,
    corrected,
    calendar,
    zone,
    pauses,
    extensions,
    unknownYear,
    source: { clause, source, rule: clock.ruleId, version: clock.ruleVersion, title },
  });
  const { lastDay, dueAt, provisional, steps } = deadline;
  return { calendarId: calendar.id, lastDay, dueAt, provisional, steps, ...momentsAround(lastDay, calendar, zone) };
}

// From midnight on, so that whatever goes out in the morning has it.
const momentsAround = (lastDay: LegalDay, calendar: Calendar, zone: string): Required<Pick<Clock, 'eve' | 'climb'>> => ({
  eve: startOfDay(previousWorkingDay(calendar, lastDay), zone),
  climb: [startOfDay(nextWorkingDay(calendar, lastDay), zone), startOfDay(addWorkingDays(calendar, lastDay, 2), zone)],
});

/** The same clock counted anew, on its calendar as the law has it now. Closed clocks keep their dates. */
export function recountClock(clock: Clock, law: Law): Clock {
  if (!isOpen(clock)) return clock;
  return { ...clock, ...dated(clock, law.calendarById(clock.calendarId, clock.zone)) };
}

/** Running, paused, or missed and still not done. */
export const isOpen = (clock: Pick<Clock, 'state' | 'metAt'>): boolean =>
  clock.state === 'running' || clock.state === 'paused' || (clock.state === 'missed' && clock.metAt === undefined);

const rank: Record<ClockKind, number> = {
  statutory_answer: 0,
  limitation: 1,
  contract_answer: 2,
  acknowledge: 3,
  customer_answer: 4,
  own_target: 5,
};

/** The open clock that is due first; a paused one only when nothing else is open. On a tie the law's comes before the contract's, and that before our own. */
export function leadingClock(clocks: readonly Clock[]): Clock | undefined {
  const order = (a: Clock, b: Clock): number =>
    Number(a.state === 'paused') - Number(b.state === 'paused') ||
    (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0) ||
    rank[a.kind] - rank[b.kind];
  return clocks.filter(isOpen).toSorted(order)[0];
}
