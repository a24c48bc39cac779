import { addDays, dayNumber, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { type Currency, decimalOf, minorOf } from '#domain/money.ts';
import { fixedSum } from './fixed-sum.ts';
import { type Line, linesOf, openWindows, type Reduction, type Scene } from './interest-lines.ts';
import type { InterestRule } from './interest-rule.ts';
import { givenRates, type Rates, rateSeries, type UnknownRate } from './rates.ts';
import { settle } from './settle.ts';
import type { Paid, Span } from './spans.ts';

export type InterestInput = {
  /** Decimal string, as all amounts here. */
  principal: string;
  currency: Currency;
  rule: InterestRule;
  /** The due date; or the first day that bears interest, where that is given. One of the two. */
  due?: LegalDay | undefined;
  from?: LegalDay | undefined;
  /** The day of payment, or the day up to which is reckoned; counted when the rule counts the day of payment. */
  to: LegalDay;
  /** They reduce the principal; those after `to` are left out. */
  payments?: readonly Paid[] | undefined;
  /** When the obligation arose; the due date when left out. */
  debtSince?: LegalDay | undefined;
  consumer?: boolean | undefined;
  /** Ids of windows without interest that the caller has found to apply to this debt. */
  windows?: readonly string[] | undefined;
  unknownRate?: UnknownRate | undefined;
  /** The reference rates that are known; those that ship where left out. */
  rates?: Rates | undefined;
  withFixedSum?: boolean | undefined;
};
/** One line of the sheet. `excluded`: the window that lets the days go free; `provisional`: the last known rate stands in. */
export type InterestRow = {
  from: LegalDay;
  to: LegalDay;
  days: number;
  base: string;
  ratePercent: string;
  basis: string;
  amount: string;
  excluded?: string | undefined;
  provisional?: true | undefined;
};
/**
 * interest: sum of all rows; total: interest + fixedSum, without the principal; outstanding: the principal that is left. days: those that bear interest.
 * notApplied: windows on request that lie in the delay and were not asked for.
 */
export type Interest = {
  currency: Currency;
  days: number;
  interest: string;
  fixedSum: string;
  total: string;
  outstanding: string;
  rows: InterestRow[];
  capped: boolean;
  provisional: boolean;
  notApplied: string[];
  sources: string[];
};

/**
 * Interest or penalty on a late debt, line by line. The rows add up to the interest: where the rule rounds once at the end, a row's printed amount is the
 * difference of the rounded running totals, so it may differ by one cent from the row rounded alone. Where rates are fixed at payment, the rows of one
 * part of the debt follow those of another, and their days overlap. Refuses 'invalid' (no date, negative amounts) and 'unprocessable' (unknown rate
 * unless 'provisional' is allowed; a rule for businesses against a consumer; a fixed sum in another currency).
 */
export function computeInterest(input: InterestInput): Interest {
  const { rule, to, currency, consumer } = input;
  const scene = sceneOf(input);
  const { principal, payments, first, debtSince, series } = scene;
  if (rule.party !== 'any' && consumer !== undefined && (rule.party === 'consumer') !== consumer)
    throw new Refusal('unprocessable', `${rule.id} is not for a ${consumer ? 'consumer' : 'business'}`, [
      { path: 'consumer', code: 'other-party' },
    ]);

  const whole: Span = { from: first, to: rule.paymentDayCounts ? to : addDays(to, -1) };
  const parts = linesOf(whole, scene);
  const lines = parts.flat();
  const { rows, sum, capped } = settle(lines, rule, principal);
  const fixed = lines.length > 0 && input.withFixedSum !== false ? fixedSum(rule, lateDebt(scene), currency, debtSince, consumer) : '0.00';
  const paid = payments.reduce((left, payment) => left - payment.minor, principal);
  return {
    currency,
    // Parts begin on one day: the one that lasts longest holds the days of all.
    days: Math.max(0, ...parts.map(bearingDays)),
    interest: decimalOf(sum),
    fixedSum: fixed,
    total: decimalOf(sum + minorOf(fixed)),
    outstanding: decimalOf(paid < 0n ? 0n : paid),
    rows,
    capped,
    provisional: lines.some((line) => line.rate.provisional),
    notApplied: openWindows(whole, scene).map((window) => window.id),
    sources: [
      `${rule.clause.en}: ${rule.source}`,
      ...(typeof rule.rate.of === 'string' ? [`${series.title}: ${series.official} (${series.status})`] : []),
    ],
  };
}

function sceneOf(input: InterestInput): Scene {
  const { rule, to } = input;
  const { due, first } = datesOf(input);
  const principal = minorOf(input.principal);
  const payments: Reduction[] = (input.payments ?? [])
    .map(({ date, amount }) => ({ date, minor: minorOf(amount) }))
    .filter((payment) => payment.date <= to)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  if (principal < 0n || payments.some((payment) => payment.minor < 0n)) throw new Refusal('invalid', 'amounts are not negative');
  return {
    rule,
    series: typeof rule.rate.of === 'string' ? (input.rates ?? rateSeries)[rule.rate.of] : givenRates(rule.rate.of),
    due,
    first,
    to,
    principal,
    payments,
    debtSince: input.debtSince ?? due,
    consumer: input.consumer ?? false,
    windows: input.windows ?? [],
    unknownRate: input.unknownRate,
  };
}

function datesOf({ due, from, to, rule }: InterestInput): { due: LegalDay; first: LegalDay } {
  const { firstDay } = rule;
  const eve = due ?? (from && (firstDay === 'due_day' ? from : addDays(from, -1)));
  if (!eve || (firstDay === 'given' && !from)) throw new Refusal('invalid', 'a due date or a first day is needed');
  dayNumber(to);
  return { due: eve, first: from ?? (firstDay === 'after_due' ? addDays(eve, 1) : eve) };
}

const bearingDays = (lines: readonly Line[]): number => lines.reduce((days, line) => days + (line.bears ? line.days : 0), 0);

/** The debt that fell late: the principal less what was paid by the due date. */
function lateDebt({ principal, payments, due }: Scene): string {
  const left = payments.reduce((sum, { date, minor }) => (date <= due ? sum - minor : sum), principal);
  return decimalOf(left < 0n ? 0n : left);
}
