import { addDays } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { computeInterest, type Interest } from './interest.ts';
import { always } from './interest-habits.ts';
import type { CustomTerms, InterestQuestion } from './interest-question.ts';
import type { InterestRule } from './interest-rule.ts';
import { contractPenalty, customRule, interestRule } from './interest-rules.ts';
import type { Rates } from './rates.ts';

export type CalculatedInterest = Interest & { rule: InterestRule };

/**
 * Interest on a debt as the question describes it, in the version of the rule for the day on which the debt arose. Refuses 'unprocessable' with what
 * is known: an unknown rule or window, a debt older than the rule, a rule for the other party, a day for which no rate is known.
 */
export function calculateInterest(question: InterestQuestion, rates?: Rates): CalculatedInterest {
  const { principal, currency, due, from, to, payments, debtSince, consumer, windows, unknownRate } = question;
  const rule = ruleOf(question);
  for (const [i, id] of windows.entries())
    if (!rule.windows.some((window) => window.id === id)) {
      const known = rule.windows.map((window) => window.id).join(', ');
      throw new Refusal('unprocessable', `no window ${id} in ${rule.id}; known: ${known || 'none'}`, [
        { path: `windows.${i}`, code: 'unknown' },
      ]);
    }
  const foreign = rule.fixedSums !== undefined && rule.fixedSums.currency !== currency;
  if (foreign && question.withFixedSum)
    throw new Refusal('unprocessable', `the fixed sum of ${rule.id} is in ${rule.fixedSums?.currency}`, [
      { path: 'withFixedSum', code: 'other-currency' },
    ]);
  const withFixedSum = !foreign && question.withFixedSum !== false;
  const found = computeInterest({
    principal,
    currency,
    rule,
    due,
    from,
    to,
    payments,
    debtSince,
    consumer,
    windows,
    unknownRate,
    withFixedSum,
    rates,
  });
  // A fixed sum in euro does not add up with pounds: it is named instead.
  const notApplied =
    foreign && question.withFixedSum !== false && !consumer
      ? [...found.notApplied, `fixed-sum-${rule.fixedSums?.currency}`]
      : found.notApplied;
  return { ...found, notApplied, rule };
}

function ruleOf({ rule, custom, due, from, debtSince }: InterestQuestion): InterestRule {
  if (rule === 'ru-330' && custom) return penaltyOf(custom);
  if (rule === 'custom' && custom) return agreedRule(custom);
  return interestRule(rule, debtSince ?? due ?? (from && addDays(from, -1)));
}

/** A penalty of the Russian Code is agreed per day unless the terms say otherwise. */
function penaltyOf(terms: CustomTerms): InterestRule {
  const habits = contractPenalty({ percentPerDay: '0' });
  return { ...habits, ...agreedRule({ per: 'day', ...terms }), ...named(habits), windows: habits.windows, id: 'ru-330' };
}
const named = ({ title, clause, source, confidence, allocation }: InterestRule) => ({ title, clause, source, confidence, allocation });

const firstDays = { day_after_due: 'after_due', due_day: 'due_day', given: 'given' } as const;
function agreedRule(terms: CustomTerms): InterestRule {
  const { ratePercent, per = 'year', basis = 'act/365', firstDay = 'day_after_due', paymentDayCounts = true, capPercent, rounding } = terms;
  return customRule({
    rate: { of: always(ratePercent), fixing: 'by_period', margins: [] },
    basis: per === 'day' ? { days: 1 } : basis,
    firstDay: firstDays[firstDay],
    paymentDayCounts,
    capPercent: capPercent ?? undefined,
    rounding: rounding ?? { place: 'total', mode: 'half_up' },
  });
}
