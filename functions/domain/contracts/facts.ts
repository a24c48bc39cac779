import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type {
  AccountId,
  ContractId,
  CounterClaimId,
  FreezeId,
  InvoiceId,
  PaymentId,
  PerformanceId,
  PersonId,
  SettlementId,
} from '#domain/ids.ts';
import type { Currency, Money } from '#domain/money.ts';
import type { Rates } from './rates.ts';
import type { Settlement } from './settlement.ts';
import type { ContractTerms } from './terms.ts';

/** What the books say, as imported. Dates are legal days, YYYY-MM-DD, in the account's country. */
export type AccountRecord = {
  id: AccountId;
  name: string;
  country: 'RU' | 'DE' | 'AT' | 'CH' | 'GB' | 'IE' | 'US' | 'FR';
  region?: string | undefined;
  party: 'consumer' | 'business';
  language: 'en' | 'ru';
  email: string;
  address: string;
  taxNumber?: string | undefined;
  /** E-mail domains that are surely theirs; never a public mail provider's. */
  domains: readonly string[];
  manager: PersonId;
  zone: string;
};

/** The terms of a contract as agreed on one day: the contract itself is version 1, each amendment the next. */
export type ContractVersion = {
  version: number;
  /** The first day on which the version governs; invoices issued from then on follow it. */
  validFrom: LegalDay;
  /** "Contract", "Amendment No. 2", as people call it. */
  title: string;
  terms: ContractTerms;
  /** Who entered it and when (instant): "person:lev", "integration:erp". */
  by: string;
  at: string;
};
/** `terms` are those of the newest version. Rows written before there were versions have none: their terms hold from the beginning. */
export type Contract = {
  id: ContractId;
  accountId: AccountId;
  number: string;
  signedOn: LegalDay;
  currency: Currency;
  terms: ContractTerms;
  versions?: readonly ContractVersion[] | undefined;
};
export type Invoice = {
  id: InvoiceId;
  accountId: AccountId;
  contractId: ContractId;
  number: string;
  issuedOn: LegalDay;
  /** Given, or counted from the day of the invoice by the terms; where the term runs from delivery or acceptance see `dueParts`. */
  dueDate: LegalDay;
  /** Counted by the terms: it moves when an amendment that governs the invoice comes late. */
  dueByTerms?: true | undefined;
  total: Money;
  /** Without tax; the base of a penalty where the contract says so. The total where left out. */
  net?: Money | undefined;
  subject?: string | undefined;
};
export type Payment = {
  id: PaymentId;
  accountId: AccountId;
  invoiceId: InvoiceId;
  date: LegalDay;
  amount: Money;
  bankReference?: string | undefined;
};

export const performanceKinds = [
  'delivered',
  'accepted',
  'refused',
  'packaging_out',
  'packaging_back',
  'pickup_ready',
  'picked_up',
] as const;
/** What was done under a contract, beside invoices and payments. `number` is that of its document (waybill, act). */
export type Performance = {
  id: PerformanceId;
  accountId: AccountId;
  contractId: ContractId;
  kind: (typeof performanceKinds)[number];
  number: string;
  date: LegalDay;
  invoiceId?: InvoiceId | undefined;
  /** Delivered or accepted: the part of the invoice that it is for; the whole where left out. Refused: the price of what was refused. */
  amount?: Money | undefined;
  /** Packaging: how many, of what. */
  quantity?: number | undefined;
  item?: string | undefined;
  /** Refused: the reason that the customer gave; without one it is a breach. */
  reason?: string | undefined;
};

/**
 * A part of an invoice that the customer disputes: nothing is asked of it and no ladder runs on it until it is decided. Accepted: that much comes off the
 * invoice as if never billed. The rest goes on with interest from its own due date, and with a new term for the customer from the decision.
 */
export type Freeze = {
  id: FreezeId;
  accountId: AccountId;
  contractId: ContractId;
  invoiceId: InvoiceId;
  /** Decimal in the contract's currency: the part of the invoice in dispute. */
  amount: string;
  from: LegalDay;
  at: string;
  /** "customer", "person:anna". */
  by: string;
  text: string;
  counterClaimId?: CounterClaimId | undefined;
  files?: readonly { name: string; key: string; sha256: string; size: number }[] | undefined;
  decision?: { day: LegalDay; at: string; by: string; accepted: string; reason: string } | undefined;
};

/** What an approved settlement does to an invoice. set_off: pays it on `date`; credit_note: that much of it was never owed. */
export type Credit = {
  id: string;
  accountId: AccountId;
  contractId: ContractId;
  invoiceId: InvoiceId;
  kind: 'set_off' | 'credit_note';
  date: LegalDay;
  amount: Money;
  settlementId: SettlementId;
};

/** Everything that the books hold of one account. */
export type Book = {
  account: AccountRecord;
  contracts: readonly Contract[];
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  performances: readonly Performance[];
  freezes: readonly Freeze[];
  credits: readonly Credit[];
  settlements?: readonly Settlement[] | undefined;
  /** The reference rates that the company knows; those that ship where left out. */
  rates?: Rates | undefined;
};
