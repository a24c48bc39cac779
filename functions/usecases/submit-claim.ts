import type { Actor } from '#domain/actor.ts';
import { canonical, sha256 } from '#domain/chain.ts';
import type { Account, Channel, Claim, Evidence, Language } from '#domain/claims/claim.ts';
import { clocksFor } from '#domain/claims/claim-clocks.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import { blank, replay } from '#domain/claims/evolve.ts';
import type { Submission } from '#domain/claims/submission.ts';
import type { Contract } from '#domain/contracts/facts.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import type { Law } from '#domain/deadlines/law.ts';
import { Refusal } from '#domain/errors.ts';
import { type AccountId, type ContractId, type Reference, referenceOf } from '#domain/ids.ts';
import { tokenOf } from '#domain/link-token.ts';
import { money } from '#domain/money.ts';
import { actingFor, headOf } from '#domain/routing/route.ts';
import type { ClaimMessage } from '#stores/claim-store.ts';
import type { CompanyPeople } from '#stores/company-store.ts';
import type { Remembered } from '#stores/small-stores.ts';
import { type Deps, hex, isoNow, today } from './deps.ts';
import { findAccount } from './find-account.ts';
import { claimLinkDays, statusUrl } from './links.ts';
import type { Write } from './ports.ts';
import { record } from './record-claim.ts';

export type SubmitInput = {
  channel: Channel;
  submission: Submission;
  evidence: readonly Evidence[];
  /** Same key and same content: the same answer, however often. The scope keeps doors and callers apart. */
  idempotency?: { scope: string; key: string } | undefined;
  mail?: (Pick<ClaimMessage, 'messageId' | 'cut' | 'leftOut'> & { raw: string }) | undefined;
  extra?: ((reference: Reference) => readonly Write[]) | undefined;
};
/** `responsible`: who acts on it, by name. */
export type Receipt = { claim: Claim; statusUrl: string; responsible: string; repeated: boolean };

/**
 * Takes a claim in, by form, mail or API alike: matched, routed, with its clocks and a status link, in one transaction. The receipt, the notice to the
 * responsible person and everything else follow in the workflow. Throws Refusal('key-reused') for another body under a used key.
 */
export async function submitClaim(deps: Deps, actor: Actor, input: SubmitInput): Promise<Receipt> {
  const { submission, idempotency } = input;
  const bodyHash = sha256(canonical({ submission, evidence: input.evidence.map((file) => file.sha256) }));
  const before = idempotency && (await deps.stores.idempotency.find(idempotency.scope, idempotency.key));
  if (before) return repeat(deps, before, bodyHash);

  const at = isoNow(deps);
  const reference = referenceOf(deps.newId(8));
  const [company, law, found] = await Promise.all([deps.stores.company.everyone(), deps.stores.law.current(), locate(deps, submission)]);
  const facts = intakeFacts(deps, { reference, at, company, law, found, input });
  const expiresAt = new Date(deps.clock.now() + claimLinkDays * 86_400_000).toISOString();
  const { token, link } = deps.stores.links.make(deps.config.linkSecret, deps.newId(16), {
    purpose: 'claim',
    subject: reference,
    expiresAt,
  });
  const message = firstMessage(input, at);
  const extra: Write[] = [deps.stores.links.linkWrite(link), deps.stores.claims.messageWrite(reference, message)];
  if (idempotency) {
    const remembered: Remembered = { bodyHash, linkId: link.id, reference, answer: null };
    extra.push(deps.stores.idempotency.rememberWrite(idempotency.scope, idempotency.key, remembered));
  }
  if (input.mail?.messageId)
    extra.push(deps.stores.mails.threadedWrite(input.mail.messageId, { reference, party: submission.contact.email }));
  extra.push(...(input.extra?.(reference) ?? []));
  try {
    const { claim } = await record(deps, { blank: blank(reference), company }, facts, { actor, at }, extra);
    return { claim, statusUrl: statusUrl(deps, token), responsible: nameOf(claim, company), repeated: false };
  } catch (error) {
    // The same key at the same moment: whoever was first wrote the answer.
    const winner =
      idempotency && error instanceof Refusal && error.code === 'conflict'
        ? await deps.stores.idempotency.find(idempotency.scope, idempotency.key)
        : undefined;
    if (!winner) throw error;
    return repeat(deps, winner, bodyHash);
  }
}

async function repeat(deps: Deps, remembered: Remembered, bodyHash: string): Promise<Receipt> {
  if (remembered.bodyHash !== bodyHash) throw new Refusal('key-reused');
  // The answer is that of the first time: the claim as it was after its intake, rebuilt from its first events.
  const events = await deps.stores.claims.events(remembered.reference);
  const intake = events.filter((event) => event.at === events[0]?.at && event.actor === events[0]?.actor);
  const claim = replay(remembered.reference as Reference, intake);
  return {
    claim,
    statusUrl: statusUrl(deps, tokenOf(deps.config.linkSecret, remembered.linkId)),
    responsible: nameOf(claim, await deps.stores.company.everyone()),
    repeated: true,
  };
}

const nameOf = (claim: Claim, { people }: CompanyPeople): string => people.find((person) => person.id === claim.acting)?.name ?? '';

type Found =
  | {
      kind: 'matched';
      account: Account;
      manager: Claim['owner'];
      zone: string;
      contract?: Contract | undefined;
      by: 'contract' | 'tax-number' | 'domain';
    }
  | { kind: 'ambiguous'; candidates: AccountId[] }
  | { kind: 'unknown' };

async function locate(deps: Deps, submission: Submission): Promise<Found> {
  const match = await findAccount(deps, {
    contractNumber: submission.contractNumber,
    taxNumber: submission.contact.taxNumber,
    email: submission.contact.email,
  });
  if (match.kind === 'ambiguous') return { kind: 'ambiguous', candidates: match.candidates as AccountId[] };
  if (match.kind === 'unknown') return match;
  const account = await deps.stores.accounts.account(match.accountId);
  if (!account) return { kind: 'unknown' };
  const contract = match.contractId ? await deps.stores.accounts.contract(account.id, match.contractId) : undefined;
  const { id, name, country, region, party, manager, zone } = account;
  return { kind: 'matched', account: { id, name, country, region, party }, manager, zone, contract, by: match.by as 'contract' };
}

type Intake = { reference: Reference; at: string; company: CompanyPeople; law: Law; found: Found; input: SubmitInput };
function intakeFacts(deps: Deps, { reference, at, company, law, found, input }: Intake): ClaimFact[] {
  const { submission, channel, evidence } = input;
  const { contact, contractNumber, orderNumber, subject, wish } = submission;
  const demands = submission.demands.map((demand, index) => ({
    id: `d${index + 1}`,
    kind: demand.kind,
    asked: demand.amount && demand.currency ? money(demand.amount, demand.currency) : undefined,
    text: demand.text,
  }));
  const kind = demands.length > 0 ? 'claim' : 'complaint';
  const received: ClaimFact = {
    type: 'claim-received',
    channel,
    kind,
    language: contact.language as Language,
    contact: { name: contact.name, email: contact.email, taxNumber: contact.taxNumber },
    subject,
    contractNumber,
    orderNumber,
    wish,
    demands,
    evidence,
    messageHash: sha256(submission.text),
  };
  const place = found.kind === 'matched' ? found : undefined;
  const clocks: Clock[] = clocksFor({
    law,
    receivedAt: at,
    kind,
    demands,
    account: place?.account,
    zone: place?.zone ?? deps.config.company.zone,
    country: place?.account.country ?? deps.config.company.country,
    terms: place?.contract?.terms,
    sectors: deps.config.company.sectors,
    evidence: reference,
  });
  return [received, matchFact(found), routeFact(deps, company, found), { type: 'clocks-set', clocks, because: 'received' }];
}

function matchFact(found: Found): ClaimFact {
  if (found.kind === 'matched')
    return { type: 'account-matched', account: found.account, contractId: found.contract?.id as ContractId | undefined, by: found.by };
  return found.kind === 'ambiguous' ? { type: 'account-ambiguous', candidates: found.candidates } : { type: 'account-unknown' };
}

/** The account's manager; without an account the head, so that no claim is without a person. */
function routeFact(deps: Deps, company: CompanyPeople, found: Found): ClaimFact {
  const anyone = company.people[0];
  if (!anyone) throw new Error('nobody works here: no claim can be routed');
  const known = found.kind === 'matched' && company.people.some((person) => person.id === found.manager);
  const owner = known ? found.manager : headOf(anyone.id, company.people);
  const zone = company.people.find((person) => person.id === owner)?.zone ?? deps.config.company.zone;
  const account = found.kind === 'matched' ? found.account.id : undefined;
  const { acting, gap } = actingFor(owner, today(deps, zone), { purpose: 'work', account }, company);
  const because = !known ? 'no-account' : gap ? 'absence-gap' : acting === owner ? 'account-manager' : 'substitution';
  return { type: 'routed', owner, acting, because };
}

const firstMessage = ({ submission, channel, mail, evidence }: SubmitInput, at: string): ClaimMessage => ({
  id: '0000001',
  at,
  from: 'customer',
  author: submission.contact.name,
  channel,
  subject: submission.subject,
  text: submission.text,
  cut: mail?.cut,
  leftOut: mail?.leftOut,
  raw: mail?.raw,
  messageId: mail?.messageId,
  evidence: evidence.map((file) => file.id),
});

/** Ids for files handed in: random, so that nobody can guess a neighbour's. */
export const evidenceId = (deps: Deps): string => hex(deps.newId(8));
