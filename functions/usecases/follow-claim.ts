import type { Actor } from '#domain/actor.ts';
import { sha256 } from '#domain/chain.ts';
import type { Claim, Evidence } from '#domain/claims/claim.ts';
import { clocksAfterDispute } from '#domain/claims/claim-clocks.ts';
import { decide } from '#domain/claims/decide.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import { Refusal } from '#domain/errors.ts';
import type { Person } from '#domain/routing/people.ts';
import type { ClaimMessage } from '#stores/claim-store.ts';
import { addMessage } from './add-message.ts';
import { claimOfCustomer } from './authorise.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { notify } from './notify.ts';
import { decideAndRecord, record } from './record-claim.ts';

/** What the customer sees of a claim: never internal notes, drafts, names of approvers or other people's words. */
export type CustomerView = {
  claim: Claim;
  responsible?: Pick<Person, 'name' | 'nameRu' | 'title' | 'titleRu'> | undefined;
  messages: readonly ClaimMessage[];
  letters: readonly { version: number; outgoingNumber: string; at: string; sha256: string; url: string }[];
  /** The next thing to happen, with its last day. */
  next?: Claim['clocks'][number] | undefined;
};

export async function followClaim(deps: Deps, actor: Actor): Promise<CustomerView> {
  const claim = await claimOfCustomer(deps, actor);
  const [company, messages] = await Promise.all([deps.stores.company.everyone(), deps.stores.claims.messages(claim.reference)]);
  const letters = await Promise.all(
    claim.sent
      .filter((sent) => sent.delivery === 'sent' || sent.delivery === 'bounced')
      .map(async (sent) => {
        const reply = await deps.stores.replies.load(claim.reference, sent.version);
        const key = reply?.letter?.key ?? '';
        const url = await deps.blobs.presignDownload(key, `${sent.outgoingNumber}.pdf`, 600);
        return { version: sent.version, outgoingNumber: sent.outgoingNumber, at: sent.at, sha256: reply?.letter?.sha256 ?? '', url };
      }),
  );
  const next = claim.clocks
    // The acknowledgement is on its way already; what the customer waits for is the answer.
    .filter((clock) => clock.kind !== 'acknowledge' && (clock.state === 'running' || clock.state === 'paused'))
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  return {
    claim,
    responsible: company.people.find((person) => person.id === claim.acting),
    // Ours are the questions that we asked by mail.
    messages: messages.filter((message) => !message.review),
    letters,
    next,
  };
}

/** A message or files of the customer, through the signed page. */
export async function addCustomerMessage(deps: Deps, actor: Actor, input: { text: string; evidence: readonly Evidence[] }): Promise<Claim> {
  const claim = await claimOfCustomer(deps, actor);
  const text = input.text.trim();
  if (!text && input.evidence.length === 0) throw new Refusal('invalid', undefined, [{ path: 'text', code: 'required' }]);
  if (text.length > 50_000) throw new Refusal('invalid', undefined, [{ path: 'text', code: 'too-long' }]);
  const message = customerMessage(deps, claim, { ...input, text });
  const command = {
    do: 'add-message',
    messageId: message.id,
    hash: sha256(text),
    from: 'customer',
    channel: 'page',
    evidence: input.evidence,
  } as const;
  const written = deps.stores.claims.messageWrite(claim.reference, message);
  const { claim: after } = await addMessage(deps, claim, command, { actor, arrived: message.at }, [written]);
  await tellActing(deps, after, 'customer-wrote', `wrote-${claim.reference}-${message.id}`);
  return after;
}

export const customerMessage = (deps: Deps, claim: Claim, input: { text: string; evidence: readonly Evidence[] }): ClaimMessage => ({
  id: String(claim.messages + 1).padStart(7, '0'),
  at: isoNow(deps),
  from: 'customer',
  author: claim.contact.name,
  channel: 'page',
  subject: claim.subject,
  text: input.text,
  evidence: input.evidence.map((file) => file.id),
});

/** The customer is content with the answer: the claim closes, and the page asks how satisfied they are. */
export async function acceptReply(deps: Deps, actor: Actor): Promise<Claim> {
  const claim = await claimOfCustomer(deps, actor);
  return (await decideAndRecord(deps, claim, { do: 'accept-reply' }, { actor })).claim;
}

/** The customer disputes the answer, by demand: the claim opens again and its clocks go on, they do not begin anew. */
export async function disputeReply(deps: Deps, actor: Actor, input: { demands: readonly string[]; text: string }): Promise<Claim> {
  const claim = await claimOfCustomer(deps, actor);
  const text = input.text.trim();
  if (!text) throw new Refusal('invalid', undefined, [{ path: 'text', code: 'required' }]);
  const company = await deps.stores.company.everyone();
  const message = customerMessage(deps, claim, { text, evidence: [] });
  const now = isoNow(deps);
  const facts: ClaimFact[] = decide(
    claim,
    { do: 'dispute-reply', demands: input.demands, messageHash: sha256(text) },
    { authority: company },
  );
  const contract = claim.account && claim.contractId ? await deps.stores.accounts.contract(claim.account.id, claim.contractId) : undefined;
  const clocks = clocksAfterDispute(claim, {
    law: await deps.stores.law.current(),
    now,
    zone: deps.config.company.zone,
    country: deps.config.company.country,
    terms: contract?.terms,
    sectors: deps.config.company.sectors,
  });
  if (claim.request?.state === 'open') facts.push({ type: 'information-received', requestId: claim.request.id, messageId: message.id });
  facts.push({ type: 'clocks-set', clocks, because: 'disputed' });
  const write = deps.stores.claims.messageWrite(claim.reference, message);
  const { claim: after } = await record(deps, { before: claim, company }, facts, { actor, at: now }, [write]);
  await tellActing(deps, after, 'disputed', `disputed-${claim.reference}-${message.id}`);
  return after;
}

export async function rateClaim(deps: Deps, actor: Actor, score: number): Promise<Claim> {
  const claim = await claimOfCustomer(deps, actor);
  return (await decideAndRecord(deps, claim, { do: 'rate', score }, { actor })).claim;
}

async function tellActing(deps: Deps, claim: Claim, kind: 'customer-wrote' | 'disputed', key: string): Promise<void> {
  const company = await deps.stores.company.everyone();
  await deps.later(() => notify(deps, company, claim.acting, { kind, key: `${key}-${today(deps, 'UTC')}`, claim }));
}
