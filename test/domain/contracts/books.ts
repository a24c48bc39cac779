import type { AccountRecord, Book, Contract, Invoice, Payment, Performance } from '#domain/contracts/facts.ts';
import type { ContractTerms } from '#domain/contracts/terms.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import type { ContractId, InvoiceId, PaymentId, PerformanceId } from '#domain/ids.ts';
import { account as russian } from '../replies/samples.ts';

// France moves no due date to a working day, so the days can be counted on fingers.
export const account: AccountRecord = { ...russian, country: 'FR' };
export const terms: ContractTerms = {
  paymentDays: 30,
  late: { kind: 'contract-penalty', percentPerDay: '0.1' },
  governingLaw: 'FR',
  packaging: { returnDays: 10, sumPerPiece: '5.00' },
  pickup: { windowDays: 5, sumPerDay: '20.00', mostDays: 10 },
  refusal: { percent: '15' },
  clauses: { packaging: '9.1' },
};
export const contract: Contract = {
  id: 'ct' as ContractId,
  accountId: account.id,
  number: 'C-1',
  signedOn: '2026-01-01',
  currency: 'EUR',
  terms,
};
export const invoice = (n: number, dueDate: string, amount = '1000.00', issuedOn = addDays(dueDate, -30)): Invoice => ({
  id: `i${n}` as InvoiceId,
  accountId: account.id,
  contractId: contract.id,
  number: `INV-${n}`,
  issuedOn,
  dueDate,
  total: { amount, currency: 'EUR' },
});
export const payment = (to: string, date: string, amount: string): Payment => ({
  id: `p-${to}-${date}-${amount}` as PaymentId,
  accountId: account.id,
  invoiceId: to as InvoiceId,
  date,
  amount: { amount, currency: 'EUR' },
});
export const done = (kind: Performance['kind'], number: string, date: string, more: Partial<Performance> = {}): Performance => ({
  id: `pf-${kind}-${number}-${more.item ?? ''}` as PerformanceId,
  accountId: account.id,
  contractId: contract.id,
  kind,
  number,
  date,
  ...more,
});
export const bookOf = (parts: Partial<Book> = {}, own: Partial<ContractTerms> = {}): Book => ({
  account,
  contracts: [{ ...contract, terms: { ...terms, ...own } }],
  invoices: [],
  payments: [],
  performances: [],
  freezes: [],
  credits: [],
  ...parts,
});
export const contractIn = (book: Book): Contract => {
  const [only] = book.contracts;
  if (!only) throw new Error('no contract');
  return only;
};
