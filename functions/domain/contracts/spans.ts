import { addDays, daysBetween, daysInYear, type LegalDay, yearOf } from '#domain/deadlines/legal-day.ts';
import type { Basis, InterestRule } from './interest-rule.ts';
import { rateChanges, type Series } from './rates.ts';

/** Days from `from` to `to`, both counted, in which nothing changes. */
export type Span = { from: LegalDay; to: LegalDay };
export type Paid = { date: LegalDay; amount: string };

/** First day on which what was paid on `date` is no longer part of the debt. */
export const reducedFrom = (date: LegalDay, rule: InterestRule): LegalDay => (rule.paymentDayCounts ? addDays(date, 1) : date);

/** Cuts the delay on the first days of a smaller debt (`cuts`) and wherever the rate, its cap, the share per day, a window or (act/act) the year changes. */
export function spansOf(
  whole: Span,
  { rule, series, due, cuts }: { rule: InterestRule; series: Series; due: LegalDay; cuts: readonly LegalDay[] },
): Span[] {
  const starts = [
    ...cuts,
    ...(rule.rate.fixing === 'by_period' ? rateChanges(series, whole.from, whole.to) : []),
    ...[...rule.windows, ...rule.rateCaps].flatMap(({ from, to }) => [from, addDays(to, 1)]),
    ...(rule.tiers ?? []).map((tier) => addDays(due, tier.fromDay)),
    ...(rule.basis === 'act/act' ? yearStarts(whole) : []),
  ];
  const inside = [...new Set(starts)].filter((day) => day > whole.from && day <= whole.to).toSorted();
  return [whole.from, ...inside].map((from, i) => {
    const next = inside[i];
    return { from, to: next ? addDays(next, -1) : whole.to };
  });
}

function yearStarts({ from, to }: Span): LegalDay[] {
  const years: LegalDay[] = [];
  for (let year = yearOf(from) + 1; year <= yearOf(to); year++) years.push(`${year}-01-01`);
  return years;
}

/** Days of a span and how many of them the percentage is for: 31 of 366. */
export function measure(span: Span, basis: Basis): { days: number; of: number; name: string } {
  const days = daysBetween(span.from, span.to) + 1;
  const name = basisName(basis);
  if (basis === 'act/365') return { days, of: 365, name };
  if (basis === 'act/360') return { days, of: 360, name };
  if (basis === 'act/act') return { days, of: daysInYear(yearOf(span.from)), name: `act/${daysInYear(yearOf(span.from))}` };
  if (basis === '30/360') return { days: thirtyDayMonths(addDays(span.from, -1), span.to), of: 360, name };
  return { days, of: basis.days, name };
}

/** "act/365", "1/300 per day", "per day". */
export const basisName = (basis: Basis): string =>
  typeof basis === 'string' ? basis : basis.days === 1 ? 'per day' : `1/${basis.days} per day`;

/** 30E/360: every month has 30 days, the 31st counts as the 30th (ISDA 2006 s. 4.16(g)). From the eve of the first day, so that adjoining spans add up. */
function thirtyDayMonths(eve: LegalDay, to: LegalDay): number {
  const months = (yearOf(to) - yearOf(eve)) * 12 + Number(to.slice(5, 7)) - Number(eve.slice(5, 7));
  return months * 30 + Math.min(30, Number(to.slice(8))) - Math.min(30, Number(eve.slice(8)));
}
