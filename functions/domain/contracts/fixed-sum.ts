import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { type Currency, minorOf } from '#domain/money.ts';
import type { InterestRule } from './interest-rule.ts';

/** The flat sum for the trouble of collecting, once per debt; "0.00" where the rule has none or the debtor is a consumer. Refuses ('unprocessable') another currency. */
export function fixedSum(rule: InterestRule, principal: string, currency: Currency, debtSince: LegalDay, consumer = false): string {
  const { fixedSums } = rule;
  if (!fixedSums || consumer || debtSince < (fixedSums.debtsFrom ?? '')) return '0.00';
  if (fixedSums.currency !== currency) throw new Refusal('unprocessable', `the fixed sum of ${rule.id} is in ${fixedSums.currency}`);
  const debt = minorOf(principal);
  const band = fixedSums.bands.find(({ upTo, inclusive }) => upTo === null || (inclusive ? debt <= minorOf(upTo) : debt < minorOf(upTo)));
  return band?.sum ?? '0.00';
}
