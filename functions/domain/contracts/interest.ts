import { addDays, dayNumber, daysBetween, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { type Currency, decimalOf, minorOf, roundRatio } from '#domain/money.ts';
import type { InterestRule } from './interest-rule.ts';
import { givenRates, type Rate, rateOn, rateSeries, type Series, type UnknownRate } from './rates.ts';
import { decimalText, least, nothing, plus, type Ratio, ratio, ratioOf, rounded, times } from './ratio.ts';
import { measure, type Paid, reducedFrom, type Span, spansOf } from './spans.ts';

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
  withFixedSum?: boolean | undefined;
};
/** One line of the sheet. `excluded`: the window that lets the days go free. */
export type InterestRow = {
  from: LegalDay;
  to: LegalDay;
  days: number;
  base: string;
  ratePercent: string;
  basis: string;
  amount: string;
  excluded?: string | undefined;
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
 * difference of the rounded running totals, so it may differ by one cent from the row rounded alone. Refuses 'invalid' (no date, negative amounts) and
 * 'unprocessable' (unknown rate unless 'provisional' is allowed; a rule for businesses against a consumer; a fixed sum in another currency).
 */
export function computeInterest(input: InterestInput): Interest {
  const { rule, to, currency } = input;
  const { due, first } = datesOf(input);
  const principal = minorOf(input.principal);
  const payments = (input.payments ?? []).filter((payment) => payment.date <= to);
  if (principal < 0n || payments.some((payment) => minorOf(payment.amount) < 0n)) throw new Refusal('invalid', 'amounts are not negative');
  if (rule.party !== 'any' && input.consumer !== undefined && (rule.party === 'consumer') !== input.consumer)
    throw new Refusal('unprocessable', `${rule.id} is not for a ${input.consumer ? 'consumer' : 'business'}`);

  const whole: Span = { from: first, to: rule.paymentDayCounts ? to : addDays(to, -1) };
  const series = typeof rule.rate.of === 'string' ? rateSeries[rule.rate.of] : givenRates(rule.rate.of);
  const spans = whole.to < whole.from ? [] : spansOf(whole, { rule, series, due, payments });
  const lines = spans.map((span) => lineOf(span, { input, due, first, series, principal, payments })).filter((line) => line.base > 0n);
  const { rows, sum, capped } = settle(lines, rule, principal);
  const fixed =
    spans.length > 0 && input.withFixedSum !== false
      ? fixedSum(rule, input.principal, currency, input.debtSince ?? due, input.consumer)
      : '0.00';
  const paid = payments.reduce((left, payment) => left - minorOf(payment.amount), principal);
  return {
    currency,
    days: lines.reduce((days, line) => days + (line.bears ? line.days : 0), 0),
    interest: decimalOf(sum),
    fixedSum: fixed,
    total: decimalOf(sum + minorOf(fixed)),
    outstanding: decimalOf(paid < 0n ? 0n : paid),
    rows,
    capped,
    provisional: lines.some((line) => line.rate.provisional),
    notApplied: openWindows(input, whole).map((window) => window.id),
    sources: [
      `${rule.clause.en}: ${rule.source}`,
      ...(typeof rule.rate.of === 'string' ? [`${series.title}: ${series.official} (${series.status})`] : []),
    ],
  };
}

function datesOf({ due, from, to, rule }: InterestInput): { due: LegalDay; first: LegalDay } {
  const eve = due ?? (from && (rule.firstDay === 'after_due' ? addDays(from, -1) : from));
  if (!eve) throw new Refusal('invalid', 'a due date or a first day is needed');
  dayNumber(to);
  return { due: eve, first: from ?? (rule.firstDay === 'after_due' ? addDays(eve, 1) : eve) };
}

type Line = {
  span: Span;
  days: number;
  base: bigint;
  rate: Rate & { exact: Ratio };
  basis: string;
  amount: Ratio;
  daily: Ratio;
  bears: boolean;
  excluded?: string | undefined;
};
type Scene = { input: InterestInput; due: LegalDay; first: LegalDay; series: Series; principal: bigint; payments: readonly Paid[] };

function lineOf(span: Span, scene: Scene): Line {
  const { input, due, principal, payments } = scene;
  const { rule } = input;
  const paid = payments
    .filter((payment) => reducedFrom(payment, rule) <= span.from)
    .reduce((sum, payment) => sum + minorOf(payment.amount), 0n);
  const base = principal > paid ? principal - paid : 0n;
  const excluded = rule.windows.find((window) => window.from <= span.from && span.from <= window.to && isApplied(window, input))?.id;
  const tier = rule.tiers?.findLast(({ fromDay }) => fromDay <= daysBetween(due, span.from));
  const { days, of, name } = measure(span, tier?.days ? { days: tier.days } : rule.basis);
  const bears = excluded === undefined && tier?.days !== null;
  // A window may cover days whose rate is not known: it is not needed then.
  const rate = bears && base > 0n ? rateFor(span, scene) : { percent: '0', from: span.from, provisional: false, exact: nothing };
  const daily = times(ratio(base), times(rate.exact, ratio(1n, 100n * BigInt(of))));
  return { span, days, base, rate, basis: name, daily, amount: times(daily, ratio(BigInt(days))), bears, excluded };
}

const isApplied = ({ id, applies }: InterestRule['windows'][number], input: InterestInput): boolean =>
  applies === 'always' || (input.windows ?? []).includes(id);
const openWindows = (input: InterestInput, { from, to }: Span): InterestRule['windows'] =>
  input.rule.windows.filter((window) => window.from <= to && window.to >= from && !isApplied(window, input));

/** Reference rate of the day that the rule names, plus the margin, under the cap that holds in the span. */
function rateFor(span: Span, { input, due, first, series }: Scene): Rate & { exact: Ratio } {
  const { rule, to, debtSince = due, unknownRate, consumer } = input;
  const day = { by_period: span.from, at_start: first, at_due: due, at_end: to }[rule.rate.fixing];
  const rate = rateOn(series, day, unknownRate);
  const party = consumer ? 'consumer' : 'business';
  const margin = rule.rate.margins.find((one) => (one.party ?? party) === party && (one.debtsFrom ?? '') <= debtSince);
  const cap = rule.rateCaps.find((one) => one.from <= span.from && span.from <= one.to);
  const full = plus(ratioOf(rate.percent), ratioOf(margin?.points ?? '0'));
  const exact = cap ? least(full, ratioOf(cap.percent)) : full;
  return { ...rate, percent: decimalText(exact), exact };
}

/** Rounds as the rule says, holds the cap and the minimum, and makes the printed rows add up. */
function settle(lines: readonly Line[], rule: InterestRule, principal: bigint): { rows: InterestRow[]; sum: bigint; capped: boolean } {
  const { place, mode } = rule.rounding;
  const cap =
    rule.capPercent === undefined ? undefined : rounded(times(ratio(principal), times(ratioOf(rule.capPercent), ratio(1n, 100n))), mode);
  const minimum = rule.minimum !== undefined && lines.some((line) => line.bears) ? minorOf(rule.minimum) : 0n;
  let exact = nothing;
  let full = 0n; // before cap
  let sum = 0n;
  const rows = lines.map((line, i) => {
    exact = plus(exact, line.amount);
    if (place === 'total') full = roundRatio(exact.n, exact.d, mode);
    else full += place === 'row' ? rounded(line.amount, mode) : rounded(line.daily, mode) * BigInt(line.days);
    const reached = i === lines.length - 1 && full < minimum ? minimum : full;
    const now = cap !== undefined && reached > cap ? cap : reached;
    const amount = now - sum;
    sum = now;
    return rowOf(line, amount);
  });
  return { rows, sum, capped: cap !== undefined && (full > cap || minimum > cap) };
}

const rowOf = ({ span, days, base, rate, basis, excluded }: Line, amount: bigint): InterestRow => ({
  ...span,
  days,
  base: decimalOf(base),
  ratePercent: rate.percent,
  basis,
  amount: decimalOf(amount),
  ...(excluded ? { excluded } : {}),
});

/** The flat sum for the trouble of collecting, once per debt; "0.00" where the rule has none or the debtor is a consumer. Refuses ('unprocessable') another currency. */
export function fixedSum(rule: InterestRule, principal: string, currency: Currency, debtSince: LegalDay, consumer = false): string {
  const { fixedSums } = rule;
  if (!fixedSums || consumer || debtSince < (fixedSums.debtsFrom ?? '')) return '0.00';
  if (fixedSums.currency !== currency) throw new Refusal('unprocessable', `the fixed sum of ${rule.id} is in ${fixedSums.currency}`);
  const debt = minorOf(principal);
  const band = fixedSums.bands.find(({ upTo, inclusive }) => upTo === null || (inclusive ? debt <= minorOf(upTo) : debt < minorOf(upTo)));
  return band?.sum ?? '0.00';
}
