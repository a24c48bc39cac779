import { addDays, daysBetween, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import type { Breach, BreachFact } from './breach.ts';
import { packagingBreaches, pickupBreaches, refusalBreaches } from './delivery-breaches.ts';
import { payableUntil } from './due.ts';
import type { Book, Contract } from './facts.ts';
import { volumeBreaches } from './minimum-volume.ts';
import { booksOf, type FixedClaim, makeSheet, type Sheet, type SheetLine } from './sheet.ts';
import { termsOn } from './terms.ts';

export type Findings = { breaches: readonly Breach[]; sheet: Sheet | undefined };
type Asked = {
  /** Fees of the ladder that are asked for beside the breaches. */
  fees?: readonly FixedClaim[] | undefined;
};

/**
 * Every breach of one contract that the books show on the legal day `day` and that is not settled, with the sheet of what is asked for them. The order in which
 * facts came does not matter: one that comes late (a return, a reason, a payment of last week) changes the answer in both directions.
 */
export function findings(book: Book, contract: Contract, day: LegalDay, { fees = [] }: Asked = {}): Findings {
  const others = otherBreaches(book, contract, day);
  const asked = fixedClaimsOf(others);
  const owed = mayOwe(book, contract, day) || asked.length + fees.length > 0;
  const sheet = owed ? makeSheet(booksOf(book, contract, [...asked, ...fees]), day) : undefined;
  const lines = sheet?.lines ?? [];
  const left = (breach: Breach): string => lines.find((line) => line.kind === 'fixed' && line.invoiceId === breach.id)?.total ?? '0.00';
  return {
    sheet,
    breaches: [
      ...lines.flatMap((line) => (line.kind === 'invoice' ? paymentBreach(book, contract, line, day) : [])),
      // A sum that is paid is a breach no more; where the contract gives none there is nothing to pay.
      ...others
        .map((breach): Breach => ({ ...breach, open: left(breach) }))
        .filter(({ amount, open }) => minorOf(amount) === 0n || minorOf(open) > 0n),
    ],
  };
}

export const findBreaches = (book: Book, contract: Contract, day: LegalDay): readonly Breach[] => findings(book, contract, day).breaches;

/** What is asked for breaches other than of invoices, where the terms give a sum. */
export const fixedClaimsOf = (breaches: readonly Breach[]): FixedClaim[] =>
  breaches
    .filter(({ kind, amount }) => !['late_payment', 'short_payment', 'unpaid'].includes(kind) && minorOf(amount) > 0n)
    .map(({ id, number, since, amount, clause }) => ({ id, number, since, amount, ground: clause }));

/** Breaches other than of invoices, paid or not. */
export function otherBreaches(book: Book, contract: Contract, day: LegalDay): Breach[] {
  const performances = book.performances.filter(({ contractId }) => contractId === contract.id);
  const known = { contract, place: book.account, day, performances, invoices: book.invoices };
  return [
    ...(performances.length > 0 ? [...packagingBreaches(known), ...pickupBreaches(known), ...refusalBreaches(known)] : []),
    ...volumeBreaches({ contract, day, book }),
  ].toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id < b.id ? -1 : 1));
}

/**
 * Quick, and never wrong where it says no: an invoice that was paid in full by its own due date, or is not due yet, owes nothing. Most are like that, and a sheet
 * reckons interest day by day.
 */
function mayOwe(book: Book, contract: Contract, day: LegalDay): boolean {
  const inTime = new Map<string, bigint>();
  const dueOf = new Map<string, LegalDay>(book.invoices.map(({ id, dueDate }) => [id, dueDate]));
  for (const { invoiceId, date, amount } of book.payments)
    if (date <= (dueOf.get(invoiceId) ?? '')) inTime.set(invoiceId, (inTime.get(invoiceId) ?? 0n) + minorOf(amount.amount));
  return book.invoices.some((invoice) => {
    if (invoice.contractId !== contract.id) return false;
    const byInvoice = (termsOn(contract, invoice.issuedOn).paymentStart ?? 'invoice') === 'invoice';
    if (byInvoice && invoice.dueDate >= day) return false;
    return !byInvoice || (inTime.get(invoice.id) ?? 0n) !== minorOf(invoice.total.amount);
  });
}

/** What one late part of an invoice is a breach of: nothing paid in time, a part of it, or all of it late. */
function paymentBreach(book: Book, contract: Contract, line: SheetLine, day: LegalDay): Breach[] {
  const invoice = book.invoices.find(({ id }) => id === line.invoiceId);
  if (!invoice) return [];
  const lastDay = payableUntil(book.account, line.dueDate);
  const payments = book.payments.filter(({ invoiceId, date }) => invoiceId === invoice.id && date <= day);
  const setOffs = book.credits.filter(({ invoiceId, kind, date }) => invoiceId === invoice.id && kind === 'set_off' && date <= day);
  const partInTime = [...payments, ...setOffs].some(({ date }) => date <= lastDay);
  const stillOpen = minorOf(line.principal) + minorOf(line.frozen) > 0n;
  const since = addDays(lastDay, 1);
  const evidence: BreachFact[] = [
    { what: 'invoice', id: invoice.id, number: invoice.number, date: invoice.issuedOn },
    ...payments.map(
      (payment): BreachFact => ({ what: 'payment', id: payment.id, number: payment.bankReference ?? payment.id, date: payment.date }),
    ),
    ...setOffs.map((credit): BreachFact => ({ what: 'set_off', id: credit.id, number: credit.settlementId, date: credit.date })),
  ];
  return [
    {
      id: `br-${invoice.id}-${line.dueDate}`,
      kind: !stillOpen ? 'late_payment' : partInTime ? 'short_payment' : 'unpaid',
      number: invoice.number,
      asks: invoice.id,
      contractId: contract.id,
      subject: { en: `invoice ${invoice.number}`, ru: `счёт ${invoice.number}` },
      since,
      days: stillOpen ? daysBetween(since, day) + 1 : line.days,
      amount: line.total,
      open: line.total,
      evidence,
      clause: line.ground,
    },
  ];
}
