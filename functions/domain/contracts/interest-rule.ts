import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { Currency, Rounding } from '#domain/money.ts';
import type { AllocationOrder } from './allocation.ts';
import type { RateRow, SeriesId } from './rates.ts';

/** What a percent is a share of: a year of 365, 366 or 360 days, or so many days ("1/300 of the rate a day" is 300, "1 % a day" is 1). */
export type Basis = 'act/act' | 'act/365' | 'act/360' | '30/360' | { readonly days: number };
/** Points on top of the reference rate. The first margin that fits is taken; `debtsFrom`: only for debts that arose on or after that day. */
export type Margin = {
  readonly points: string;
  readonly party?: 'consumer' | 'business' | undefined;
  readonly debtsFrom?: LegalDay | undefined;
};
/** Days without interest, both inclusive. `always`: part of the rule. `on_request`: the caller has tested that it applies to this debtor and debt. */
export type Window = {
  readonly id: string;
  readonly from: LegalDay;
  readonly to: LegalDay;
  readonly applies: 'always' | 'on_request';
  /** Only debts that arose before this day are let go free. */
  readonly debtsBefore?: LegalDay | undefined;
  readonly source: string;
};
/** A rate is not above this. The window is one of days that bear interest, or (`rate_day`) of days whose rate the rule takes. */
export type RateCap = {
  readonly from: LegalDay;
  readonly to: LegalDay;
  readonly percent: string;
  readonly of?: 'rate_day' | undefined;
  readonly source: string;
};
/** From this day of delay on (1 is the day after the due date) the share per day changes, or the percentage too; null: free of interest. */
export type Tier = { readonly fromDay: number; readonly days: number | null; readonly percent?: string | undefined };
/** A sum per debt: the first band in which the debt falls. `upTo` null is the last one; `inclusive`: a debt of exactly upTo is still in the band. */
export type Band = { readonly upTo: string | null; readonly inclusive: boolean; readonly sum: string };

/** Every switch in which the laws on late payment differ, as data. */
export type InterestRule = {
  readonly id: string;
  readonly version: LegalDay;
  /** Debts that arose in this time, both days included, follow this version; left out: without end. */
  readonly validFrom?: LegalDay | undefined;
  readonly validTo?: LegalDay | undefined;
  readonly title: Text;
  readonly clause: Text;
  readonly source: string;
  readonly checkedOn: LegalDay;
  readonly confidence: 'S' | 'K' | 'S/K' | 'contract';
  readonly party: 'consumer' | 'business' | 'any';
  /** given: the caller names the first day that bears interest. */
  readonly firstDay: 'after_due' | 'due_day' | 'given';
  /** Whether the day of payment (and the day up to which is reckoned) still bears interest. */
  readonly paymentDayCounts: boolean;
  readonly basis: Basis;
  readonly rate: {
    readonly of: SeriesId | readonly RateRow[];
    /** Which day's rate: each day's own; one for the whole debt; or (at_payment) for each part of the debt that of the day on which it is paid. */
    readonly fixing: 'by_period' | 'at_start' | 'at_due' | 'at_end' | 'at_payment';
    readonly margins: readonly Margin[];
  };
  readonly tiers?: readonly Tier[] | undefined;
  /** Never more than this share of the principal, in percent. */
  readonly capPercent?: string | undefined;
  /** Never more than this sum. */
  readonly capSum?: string | undefined;
  /** Never less than this, once a day has been counted. */
  readonly minimum?: string | undefined;
  readonly windows: readonly Window[];
  readonly rateCaps: readonly RateCap[];
  readonly fixedSums?:
    | { readonly currency: Currency; readonly bands: readonly Band[]; readonly debtsFrom?: LegalDay | undefined }
    | undefined;
  /** day: the amount of one day is rounded and multiplied; row: each row; total: once at the end. */
  readonly allocation?: AllocationOrder | undefined;
  readonly rounding: { readonly place: 'day' | 'row' | 'total'; readonly mode: Rounding };
};
