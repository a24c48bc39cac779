import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { AgreedOrder } from './allocation.ts';
import type { Contract } from './facts.ts';

/** What a late payment costs. Percent values and sums are decimal strings; sums in the contract's currency. */
export type LateTerms =
  | ({
      /** So much percent of the base for each day of delay. */
      kind: 'contract-penalty';
      percentPerDay: string;
      /** From this day of delay on (1 is the day after the due date) another percent; null: nothing. */
      tiers?: readonly { fromDay: number; percentPerDay: string | null }[] | undefined;
    } & LateLimits)
  | ({ kind: 'contract-interest'; percentPerYear: string; basis: 'act/365' | 'act/360' | 'act/act' | '30/360' } & LateLimits)
  | { kind: 'statutory'; rule: string };
type LateLimits = {
  /** Never more than this share of the base. */
  capPercent?: string | undefined;
  /** Days of delay that cost nothing; after them the delay counts from its first day. */
  graceDays?: number | undefined;
  /** Never less than this, once the grace is over. */
  minimum?: string | undefined;
  /** With tax (the total of the invoice) unless it says net. */
  base?: 'gross' | 'net' | undefined;
};

export const rungs = ['reminder', 'claim', 'pre_suit'] as const;
export type Rung = (typeof rungs)[number];
/** One step of the ladder: the customer's term from its sending, and what is asked on top for it. */
export type RungTerms = {
  rung: Rung;
  termDays: number;
  fee?: string | undefined;
  language?: 'en' | 'ru' | undefined;
  /** post: the letter is printed and handed to the post; its sending is recorded by a person. */
  channel?: 'email' | 'post' | undefined;
};

/** Contract terms as data (feature 30). Everything that is left out is not agreed: the law or the house rule stands in. */
export type ContractTerms = {
  paymentDays: number;
  paymentUnit?: 'calendar_days' | 'working_days' | undefined;
  /** What the term of payment runs from; the invoice where left out. */
  paymentStart?: 'invoice' | 'delivery' | 'acceptance' | undefined;
  late: LateTerms;
  governingLaw: string;
  /** Days for our answer to their claim, and for theirs to ours. */
  answerDays?: number | undefined;
  answerUnit?: 'calendar_days' | 'working_days' | undefined;
  claimResponseDays?: number | undefined;
  /** A claim must be raised before a court may be gone to, and how ("by registered letter to the notice address"). */
  claimProcedure?: string | undefined;
  /** Where notices go, when it is not the account's own address. */
  noticeAddress?: string | undefined;
  noticeEmail?: string | undefined;
  /** In which order a payment meets costs, interest, principal and penalty; the law's own order where left out. */
  paymentOrder?: AgreedOrder | undefined;
  /** Only an express ban stops set-off. */
  setOff?: 'allowed' | 'banned' | undefined;
  /** Bought per period at least so much (sum of invoices with tax); the shortfall costs so much percent. */
  minimumVolume?: { per: 'month' | 'quarter' | 'year'; amount: string; shortfallPercent: string } | undefined;
  /** Returnable packaging: back within so many calendar days of its delivery, or so much for each piece. */
  packaging?: { returnDays: number; sumPerPiece: string } | undefined;
  /** Goods that are ready are collected within so many calendar days; then so much for each day, for so many days at most. */
  pickup?: { windowDays: number; sumPerDay: string; mostDays?: number | undefined } | undefined;
  /** A delivery refused without reason costs so much percent of its price. */
  refusal?: { percent: string } | undefined;
  /** How long a debt can be sued for, from the day after it is due; the law's own term where left out. */
  limitationMonths?: number | undefined;
  ladder?: readonly RungTerms[] | undefined;
  clauses?: Partial<Record<ClauseName, string>> | undefined;
  /** The day on which the contract is renewed or ends. */
  renewsOn?: LegalDay | undefined;
  /** The court that the parties agreed on, as it is named in a letter. */
  court?: string | undefined;
};
export type ClauseName = 'penalty' | 'answer' | 'payment' | 'minimumVolume' | 'packaging' | 'pickup' | 'refusal' | 'setOff';

/** The terms that governed on a day: those of the last version that had begun; before the first, the first. */
export function termsOn(contract: Pick<Contract, 'terms' | 'versions'>, day: LegalDay): ContractTerms {
  const { versions = [], terms } = contract;
  return (versions.findLast((version) => version.validFrom <= day) ?? versions[0])?.terms ?? terms;
}
