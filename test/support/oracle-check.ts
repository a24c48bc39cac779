import { computeDeadline, type DeadlineInput } from '#domain/deadlines/period.ts';
import { slowDeadline } from './deadline-oracle.ts';
import { aroundChange, changesOf, drawInput, draws } from './oracle-tuples.ts';

/** A tuple on which engine and oracle do not agree; undefined where they do. */
export function difference(input: DeadlineInput): object | undefined {
  const { rawEnd, lastDay, dueAt, provisional } = computeDeadline(input);
  const slow = slowDeadline(input);
  const same = rawEnd === slow.rawEnd && lastDay === slow.lastDay && dueAt === slow.dueAt && provisional === slow.provisional;
  return same ? undefined : { input: { ...input, calendar: input.calendar.id }, engine: { rawEnd, lastDay, dueAt, provisional }, slow };
}

/** Tuple number `n` of a seed: each has its own draw, so that one alone can be looked at again. */
export const tuple = (seed: number, n: number): DeadlineInput =>
  drawInput(draws(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)));

/** Every change of clocks of a zone, with all deadlines around it. */
export function* changeTuples(zone: string, from = 2020, to = 2040): Generator<DeadlineInput> {
  for (const change of changesOf(zone, from, to)) yield* aroundChange(zone, change);
}
