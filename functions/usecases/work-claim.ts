import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { clocksFor, mergeClocks } from '#domain/claims/claim-clocks.ts';
import { decide } from '#domain/claims/decide.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import { cancelClock, extendClock, pauseClock, resumeClock } from '#domain/deadlines/clock-moves.ts';
import { isOpen } from '#domain/deadlines/clocks.ts';
import { Refusal } from '#domain/errors.ts';
import type { ContractId, Reference } from '#domain/ids.ts';
import { executionNames } from '#workflows/payloads.ts';
import { actingNow, claimFor, onBehalfOf } from './authorise.ts';
import { inputOf } from './clocks-input.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { decideAndRecord, record } from './record-claim.ts';
import { recordReplyDelivery } from './send-reply.ts';
import { momentOf } from './typed-moment.ts';

/** The desk says whose claim it is: the account's manager takes over, and the clocks are those of its country, party and contract, from the same receipt. */
export async function assignAccount(
  deps: Deps,
  actor: Actor,
  reference: string,
  input: { account: string; contract?: string | undefined },
): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.match', reference);
  if (claim.stage === 'closed') throw new Refusal('wrong-state');
  const account = await deps.stores.accounts.account(input.account);
  if (!account) throw new Refusal('invalid', undefined, [{ path: 'account', code: 'unknown' }]);
  const contract = input.contract ? await deps.stores.accounts.contract(account.id, input.contract) : undefined;
  if (input.contract && !contract) throw new Refusal('invalid', undefined, [{ path: 'contract', code: 'unknown' }]);
  const { id, name, country, region, party, zone } = account;
  const place = { id, name, country, region, party };
  const acting = actingNow(account.manager, self.company, place, today(deps, zone));
  const fresh = clocksFor(
    inputOf(deps, claim, { law: await deps.stores.law.current(), account: place, zone, country, terms: contract?.terms }),
  );
  const facts: ClaimFact[] = [
    { type: 'account-matched', account: place, contractId: contract?.id as ContractId | undefined, by: 'person' },
    { type: 'routed', owner: account.manager, acting, because: acting === account.manager ? 'account-manager' : 'substitution' },
    { type: 'clocks-set', clocks: mergeClocks(claim.clocks, fresh, isoNow(deps)), because: 'account-matched' },
  ];
  return (await record(deps, { before: claim, company: self.company }, facts, { actor, onBehalfOf: onBehalfOf(self, claim) })).claim;
}

/** `from`: since when it counts, if that was earlier, as the clock's zone shows it: "2027-05-14T16:30". */
type Stated = { reason: string; evidence: string; from?: string | undefined };
export type ClockChange = Stated & ({ change: 'pause' } | { change: 'resume' } | { change: 'extend'; length: number });

/** Pauses, resumes or extends a clock: only with reason and evidence, and only where its rule gives the right. */
export async function changeClock(deps: Deps, actor: Actor, reference: string, clockId: string, change: ClockChange): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  const clock = claim.clocks.find((candidate) => candidate.id === clockId);
  if (!clock) throw new Refusal('not-found');
  const at = isoNow(deps);
  const { reason, evidence } = change;
  const law = await deps.stores.law.current();
  const missing = [reason.trim() ? undefined : 'reason', evidence.trim() ? undefined : 'evidence'].filter((path) => path !== undefined);
  if (missing.length > 0)
    throw new Refusal(
      'invalid',
      undefined,
      missing.map((path) => ({ path, code: 'required' })),
    );
  const from = change.from ? momentOf(change.from, clock.zone, 'from') : undefined;
  if (from && from > at) throw new Refusal('invalid', undefined, [{ path: 'from', code: 'future' }]);
  const move = { at, from, reason, evidence };
  const changed =
    change.change === 'pause'
      ? pauseClock(clock, move)
      : change.change === 'resume'
        ? resumeClock(clock, move, law)
        : extendClock(clock, { ...move, length: change.length }, law);
  const clocks = claim.clocks.map((candidate) => (candidate.id === clockId ? changed : candidate));
  const command = { do: 'set-clocks', clocks, because: change.change } as const;
  return (await decideAndRecord(deps, claim, command, { actor, onBehalfOf: onBehalfOf(self, claim) })).claim;
}

/** A person found out what became of a letter that nobody knew about. "It arrived" ends the wait; "it never left" is only theirs to say. */
export async function settleDelivery(deps: Deps, actor: Actor, reference: string, outcome: 'sent' | 'bounced'): Promise<void> {
  const { claim } = await claimFor(deps, actor, 'claim.work', reference);
  const last = claim.sent.at(-1);
  if (last?.delivery !== 'unknown') throw new Refusal('wrong-state');
  await recordReplyDelivery(deps, claim.reference, last.mailId, outcome, 'settled by a person');
}

/** Starts the claim's workflow again from the record; it finds its place by itself. A second one beside a living one does no harm: each step is done once. */
export async function restartClaim(deps: Deps, actor: Actor, reference: string): Promise<void> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  if (claim.stage === 'closed') throw new Refusal('wrong-state');
  const { claim: after } = await decideAndRecord(
    deps,
    claim,
    { do: 'settle', code: 'restarted' },
    { actor, onBehalfOf: onBehalfOf(self, claim) },
  );
  const name = executionNames.claim(after.reference, after.version);
  await deps.workflows.start('claim', name, { reference: after.reference as Reference });
}

/** The notice on the claim was seen to: a bounced receipt, an account that nobody knows. */
export async function settleNotice(deps: Deps, actor: Actor, reference: string, note: string): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  if (!note.trim()) throw new Refusal('invalid', undefined, [{ path: 'note', code: 'required' }]);
  return (await decideAndRecord(deps, claim, { do: 'settle', code: note.slice(0, 500) }, { actor, onBehalfOf: onBehalfOf(self, claim) }))
    .claim;
}

/** The customer withdrew; the desk closes, and nobody waits for an answer any more. */
export async function withdrawClaim(deps: Deps, actor: Actor, reference: string): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  const at = isoNow(deps);
  const facts: ClaimFact[] = decide(claim, { do: 'close', how: 'withdrawn' }, { authority: self.company });
  const clocks = claim.clocks.map((clock) => (isOpen(clock) ? cancelClock(clock, { at, evidence: 'withdrawn' }) : clock));
  facts.push({ type: 'clocks-set', clocks, because: 'withdrawn' });
  const by = { actor, onBehalfOf: onBehalfOf(self, claim), at };
  return (await record(deps, { before: claim, company: self.company }, facts, by)).claim;
}

/** A link fell into the wrong hands: every status link and reply address of the claim is void from now on. The next mail brings fresh ones. */
export async function revokeLinks(deps: Deps, actor: Actor, reference: string): Promise<void> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  await deps.stores.links.revokeAll(claim.reference);
  await decideAndRecord(deps, claim, { do: 'revoke-links' }, { actor, onBehalfOf: onBehalfOf(self, claim) });
}
