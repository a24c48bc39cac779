import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { clocksFor, mergeClocks } from '#domain/claims/claim-clocks.ts';
import { decide } from '#domain/claims/decide.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import { matters as known } from '#domain/deadlines/rule.ts';
import { Refusal } from '#domain/errors.ts';
import { claimFor, onBehalfOf } from './authorise.ts';
import { currentInput } from './clocks-input.ts';
import { type Deps, isoNow } from './deps.ts';
import { record } from './record-claim.ts';

/** Somebody found what the claim is about in particular: the rules of that matter set clocks from the same receipt, those of another one are cancelled. */
export async function setMatters(
  deps: Deps,
  actor: Actor,
  reference: string,
  input: { matters: readonly string[]; because: string },
): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  const matters = known.filter((matter) => input.matters.includes(matter));
  if (input.matters.some((matter) => !matters.some((found) => found === matter)))
    throw new Refusal('invalid', undefined, [{ path: 'matters', code: 'unknown' }]);
  const facts: ClaimFact[] = decide(claim, { do: 'set-matters', matters, because: input.because }, { authority: self.company });
  const at = isoNow(deps);
  const fresh = clocksFor({ ...(await currentInput(deps, claim)), matters });
  // A reply that has gone has met its clocks: what it is about no longer sets a term.
  if (claim.stage !== 'answered')
    facts.push({ type: 'clocks-set', clocks: mergeClocks(claim.clocks, fresh, at, 'matters'), because: 'matters' });
  const by = { actor, onBehalfOf: onBehalfOf(self, claim), at };
  return (await record(deps, { before: claim, company: self.company }, facts, by)).claim;
}
