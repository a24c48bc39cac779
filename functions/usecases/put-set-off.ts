import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { Refusal } from '#domain/errors.ts';
import { setOffParagraph } from '#domain/replies/set-off-blocks.ts';
import type { Deps } from './deps.ts';
import { draftSetOff } from './draft-set-off.ts';
import { type DraftInput, saveDraft } from './save-draft.ts';

/**
 * Saves the draft and puts the set-off that its answers allow at the end of the closing, with the numbers of today. Refuses ('unprocessable') when nothing can be
 * set off.
 */
export async function putSetOff(deps: Deps, actor: Actor, reference: string, input: DraftInput): Promise<Claim> {
  const saved = await saveDraft(deps, actor, reference, input);
  const [proposal, reply] = await Promise.all([
    draftSetOff(deps, saved),
    saved.reply && deps.stores.replies.load(saved.reference, saved.reply.version),
  ]);
  if (!proposal?.possible || !reply) throw new Refusal('unprocessable');
  const paragraph = setOffParagraph(proposal, saved.language);
  if (reply.closing.includes(paragraph)) return saved;
  return saveDraft(deps, actor, reference, {
    ...input,
    opening: reply.opening,
    closing: `${reply.closing}\n\n${paragraph}`,
    seen: saved.version,
  });
}
