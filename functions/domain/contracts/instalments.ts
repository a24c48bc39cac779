import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import type { Payment } from './facts.ts';
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
