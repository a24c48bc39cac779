import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { SettlementId } from '#domain/ids.ts';
import type { Payment } from './facts.ts';
import { type InstalmentStanding, standingOf } from './instalments.ts';
import type { Settlement } from './settlement.ts';

/** An instalment to tell a person of in the next digest; see DigestItem of claims. */
export type InstalmentItem = {
  id: string;
  settlement: { id: SettlementId; number: number };
  what: 'instalment-due' | 'instalment-missed';
  lastDay: LegalDay;
  at: string;
  mail?: string | undefined;
};
export type PlanOnRecord = { settlement: Settlement; payments: readonly Payment[] };
export type InstalmentLine = { settlement: Settlement; instalment: InstalmentStanding; missed: boolean };

/** What is still true of these items on that day: what was paid meanwhile, or belongs to an agreement that ended, is not told. Misses first, then by date. */
export function instalmentLines(
  items: readonly InstalmentItem[],
  found: ReadonlyMap<string, PlanOnRecord>,
  day: LegalDay,
): InstalmentLine[] {
  const lines = items.flatMap(({ settlement: { id, number }, what }): InstalmentLine[] => {
    const known = found.get(id);
    const instalment = known && standingOf(known.settlement, known.payments, day).find((candidate) => candidate.number === number);
    if (!known || !instalment || instalment.standing === 'paid') return [];
    const missed = what === 'instalment-missed';
    return known.settlement.state === (missed ? 'defaulted' : 'running') ? [{ settlement: known.settlement, instalment, missed }] : [];
  });
  return lines.toSorted((a, b) => Number(b.missed) - Number(a.missed) || (a.instalment.due < b.instalment.due ? -1 : 1));
}
