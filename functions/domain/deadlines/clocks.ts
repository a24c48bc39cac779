import { Refusal } from '#domain/errors.ts';
import type { Calendar, Text, UnknownYear } from './calendar.ts';
import { calendarById } from './calendars/calendars.ts';
import type { LegalDay } from './legal-day.ts';
import { computeDeadline, type Deadline, type Extension, type Pause, type Period } from './period.ts';
import type { ClockKind, MayPause, Rule } from './rule.ts';
import type { Step, TriggerEvent } from './step.ts';
import { dayInZone, type Instant, isInstant, type Moment, startOfDay } from './zone.ts';

export type ClockPause = { readonly from: Instant; readonly to?: Instant | undefined; readonly reason: string; readonly evidence: string };
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
  readonly pauses: readonly ClockPause[];
  readonly extensions: readonly ClockExtension[];
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
  zone?: string | undefined;
  unknownYear?: UnknownYear | undefined;
};

/** One running clock per rule whose trigger is known; the clock's id is the rule's. */
export function startClocks({ rules, events, calendar, zone = calendar.zone, unknownYear }: StartInput): Clock[] {
  return rules.flatMap((rule) => {
    const event = events[rule.trigger] ? rule.trigger : rule.insteadOfTrigger;
    const fact = event && events[event];
    return event && fact ? [startClock(rule, event, fact, { calendar, zone, unknownYear })] : [];
  });
}

type Place = { calendar: Calendar; zone: string; unknownYear?: UnknownYear | undefined };
function startClock(rule: Rule, event: TriggerEvent, { at, evidence }: TriggerFact, { calendar, zone, unknownYear }: Place): Clock {
  const exact = isInstant(at);
  const { kind, title, clause, source, period, mayPause, mayExtend } = rule;
  const deadline = computeDeadline({ period, trigger: at, event, calendar, zone, unknownYear, source: { clause, source } });
  const trigger = { event, day: exact ? dayInZone(at, zone) : at, at: exact ? at : undefined, evidence };
  return {
    id: rule.id,
    kind,
    ruleId: rule.id,
    ruleVersion: rule.version,
    title,
    clause,
    source,
    state: 'running',
    startedAt: exact ? at : startOfDay(at, zone),
    trigger,
    period,
    mayPause,
    mayExtend,
    calendarId: calendar.id,
    zone,
    ...dated(deadline),
    pauses: [],
    extensions: [],
  };
}

const dated = ({ lastDay, dueAt, provisional, steps }: Deadline): Pick<Clock, 'lastDay' | 'dueAt' | 'provisional' | 'steps'> => ({
  lastDay,
  dueAt,
  provisional,
  steps,
});

/** The same clock counted anew, on a calendar that may have changed (its own when left out). Closed clocks keep their dates. */
export function recountClock(clock: Clock, calendar: Calendar = calendarById(clock.calendarId, clock.zone)): Clock {
  if (!isOpen(clock)) return clock;
  const { period, trigger, zone, clause, source, extensions } = clock;
  const pauses: Pause[] = clock.pauses.flatMap(({ from, to, reason }) => (to ? [{ from, to, reason }] : []));
  const deadline = computeDeadline({
    period,
    trigger: trigger.at ?? trigger.day,
    event: trigger.event,
    calendar,
    zone,
    pauses,
    extensions,
    source: { clause, source },
  });
  return { ...clock, calendarId: calendar.id, ...dated(deadline) };
}

/** Done at `at`. Later than the due instant it stays missed, with the day on which it was done. Refuses 'wrong-state' on a clock that is closed. */
export function meetClock(clock: Clock, { at, evidence }: { at: Instant; evidence: string }): Clock {
  if (!isOpen(clock)) throw wrongState(clock, 'met');
  // A pause that still stands when the deed is done has kept the clock from running out.
  const late = clock.state === 'missed' || (clock.state === 'running' && at > clock.dueAt);
  if (late) return { ...clock, state: 'missed', missedAt: clock.missedAt ?? clock.dueAt, metAt: at, evidence };
  return { ...clock, state: 'met', pauses: closePause(clock, at), metAt: at, evidence };
}

/** Refuses 'wrong-state' before the due instant has passed, and unless the clock runs. */
export function missClock(clock: Clock, now: Instant): Clock {
  if (clock.state !== 'running' || now <= clock.dueAt) throw wrongState(clock, 'missed');
  return { ...clock, state: 'missed', missedAt: clock.dueAt };
}

/** Refuses 'wrong-state' unless the clock runs, is not over, its rule allows this reason, and there is evidence of it. */
export function pauseClock(clock: Clock, { at, reason, evidence }: { at: Instant; reason: string; evidence: string }): Clock {
  const { mayPause } = clock;
  const allowed = mayPause === 'any-reason' ? reason.trim() !== '' : mayPause === reason;
  const inTime = at >= clock.startedAt && at <= clock.dueAt && at >= (clock.pauses.at(-1)?.to ?? '');
  if (clock.state !== 'running' || !allowed || !inTime || evidence.trim() === '') throw wrongState(clock, 'paused');
  return { ...clock, state: 'paused', pauses: [...clock.pauses, { from: at, reason, evidence }] };
}

/** Runs again; the due date moves by what the pause took, counted in the rule's unit. Refuses 'wrong-state' unless paused, and before the pause began. */
export function resumeClock(clock: Clock, { at, calendar }: { at: Instant; calendar?: Calendar | undefined }): Clock {
  if (clock.state !== 'paused' || at < (clock.pauses.at(-1)?.from ?? '')) throw wrongState(clock, 'resumed');
  return recountClock({ ...clock, state: 'running', pauses: closePause(clock, at) }, calendar);
}

export type ExtendInput = {
  at: Instant;
  length: number;
  basis?: Extension['basis'];
  reason: string;
  evidence: string;
  calendar?: Calendar | undefined;
};
/** Gives more time in the rule's unit (own targets and contract terms: in their own unit, with reason and evidence). A statutory clock only as far and as often as its rule says; else 'wrong-state'. */
export function extendClock(clock: Clock, { at, length, basis = 'raw_end', reason, evidence, calendar }: ExtendInput): Clock {
  const { mayExtend, extensions } = clock;
  const free = clock.kind !== 'statutory_answer' && clock.kind !== 'limitation' && clock.kind !== 'acknowledge';
  const granted = mayExtend !== undefined && length <= mayExtend.length && extensions.length < mayExtend.times;
  const named = reason.trim() !== '' && evidence.trim() !== '' && Number.isSafeInteger(length) && length > 0;
  if (clock.state !== 'running' || at > clock.dueAt || !named || !(mayExtend ? granted : free)) throw wrongState(clock, 'extended');
  const unit = mayExtend?.unit ?? clock.period.unit;
  return recountClock({ ...clock, extensions: [...extensions, { length, unit, basis, reason, evidence, at }] }, calendar);
}

/** No longer wanted, for example because the claim was withdrawn. Refuses 'wrong-state' on a clock that is closed. */
export function cancelClock(clock: Clock, { at, evidence }: { at: Instant; evidence: string }): Clock {
  if (!isOpen(clock)) throw wrongState(clock, 'cancelled');
  return { ...clock, state: 'cancelled', pauses: closePause(clock, at), cancelledAt: at, evidence };
}

/** Running, paused, or missed and still not done. */
export const isOpen = (clock: Clock): boolean =>
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

const closePause = (clock: Clock, at: Instant): ClockPause[] =>
  clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));
const wrongState = (clock: Clock, wanted: string): Refusal =>
  new Refusal('wrong-state', `clock ${clock.id} is ${clock.state} and cannot be ${wanted}`);
