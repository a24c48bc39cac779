import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { CounterClaim } from './counter-claim-record.ts';
import { feesOf } from './covered-sheet.ts';
import type { Book } from './facts.ts';

export type LedgerRow = {
  date: LegalDay;
  kind: 'invoice' | 'payment' | 'set_off' | 'credit_note' | 'fee' | 'fixed';
  number: string;
  /** Positive: owed to us; negative: paid or taken off. A decimal in the currency of the contract. */
  amount: string;
};

/** What was billed and paid of the lines that a counter-claim covers, and its fees, in the order of days. Nothing of other debts of the account. */
export function ledgerRows(counterClaim: CounterClaim, book: Book): LedgerRow[] {
  const covered = new Set(counterClaim.covers ?? counterClaim.sheet.lines.map(({ invoiceId }) => invoiceId));
  const numbers = new Map(book.invoices.map(({ id, number }) => [id as string, number]));
  const fixed = counterClaim.sheet.lines.filter(({ kind, invoiceId }) => kind === 'fixed' && !invoiceId.startsWith('fee-'));
  const rows: LedgerRow[] = [
    ...book.invoices
      .filter(({ id }) => covered.has(id))
      .map(({ issuedOn, number, total }): LedgerRow => ({ date: issuedOn, kind: 'invoice', number, amount: total.amount })),
    ...book.payments
      .filter(({ invoiceId }) => covered.has(invoiceId) || invoiceId.endsWith(`-${counterClaim.id}`))
      .map(
        ({ date, invoiceId, amount }): LedgerRow => ({
          date,
          kind: 'payment',
          number: numbers.get(invoiceId) ?? invoiceId,
          amount: `-${amount.amount}`,
        }),
      ),
    ...book.credits
      .filter(({ invoiceId }) => covered.has(invoiceId))
      .map(
        ({ date, kind, invoiceId, amount }): LedgerRow => ({
          date,
          kind,
          number: numbers.get(invoiceId) ?? invoiceId,
          amount: `-${amount.amount}`,
        }),
      ),
    ...feesOf(counterClaim).map(({ since, number, amount }): LedgerRow => ({ date: since, kind: 'fee', number, amount })),
    ...fixed.map(({ dueDate, number, fixedSum }): LedgerRow => ({ date: dueDate, kind: 'fixed', number, amount: fixedSum })),
  ];
  return rows.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
