import type { Actor } from '#domain/actor.ts';
import { brokenAt } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import type { ClaimEvent } from '#domain/claims/events.ts';
import { typedWords } from '#domain/claims/words.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { AccountRecord, Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import type { SetOffProposal } from '#domain/contracts/set-off.ts';
import type { Law } from '#domain/deadlines/law.ts';
import { Refusal } from '#domain/errors.ts';
import { parseReference } from '#domain/ids.ts';
import { grantedSums } from '#domain/replies/answers.ts';
import type { ClaimMessage, QueueRow } from '#stores/claim-store.ts';
import { queueRow } from '#stores/claim-store.ts';
import type { ReplyRecord } from '#stores/reply-store.ts';
import { authorise, claimFor, type Self } from './authorise.ts';
import type { Deps } from './deps.ts';

export type QueueScope = 'mine' | 'team';

/** Open work, most urgent first: one query per page. `mine` is what the person acts on today. */
export async function listQueue(
  deps: Deps,
  actor: Actor,
  scope: QueueScope,
  cursor?: string,
): Promise<{ self: Self; rows: QueueRow[]; cursor?: string | undefined }> {
  const self = await authorise(deps, actor, 'queue.read', await departmentOf(deps, actor));
  const { claims } = deps.stores;
  const page =
    scope === 'mine'
      ? await claims.queueOf(self.person.id, 200, cursor)
      : await claims.queueOfDepartment(self.person.department, 200, cursor);
  return { self, ...page };
}

async function departmentOf(deps: Deps, actor: Actor) {
  if (actor.kind !== 'person') throw new Refusal('unauthenticated');
  const person = await deps.stores.company.person(actor.id);
  return { department: person?.department };
}

/** Replies that wait for an approval which this person may give. */
export async function listApprovals(deps: Deps, actor: Actor): Promise<{ self: Self; claims: Claim[] }> {
  const self = await authorise(deps, actor, 'reply.decide', await departmentOf(deps, actor));
  const { claims } = await deps.stores.claims.inStage('in-approval', 200);
  const ids = [self.person.id, ...self.approvesFor];
  const mine = claims.filter(({ reply }) => {
    if (!reply || reply.author === self.person.id || reply.approvals.some((approval) => approval.by === self.person.id)) return false;
    return reply.steps[reply.approvals.length]?.eligible.some((id) => ids.includes(id)) ?? false;
  });
  return { self, claims: mine.sort((a, b) => ((a.reply?.stepSince ?? '') < (b.reply?.stepSince ?? '') ? -1 : 1)) };
}

export type CaseView = {
  self: Self;
  claim: Claim;
  messages: readonly ClaimMessage[];
  events: readonly ClaimEvent[];
  /** The place where the chain of events breaks, if it does. */
  brokenAt?: number | undefined;
  reply?: ReplyRecord | undefined;
  sentReplies: readonly ReplyRecord[];
  account?: AccountRecord | undefined;
  candidates: readonly AccountRecord[];
  contract?: Contract | undefined;
  contracts: readonly Contract[];
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  counterClaims: readonly CounterClaim[];
  related: readonly Claim[];
  /** The company's, in which the rules of the clocks are found. */
  law: Law;
  /** What the reply that is being written could set off. */
  setOff?: SetOffProposal | undefined;
};

/** Everything that belongs on one claim's page. */
export async function viewCase(deps: Deps, actor: Actor, reference: string): Promise<CaseView> {
  const { claim, self } = await claimFor(deps, actor, 'claim.read', reference);
  const { claims, replies, accounts, counterClaims, law: laws } = deps.stores;
  const account = claim.account && (await accounts.account(claim.account.id));
  const [messages, events, reply, sentReplies, contracts, invoices, payments, counters, related, candidates, law, setOff] =
    await Promise.all([
      claims.messages(reference),
      claims.events(reference),
      claim.reply ? replies.load(reference, claim.reply.version) : undefined,
      Promise.all(claim.sent.map((sent) => replies.load(reference, sent.version))),
      account ? accounts.contracts(account.id) : [],
      account ? accounts.invoices(account.id) : [],
      account ? accounts.payments(account.id) : [],
      account ? counterClaims.ofAccount(account.id, 20) : [],
      account ? claims.ofAccount(account.id, 20) : [],
      Promise.all(claim.candidates.map((id) => accounts.account(id))),
      laws.current(),
      setOffOf(deps, claim),
    ]);
  return {
    self,
    claim,
    messages,
    events,
    brokenAt: brokenAt(claim.reference, events),
    reply,
    sentReplies: sentReplies.filter((entry) => entry !== undefined),
    account,
    candidates: candidates.filter((entry) => entry !== undefined),
    contract: contracts.find((contract) => contract.id === claim.contractId),
    contracts,
    invoices,
    payments,
    counterClaims: counters,
    related: related.filter((other) => other.reference !== reference),
    law,
    setOff,
  };
}

/** The ledger, with interest and rates, is loaded only for a reply that grants money. */
async function setOffOf(deps: Deps, claim: Claim): Promise<SetOffProposal | undefined> {
  if (claim.stage !== 'open' || grantedSums(claim.demands).length === 0) return undefined;
  return (await import('./draft-set-off.ts')).draftSetOff(deps, claim);
}

/** By reference, or by words of subject, names, numbers and text; only claims that this person may see. */
export async function searchClaims(deps: Deps, actor: Actor, typed: string): Promise<QueueRow[]> {
  await authorise(deps, actor, 'queue.read', await departmentOf(deps, actor));
  const direct = parseReference(typed);
  const words = typedWords(typed);
  const lists = await Promise.all(words.map((word) => deps.stores.words.find(word, 500)));
  const [first = [], ...others] = lists.map((list) => [...new Set(list)]);
  const found = first.filter((reference) => others.every((list) => list.includes(reference))).slice(0, 50);
  const references = [...new Set([...(direct ? [direct] : []), ...found])];
  const results = await Promise.all(
    references.map((reference) =>
      claimFor(deps, actor, 'claim.read', reference).then(
        ({ claim }) => [queueRow(claim)],
        (error: unknown) => {
          if (error instanceof Refusal) return [];
          throw error;
        },
      ),
    ),
  );
  return results.flat().sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
}
