import type { Actor } from '#domain/actor.ts';
import { sha256 } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import { Refusal } from '#domain/errors.ts';
import { parseReference } from '#domain/ids.ts';
import { requireScope } from './authorise.ts';
import type { Deps } from './deps.ts';

/** The integration behind an API key; undefined for an unknown or revoked one. Keys have 128 random bits and are kept as hashes. */
export async function integrationOf(deps: Deps, key: string): Promise<Actor | undefined> {
  if (!/^rk_[0-9a-z]{20,64}$/i.test(key)) return undefined;
  const found = await deps.stores.company.apiKey(sha256(key));
  return found && !found.revoked ? { kind: 'integration', id: found.id, scopes: found.scopes } : undefined;
}

export async function readClaim(deps: Deps, actor: Actor, typed: string) {
  requireScope(actor, 'claims');
  const reference = parseReference(typed);
  const claim = reference && (await deps.stores.claims.load(reference));
  if (!claim) throw new Refusal('not-found');
  const [messages, counterClaims] = await Promise.all([
    deps.stores.claims.messages(claim.reference),
    claim.account ? deps.stores.counterClaims.ofAccount(claim.account.id, 50) : [],
  ]);
  return { claim, messages: messages.filter((message) => !message.review), counterClaims };
}

const stages = ['open', 'in-approval', 'approved', 'sending', 'answered', 'closed'] as const;

/** One page of claims in a stage, newest first. Without a stage: the open ones. */
export async function listClaims(
  deps: Deps,
  actor: Actor,
  status: string,
  cursor?: string,
): Promise<{ claims: Claim[]; cursor?: string | undefined }> {
  requireScope(actor, 'claims');
  const stage = stages.find((candidate) => candidate === (status || 'open'));
  if (!stage) throw new Refusal('invalid', undefined, [{ path: 'status', code: 'unknown' }]);
  try {
    return await deps.stores.claims.inStage(stage, 50, cursor);
  } catch (error) {
    // The table says so of a cursor that is none, or that belongs to another list.
    if (error instanceof RangeError) throw new Refusal('invalid', undefined, [{ path: 'cursor', code: 'invalid' }]);
    throw error;
  }
}

export async function listAccountCounterClaims(deps: Deps, actor: Actor, account: string): Promise<CounterClaim[]> {
  requireScope(actor, 'counter-claims');
  if (account) return deps.stores.counterClaims.ofAccount(account, 100);
  const states = ['proposed', 'held', 'approved', 'sending', 'sent', 'disputed', 'expired', 'paid', 'withdrawn'] as const;
  const pages = await Promise.all(states.map((state) => deps.stores.counterClaims.inState(state, 100)));
  return pages.flatMap((page) => page.counterClaims);
}

export async function readCounterClaim(deps: Deps, actor: Actor, id: string): Promise<CounterClaim> {
  requireScope(actor, 'counter-claims');
  const found = /^CC-[0-9A-Z]{13}$/.test(id) ? await deps.stores.counterClaims.load(id) : undefined;
  if (!found) throw new Refusal('not-found');
  return found;
}
