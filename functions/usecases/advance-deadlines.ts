import type { Claim } from '#domain/claims/claim.ts';
import { type DueStep, dueSteps, nextWake } from '#domain/claims/claim-clocks.ts';
import type { ClaimFact } from '#domain/claims/events.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import type { PersonId, Reference } from '#domain/ids.ts';
import { headOf } from '#domain/routing/route.ts';
import type { CompanyPeople } from '#stores/company-store.ts';
import { actingNow, claimOf } from './authorise.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { legalPeople, notify } from './notify.ts';
import { record, retried } from './record-claim.ts';

const system = { kind: 'system', step: 'advance-deadlines' } as const;

/**
 * Does everything that is due on the clocks of a claim now, each thing once: warnings, misses, escalation manager > head > legal. Answers when to look
 * again, or that nothing is left to watch. What was told is on the claim, so that a repeated call tells nobody twice.
 */
export async function advanceDeadlines(
  deps: Deps,
  reference: Reference,
): Promise<{ outcome: 'wait'; until: string } | { outcome: 'done' }> {
  const now = isoNow(deps);
  const company = await deps.stores.company.everyone();
  // Told first, recorded second: a crash in between repeats the telling, which the mail's own mark makes harmless; the other way round it would be lost.
  const seen = await claimOf(deps, reference);
  for (const step of dueSteps(seen.clocks, seen.told, now)) {
    for (const to of peopleFor(deps, seen, step, company)) {
      await notify(deps, company, to, {
        kind: noticeOf(step),
        key: `clock-${reference}-${step.clock.id}-${step.clock.lastDay}-${step.level}`,
        claim: seen,
        clockId: step.clock.id,
      });
    }
  }
  const claim = await retried(async () => {
    const before = await claimOf(deps, reference);
    const due = dueSteps(before.clocks, before.told, now);
    // Several clocks may be missed at once: one fact holds them all.
    const missed = due.filter((step) => step.level === 'manager');
    const clocks = missed.reduce<readonly Clock[]>((all, step) => step.missed(all, now), before.clocks);
    const facts: ClaimFact[] = missed.length > 0 ? [{ type: 'clocks-set', clocks, because: 'missed' }] : [];
    facts.push(...due.map((step) => factOf(deps, before, step, company)));
    return (await record(deps, { before, company }, facts, { actor: system })).claim;
  });
  const until = nextWake(claim.clocks, claim.told, now);
  return until ? { outcome: 'wait', until } : { outcome: 'done' };
}

function factOf(deps: Deps, claim: Claim, step: DueStep, company: CompanyPeople): ClaimFact {
  const people = peopleFor(deps, claim, step, company);
  if (step.level === 'manager' || step.level === 'head' || step.level === 'legal')
    return { type: 'clock-escalated', clockId: step.clock.id, to: people[0] ?? claim.acting, rung: step.level };
  return { type: 'clock-warned', clockId: step.clock.id, level: step.level, to: people };
}

function peopleFor(deps: Deps, claim: Claim, step: DueStep, company: CompanyPeople): PersonId[] {
  const acting = actingNow(claim.owner, company, claim.account, today(deps, deps.config.company.zone));
  if (step.level === 'head') return [headOf(claim.owner, company.people)];
  if (step.level === 'legal') return legalPeople(company);
  return [acting];
}

const noticeOf = (step: DueStep) =>
  step.level === 'manager' || step.level === 'head' || step.level === 'legal' ? ('clock-missed' as const) : ('clock-warning' as const);
