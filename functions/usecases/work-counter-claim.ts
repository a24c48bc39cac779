import type { Actor } from '#domain/actor.ts';
import { canonical, sha256 } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { type CounterClaim, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { AccountRecord, Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import { sameFacts } from '#domain/contracts/sheet.ts';
import { Refusal } from '#domain/errors.ts';
import type { Action } from '#domain/policy.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import { buildCounterClaimLetter } from '#domain/replies/counter-claim-letter.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import { claimable, withdrawnOf } from './claim-sheet.ts';
import { type Deps, today } from './deps.ts';
import { recordCounterClaim } from './record-counter-claim.ts';
import { scanAccount } from './scan-breaches.ts';

export type CounterClaimView = {
  self: Self;
  counterClaim: CounterClaim;
  account?: AccountRecord | undefined;
  contract?: Contract | undefined;
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  /** What the manager should know before it goes: the customer's open claims against us. */
  openClaims: readonly Claim[];
  events: Awaited<ReturnType<Deps['stores']['counterClaims']['events']>>;
  letterUrl?: string | undefined;
};

async function counterClaimFor(deps: Deps, actor: Actor, action: Action, id: string): Promise<{ counterClaim: CounterClaim; self: Self }> {
  const self = await selfOf(deps, actor);
  const counterClaim = await deps.stores.counterClaims.load(id);
  if (!counterClaim) throw new Refusal('not-found');
  const ownership = ownershipOf(
    { id: self.person.id, department: self.person.department, standsInFor: self.standsInFor },
    subjectOf({ owner: counterClaim.owner, acting: counterClaim.acting }, self.company),
  );
  if (!may(self.person.roles, action, ownership)) throw new Refusal('not-found');
  return { counterClaim, self };
}

export async function viewCounterClaim(deps: Deps, actor: Actor, id: string): Promise<CounterClaimView> {
  const { counterClaim, self } = await counterClaimFor(deps, actor, 'counter-claim.read', id);
  const { accounts, claims, counterClaims } = deps.stores;
  const [account, contract, invoices, payments, ofAccount, events] = await Promise.all([
    accounts.account(counterClaim.accountId),
    accounts.contract(counterClaim.accountId, counterClaim.contractId),
    accounts.invoices(counterClaim.accountId),
    accounts.payments(counterClaim.accountId),
    claims.ofAccount(counterClaim.accountId, 50),
    counterClaims.events(id),
  ]);
  const letterUrl =
    counterClaim.letter && (await deps.blobs.presignDownload(counterClaim.letter.key, `${counterClaim.letter.outgoingNumber}.pdf`, 600));
  return {
    self,
    counterClaim,
    account,
    contract,
    invoices,
    payments,
    openClaims: ofAccount.filter((claim) => claim.stage !== 'closed'),
    events,
    letterUrl,
  };
}

/** Counter-claims that this person may see, by state: those that wait for somebody first. */
export async function listCounterClaims(deps: Deps, actor: Actor): Promise<{ self: Self; counterClaims: CounterClaim[] }> {
  const self = await selfOf(deps, actor);
  const states = ['proposed', 'held', 'approved', 'sending', 'disputed', 'expired', 'sent', 'paid', 'withdrawn'] as const;
  const pages = await Promise.all(states.map((state) => deps.stores.counterClaims.inState(state, 100)));
  const person = { id: self.person.id, department: self.person.department, standsInFor: self.standsInFor };
  const seen = pages
    .flatMap((page) => page.counterClaims)
    .filter((counterClaim) => may(self.person.roles, 'counter-claim.read', ownershipOf(person, subjectOf(counterClaim, self.company))));
  return { self, counterClaims: seen };
}

/** The manager holds a proposal for some days, with a reason that legal sees. */
export async function holdCounterClaim(
  deps: Deps,
  actor: Actor,
  id: string,
  input: { reason: string; days: number },
): Promise<CounterClaim> {
  const { counterClaim, self } = await counterClaimFor(deps, actor, 'counter-claim.hold', id);
  if (!Number.isInteger(input.days) || input.days < 1 || input.days > 30)
    throw new Refusal('invalid', undefined, [{ path: 'days', code: 'one-to-thirty' }]);
  const until = new Date(deps.clock.now() + input.days * 86_400_000).toISOString();
  const facts = decideCounterClaim(counterClaim, { do: 'hold', by: self.person.id, reason: input.reason, until });
  const held = await recordCounterClaim(deps, counterClaim, facts, { actor });
  await deps.schedule.at(`hold-${id}`, until, 'end-hold', { counterClaim: id });
  return held;
}

export async function endHold(deps: Deps, actor: Actor, id: string): Promise<CounterClaim> {
  const { counterClaim } = await counterClaimFor(deps, actor, 'counter-claim.hold', id);
  return recordCounterClaim(deps, counterClaim, decideCounterClaim(counterClaim, { do: 'end-hold' }), { actor });
}

/** Legal approves: the sheet as of today and the exact letter are fixed here, and that is what is sent. `fingerprint` is the sheet that legal saw. */
export async function approveCounterClaim(deps: Deps, actor: Actor, id: string, fingerprint: string): Promise<CounterClaim> {
  const { counterClaim, self } = await counterClaimFor(deps, actor, 'counter-claim.decide', id);
  if (counterClaim.state !== 'proposed') throw new Refusal('wrong-state');
  if (counterClaim.sheet.fingerprint !== fingerprint) throw new Refusal('stale-approval');
  const { accounts } = deps.stores;
  const book = await accounts.book(counterClaim.accountId);
  const contract = book?.contracts.find(({ id: contractId }) => contractId === counterClaim.contractId);
  if (!book || !contract) throw new Refusal('data-missing');
  const { account } = book;
  const withdrawn = await withdrawnOf(deps, contract);
  const { sheet } = claimable(book, contract, today(deps, account.zone), { withdrawn, open: counterClaim });
  // A payment may have come since the scan: then the sheet is brought up to date and legal looks again. Days that merely passed change nothing.
  if (!sheet || !sameFacts(counterClaim.sheet, sheet)) {
    await scanAccount(deps, account.id);
    throw new Refusal('stale-approval');
  }
  const date = today(deps, deps.config.company.zone);
  const number = await deps.stores.counters.next(`outgoing-${date.slice(0, 4)}`);
  const outgoingNumber = `${date.slice(0, 4)}-${String(number).padStart(5, '0')}`;
  const letter = buildCounterClaimLetter({
    law: await deps.stores.law.current(),
    counterClaim,
    sheet: counterClaim.sheet,
    account,
    contract,
    date,
    outgoingNumber,
    signer: self.person,
    company: deps.config.company,
  });
  const bytes = await deps.letters.render(letter);
  const letterSha = sha256(bytes);
  const key = `letters/${id}/${outgoingNumber}-${letterSha.slice(0, 16)}.pdf`;
  await deps.blobs.put(key, bytes, 'application/pdf');
  const hash = sha256(canonical({ letter: letterSha, total: counterClaim.sheet.total, currency: counterClaim.sheet.currency }));
  const facts = decideCounterClaim(counterClaim, {
    do: 'approve',
    letter: { key, sha256: letterSha, outgoingNumber, hash },
    sheet: counterClaim.sheet,
  });
  return recordCounterClaim(deps, counterClaim, facts, { actor });
}

export async function withdrawCounterClaim(deps: Deps, actor: Actor, id: string, because: string): Promise<CounterClaim> {
  const { counterClaim } = await counterClaimFor(deps, actor, 'counter-claim.decide', id);
  return recordCounterClaim(deps, counterClaim, decideCounterClaim(counterClaim, { do: 'withdraw', because }), { actor });
}
