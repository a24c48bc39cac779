import type { Clock } from './clocks.ts';
import { type Instant, instantOf, millisOf } from './zone.ts';

export const warnings = ['warn-50', 'warn-75', 'warn-90', 'last-working-day', 'overdue'] as const;
export type Warning = (typeof warnings)[number];
/** due: the latest warning whose moment has come. nextWake: the next moment at which `due` changes; none when the clock stands still or nothing is left to say. */
export type Stage = { elapsedPercent: number; nextWake?: Instant | undefined; due: 'ok' | Warning };

/** Where a clock stands at `now`: warnings at 50, 75 and 90 % of its running time, from the first moment of the working day before the last day, and when it is over. Percent is whole, rounded down, 0 to 100. */
export function stageOf(clock: Clock, now: Instant): Stage {
  if (clock.state === 'met' || clock.state === 'cancelled') return { elapsedPercent: 100, due: 'ok' };
  if (clock.state === 'missed') return { elapsedPercent: 100, due: 'overdue' };
  const openPause = clock.pauses.find((pause) => pause.to === undefined);
  const at = openPause ? millisOf(openPause.from) : millisOf(now);
  const moments = warningMoments(clock).toSorted((a, b) => a.at - b.at);
  const due = moments.findLast((moment) => moment.at <= at)?.due ?? 'ok';
  const next = moments.find((moment) => moment.at > at);
  return { elapsedPercent: elapsed(clock, at), nextWake: openPause || !next ? undefined : instantOf(next.at), due };
}

const pausedMillis = (clock: Clock): number =>
  clock.pauses.reduce((sum, pause) => sum + (pause.to === undefined ? 0 : millisOf(pause.to) - millisOf(pause.from)), 0);

function elapsed(clock: Clock, at: number): number {
  const lost = pausedMillis(clock);
  const total = millisOf(clock.dueAt) - millisOf(clock.startedAt) - lost;
  const run = at - millisOf(clock.startedAt) - lost;
  if (total <= 0) return 100;
  return Math.max(0, Math.min(100, Math.floor((run * 100) / total)));
}

function warningMoments(clock: Clock): { due: Warning; at: number }[] {
  const lost = pausedMillis(clock);
  const start = millisOf(clock.startedAt) + lost;
  const end = millisOf(clock.dueAt);
  const share = (percent: number): number => start + Math.ceil(((end - start) * percent) / 100);
  const moments: { due: Warning; at: number }[] = [
    { due: 'warn-50', at: share(50) },
    { due: 'warn-75', at: share(75) },
    { due: 'warn-90', at: share(90) },
    { due: 'overdue', at: end + 1 },
  ];
  const eve = clock.eve ? millisOf(clock.eve) : 0;
  // A clock of a day or two has no working day before its last one: the shares warn.
  if (eve > start) moments.push({ due: 'last-working-day', at: eve });
  return moments;
}
