import { describe, expect, it } from 'vitest';
import type { Book, Invoice, Payment } from '#domain/contracts/facts.ts';
import { relationshipOf } from '#domain/contracts/relationship.ts';
import type { InvoiceId, PaymentId } from '#domain/ids.ts';
import { account, contract } from '../replies/samples.ts';

const invoice = (id: string, issuedOn: string, dueDate: string, amount: string, currency: 'RUB' | 'EUR' = 'RUB'): Invoice => ({
  id: id as InvoiceId,
  accountId: account.id,
  contractId: contract.id,
  number: id,
  issuedOn,
  dueDate,
  total: { amount, currency },
});
const payment = (invoiceId: string, date: string): Payment => ({
  id: `${invoiceId}-${date}` as PaymentId,
  accountId: account.id,
  invoiceId: invoiceId as InvoiceId,
  date,
  amount: { amount: '1.00', currency: 'RUB' },
});
const book = (invoices: Invoice[], payments: Payment[]): Book => ({
  account,
  contracts: [contract],
  invoices,
  payments,
  performances: [],
  freezes: [],
  credits: [],
});

describe('what a manager sees of a customer', () => {
  it('is the turnover of twelve months per currency, without what is older or still to come', () => {
    const invoices = [
      invoice('a', '2025-11-02', '2025-12-01', '1000.00'),
      invoice('b', '2025-11-03', '2025-12-01', '100.10'),
      invoice('c', '2026-11-02', '2026-12-01', '200.20'),
      invoice('d', '2026-06-01', '2026-07-01', '5.00', 'EUR'),
      invoice('e', '2026-11-03', '2026-12-01', '9999.00'),
    ];
    expect(relationshipOf(book(invoices, []), '2026-11-02').turnover).toEqual([
      { amount: '300.30', currency: 'RUB' },
      { amount: '5.00', currency: 'EUR' },
    ]);
  });
  it('is how late they pay on average: early counts as nothing, a due day off moves on', () => {
    // Due on Sunday 7 June 2026, so Monday the 8th is in time in Russia.
    const invoices = [invoice('a', '2026-05-08', '2026-06-07', '10.00'), invoice('b', '2026-05-10', '2026-06-09', '10.00')];
    const payments = [payment('a', '2026-06-01'), payment('a', '2026-06-10'), payment('b', '2026-06-17'), payment('unknown', '2026-06-17')];
    const seen = relationshipOf(book(invoices, payments), '2026-11-02');
    expect(seen.payments.map(({ days }) => days)).toEqual([0, 2, 8]);
    expect(seen).toMatchObject({ averageDaysLate: 3.3, paymentsInYear: 3, lateInYear: 2 });
  });
  it('is nothing where nothing was bought', () => {
    expect(relationshipOf(book([], []), '2026-11-02')).toEqual({
      turnover: [],
      averageDaysLate: undefined,
      paymentsInYear: 0,
      lateInYear: 0,
      payments: [],
    });
  });
});
