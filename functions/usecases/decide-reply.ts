import type { Actor } from '#domain/actor.ts';
import { canonical, sha256 } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { grantedAmounts } from '#domain/claims/decide.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { buildLetter } from '#domain/replies/build-letter.ts';
import type { ReplyRecord } from '#stores/reply-store.ts';
import { claimFor, onBehalfOf, type Self } from './authorise.ts';
import { type Deps, today } from './deps.ts';
import { decideAndRecord } from './record-claim.ts';

/**
 * Makes the exact letter and sends it for approval: number, date and bytes are fixed here, and the hash over letter, enclosures and amounts is what
 * gets approved. Throws Refusal('not-covered') while a demand lacks outcome, reason or source, 'data-missing' while the text lacks data.
 */
export async function submitReply(deps: Deps, actor: Actor, reference: string, seen?: number): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  if (seen !== undefined && seen !== claim.version) throw new Refusal('conflict');
  const reply = claim.reply && (await deps.stores.replies.load(claim.reference, claim.reply.version));
  if (!reply || claim.stage !== 'open') throw new Refusal('wrong-state');
  const sealed = await seal(deps, claim, reply, self);
  const command = { do: 'submit-reply', hash: sealed.hash, outgoingNumber: sealed.outgoingNumber, by: self.person.id } as const;
  const write = deps.stores.replies.write(claim.reference, { ...reply, letter: sealed });
  return (await decideAndRecord(deps, claim, command, { actor, onBehalfOf: onBehalfOf(self, claim) }, [write])).claim;
}

async function seal(deps: Deps, claim: Claim, reply: ReplyRecord, self: Self): Promise<NonNullable<ReplyRecord['letter']>> {
  const date = today(deps, deps.config.company.zone);
  // A returned reply keeps its number: numbers are not burnt by corrections.
  const outgoingNumber =
    claim.reply?.outgoingNumber ??
    `${date.slice(0, 4)}-${String(await deps.stores.counters.next(`outgoing-${date.slice(0, 4)}`)).padStart(5, '0')}`;
  const enclosures = claim.evidence.filter((file) => reply.enclosures.includes(file.id));
  const owner = self.company.people.find((person) => person.id === claim.owner);
  const contract = claim.account && claim.contractId ? await deps.stores.accounts.contract(claim.account.id, claim.contractId) : undefined;
  const account = claim.account && (await deps.stores.accounts.account(claim.account.id));
  const actsFor = owner && owner.id !== self.person.id && self.standsInFor.includes(owner.id) ? owner : undefined;
  const letter = buildLetter({
    claim,
    reply,
    date,
    outgoingNumber,
    signer: self.person,
    actsFor,
    enclosures,
    contract,
    account,
    company: deps.config.company,
  });
  const bytes = await deps.letters.render(letter);
  const letterHash = sha256(bytes);
  const key = `letters/${claim.reference}/${reply.version}-${letterHash.slice(0, 16)}.pdf`;
  await deps.blobs.put(key, bytes, 'application/pdf');
  const hash = sha256(
    canonical({ letter: letterHash, enclosures: enclosures.map((file) => file.sha256), amounts: grantedAmounts(claim.demands) }),
  );
  return { key, sha256: letterHash, outgoingNumber, date, hash };
}

/** For whom of the step's people this person decides: themselves if named, else an absent colleague they stand in for. */
function deciderOf(self: Self, claim: Claim): { by: PersonId; onBehalfOf?: PersonId | undefined } {
  const by = self.person.id;
  const step = claim.reply?.steps[claim.reply.approvals.length];
  if (!step || step.eligible.includes(by)) return { by };
  return { by, onBehalfOf: self.approvesFor.find((id) => step.eligible.includes(id)) };
}

/** Approves exactly the letter with this hash. */
export async function approveReply(deps: Deps, actor: Actor, reference: string, hash: string): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'reply.decide', reference);
  const decider = deciderOf(self, claim);
  return (await decideAndRecord(deps, claim, { do: 'approve-reply', hash, ...decider }, { actor, onBehalfOf: decider.onBehalfOf })).claim;
}

/** Gives the reply back to its author with a comment. */
export async function returnReply(deps: Deps, actor: Actor, reference: string, comment: string): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'reply.decide', reference);
  const decider = deciderOf(self, claim);
  return (await decideAndRecord(deps, claim, { do: 'return-reply', comment, ...decider }, { actor, onBehalfOf: decider.onBehalfOf })).claim;
}

/** The author takes it back before it is approved. */
export async function recallReply(deps: Deps, actor: Actor, reference: string): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  return (await decideAndRecord(deps, claim, { do: 'recall-reply', by: self.person.id }, { actor, onBehalfOf: onBehalfOf(self, claim) }))
    .claim;
}
