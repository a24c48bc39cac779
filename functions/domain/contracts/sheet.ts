import { canonical, sha256 } from '#domain/chain.ts';
import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { type Currency, decimalOf, minorOf } from '#domain/money.ts';
import { dueParts } from './due.ts';
import type { Book, Contract, Credit, Freeze, Invoice, Payment, Performance } from './facts.ts';
import type { MadeLine, SheetLine } from './made-line.ts';
import type { Rates } from './rates.ts';
import { linesOf, type Money } from './sheet-line.ts';
import { termsOn } from './terms.ts';

export type { SheetLine } from './made-line.ts';

/** principal + interest + fixedSums − paidOnTop = total. */
export type Sheet = {
  asOf: LegalDay;
  currency: Currency;
  lines: readonly SheetLine[];
  principal: string;
  interest: string;
  fixedSums: string;
  paidOnTop: string;
  /** In dispute, beside the total. */
  frozen: string;
  total: string;
  /** A reference rate was not known for part of the time; the last known one stands in, and the sheet says so. */
  provisional: boolean;
  sources: readonly string[];
  /** Same facts, same fingerprint; days that merely pass on an open sheet change it too. */
  fingerprint: string;
};

/** A sum that is owed for a breach other than late payment, or a fee of the ladder: paid by payments that name its id, or by what was paid beyond an invoice. */
export type FixedClaim = { id: string; number: string; since: LegalDay; amount: string; ground: Text };

export type Books = {
  contract: Contract;
  country: string;
  region?: string | undefined;
  party: 'consumer' | 'business';
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  performances?: readonly Performance[] | undefined;
  freezes?: readonly Freeze[] | undefined;
  credits?: readonly Credit[] | undefined;
  fixed?: readonly FixedClaim[] | undefined;
  /** Those that ship where left out. */
  rates?: Rates | undefined;
};

/** One contract's part of an account's book. */
export function booksOf(book: Book, contract: Contract, fixed: readonly FixedClaim[] = []): Books {
  const mine = <T extends { contractId: string }>(rows: readonly T[]): T[] => rows.filter((row) => row.contractId === contract.id);
  const { country, region, party } = book.account;
  return {
    contract,
    country,
    region,
    party,
    invoices: mine(book.invoices),
    payments: book.payments,
    performances: mine(book.performances),
    freezes: mine(book.freezes),
    credits: mine(book.credits),
    fixed,
    rates: book.rates,
  };
}

/**
 * What the customer owes under one contract on the legal day `asOf`: each late part of an invoice, in the terms of its own version, and each fixed sum. Undefined
 * when nothing is overdue and nothing was paid late, or all of it is settled. Paid principal leaves the accrued penalty alive; what is paid beyond the principal
 * goes to the penalty. What is in dispute is named and not asked for. The order in which facts came does not matter.
 */
export function makeSheet(books: Books, asOf: LegalDay): Sheet | undefined {
  const { contract, invoices, fixed = [] } = books;
  const paidTo = groupPaid(books, asOf);
  const made: MadeLine[] = [];
  let over = 0n;
  for (const invoice of invoices.toSorted(byDue)) {
    if (invoice.contractId !== contract.id) continue;
    const result = linesOfInvoice(books, invoice, paidTo.get(invoice.id) ?? [], asOf);
    made.push(...result.lines);
    over += result.over;
  }
  for (const claim of fixed.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id < b.id ? -1 : 1))) {
    if (claim.since > asOf) continue;
    const own = (paidTo.get(claim.id) ?? []).reduce((sum, { minor }) => sum + minor, 0n);
    const owed = minorOf(claim.amount);
    const covered = own + over < owed ? own + over : owed;
    over -= covered > own ? covered - own : 0n;
    if (covered < owed) made.push(fixedLine(claim, covered));
  }
  if (made.length === 0) return undefined;
  const lines = made.map(({ line }) => line);
  const body = {
    asOf,
    currency: contract.currency,
    lines,
    ...totalsOf(lines),
    provisional: made.some(({ provisional }) => provisional),
    sources: [...new Set(made.flatMap(({ sources }) => sources))],
  };
  return { ...body, fingerprint: sha256(canonical(body)) };
}

/** What the lines of a sheet come to, in its currency. */
export function totalsOf(
  lines: readonly SheetLine[],
): Pick<Sheet, 'principal' | 'interest' | 'fixedSums' | 'paidOnTop' | 'frozen' | 'total'> {
  const sum = (of: (line: SheetLine) => string) => decimalOf(lines.reduce((total, line) => total + minorOf(of(line)), 0n));
  return {
    principal: sum((line) => line.principal),
    interest: sum((line) => line.interest),
    fixedSums: sum((line) => line.fixedSum),
    paidOnTop: sum((line) => line.paidOnTop),
    frozen: sum((line) => line.frozen),
    total: sum((line) => line.total),
  };
}

const byDue = (a: Invoice, b: Invoice): number => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.number < b.number ? -1 : 1);

/** Payments and set-offs until the day, by what they pay, in the order of days. */
export function groupPaid({ payments, credits = [] }: Books, asOf: LegalDay): Map<string, Money[]> {
  const paid = [
    ...payments.map(({ invoiceId, date, amount, id }) => ({ invoiceId, date, minor: minorOf(amount.amount), id: `${id}` })),
    ...credits
      .filter(({ kind }) => kind === 'set_off')
      .map(({ invoiceId, date, amount, id }) => ({ invoiceId, date, minor: minorOf(amount.amount), id })),
  ]
    .filter(({ date }) => date <= asOf)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
  const groups = new Map<string, Money[]>();
  for (const { invoiceId, date, minor } of paid) {
    const group = groups.get(invoiceId);
    if (group) group.push({ date, minor });
    else groups.set(invoiceId, [{ date, minor }]);
  }
  return groups;
}

/** The lines of one invoice as they stand on the sheet. */
export function linesOfInvoice(books: Books, invoice: Invoice, paid: readonly Money[], asOf: LegalDay): ReturnType<typeof linesOf> {
  const { contract, country, region, party, performances = [], freezes = [], credits = [] } = books;
  const terms = termsOn(contract, invoice.issuedOn);
  const mine = freezes.filter((freeze) => freeze.invoiceId === invoice.id && freeze.from <= asOf);
  const decided = mine.filter(({ decision }) => decision && decision.day <= asOf);
  const notes = credits.filter((credit) => credit.kind === 'credit_note' && credit.invoiceId === invoice.id && credit.date <= asOf);
  const total = (amounts: readonly string[]) => amounts.reduce((sum, amount) => sum + minorOf(amount), 0n);
  return linesOf({
    invoice,
    terms,
    parts: dueParts({ invoice, terms, performances, place: { country, region } }),
    paid,
    reduced: total([...notes.map(({ amount }) => amount.amount), ...decided.map(({ decision }) => decision?.accepted ?? '0.00')]),
    frozen: total(mine.filter((freeze) => !decided.includes(freeze)).map(({ amount }) => amount)),
    party,
    currency: contract.currency,
    rates: books.rates,
    asOf,
  });
}

const fixedLine = ({ id, number, since, amount, ground }: FixedClaim, covered: bigint): MadeLine => ({
  line: {
    kind: 'fixed',
    invoiceId: id,
    number,
    dueDate: since,
    invoiced: '0.00',
    paid: '0.00',
    principal: '0.00',
    frozen: '0.00',
    rule: 'none',
    ground,
    days: 0,
    interest: '0.00',
    fixedSum: amount,
    paidOnTop: decimalOf(covered),
    total: decimalOf(minorOf(amount) - covered),
    rows: [],
  },
  provisional: false,
  sources: [],
});

/** True when two sheets differ only in the days that passed: same invoices, same sums, same payments, and no rate has become known that was missing. */
export const sameFacts = (a: Sheet, b: Sheet): boolean =>
  a.lines.length === b.lines.length &&
  !(a.provisional && !b.provisional) &&
  a.lines.every((line, index) => {
    const other = b.lines[index];
    return (
      other &&
      line.invoiceId === other.invoiceId &&
      line.paid === other.paid &&
      line.paidOnTop === other.paidOnTop &&
      line.invoiced === other.invoiced &&
      line.frozen === other.frozen &&
      (line.kind === 'invoice' || line.fixedSum === other.fixedSum)
    );
  });
