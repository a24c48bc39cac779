import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { replay } from '#domain/deadlines/replay.ts';
import type { ClockKind, Rule } from '#domain/deadlines/rule.ts';
import { clockConflicts, type RuleConflict } from '#domain/deadlines/rule-conflict.ts';
import type { Instant } from '#domain/deadlines/zone.ts';
import { Refusal } from '#domain/errors.ts';
import { claimFor, type Self } from './authorise.ts';
import type { Deps } from './deps.ts';

/** What came of computing the date again from the explanation alone. */
export type Replayed =
  | { as: 'same' }
  | { as: 'another'; lastDay: LegalDay; dueAt: Instant }
  /** `because`: which step does not follow. */
  | { as: 'refused'; because: string };
export type ClockView = {
  self: Self;
  claim: Claim;
  clock: Clock;
  /** Undefined where no book holds it: the contract's own term. */
  rule?: Rule | undefined;
  replayed: Replayed;
  /** The claim's other clocks for the same duty. */
  others: readonly Clock[];
  conflicts: readonly RuleConflict[];
};

/** One clock of a claim with all that its date rests on. Refuses 'not-found' for a clock that the claim does not have. */
export async function viewClock(deps: Deps, actor: Actor, reference: string, clockId: string): Promise<ClockView> {
  const [{ claim, self }, law] = await Promise.all([claimFor(deps, actor, 'claim.read', reference), deps.stores.law.current()]);
  const clock = claim.clocks.find(({ id }) => id === clockId);
  if (!clock) throw new Refusal('not-found');
  return {
    self,
    claim,
    clock,
    rule: law.findRule(clock.ruleId, clock.ruleVersion),
    replayed: replayed(clock),
    others: claim.clocks.filter((other) => other.id !== clock.id && dutyOf[other.kind] === dutyOf[clock.kind]),
    conflicts: clockConflicts(claim.clocks, law).filter(({ rules }) => rules.some(({ id }) => id === clock.ruleId)),
  };
}

/** A statute's, the contract's and our own term for the answer are all met by the answer. */
const dutyOf: Record<ClockKind, string> = {
  statutory_answer: 'answer',
  contract_answer: 'answer',
  own_target: 'answer',
  acknowledge: 'acknowledge',
  customer_answer: 'customer',
  limitation: 'limitation',
};

function replayed(clock: Clock): Replayed {
  try {
    const { lastDay, dueAt } = replay(clock.steps);
    return lastDay === clock.lastDay && dueAt === clock.dueAt ? { as: 'same' } : { as: 'another', lastDay, dueAt };
  } catch (error) {
    if (error instanceof Refusal) return { as: 'refused', because: error.message };
    throw error;
  }
}
