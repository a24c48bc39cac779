import type { Invoice, Payment } from '#domain/contracts/facts.ts';
import { decimalOf, minorOf } from '#domain/money.ts';

/** Paid towards an invoice, a decimal in its currency; what was paid beyond it counts too. */
export const paidOf = (invoice: Invoice, payments: readonly Payment[]): string =>
  decimalOf(
    payments.filter((payment) => payment.invoiceId === invoice.id).reduce((sum, payment) => sum + minorOf(payment.amount.amount), 0n),
  );

/** Invoices with something left to pay, the earliest due first; `left` is a decimal in the invoice's currency. */
export function openInvoices(invoices: readonly Invoice[], payments: readonly Payment[]): { invoice: Invoice; left: string }[] {
  return invoices
    .map((invoice) => ({ invoice, left: minorOf(invoice.total.amount) - minorOf(paidOf(invoice, payments)) }))
    .filter(({ left }) => left > 0n)
    .sort((a, b) => (a.invoice.dueDate < b.invoice.dueDate ? -1 : 1))
    .map(({ invoice, left }) => ({ invoice, left: decimalOf(left) }));
}
