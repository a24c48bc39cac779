import type { PersonId, Reference } from '#domain/ids.ts';
import { headOf } from '#domain/routing/route.ts';
import { actingNow, claimOf } from './authorise.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { legalPeople, notify } from './notify.ts';
import { decideAndRecord, retried } from './record-claim.ts';

/** No reply went for approval in time: the acting person and the head read of it in the day's digest. */
export async function remindOfReply(deps: Deps, reference: Reference): Promise<void> {
  const claim = await claimOf(deps, reference);
  if (claim.stage !== 'open') return;
  const company = await deps.stores.company.everyone();
  const day = today(deps, deps.config.company.zone);
  const item = { id: `${reference}-idle-${day}`, reference, what: 'no-reply', at: isoNow(deps) } as const;
  const people = [...new Set([claim.acting, headOf(claim.owner, company.people)])];
  await deps.stores.mails.write(people.map((to) => deps.stores.digests.itemWrite(to, item)));
}

/** An approval step ran out of time: the head joins those who may decide, then legal; each is told. */
export async function escalateApproval(deps: Deps, reference: Reference): Promise<void> {
  const company = await deps.stores.company.everyone();
  const system = { kind: 'system', step: 'escalate-approval' } as const;
  const to = await retried(async (): Promise<PersonId | undefined> => {
    const claim = await claimOf(deps, reference);
    if (claim.stage !== 'in-approval' || !claim.reply) return undefined;
    const ladder = [headOf(claim.owner, company.people), ...legalPeople(company)].filter((id) => id !== claim.reply?.author);
    const rung = ladder[Math.min(claim.reply.escalated, ladder.length - 1)];
    if (!rung) return undefined;
    await decideAndRecord(deps, claim, { do: 'escalate-approval', to: rung }, { actor: system });
    return rung;
  });
  if (!to) return;
  const claim = await claimOf(deps, reference);
  await notify(deps, company, to, {
    kind: 'approval-waits',
    key: `approval-${reference}-${claim.reply?.version ?? 0}-${claim.reply?.escalated ?? 0}`,
    claim,
  });
}

/** Nobody knows whether a letter left: the acting person and the head are asked to find out, again each time the wait runs out. */
export async function remindOfDelivery(deps: Deps, reference: Reference): Promise<void> {
  const claim = await claimOf(deps, reference);
  const company = await deps.stores.company.everyone();
  const day = today(deps, deps.config.company.zone);
  for (const to of new Set([claim.acting, headOf(claim.owner, company.people)])) {
    await notify(deps, company, to, { kind: 'reply-unknown', key: `unknown-${reference}-${day}`, claim });
  }
}

/** A step of the workflow failed for good: the claim says so on the desk, the acting person and the head are told. */
export async function raiseToPerson(deps: Deps, reference: Reference): Promise<void> {
  const system = { kind: 'system', step: 'raise-to-person' } as const;
  const claim = await retried(
    async () =>
      (await decideAndRecord(deps, await claimOf(deps, reference), { do: 'raise', code: 'step-failed' }, { actor: system })).claim,
  );
  const company = await deps.stores.company.everyone();
  for (const to of new Set([
    actingNow(claim.owner, company, claim.account, today(deps, deps.config.company.zone)),
    headOf(claim.owner, company.people),
  ])) {
    await notify(deps, company, to, { kind: 'step-failed', key: `stuck-${reference}-${claim.version}`, claim });
  }
}
