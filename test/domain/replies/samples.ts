import type { Claim, DemandAnswer } from '#domain/claims/claim.ts';
import { clocksFor } from '#domain/claims/claim-clocks.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { AccountRecord, Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import { ladderOf } from '#domain/contracts/ladder.ts';
import { makeSheet, type Sheet } from '#domain/contracts/sheet.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import type { AccountId, ContractId, CounterClaimId, FreezeId, InvoiceId, PaymentId, PersonId, Reference } from '#domain/ids.ts';
import type { Company, Signer } from '#domain/replies/company.ts';

/** Plainly fictional people and papers for letters and mails. */
export const company: Company = {
  name: 'Polar Fittings (sample)',
  nameRu: 'ООО «Полярная арматура» (образец)',
  address: '1 Sample Quay, 190000 Exampleburg',
  addressRu: '190000, г. Образцовск, Примерная наб., д. 1',
  phone: '+7 000 000-00-00',
  registration: 'ОГРН 0000000000000',
  country: 'RU',
  zone: 'Europe/Moscow',
};
const signer = (id: string, name: string, nameRu: string): Signer => ({
  id: id as PersonId,
  name,
  nameRu,
  title: 'Key account manager',
  titleRu: 'Менеджер по работе с клиентами',
  email: `${id}@polar.example`,
});
export const anna = signer('anna', 'Anna Kedrova', 'Анна Кедрова');
export const boris = signer('boris', 'Boris Lugovoy', 'Борис Луговой');

export const contract: Contract = {
  id: 'c1' as ContractId,
  accountId: 'severny' as AccountId,
  number: 'SM-2025/14',
  signedOn: '2025-10-01',
  currency: 'RUB',
  terms: {
    paymentDays: 30,
    late: { kind: 'contract-penalty', percentPerDay: '0.1', capPercent: '10' },
    governingLaw: 'RU',
    answerDays: 20,
    claimResponseDays: 15,
    clauses: { penalty: 'п. 7.2', answer: 'п. 9.1', payment: 'п. 4.3' },
  },
};
export const account: AccountRecord = {
  id: 'severny' as AccountId,
  name: 'ООО «Северный метиз»',
  country: 'RU',
  party: 'business',
  language: 'ru',
  email: 'office@severny.example',
  address: '000001, г. Образцовск, ул. Примерная, 2',
  domains: ['severny.example'],
  manager: 'anna' as PersonId,
  zone: 'Europe/Moscow',
};

const demands: Claim['demands'] = [
  { id: 'd1', kind: 'penalty', asked: { amount: '84000.00', currency: 'RUB' }, text: 'Неустойка по п. 6.3' },
  { id: 'd2', kind: 'replacement', text: 'Две коробки анкеров М24' },
];
export const upheld: DemandAnswer = { outcome: 'upheld', reason: 'Поставка опоздала на 12 дней.', source: 'договор, п. 6.3' };
export const rejected: DemandAnswer = { outcome: 'rejected', reason: 'Коробки приняты по акту без замечаний.', source: 'ст. 513 ГК РФ' };
export const partly = { d1: { ...upheld, granted: { amount: '1240.00', currency: 'RUB' } }, d2: rejected } as const;

export function claim(change: Partial<Claim> = {}): Claim {
  const base = {
    reference: '7K3M-92QF-W8XT1' as Reference,
    version: 3,
    head: '0'.repeat(64),
    kind: 'claim',
    channel: 'form',
    language: 'ru',
    receivedAt: '2026-11-12T21:30:00.000Z',
    contact: { name: 'Пётр Образцов', email: 'petr@severny.example' },
    subject: 'Просрочка поставки',
    contractNumber: 'SM-2025/14',
    orderNumber: 'INV-2101',
    account: { id: account.id, name: account.name, country: 'RU', party: 'business' },
    contractId: contract.id,
    candidates: [],
    owner: anna.id,
    acting: anna.id,
    routedBecause: 'account-manager',
    demands,
    evidence: [
      {
        id: 'e1',
        name: 'Акт № 5.pdf',
        type: 'application/pdf',
        size: 48_200,
        sha256: 'ab'.repeat(32),
        key: 'k',
        at: '2026-11-12T21:30:00.000Z',
        from: 'customer',
      },
    ],
    watchRevision: 0,
    messages: 1,
    stage: 'open',
    sent: [],
    told: [],
    ...change,
  } satisfies Omit<Claim, 'clocks'>;
  const { receivedAt, kind, account: owner } = base as Claim;
  const clocks = clocksFor({
    law: shippedLaw,
    receivedAt,
    kind,
    demands: base.demands,
    account: owner,
    zone: 'Europe/Moscow',
    country: 'RU',
    terms: contract.terms,
    evidence: 'r',
  });
  return { clocks, ...base };
}
export const english = (change: Partial<Claim> = {}): Claim =>
  claim({ language: 'en', contact: { name: 'Jo Placeholder', email: 'jo@post.example' }, subject: 'Late delivery', ...change });

const invoice = (n: number, dueDate: string, amount: string): Invoice => ({
  id: `i${n}` as InvoiceId,
  accountId: account.id,
  contractId: contract.id,
  number: `INV-${2100 + n}`,
  issuedOn: '2026-07-01',
  dueDate,
  total: { amount, currency: 'RUB' },
});
const payment: Payment = {
  id: 'p1' as PaymentId,
  accountId: account.id,
  invoiceId: 'i1' as InvoiceId,
  date: '2026-10-05',
  amount: { amount: '100000.00', currency: 'RUB' },
};
const invoices = [invoice(1, '2026-09-01', '350000.00'), invoice(2, '2026-10-20', '128400.00')];

export function sheetFor(change: Partial<Contract> = {}): Sheet {
  const sheet = makeSheet(
    { contract: { ...contract, ...change }, country: 'RU', party: 'business', invoices, payments: [payment] },
    '2026-11-23',
  );
  if (!sheet) throw new Error('the sample invoices are late');
  return sheet;
}
export const counterClaim = (sheet: Sheet, change: Partial<CounterClaim> = {}): CounterClaim => ({
  id: 'CC-0001' as CounterClaimId,
  version: 1,
  head: '0'.repeat(64),
  accountId: account.id,
  accountName: account.name,
  contractId: contract.id,
  contractNumber: contract.number,
  country: 'RU',
  language: 'ru',
  owner: anna.id,
  acting: anna.id,
  state: 'approved',
  proposedAt: '2026-11-20T06:00:00.000Z',
  sheet,
  ladder: ladderOf(contract, account),
  rung: 'claim',
  round: 1,
  run: 1,
  letters: [],
  freezes: [],
  course: [],
  ...change,
});

/** 100,000 of the first invoice, of which 40,000 were accepted. */
export const disputedPart = {
  id: 'FZ-0001' as FreezeId,
  invoiceId: 'i1',
  number: 'INV-2101',
  amount: '100000.00',
  at: '2026-11-20T10:00:00.000Z',
  by: 'customer',
  text: 'Forty were cracked.',
  files: [],
  decision: {
    day: '2026-11-23',
    at: '2026-11-23T10:00:00.000Z',
    by: 'person:lev',
    accepted: '40000.00',
    reason: 'The act of 12 August shows forty cracked pieces.',
    letter: { key: '', sha256: '', outgoingNumber: '2026-00012' },
    response: { lastDay: '2026-12-08', dueAt: '2026-12-08T20:59:59.999Z', steps: [] },
  },
};

/** Every text of a letter, one after another. */
export const printed = (letter: { blocks: readonly object[] }): string =>
  JSON.stringify(letter, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll('\u00a0', ' ') : value));
