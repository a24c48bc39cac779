import { Refusal } from '#domain/errors.ts';
import type { Text } from './calendar.ts';
import type { ClockEvent, ClockEventType } from './clock-event.ts';
import { type Clock, type ClockPause, isOpen, recountClock, startOf } from './clocks.ts';
import type { Law } from './law.ts';
import type { Extension } from './period.ts';
import type { TriggerEvent } from './step.ts';
import { dayInZone, type Instant, type Moment } from './zone.ts';

/**
 * What people and steps do to a clock. `at` is when it is entered, `from` when it counts from, if that was earlier; the date is counted anew and the event
 * says so. Each needs a reason, evidence and a right; where one is missing it is refused ('wrong-state').
 */
type Move = { at: Instant; from?: Instant | undefined; reason: string; evidence: string };

const freely: Text = { en: 'house rule: for a stated reason', ru: 'внутреннее правило: по названной причине' };
const ownTerm: Text = { en: 'our own or the contract’s term', ru: 'наш собственный или договорный срок' };

function happened(before: Clock, after: Clock, type: ClockEventType, move: Move, right: Text = before.clause): Clock {
  const { at, from, reason, evidence } = move;
  const event: ClockEvent = {
    type,
    at,
    from: from === at ? undefined : from,
    reason,
    evidence,
    right,
    was: before.lastDay,
    lastDay: after.lastDay,
  };
  return { ...after, log: [...(before.log ?? []), event] };
}

/** A miss that a later entered pause, extension or start undoes: the time had not run out. */
const revived = (clock: Clock): Clock => (clock.state === 'missed' ? { ...clock, state: 'running', missedAt: undefined } : clock);

/** Done at `at`. Later than the due instant it stays missed, with the day on which it was done. Refuses 'wrong-state' on a clock that is closed. */
export function meetClock(clock: Clock, { at, evidence }: { at: Instant; evidence: string }): Clock {
  if (!isOpen(clock)) throw wrongState(clock, 'met');
  const move = { at, reason: 'done', evidence };
  // A pause that still stands when the deed is done has kept the clock from running out.
  const late = clock.state === 'missed' || (clock.state === 'running' && at > clock.dueAt);
  if (late)
    return happened(clock, { ...clock, state: 'missed', missedAt: clock.missedAt ?? clock.dueAt, metAt: at, evidence }, 'met', move);
  return happened(clock, { ...clock, state: 'met', pauses: closePause(clock, at), metAt: at, evidence }, 'met', move);
}

/** Refuses 'wrong-state' before the due instant has passed, and unless the clock runs. */
export function missClock(clock: Clock, now: Instant): Clock {
  if (clock.state !== 'running' || now <= clock.dueAt) throw wrongState(clock, 'missed');
  const move = { at: now, from: clock.dueAt, reason: 'not done in time', evidence: clock.trigger.evidence };
  return happened(clock, { ...clock, state: 'missed', missedAt: clock.dueAt }, 'missed', move);
}

/** Refuses 'wrong-state' unless the clock was open and in time at that moment, its rule allows this reason, and there is evidence of it. */
export function pauseClock(clock: Clock, move: Move): Clock {
  const { at, from = at, reason, evidence } = move;
  const { mayPause } = clock;
  const allowed = mayPause === 'any-reason' ? reason.trim() !== '' : mayPause === reason;
  const inTime = from <= at && from >= clock.startedAt && from <= clock.dueAt && from >= (clock.pauses.at(-1)?.to ?? '');
  const open = clock.state === 'running' || (clock.state === 'missed' && isOpen(clock));
  if (!open || !allowed || !inTime || evidence.trim() === '') throw wrongState(clock, 'paused');
  const right = mayPause === 'any-reason' ? freely : clock.clause;
  const pause: ClockPause = { from, reason, evidence, ...(from < at ? { recordedAt: at } : {}) };
  return happened(clock, { ...revived(clock), state: 'paused', pauses: [...clock.pauses, pause] }, 'paused', move, right);
}

/** Runs again; the due date moves by what the pause took, counted in the rule's unit. Refuses 'wrong-state' unless paused, and before the pause began. */
export function resumeClock(clock: Clock, move: Move, law: Law): Clock {
  const { at, from = at } = move;
  if (clock.state !== 'paused' || from > at || from < (clock.pauses.at(-1)?.from ?? '')) throw wrongState(clock, 'resumed');
  return happened(clock, recountClock({ ...clock, state: 'running', pauses: closePause(clock, from) }, law), 'resumed', move);
}

export type ExtendMove = Move & { length: number; basis?: Extension['basis'] };
/** Gives more time in the rule's unit (own targets and contract terms: in their own unit). A statutory clock only as far and as often as its rule says. */
export function extendClock(clock: Clock, move: ExtendMove, law: Law): Clock {
  const { at, from = at, length, basis = 'raw_end', reason, evidence } = move;
  const { mayExtend, extensions } = clock;
  const free = clock.kind !== 'statutory_answer' && clock.kind !== 'limitation' && clock.kind !== 'acknowledge';
  const granted = mayExtend !== undefined && length <= mayExtend.length && extensions.length < mayExtend.times;
  const named = reason.trim() !== '' && evidence.trim() !== '' && Number.isSafeInteger(length) && length > 0;
  const open = clock.state === 'running' || (clock.state === 'missed' && isOpen(clock) && from < at);
  if (!open || from > at || from > clock.dueAt || !named || !(mayExtend ? granted : free)) throw wrongState(clock, 'extended');
  const unit = mayExtend?.unit ?? clock.period.unit;
  const extension = { length, unit, basis, reason, evidence, at: from, ...(from < at ? { recordedAt: at } : {}) };
  const after = recountClock({ ...revived(clock), extensions: [...extensions, extension] }, law);
  return happened(clock, after, 'extended', move, mayExtend?.condition ?? ownTerm);
}

export type RestartMove = Omit<Move, 'from'> & { event: TriggerEvent; moment: Moment };
/**
 * The start was another one: documents were complete only then, the letter was delivered earlier than taken. Counted anew from there; pauses that ended
 * before the new start fall away. Refuses 'wrong-state' on a closed clock, for an event that sets this rule off in no way, and without reason and evidence.
 */
export function restartClock(clock: Clock, { event, moment, ...move }: RestartMove, law: Law): Clock {
  const { at, reason, evidence } = move;
  const rule = law.findRule(clock.ruleId, clock.ruleVersion);
  const fits = [clock.trigger.event, rule?.trigger, rule?.insteadOfTrigger].includes(event);
  const start = startOf(event, { at: moment, evidence }, clock.zone);
  if (!isOpen(clock) || !fits || start.startedAt > at || reason.trim() === '' || evidence.trim() === '')
    throw wrongState(clock, 'restarted');
  const pauses = clock.pauses.filter((pause) => (pause.to ?? at) >= start.startedAt);
  const corrected = { was: clock.trigger.day, reason, recorded: dayInZone(at, clock.zone) };
  const after = recountClock({ ...revived(clock), ...start, pauses, corrected }, law);
  return happened(clock, after, 'restarted', { ...move, from: start.startedAt });
}

/** No longer wanted, for example because the claim was withdrawn. Refuses 'wrong-state' on a clock that is closed. */
export function cancelClock(clock: Clock, { at, evidence }: { at: Instant; evidence: string }): Clock {
  if (!isOpen(clock)) throw wrongState(clock, 'cancelled');
  const after: Clock = { ...clock, state: 'cancelled', pauses: closePause(clock, at), cancelledAt: at, evidence };
  return happened(clock, after, 'cancelled', { at, reason: evidence, evidence });
}

/** Goes on after what had met it was disputed: the time from the deed to now does not count, nothing begins anew. One met late stays missed, and open. */
export function reopenClock(clock: Clock, { at, reason, evidence }: Move, law: Law): Clock {
  const { metAt } = clock;
  if (metAt === undefined || clock.state === 'cancelled') throw wrongState(clock, 'reopened');
  const pause = { from: metAt, to: at, reason, evidence: clock.evidence ?? reason };
  const after: Clock =
    clock.state === 'missed'
      ? { ...clock, metAt: undefined }
      : recountClock({ ...clock, state: 'running', metAt: undefined, evidence: undefined, pauses: [...clock.pauses, pause] }, law);
  return happened(clock, after, 'reopened', { at, reason, evidence });
}

/** Counted anew under a law that was changed: its calendar, and its rule's wording where the event falls under the new one. Closed clocks keep what they had. */
export function relawClock(clock: Clock, law: Law, { at, reason, evidence }: Move): Clock {
  if (!isOpen(clock)) return clock;
  const rule = law.rules.findLast(({ id, validFrom }) => id === clock.ruleId && (validFrom ?? '') <= clock.trigger.day);
  const worded =
    rule && rule.version > clock.ruleVersion
      ? {
          ...clock,
          ruleVersion: rule.version,
          period: rule.period,
          mayExtend: rule.mayExtend,
          mayPause: rule.mayPause,
          source: rule.source,
        }
      : clock;
  const counted = recountClock(worded, law);
  const same = counted.dueAt === clock.dueAt && counted.ruleVersion === clock.ruleVersion && counted.provisional === clock.provisional;
  if (same) return clock;
  // Time that was added after it ran out: not missed any more. A miss that it brings about is found by the watcher.
  const after = counted.dueAt >= at ? revived(counted) : counted;
  return happened(clock, after, 'recounted', { at, reason, evidence });
}

const closePause = (clock: Clock, at: Instant): ClockPause[] =>
  clock.pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));
const wrongState = (clock: Clock, wanted: string): Refusal =>
  new Refusal('wrong-state', `clock ${clock.id} is ${clock.state} and cannot be ${wanted}`);
