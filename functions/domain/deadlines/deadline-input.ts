import { Refusal } from '#domain/errors.ts';
import type { DeadlineInput, Pause } from './period.ts';
import { millisOf } from './zone.ts';

const longest = 1_000_000; // of any unit; what the calendars hold is less
const mostChanges = 1000; // pauses or extensions of one period

/** Refuses ('invalid') lengths that are not whole numbers from 0 to a million, pauses that end before they begin or overlap, and more than a thousand of them. */
export function checkInput({ period, pauses = [], extensions = [] }: DeadlineInput): void {
  isLength(period.length);
  if (period.receipt) isLength(period.receipt.deemedDays);
  if (period.minimumWorkingDays !== undefined) isLength(period.minimumWorkingDays);
  if (pauses.length > mostChanges || extensions.length > mostChanges) throw new Refusal('invalid', 'too many pauses or extensions');
  for (const { length } of extensions) isLength(length);
  if (pauses.length > 0) inOrder(pauses);
}

function isLength(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0 || n > longest) throw new Refusal('invalid', 'a period has a whole length from 0 to a million');
}

function inOrder(pauses: readonly Pause[]): void {
  const spans = pauses.map(({ from, to }) => ({ from: millisOf(from), to: millisOf(to) })).toSorted((a, b) => a.from - b.from);
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    if (to < from || from < end) throw new Refusal('invalid', 'pauses end before they begin, or overlap');
    end = to;
  }
}
