import { afterEach, beforeEach, expect, it } from 'vitest';
import { submitReply } from '#usecases/decide-reply.ts';
import { saveDraft } from '#usecases/save-draft.ts';
import { handIn, load, upheld } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const draftOf = async (reference: string) => {
  const claim = await load(world, reference);
  const reply = await world.deps.stores.replies.load(reference, claim.reply?.version ?? 0);
  if (!reply) throw new Error('there is no draft');
  return reply;
};

it('a first draft is there at triage, and with a gap it cannot go for approval', async () => {
  const { reference } = await handIn(world);
  expect((await draftOf(reference)).opening).toContain(reference);
  await expect(submitReply(world.deps, world.actor('anna'), reference)).rejects.toMatchObject({
    code: expect.stringMatching(/data-missing|not-covered/),
  });
});

it('what the author left as the template made it follows the answers; what they wrote stays, word for word', async () => {
  const claim = await handIn(world);
  const { reference } = claim;
  const first = await draftOf(reference);
  const anna = world.actor('anna');
  await saveDraft(world.deps, anna, reference, {
    answers: upheld(claim),
    opening: first.opening.replaceAll('\n', '\r\n'),
    closing: 'My own end.',
    enclosures: [],
  });
  const second = await draftOf(reference);
  expect(second.opening).not.toBe(first.opening);
  expect(second.closing).toBe('My own end.');
  expect((await submitReply(world.deps, anna, reference)).stage).toBe('in-approval');
});

it('of two authors the second does not overwrite the first', async () => {
  const claim = await handIn(world);
  const input = { answers: upheld(claim), opening: 'A', closing: 'B', enclosures: [], seen: claim.version };
  await saveDraft(world.deps, world.actor('anna'), claim.reference, input);
  await expect(saveDraft(world.deps, world.actor('vera'), claim.reference, input)).rejects.toMatchObject({ code: 'conflict' });
});
