import type { Text } from './calendar.ts';
import type { LegalDay } from './legal-day.ts';
import type { Instant } from './zone.ts';

export const clockEventTypes = [
  'paused',
  'resumed',
  'extended',
  'restarted',
  'met',
  'missed',
  'cancelled',
  'reopened',
  'recounted',
] as const;
export type ClockEventType = (typeof clockEventTypes)[number];

/** Something that happened to a clock after its start: when it was entered, from when it counts, why, what shows it, and what gives the right. */
export type ClockEvent = {
  readonly type: ClockEventType;
  readonly at: Instant;
  /** From when it counts, where that is not the moment at which it was entered. */
  readonly from?: Instant | undefined;
  readonly reason: string;
  readonly evidence: string;
  readonly right: Text;
  /** The last day before and after. */
  readonly was: LegalDay;
  readonly lastDay: LegalDay;
};
