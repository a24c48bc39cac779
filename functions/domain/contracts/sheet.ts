import { canonical, sha256 } from '#domain/chain.ts';
import { type Text, workingDayOnOrAfter } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { type Currency, decimalOf, minorOf } from '#domain/money.ts';
import type { Contract, Invoice, Payment } from './facts.ts';
import { computeInterest, type Interest, type InterestRow } from './interest.ts';
import type { InterestRule } from './interest-rule.ts';
import { contractPenalty, interestRule } from './interest-rules.ts';
import { ratio, ratioOf, rounded, times } from './ratio.ts';

/** One invoice of the sheet: what is open of it, and what the delay costs, row by row. Amounts are decimal strings in the sheet's currency. */
export type SheetLine = {
  invoiceId: string;
  number: string;
  dueDate: string;
  invoiced: string;
  paid: string;
  /** Open principal. */
  principal: string;
  /** Id of the rule; 'none' where no interest is claimed. */
  rule: string;
  /** Clause of the contract or the law, in both languages. */
  ground: Text;
  days: number;
  interest: string;
  /** Percent of the principal that limits the interest, where the limit is reached: no more accrues. */
  capPercent?: string | undefined;
  fixedSum: string;
  /** Paid beyond the principal, which goes to interest and fixed sum. */
  paidOnTop: string;
  total: string;
  rows: readonly InterestRow[];
};
/** principal + interest + fixedSums − paidOnTop = total. */
export type Sheet = {
  asOf: string;
  currency: Currency;
  lines: readonly SheetLine[];
  principal: string;
  interest: string;
  fixedSums: string;
  paidOnTop: string;
  total: string;
  /** A reference rate was not known for part of the time; the last known one stands in, and the sheet says so. */
  provisional: boolean;
  sources: readonly string[];
  /** Same facts, same fingerprint; days that merely pass on an open sheet change it too. */
  fingerprint: string;
};

export type Books = {
  contract: Contract;
  country: string;
  party: 'consumer' | 'business';
  invoices: readonly Invoice[];
  payments: readonly Payment[];
};

/** For a party to whom the rule gives no interest (a British consumer, say): the principal alone is claimed. */
const noInterest = { days: 0, interest: '0.00', fixedSum: '0.00', rows: [], provisional: false, sources: [] } satisfies Partial<Interest>;
const principalOnly: Text = { en: 'principal only', ru: 'только основной долг' };

/** The day by which payment was in time: in Russia and Germany a due date on a day off moves to the next working day (ГК РФ 193, BGB § 193). */
const payableUntil = (country: string, dueDate: string): string =>
  country === 'RU' || country === 'DE' ? workingDayOnOrAfter(calendarFor({ country }), dueDate) : dueDate;

/**
 * What the customer owes under one contract on the legal day `asOf`, invoice by invoice: those late or paid late. Undefined when nothing is overdue and
 * nothing was paid late, or all of it is settled. Paid principal leaves the accrued penalty alive; what is paid beyond the principal goes to the penalty.
 */
export function makeSheet(books: Books, asOf: string): Sheet | undefined {
  const { contract, invoices } = books;
  const lines: SheetLine[] = [];
  const sources = new Set<string>();
  let provisional = false;
  for (const invoice of [...invoices].sort((a, b) =>
    a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.number < b.number ? -1 : 1,
  )) {
    if (invoice.contractId !== contract.id || payableUntil(books.country, invoice.dueDate) >= asOf) continue;
    const made = makeLine(books, invoice, asOf);
    if (!made || minorOf(made.line.total) === 0n) continue; // settled with all that the delay cost
    lines.push(made.line);
    provisional ||= made.provisional;
    for (const source of made.sources) sources.add(source);
  }
  if (lines.length === 0) return undefined;
  const sum = (of: (line: SheetLine) => string) => decimalOf(lines.reduce((total, line) => total + minorOf(of(line)), 0n));
  const body = {
    asOf,
    currency: contract.currency,
    lines,
    principal: sum((line) => line.principal),
    interest: sum((line) => line.interest),
    fixedSums: sum((line) => line.fixedSum),
    paidOnTop: sum((line) => line.paidOnTop),
    total: sum((line) => line.total),
    provisional,
    sources: [...sources],
  };
  return { ...body, fingerprint: sha256(canonical(body)) };
}

function makeLine(
  { contract, country, party, payments }: Books,
  invoice: Invoice,
  asOf: string,
): { line: SheetLine; provisional: boolean; sources: readonly string[] } | undefined {
  const mine = payments
    .filter((payment) => payment.invoiceId === invoice.id && payment.date <= asOf)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const due = payableUntil(country, invoice.dueDate);
  const invoiced = minorOf(invoice.total.amount);
  let open = invoiced;
  let onTop = 0n;
  const onPrincipal: { date: string; amount: string }[] = [];
  for (const payment of mine) {
    const amount = minorOf(payment.amount.amount);
    const part = amount < open ? amount : open;
    if (part > 0n) onPrincipal.push({ date: payment.date, amount: decimalOf(part) });
    open -= part;
    onTop += amount - part;
  }
  const lateLeft = onPrincipal.reduce((left, payment) => (payment.date <= due ? left - minorOf(payment.amount) : left), invoiced);
  if (lateLeft <= 0n) return undefined; // paid in time: no breach
  const { late } = contract.terms;
  const before = onPrincipal.filter((payment) => payment.date <= due).reduce((total, payment) => total + minorOf(payment.amount), 0n);
  const lastPaid = open === 0n ? onPrincipal.at(-1)?.date : undefined;
  const rule =
    late.kind === 'contract-penalty' ? contractPenalty({ ...late, clause: contract.terms.clauses?.penalty }) : interestRule(late.rule, due);
  const applies = rule.party === 'any' || rule.party === party;
  const result = applies
    ? computeInterest({
        principal: decimalOf(invoiced - before),
        currency: contract.currency,
        rule,
        due,
        to: lastPaid ?? asOf,
        payments: onPrincipal.filter((payment) => payment.date > due),
        consumer: party === 'consumer',
        unknownRate: 'provisional',
        withFixedSum: rule.fixedSums?.currency === contract.currency,
      })
    : noInterest;
  const owed = open + minorOf(result.interest) + minorOf(result.fixedSum);
  const counted = onTop < owed ? onTop : owed;
  return {
    line: {
      invoiceId: invoice.id,
      number: invoice.number,
      dueDate: invoice.dueDate,
      invoiced: invoice.total.amount,
      paid: decimalOf(invoiced - open),
      principal: decimalOf(open),
      rule: applies ? rule.id : 'none',
      ground: applies ? rule.clause : principalOnly,
      days: result.days,
      interest: result.interest,
      ...(capReached(rule, invoiced - before, result.interest) ? { capPercent: rule.capPercent } : {}),
      fixedSum: result.fixedSum,
      paidOnTop: decimalOf(counted),
      total: decimalOf(owed - counted),
      rows: result.rows,
    },
    provisional: result.provisional,
    sources: result.sources,
  };
}

/** Also true on the day on which the cap is met to the cent. */
function capReached({ capPercent, rounding }: InterestRule, principal: bigint, interest: string): boolean {
  if (capPercent === undefined) return false;
  return minorOf(interest) >= rounded(times(ratio(principal), times(ratioOf(capPercent), ratio(1n, 100n))), rounding.mode);
}

/** True when two sheets differ only in the days that passed: same invoices, same sums, same payments. */
export const sameFacts = (a: Sheet, b: Sheet): boolean =>
  a.lines.length === b.lines.length &&
  a.lines.every((line, index) => {
    const other = b.lines[index];
    return (
      other &&
      line.invoiceId === other.invoiceId &&
      line.paid === other.paid &&
      line.paidOnTop === other.paidOnTop &&
      line.invoiced === other.invoiced
    );
  });
