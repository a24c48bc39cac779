import { decimalOf, minorOf, roundRatio } from '#domain/money.ts';
import type { InterestRow } from './interest.ts';
import type { Line } from './interest-lines.ts';
import type { InterestRule } from './interest-rule.ts';
import { nothing, plus, ratio, ratioOf, rounded, times } from './ratio.ts';

/** Rounds as the rule says, holds the cap and the minimum, and makes the printed rows add up. Sums in minor units. */
export function settle(
  lines: readonly Line[],
  rule: InterestRule,
  principal: bigint,
): { rows: InterestRow[]; sum: bigint; capped: boolean } {
  const { place, mode } = rule.rounding;
  const cap = capOf(rule, principal);
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

/** The lower of the share of the principal and the sum; undefined where the rule has neither. */
function capOf({ capPercent, capSum, rounding }: InterestRule, principal: bigint): bigint | undefined {
  const share =
    capPercent === undefined ? undefined : rounded(times(ratio(principal), times(ratioOf(capPercent), ratio(1n, 100n))), rounding.mode);
  const fixed = capSum === undefined ? undefined : minorOf(capSum);
  if (share === undefined || fixed === undefined) return share ?? fixed;
  return share < fixed ? share : fixed;
}

const rowOf = ({ span, days, base, rate, basis, excluded }: Line, amount: bigint): InterestRow => ({
  ...span,
  days,
  base: decimalOf(base),
  ratePercent: rate.percent,
  basis,
  amount: decimalOf(amount),
  ...(excluded ? { excluded } : {}),
  ...(rate.provisional ? { provisional: true } : {}),
});
