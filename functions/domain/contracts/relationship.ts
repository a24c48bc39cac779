import { addMonths, daysBetween, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { type Currency, decimalOf, type Money, minorOf, moneyOfMinor } from '#domain/money.ts';
import { dueParts } from './due.ts';
import type { Book, Invoice } from './facts.ts';
import { termsOn } from './terms.ts';

/** One payment and how late it was; 0 where it was in time. */
export type PaidLate = { number: string; date: LegalDay; amount: Money; days: number };
export type Relationship = {
  /** Invoiced in the last twelve months, per currency; nothing is converted. */
  turnover: readonly Money[];
  /** Mean of the days late over the payments of the last twelve months, to a tenth; undefined where there were none. */
  averageDaysLate: number | undefined;
  paymentsInYear: number;
  lateInYear: number;
  /** The latest payments, the oldest first. */
  payments: readonly PaidLate[];
};
const mostShown = 24;

/** What a customer is worth and how they pay, as of a legal day, for whoever decides on a hold. Payments that name no invoice of the books are left out. */
export function relationshipOf(book: Book, asOf: LegalDay): Relationship {
  const since = addMonths(asOf, -12);
  const sums = new Map<Currency, bigint>();
  for (const { issuedOn, total } of book.invoices)
    if (issuedOn > since && issuedOn <= asOf) sums.set(total.currency, (sums.get(total.currency) ?? 0n) + minorOf(total.amount));
  const invoices = new Map(book.invoices.map((invoice) => [invoice.id as string, invoice]));
  const all = book.payments
    .filter(({ date }) => date <= asOf)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
    .flatMap(({ invoiceId, date, amount }): PaidLate[] => {
      const invoice = invoices.get(invoiceId);
      return invoice ? [{ number: invoice.number, date, amount, days: Math.max(0, daysBetween(payable(book, invoice), date)) }] : [];
    });
  const inYear = all.filter(({ date }) => date > since);
  const days = inYear.reduce((sum, payment) => sum + payment.days, 0);
  return {
    turnover: [...sums].map(([currency, minor]) => moneyOfMinor(minor, currency)),
    averageDaysLate: inYear.length === 0 ? undefined : Math.round((days * 10) / inYear.length) / 10,
    paymentsInYear: inYear.length,
    lateInYear: inYear.filter((payment) => payment.days > 0).length,
    payments: all.slice(-mostShown),
  };
}

/** The last day on which the invoice, or its first part, could be paid in time. */
function payable({ account: { country, region }, contracts, performances }: Book, invoice: Invoice): LegalDay {
  const contract = contracts.find(({ id }) => id === invoice.contractId);
  if (!contract) return invoice.dueDate;
  const parts = dueParts({ invoice, terms: termsOn(contract, invoice.issuedOn), performances, place: { country, region } });
  return parts[0]?.payableUntil ?? invoice.dueDate;
}

/** Sums of one currency each, added up. */
export function perCurrency(sums: readonly { currency: Currency; amount: string }[]): Money[] {
  const totals = new Map<Currency, bigint>();
  for (const { currency, amount } of sums) totals.set(currency, (totals.get(currency) ?? 0n) + minorOf(amount));
  return [...totals].map(([currency, minor]) => ({ currency, amount: decimalOf(minor) }));
}
