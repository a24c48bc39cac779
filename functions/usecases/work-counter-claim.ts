import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { type CounterClaim, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { AccountRecord, Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import { underInstalments } from '#domain/contracts/instalments.ts';
import { type Limitation, limitationOf } from '#domain/contracts/limitation.ts';
import { type Relationship, relationshipOf } from '#domain/contracts/relationship.ts';
import { Refusal } from '#domain/errors.ts';
import type { Self } from './authorise.ts';
import { counterClaimFor } from './counter-claim-for.ts';
import { type Deps, today } from './deps.ts';
import { recordCounterClaim } from './record-counter-claim.ts';

export type CounterClaimView = {
  self: Self;
  counterClaim: CounterClaim;
  account?: AccountRecord | undefined;
  contract?: Contract | undefined;
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  /** What the manager should know before it goes: the customer's open claims against us, what they buy and how they pay. */
  openClaims: readonly Claim[];
  relationship?: Relationship | undefined;
  /** The last day on which the oldest debt can be sued for. */
  limitation?: Limitation | undefined;
  /** Numbers of its invoices that are paid in instalments as agreed: the ladder waits. */
  inInstalments: readonly string[];
  events: Awaited<ReturnType<Deps['stores']['counterClaims']['events']>>;
  letterUrl?: string | undefined;
};

export async function viewCounterClaim(deps: Deps, actor: Actor, id: string): Promise<CounterClaimView> {
  const { counterClaim, self } = await counterClaimFor(deps, actor, 'counter-claim.read', id);
  const { accounts, claims, counterClaims } = deps.stores;
  const [book, ofAccount, events, law] = await Promise.all([
    accounts.book(counterClaim.accountId),
    claims.ofAccount(counterClaim.accountId, 50),
    counterClaims.events(id),
    deps.stores.law.current(),
  ]);
  const contract = book?.contracts.find((candidate) => candidate.id === counterClaim.contractId);
  const { letter, sheet } = counterClaim;
  const planned = book ? underInstalments(book.settlements ?? [], today(deps, book.account.zone)) : new Set();
  return {
    self,
    counterClaim,
    account: book?.account,
    contract,
    invoices: book?.invoices ?? [],
    payments: book?.payments ?? [],
    openClaims: ofAccount.filter((claim) => claim.stage !== 'closed'),
    relationship: book && relationshipOf(book, today(deps, book.account.zone)),
    limitation: book && contract && limitationOf({ law, sheet, account: book.account, contract }),
    inInstalments: [...new Set(sheet.lines.filter(({ invoiceId }) => planned.has(invoiceId)).map(({ number }) => number))],
    events,
    letterUrl: letter && (await deps.blobs.presignDownload(letter.key, `${letter.outgoingNumber}.pdf`, 600)),
  };
}

/** One letter of the counter-claim, or of a decision on it, by its outgoing number, as a download. */
export async function letterOfCounterClaim(deps: Deps, actor: Actor, id: string, number: string): Promise<string> {
  const { counterClaim } = await counterClaimFor(deps, actor, 'counter-claim.read', id);
  const letters = [...counterClaim.letters, ...counterClaim.freezes.flatMap(({ decision }) => decision?.letter ?? [])];
  const letter = letters.find(({ outgoingNumber }) => outgoingNumber === number);
  if (!letter) throw new Refusal('not-found');
  return deps.blobs.presignDownload(letter.key, `${letter.outgoingNumber}.pdf`, 600);
}

/** A file that came with a dispute, by its hash, as a download. */
export async function fileOfDispute(deps: Deps, actor: Actor, id: string, sha256: string): Promise<string> {
  const { counterClaim } = await counterClaimFor(deps, actor, 'counter-claim.read', id);
  const file = counterClaim.freezes.flatMap(({ files }) => files).find((candidate) => candidate.sha256 === sha256);
  if (!file) throw new Refusal('not-found');
  return deps.blobs.presignDownload(file.key, file.name, 300);
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

export async function withdrawCounterClaim(deps: Deps, actor: Actor, id: string, because: string): Promise<CounterClaim> {
  const { counterClaim } = await counterClaimFor(deps, actor, 'counter-claim.decide', id);
  return recordCounterClaim(deps, counterClaim, decideCounterClaim(counterClaim, { do: 'withdraw', because }), { actor });
}
