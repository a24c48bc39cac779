import type { OracleTerms } from './debt-oracle.ts';

/** A year of a plainly fictional company, as plain rows: who bought what under which terms, and how well they paid. Everything follows from these tables. */
type Payer = {
  id: string;
  country: 'RU' | 'DE';
  party: 'business';
  contract: string;
  terms: OracleTerms;
  /** Columns of the contract row that say the same. */
  row: object;
  /** What is paid of each invoice, in percent, and how many days after (or before) its due date. */
  habit: readonly { percent: number; days: number }[];
  amount: number;
};
const penalty = (percent: string, more: Partial<Extract<OracleTerms, { kind: 'penalty' }>> = {}): OracleTerms => ({
  kind: 'penalty',
  percent,
  tiers: [],
  grace: 0,
  ...more,
});

export const payers: readonly Payer[] = [
  {
    id: 'punctual',
    country: 'RU',
    party: 'business',
    contract: 'Y-1',
    terms: penalty('0.1', { cap: '10' }),
    row: { penaltyPercentPerDay: '0.1', penaltyCapPercent: '10' },
    habit: [{ percent: 100, days: -2 }],
    amount: 90_000_00,
  },
  {
    id: 'late',
    country: 'RU',
    party: 'business',
    contract: 'Y-2',
    terms: penalty('0.1', { cap: '10' }),
    row: { penaltyPercentPerDay: '0.1', penaltyCapPercent: '10' },
    habit: [{ percent: 100, days: 20 }],
    amount: 120_000_37,
  },
  {
    id: 'halves',
    country: 'RU',
    party: 'business',
    contract: 'Y-3',
    terms: penalty('0.05', { tiers: [{ fromDay: 31, percent: '0.2' }], grace: 3 }),
    row: { penaltyPercentPerDay: '0.05', penaltyTiers: '31:0.2', penaltyGraceDays: 3 },
    habit: [
      { percent: 50, days: 2 },
      { percent: 30, days: 40 },
    ],
    amount: 75_500_00,
  },
  {
    id: 'never',
    country: 'RU',
    party: 'business',
    contract: 'Y-4',
    terms: { kind: 'ru-395' },
    row: { statutoryRule: 'ru-395' },
    habit: [],
    amount: 64_320_11,
  },
  {
    id: 'by-law',
    country: 'RU',
    party: 'business',
    contract: 'Y-5',
    terms: { kind: 'ru-395' },
    row: { statutoryRule: 'ru-395' },
    habit: [
      { percent: 40, days: 10 },
      { percent: 60, days: 33 },
    ],
    amount: 210_000_00,
  },
  {
    id: 'disputing',
    country: 'RU',
    party: 'business',
    contract: 'Y-6',
    terms: penalty('0.1'),
    row: { penaltyPercentPerDay: '0.1' },
    habit: [{ percent: 30, days: 15 }],
    amount: 50_000_00,
  },
  {
    id: 'in-parts',
    country: 'RU',
    party: 'business',
    contract: 'Y-7',
    terms: penalty('0.1'),
    row: { penaltyPercentPerDay: '0.1' },
    habit: [],
    amount: 30_000_00,
  },
  {
    id: 'broken',
    country: 'RU',
    party: 'business',
    contract: 'Y-8',
    terms: penalty('0.1'),
    row: { penaltyPercentPerDay: '0.1' },
    habit: [],
    amount: 36_000_00,
  },
  {
    id: 'claimant',
    country: 'RU',
    party: 'business',
    contract: 'Y-9',
    terms: penalty('0.1'),
    row: { penaltyPercentPerDay: '0.1' },
    habit: [{ percent: 50, days: 5 }],
    amount: 80_000_00,
  },
  {
    id: 'muster',
    country: 'DE',
    party: 'business',
    contract: 'Y-10',
    terms: { kind: 'de-288' },
    row: { statutoryRule: 'de-288' },
    habit: [{ percent: 60, days: 25 }],
    amount: 12_345_67,
  },
];

const day = (text: string, n: number): string => new Date(Date.parse(text) + n * 86_400_000).toISOString().slice(0, 10);
/** A Wednesday, on which neither Russia nor Germany has a day off: nothing moves, so that the second count needs no calendar. */
const wednesday = (text: string): string => {
  const found = day(text, (3 - new Date(text).getUTCDay() + 7) % 7);
  return found === '2022-02-23' ? '2022-03-02' : found;
};
const decimal = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

export type YearInvoice = { payer: Payer; number: string; issuedOn: string; dueDate: string; amount: string; cents: number };
/** One invoice a month from February to October of 2022 (in February from before the moratorium), due about thirty days later. */
export const invoices: readonly YearInvoice[] = payers.flatMap((payer) =>
  Array.from({ length: 9 }, (_, month): YearInvoice => {
    const issuedOn = `2022-${String(month + 2).padStart(2, '0')}-07`;
    const cents = payer.amount + month * 1_111_11;
    return {
      payer,
      number: `${payer.contract}-${month + 2}`,
      issuedOn,
      dueDate: wednesday(day(issuedOn, 28)),
      amount: decimal(cents),
      cents,
    };
  }),
);

export type YearPayment = { invoice: string; date: string; amount: string };
export const payments: readonly YearPayment[] = invoices.flatMap(({ payer, number, dueDate, cents }) =>
  payer.habit.map(({ percent, days }) => ({
    invoice: number,
    date: day(dueDate, days),
    amount: decimal(Math.floor((cents * percent) / 100)),
  })),
);
export const currencyOf = (payer: Payer): 'RUB' | 'EUR' => (payer.country === 'DE' ? 'EUR' : 'RUB');
