import type { Contract } from './facts.ts';
import { feeBan } from './fee-bans.ts';
import { type Rung, type RungTerms, rungs } from './terms.ts';

/** A step as it is climbed. Without `termDays` the customer has the term of a claim: the contract's own (`claimResponseDays`), else the law's. */
export type LadderStep = Omit<RungTerms, 'termDays'> & { termDays?: number | undefined };

/** What the house does where the contract has no ladder of its own. Terms in calendar days from the day of sending. */
export const houseLadder: readonly LadderStep[] = [
  // A friendly word first: a week, and it costs nothing.
  { rung: 'reminder', termDays: 7 },
  // The claim that the law asks for before a suit: its term is the contract's or the law's.
  { rung: 'claim' },
  // The last word before the court.
  { rung: 'pre_suit', termDays: 10 },
];

/**
 * The ladder of a contract, in its order. A contract may leave out the reminder; claim and pre-suit notice are always there, as the house has them where the
 * contract is silent. A fee that the law forbids for this customer is left out.
 */
export function ladderOf({ terms }: Pick<Contract, 'terms'>, customer: { country: string; party: 'consumer' | 'business' }): LadderStep[] {
  const own = terms.ladder ?? [];
  return rungs.flatMap((rung) => {
    const step = own.find((candidate) => candidate.rung === rung) ?? houseLadder.find((candidate) => candidate.rung === rung);
    if (!step || (rung === 'reminder' && own.length > 0 && !own.some((candidate) => candidate.rung === 'reminder'))) return [];
    const { fee, ...rest } = step;
    return [fee === undefined || feeBan(customer) ? rest : { ...rest, fee }];
  });
}

/** The step after this one; undefined on the last. Nobody jumps: it is always the very next of the ladder. */
export const nextStep = (ladder: readonly LadderStep[], rung: Rung): LadderStep | undefined =>
  ladder[ladder.findIndex((step) => step.rung === rung) + 1];

export const stepOf = (ladder: readonly LadderStep[], rung: Rung): LadderStep => ladder.find((step) => step.rung === rung) ?? { rung };
