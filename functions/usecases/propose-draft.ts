import { sha256 } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import type { PersonId, Reference } from '#domain/ids.ts';
import { draftText } from '#domain/replies/draft.ts';
import type { ReplyRecord } from '#stores/reply-store.ts';
import { claimOf } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { decideAndRecord, retried } from './record-claim.ts';

const system = { kind: 'system', step: 'propose-draft' } as const;

/** A first draft from the templates, so that nobody starts from an empty page. Does nothing when there is a draft already or the claim has gone on. */
export async function proposeDraft(deps: Deps, reference: Reference): Promise<void> {
  await retried(async () => {
    const claim = await claimOf(deps, reference);
    if (claim.stage !== 'open' || claim.reply) return;
    const reply = await draftFor(deps, claim, {}, { author: 'system' });
    await decideAndRecord(
      deps,
      claim,
      { do: 'save-draft', answers: reply.answers, textHash: sha256(reply.opening + reply.closing), by: 'system' },
      { actor: system },
      [deps.stores.replies.write(reference, reply)],
    );
  });
}

/** The draft that the templates make of the claim's facts and these answers. */
export async function draftFor(
  deps: Deps,
  claim: Claim,
  answers: ReplyRecord['answers'],
  by: { author: PersonId | 'system' },
): Promise<ReplyRecord> {
  const contract = claim.account && claim.contractId ? await deps.stores.accounts.contract(claim.account.id, claim.contractId) : undefined;
  const text = draftText({ claim, answers, contract, company: deps.config.company });
  const version = (claim.reply?.version ?? claim.sent.at(-1)?.version ?? 0) + 1;
  return { version, at: isoNow(deps), author: by.author, ...text, answers, enclosures: [] };
}
