import type { Claim } from '#domain/claims/claim.ts';
import { type DueStep, dueSteps, nextWake } from '#domain/claims/claim-clocks.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import type { PersonId, Reference } from '#domain/ids.ts';
import { headOf } from '#domain/routing/route.ts';
import type { CompanyPeople } from '#stores/company-store.ts';
import { actingNow, claimOf } from './authorise.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { legalPeople } from './notify.ts';
import type { Write } from './ports.ts';
import { record, retried } from './record-claim.ts';

const system = { kind: 'system', step: 'advance-deadlines' } as const;

/**
 * Records everything that is due on the clocks of a claim now, each thing once: warnings, misses, escalation manager > head > legal. Whom it concerns reads
 * of it in the day's digest, whose items are written together with the facts. Answers when to look again, or that nothing is left to watch.
 */
export async function advanceDeadlines(
  deps: Deps,
  reference: Reference,
): Promise<{ outcome: 'wait'; until: string } | { outcome: 'done' }> {
  const now = isoNow(deps);
  const company = await deps.stores.company.everyone();
  const claim = await retried(async () => {
    const before = await claimOf(deps, reference);
    const due = dueSteps(before.clocks, before.told, now);
    // Several clocks may be missed at once: one fact holds them all.
    const missed = due.filter((step) => step.level === 'manager');
    const clocks = missed.reduce<readonly Clock[]>((all, step) => step.missed(all, now), before.clocks);
    const facts: ClaimFact[] = missed.length > 0 ? [{ type: 'clocks-set', clocks, because: 'missed' }] : [];
    facts.push(...due.map((step) => factOf(deps, before, step, company)));
    const items = due.flatMap((step) => itemsOf(deps, before, step, company, now));
    return (await record(deps, { before, company }, facts, { actor: system }, items)).claim;
  });
  const until = nextWake(claim.clocks, claim.told, now);
  return until ? { outcome: 'wait', until } : { outcome: 'done' };
}

function itemsOf(deps: Deps, claim: Claim, { clock, level }: DueStep, company: CompanyPeople, at: string): Write[] {
  const { id: clockId, lastDay } = clock;
  const { reference } = claim;
  const id = `${reference}-${clockId}-${lastDay}-${level}`;
  return peopleFor(deps, claim, { clock, level }, company).map((person) =>
    deps.stores.digests.itemWrite(person, { id, reference, what: level, clockId, lastDay, at }),
  );
}

function factOf(deps: Deps, claim: Claim, step: DueStep, company: CompanyPeople): ClaimFact {
  const people = peopleFor(deps, claim, step, company);
  if (step.level === 'manager' || step.level === 'head' || step.level === 'legal')
    return { type: 'clock-escalated', clockId: step.clock.id, to: people[0] ?? claim.acting, rung: step.level };
  return { type: 'clock-warned', clockId: step.clock.id, level: step.level, to: people };
}

function peopleFor(deps: Deps, claim: Claim, { level }: Pick<DueStep, 'clock' | 'level'>, company: CompanyPeople): PersonId[] {
  const acting = actingNow(claim.owner, company, claim.account, today(deps, deps.config.company.zone));
  if (level === 'head') return [headOf(claim.owner, company.people)];
  if (level === 'legal') return legalPeople(company);
  return [acting];
}
