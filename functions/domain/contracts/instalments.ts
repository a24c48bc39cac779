import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import type { Book, Payment } from './facts.ts';
import type { Settlement } from './settlement.ts';
import type { Instalment } from './settlement-terms.ts';

/** open: not due yet; due: today or within its grace; missed: not paid after it. */
export type InstalmentStanding = Instalment & { standing: 'paid' | 'open' | 'due' | 'missed'; lastDay: LegalDay };

/**
 * How the instalments stand on a day. One is paid when a person recorded it, or when what came for the covered invoices since the agreement was booked
 * reaches the sum of it and all before it: recorded and imported money is never counted twice.
 */
export function standingOf({ terms, bookedOn, recorded }: Settlement, payments: readonly Payment[], day: LegalDay): InstalmentStanding[] {
  if (terms.kind !== 'instalments' || !bookedOn) return [];
  const covered = new Set<string>(terms.invoices.map(({ invoiceId }) => invoiceId));
  const came = payments
    .filter(({ invoiceId, date }) => covered.has(invoiceId) && date >= bookedOn && date <= day)
    .reduce((sum, { amount }) => sum + minorOf(amount.amount), 0n);
  let wanted = 0n;
  return terms.instalments.map((instalment) => {
    wanted += minorOf(instalment.amount);
    const lastDay = addDays(instalment.due, terms.graceDays);
    const on = recorded[instalment.number];
    const paid = came >= wanted || (on !== undefined && on <= day);
    return { ...instalment, lastDay, standing: paid ? 'paid' : day > lastDay ? 'missed' : day >= instalment.due ? 'due' : 'open' };
  });
}

/** Whether an agreement on instalments stands in the way of asking for this invoice on that day: booked by then, and neither broken nor ended by then. */
export function coveredByInstalments(settlements: readonly Settlement[], invoiceId: string, day: LegalDay): boolean {
  return settlements.some(({ terms, bookedOn, state, defaulted }) => {
    if (terms.kind !== 'instalments' || !bookedOn || bookedOn > day) return false;
    if (!terms.invoices.some((invoice) => invoice.invoiceId === invoiceId)) return false;
    return state === 'running' || (state === 'defaulted' && defaulted !== undefined && day < defaulted.day);
  });
}

/** Invoices that an agreement on instalments keeps from being asked for on that day. */
export const underInstalments = (settlements: readonly Settlement[], day: LegalDay): ReadonlySet<string> =>
  new Set(
    settlements.flatMap(({ terms }) =>
      terms.kind === 'instalments'
        ? terms.invoices.flatMap(({ invoiceId }) => (coveredByInstalments(settlements, invoiceId, day) ? [invoiceId] : []))
        : [],
    ),
  );

/** The first day on which a running agreement on one of these invoices can be broken; undefined where none runs. */
export function mayBreakOn(
  { settlements = [], payments }: Pick<Book, 'settlements' | 'payments'>,
  invoiceIds: readonly string[],
  day: LegalDay,
): LegalDay | undefined {
  const days = settlements
    .filter(({ terms }) => terms.kind === 'instalments' && terms.invoices.some(({ invoiceId }) => invoiceIds.includes(invoiceId)))
    .filter(({ state, bookedOn }) => state === 'running' && bookedOn !== undefined && bookedOn <= day)
    .map((settlement) => standingOf(settlement, payments, day).find(({ standing }) => standing !== 'paid')?.lastDay ?? day);
  const first = days.toSorted()[0];
  return first && addDays(first < day ? day : first, 1);
}
