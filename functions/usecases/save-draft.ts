import type { Actor } from '#domain/actor.ts';
import { sha256 } from '#domain/chain.ts';
import type { Claim, Demand, DemandAnswer } from '#domain/claims/claim.ts';
import { Refusal } from '#domain/errors.ts';
import type { ReplyRecord } from '#stores/reply-store.ts';
import { claimFor, onBehalfOf } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { draftFor } from './propose-draft.ts';
import { decideAndRecord } from './record-claim.ts';

export type DraftInput = {
  answers: Record<string, DemandAnswer | null>;
  opening: string;
  closing: string;
  enclosures: readonly string[];
  /** The claim's version that the author saw; another one is a conflict, so that two authors never overwrite each other. */
  seen?: number | undefined;
};

/** Saves what the author wrote as the next version of the reply. */
export async function saveDraft(deps: Deps, actor: Actor, reference: string, input: DraftInput): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  if (input.seen !== undefined && input.seen !== claim.version) throw new Refusal('conflict');
  const unknown = input.enclosures.filter((id) => !claim.evidence.some((file) => file.id === id));
  if (unknown.length > 0) throw new Refusal('invalid', undefined, [{ path: 'enclosures', code: 'unknown' }]);
  const text = await textOf(deps, claim, input);
  const reply: ReplyRecord = {
    version: (claim.reply?.version ?? claim.sent.at(-1)?.version ?? 0) + 1,
    at: isoNow(deps),
    author: self.person.id,
    ...text,
    answers: input.answers,
    enclosures: input.enclosures,
  };
  return saved(deps, { actor, claim, reply, behalf: onBehalfOf(self, claim) });
}

/** The author's text. A part that is still as the template made it for the answers before follows the answers of now. */
async function textOf(deps: Deps, claim: Claim, input: DraftInput): Promise<{ opening: string; closing: string }> {
  const before = claim.reply && (await deps.stores.replies.load(claim.reference, claim.reply.version));
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();
  if (!before) return { opening: plain(input.opening), closing: plain(input.closing) };
  const author = { author: 'system' } as const;
  const [made, fresh] = await Promise.all([draftFor(deps, claim, before.answers, author), draftFor(deps, claim, input.answers, author)]);
  const follow = (part: 'opening' | 'closing') => (plain(input[part]) === plain(made[part]) ? fresh[part] : plain(input[part]));
  return { opening: follow('opening'), closing: follow('closing') };
}

/** Writes the text anew from the templates for these answers; what was written before stays as an older version. */
export async function renewDraft(
  deps: Deps,
  actor: Actor,
  reference: string,
  answers: Record<string, DemandAnswer | null>,
): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  const reply = await draftFor(deps, claim, answers, { author: self.person.id });
  return saved(deps, { actor, claim, reply, behalf: onBehalfOf(self, claim) });
}

async function saved(
  deps: Deps,
  { actor, claim, reply, behalf }: { actor: Actor; claim: Claim; reply: ReplyRecord; behalf: ReturnType<typeof onBehalfOf> },
): Promise<Claim> {
  const command = {
    do: 'save-draft',
    answers: reply.answers,
    textHash: sha256(reply.opening + reply.closing),
    by: reply.author as never,
  } as const;
  const recorded = await decideAndRecord(deps, claim, command, { actor, onBehalfOf: behalf }, [
    deps.stores.replies.write(claim.reference, reply),
  ]);
  return recorded.claim;
}

/** Puts right what the customer asks for, as the desk reads it: mails come without demands, forms with vague ones. */
export async function changeDemands(
  deps: Deps,
  actor: Actor,
  reference: string,
  input: { demands: readonly Omit<Demand, 'id' | 'answer'>[]; because: string },
): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.work', reference);
  const demands = input.demands.map((demand, index): Demand => {
    const id = `d${index + 1}`;
    const before = claim.demands.find((candidate) => candidate.id === id);
    const same =
      before &&
      before.kind === demand.kind &&
      before.asked?.amount === demand.asked?.amount &&
      before.asked?.currency === demand.asked?.currency;
    return { ...demand, id, answer: same ? before.answer : undefined };
  });
  const command = { do: 'change-demands', demands, because: input.because } as const;
  return (await decideAndRecord(deps, claim, command, { actor, onBehalfOf: onBehalfOf(self, claim) })).claim;
}
