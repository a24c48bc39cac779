import type { Claim, Demand, DemandAnswer } from '../claims/claim.ts';
import { add, type Money, minorOf } from '../money.ts';

/** What a reply says to each demand: its own answers first, else what the claim holds. null: taken back. */
export type Answers = Record<string, DemandAnswer | null>;
export const answeredDemands = (claim: Pick<Claim, 'demands'>, answers: Answers): Demand[] =>
  claim.demands.map((demand) => {
    const own = answers[demand.id];
    return own === undefined ? demand : { ...demand, answer: own ?? undefined };
  });

/** `open`: something is not decided yet, or nothing was demanded that could be. */
export type Overall = 'upheld' | 'partly' | 'rejected' | 'settled' | 'open';
export function overallOf(demands: readonly Demand[]): Overall {
  const outcomes = new Set(demands.map((demand) => demand.answer?.outcome));
  const [only] = outcomes;
  if (demands.length === 0 || outcomes.has(undefined)) return 'open';
  if (outcomes.size > 1) return 'partly';
  return only === 'partly_upheld' ? 'partly' : (only ?? 'open');
}

/** What is granted in all, per currency, in the order of the demands; nothing is converted. */
export function grantedSums(demands: readonly Demand[]): Money[] {
  const sums = new Map<string, Money>();
  for (const { answer } of demands) {
    const granted = answer?.granted;
    if (!granted || answer.outcome === 'rejected' || minorOf(granted.amount) === 0n) continue;
    const before = sums.get(granted.currency);
    sums.set(granted.currency, before ? add(before, granted) : granted);
  }
  return [...sums.values()];
}
