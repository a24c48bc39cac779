import { daysBetween, type LegalDay } from '#domain/deadlines/legal-day.ts';
import type { InterestRule, Window } from './interest-rule.ts';
import { type Rate, rateOn, type Series, type UnknownRate } from './rates.ts';
import { decimalText, least, nothing, plus, type Ratio, ratio, ratioOf, times } from './ratio.ts';
import { measure, reducedFrom, type Span, spansOf } from './spans.ts';

/** A payment in minor units. */
export type Reduction = { date: LegalDay; minor: bigint };
/** A debt as the rule sees it; payments in the order of their days. */
export type Scene = {
  rule: InterestRule;
  series: Series;
  due: LegalDay;
  first: LegalDay;
  to: LegalDay;
  principal: bigint;
  payments: readonly Reduction[];
  debtSince: LegalDay;
  consumer: boolean;
  windows: readonly string[];
  unknownRate: UnknownRate | undefined;
};
/** One row before rounding. `bears`: not in a window and not in a tier that is free. */
export type Line = {
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
/** A part of the debt that takes one and the same day's rate (undefined: each day's own), with what is paid of it. */
type Part = { rateDay: LegalDay | undefined; principal: bigint; payments: readonly Reduction[] };

/** The rows of each part of the debt; one part unless rates are fixed at payment. Refuses ('unprocessable') a rate that is not known. */
export function linesOf(whole: Span, scene: Scene): Line[][] {
  if (whole.to < whole.from) return [];
  return partsOf(scene).map((part) => linesOfPart(whole, part, scene).filter((line) => line.base > 0n));
}

function linesOfPart(whole: Span, part: Part, scene: Scene): Line[] {
  const { rule, series, due } = scene;
  let left = part.principal;
  const steps = part.payments.map((payment) => {
    left -= payment.minor;
    return { from: reducedFrom(payment.date, rule), left: left > 0n ? left : 0n };
  });
  return spansOf(whole, { rule, series, due, cuts: steps.map(({ from }) => from) }).map((span) => {
    const base = steps.findLast(({ from }) => from <= span.from)?.left ?? part.principal;
    return lineOf(span, base, part, scene);
  });
}

function lineOf(span: Span, base: bigint, part: Part, scene: Scene): Line {
  const { rule, due } = scene;
  const excluded = rule.windows.find((window) => isIn(span.from, window) && isApplied(window, scene))?.id;
  const tier = rule.tiers?.findLast(({ fromDay }) => fromDay <= daysBetween(due, span.from));
  const { days, of, name } = measure(span, tier?.days ? { days: tier.days } : rule.basis);
  const bears = excluded === undefined && tier?.days !== null;
  // A window may cover days whose rate is not known: it is not needed then.
  const rate =
    bears && base > 0n ? rateFor(span, part, scene, tier?.percent) : { percent: '0', from: span.from, provisional: false, exact: nothing };
  const daily = times(ratio(base), times(rate.exact, ratio(1n, 100n * BigInt(of))));
  return { span, days, base, rate, basis: name, daily, amount: times(daily, ratio(BigInt(days))), bears, excluded };
}

const isIn = (day: LegalDay, { from, to }: { from: LegalDay; to: LegalDay }): boolean => from <= day && day <= to;
/** Whether this debt may be let free in the window at all, by the day on which it arose. */
const isOpenTo = ({ debtsBefore }: Window, { debtSince }: Scene): boolean => debtsBefore === undefined || debtSince < debtsBefore;
const isApplied = (window: Window, scene: Scene): boolean =>
  isOpenTo(window, scene) && (window.applies === 'always' || scene.windows.includes(window.id));
/** Windows on request that lie in the delay, could cover the debt and were not asked for. */
export const openWindows = (whole: Span, scene: Scene): Window[] =>
  scene.rule.windows.filter(
    (window) => window.from <= whole.to && window.to >= whole.from && isOpenTo(window, scene) && !isApplied(window, scene),
  );

/** Reference rate of the day that the rule names, plus the margin, under the cap that holds. */
function rateFor(
  span: Span,
  { rateDay }: Part,
  { rule, series, debtSince, unknownRate, consumer }: Scene,
  ofTier: string | undefined,
): Line['rate'] {
  if (ofTier !== undefined) return { percent: ofTier, from: span.from, provisional: false, exact: ratioOf(ofTier) };
  const day = rateDay ?? span.from;
  const rate = rateOn(series, day, unknownRate);
  const party = consumer ? 'consumer' : 'business';
  const margin = rule.rate.margins.find((one) => (one.party ?? party) === party && (one.debtsFrom ?? '') <= debtSince);
  const cap = rule.rateCaps.find((one) => isIn(one.of === 'rate_day' ? day : span.from, one));
  const full = plus(ratioOf(rate.percent), ratioOf(margin?.points ?? '0'));
  const exact = cap ? least(full, ratioOf(cap.percent)) : full;
  return { ...rate, percent: decimalText(exact), exact };
}

function partsOf(scene: Scene): Part[] {
  const { rule, principal, payments, due, first, to } = scene;
  const { fixing } = rule.rate;
  if (fixing === 'at_payment') return partsByPayment(scene);
  return [{ rateDay: { by_period: undefined, at_start: first, at_due: due, at_end: to }[fixing], principal, payments }];
}

/** What is paid on days of one rate is one part; what is still open takes the rate of the last day. What is paid in time bears nothing. */
function partsByPayment({ series, rule, first, to, principal, payments }: Scene): Part[] {
  const parts = new Map<string, Part>();
  let left = principal;
  const put = (rateDay: LegalDay, minor: bigint, paid: readonly Reduction[]) => {
    const key = `${series.rows.findLastIndex((row) => row.from <= rateDay)} ${rateDay <= series.knownThrough} ${capOf(rule, rateDay)}`;
    const part = parts.get(key) ?? { rateDay, principal: 0n, payments: [] };
    parts.set(key, { ...part, principal: part.principal + minor, payments: [...part.payments, ...paid] });
  };
  for (const { date, minor } of payments) {
    const met = minor < left ? minor : left;
    left -= met;
    if (met > 0n && reducedFrom(date, rule) > first) put(date, met, [{ date, minor: met }]);
  }
  if (left > 0n) put(to, left, []);
  return [...parts.values()];
}
const capOf = ({ rateCaps }: InterestRule, day: LegalDay): number => rateCaps.findIndex((cap) => cap.of === 'rate_day' && isIn(day, cap));
