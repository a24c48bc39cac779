import { computeDeadline, type DeadlineInput } from '#domain/deadlines/period.ts';
import { Refusal } from '#domain/errors.ts';
import { type Answer, OutOfReach, slowDeadline } from './deadline-oracle.ts';
import { aroundChange, changesOf, drawInput, draws } from './oracle-tuples.ts';

/** A tuple on which engine and oracle do not agree; undefined where they do. */
export function difference(input: DeadlineInput): object | undefined {
  const [engine, slow] = [answered(computeDeadline, input), answered(slowDeadline, input)];
  const { rawEnd, lastDay, dueAt, provisional } = engine;
  const same = rawEnd === slow.rawEnd && lastDay === slow.lastDay && dueAt === slow.dueAt && provisional === slow.provisional;
  return same ? undefined : { input: { ...input, calendar: input.calendar.id }, engine: { rawEnd, lastDay, dueAt, provisional }, slow };
}

/** An answer, or none where the days leave the calendars: that too must be the same on both sides. */
function answered(compute: (input: DeadlineInput) => Answer, input: DeadlineInput): Partial<Answer> {
  try {
    return compute(input);
  } catch (error) {
    if (error instanceof OutOfReach || (error instanceof Refusal && error.code === 'unprocessable')) return {};
    throw error;
  }
}

/** Tuple number `n` of a seed: each has its own draw, so that one alone can be looked at again. */
export const tuple = (seed: number, n: number): DeadlineInput =>
  drawInput(draws(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)));

/** Every change of clocks of a zone, with all deadlines around it. */
export function* changeTuples(zone: string, from = 2020, to = 2040): Generator<DeadlineInput> {
  for (const change of changesOf(zone, from, to)) yield* aroundChange(zone, change);
}
