import { restartClock } from '#domain/deadlines/clock-moves.ts';
import { type Clock, isOpen, startClocks } from '#domain/deadlines/clocks.ts';
import type { TriggerEvent } from '#domain/deadlines/step.ts';
import { dayInZone, type Instant, isInstant, type Moment } from '#domain/deadlines/zone.ts';
import { answerRules, type ClocksInput, calendarsOf } from './claim-clocks.ts';

/** What a person can record after the receipt. */
export const recordedEvents = ['sent', 'delivered', 'registered', 'documents_complete'] as const satisfies readonly TriggerEvent[];
export type RecordedEvent = (typeof recordedEvents)[number];
/** `moment`: a legal day, or an instant where the hour is known too; `at`: when it is entered. */
export type Happened = { event: RecordedEvent; moment: Moment; evidence: string; reason: string; at: Instant };

/**
 * The clocks after something happened: rules that waited for it start theirs; an open clock that it sets off, or that ran from what had stood in for it, is
 * counted anew from there. Undefined where it starts and corrects nothing.
 */
export function clocksOnEvent(clocks: readonly Clock[], input: ClocksInput, happened: Happened): Clock[] | undefined {
  const { event, moment, evidence, reason, at } = happened;
  const corrected = clocks.map((clock) =>
    isOpen(clock) && setOffBy(clock, event, input) && !startsAlready(clock, event, moment)
      ? restartClock(clock, { at, event, moment, reason, evidence }, input.law)
      : clock,
  );
  const day = isInstant(moment) ? dayInZone(moment, input.zone) : moment;
  const waiting = answerRules(input, day).filter((rule) => rule.trigger === event && !clocks.some((clock) => clock.id === rule.id));
  const started = startClocks({ rules: waiting, events: { [event]: { at: moment, evidence } }, ...calendarsOf(input) });
  return started.length > 0 || corrected.some((clock, index) => clock !== clocks[index]) ? [...corrected, ...started] : undefined;
}

const setOffBy = (clock: Clock, event: RecordedEvent, { law }: ClocksInput): boolean =>
  clock.trigger.event === event || law.findRule(clock.ruleId, clock.ruleVersion)?.trigger === event;

const startsAlready = ({ trigger }: Clock, event: RecordedEvent, moment: Moment): boolean =>
  trigger.event === event && (trigger.at ?? trigger.day) === moment;
