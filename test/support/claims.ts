import type { Claim, DemandAnswer } from '#domain/claims/claim.ts';
import { submissionSchema } from '#domain/claims/submission.ts';
import { approveReply, submitReply } from '#usecases/decide-reply.ts';
import { renewDraft } from '#usecases/save-draft.ts';
import { submitClaim } from '#usecases/submit-claim.ts';
import type { World } from './world.ts';

export const body = {
  contact: { name: 'Karl Beispiel', email: 'einkauf@holzbau-prager.example', language: 'en' },
  contractNumber: 'HP-77',
  orderNumber: 'INV-3007',
  subject: 'Cracked connectors',
  text: 'Forty connectors are cracked along the weld.',
  demands: [{ kind: 'refund', amount: '620.00', currency: 'EUR', text: 'forty pieces' }],
};

/** Hands in a claim by form and lets its first steps run. */
export async function handIn(world: World, changes: Partial<typeof body> = {}): Promise<Claim> {
  const submission = submissionSchema.parse({ ...body, ...changes });
  const { claim } = await submitClaim(world.deps, { kind: 'customer' }, { channel: 'form', submission, evidence: [] });
  await world.idle();
  return load(world, claim.reference);
}
export async function load(world: World, reference: string): Promise<Claim> {
  const claim = await world.deps.stores.claims.load(reference);
  if (!claim) throw new Error('the claim is gone');
  return claim;
}

export const upheld = (claim: Claim): Record<string, DemandAnswer> =>
  Object.fromEntries(
    claim.demands.map((demand) => [
      demand.id,
      { outcome: 'upheld', granted: demand.asked, reason: 'The inspection confirmed it.', source: 'contract HP-77, clause 12' },
    ]),
  );

/** Drafts, submits and approves a reply, and lets the letter go. */
export async function answer(
  world: World,
  reference: string,
  by: { author: string; approver: string } = { author: 'anna', approver: 'vera' },
): Promise<Claim> {
  const claim = await load(world, reference);
  await renewDraft(world.deps, world.actor(by.author), reference, upheld(claim));
  const submitted = await submitReply(world.deps, world.actor(by.author), reference);
  await world.idle();
  await approveReply(world.deps, world.actor(by.approver), reference, submitted.reply?.hash ?? '');
  await world.idle();
  return load(world, reference);
}

export const mailsTo = async (world: World, to: string) =>
  (await world.mailbox.list(10_000)).filter((mail) => JSON.stringify(mail.to).includes(to));
