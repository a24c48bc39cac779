import type { AccountId, ContractId, InvoiceId, PaymentId, PersonId } from '#domain/ids.ts';
import type { Currency, Money } from '#domain/money.ts';

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

/** Contract terms as data (feature 30, first version). Percent values are decimal strings. */
export type ContractTerms = {
  paymentDays: number;
  /** What a late payment costs: a penalty by contract per day with a cap in percent of the base, or the law's interest. */
  late: { kind: 'contract-penalty'; percentPerDay: string; capPercent?: string | undefined } | { kind: 'statutory'; rule: StatutoryRule };
  governingLaw: string;
  /** Days for our answer to their claim, and for theirs to ours. */
  answerDays?: number | undefined;
  answerUnit?: 'calendar_days' | 'working_days' | undefined;
  claimResponseDays?: number | undefined;
  clauses?: { penalty?: string | undefined; answer?: string | undefined; payment?: string | undefined } | undefined;
};
export type StatutoryRule = 'ru-395' | 'de-288' | 'eu-2011-7' | 'uk-1998';

export type Contract = {
  id: ContractId;
  accountId: AccountId;
  number: string;
  signedOn: string;
  currency: Currency;
  terms: ContractTerms;
};
export type Invoice = {
  id: InvoiceId;
  accountId: AccountId;
  contractId: ContractId;
  number: string;
  issuedOn: string;
  dueDate: string;
  total: Money;
  subject?: string | undefined;
};
export type Payment = {
  id: PaymentId;
  accountId: AccountId;
  invoiceId: InvoiceId;
  date: string;
  amount: Money;
  bankReference?: string | undefined;
};
