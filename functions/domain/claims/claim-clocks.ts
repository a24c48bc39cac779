import type { ContractTerms } from '#domain/contracts/terms.ts';
import { regionsOf } from '#domain/deadlines/calendars/calendars.ts';
import { cancelClock, meetClock, missClock, reopenClock } from '#domain/deadlines/clock-moves.ts';
import { type Clock, isOpen, leadingClock, type StartInput, startClocks } from '#domain/deadlines/clocks.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { contractRule, type Matter, type Rule, russianCivil, type Sector } from '#domain/deadlines/rule.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import { stageOf } from '#domain/deadlines/stage.ts';
import type { TriggerEvent } from '#domain/deadlines/step.ts';
import { dayInZone, type Instant, millisOf } from '#domain/deadlines/zone.ts';
import type { Account, Claim, ClaimKind, Demand } from './claim.ts';

export type ClocksInput = {
  law: Law;
  receivedAt: Instant;
  kind: ClaimKind;
  demands: readonly Demand[];
  account?: Account | undefined;
  zone: string;
  country: string;
  terms?: ContractTerms | undefined;
  /** The trades of the company, and what the claim was found to be about. */
  sectors?: readonly Sector[] | undefined;
  matters?: readonly Matter[] | undefined;
  /** What else has happened and is on record. */
  events?: StartInput['events'] | undefined;
  /** What proves the receipt: the reference of the claim. */
  evidence: string;
};

/** Every clock that runs on our answer: all rules that apply, and the contract's own term. An unknown sender counts as a consumer, whose terms are the shorter. */
export function clocksFor(input: ClocksInput): Clock[] {
  const { receivedAt, evidence, zone, events } = input;
  const rules = answerRules(input, dayInZone(receivedAt, zone));
  return startClocks({ rules, events: { ...events, received: { at: receivedAt, evidence } }, ...calendarsOf(input) });
}

export function calendarsOf({ law, country, account, zone }: Pick<ClocksInput, 'law' | 'country' | 'account' | 'zone'>) {
  // A region that the calendars do not know counts as none: nationwide days off only, so never later than the law allows.
  const region = regionsOf(country).find((known) => known === account?.region);
  const place = { country, region, zone };
  return { calendar: law.calendar(place), own: law.calendar({ ...place, own: true }), zone };
}

/** The rules whose clocks run on our answer, for an event of that day. */
export function answerRules(input: ClocksInput, receivedDay: LegalDay): Rule[] {
  const { law, kind, demands, account, country, terms, sectors, matters } = input;
  const rules = rulesFor({
    country,
    region: account?.region,
    party: account?.party ?? 'consumer',
    kind,
    demands: demands.map((demand) => demand.kind),
    sector: sectors,
    matter: matters,
    receivedDay,
    rules: law.rules,
  }).filter((rule) => rule.kind !== 'customer_answer' && rule.kind !== 'limitation');
  if (terms?.answerDays) {
    const clause = terms.clauses?.answer ?? `${terms.answerDays} ${terms.answerUnit === 'working_days' ? 'working days' : 'calendar days'}`;
    const counting = terms.governingLaw === 'RU' ? { counting: russianCivil } : {};
    rules.push(contractRule(terms.answerDays, terms.answerUnit ?? 'calendar_days', clause, counting));
  }
  return rules;
}

/** What these clocks know to have happened besides the receipt. */
export function eventsOf(clocks: readonly Clock[]): StartInput['events'] {
  const known: { [event in TriggerEvent]?: { at: string; evidence: string } } = {};
  for (const { trigger } of clocks)
    if (trigger.event !== 'received') known[trigger.event] = { at: trigger.at ?? trigger.day, evidence: trigger.evidence };
  return known;
}

const meet = (clocks: readonly Clock[], kinds: readonly Clock['kind'][], at: Instant, evidence: string): Clock[] | undefined => {
  if (!clocks.some((clock) => kinds.includes(clock.kind) && isOpen(clock))) return undefined;
  return clocks.map((clock) => (kinds.includes(clock.kind) && isOpen(clock) ? meetClock(clock, { at, evidence }) : clock));
};

/** The receipt was sent: acknowledged, not answered. Undefined when no clock waited for it. */
export const stopAcknowledged = (clocks: readonly Clock[], at: Instant): Clock[] | undefined =>
  meet(clocks, ['acknowledge'], at, 'receipt');
/** The reply was sent: every clock on our answer is met, or met late. */
export const stopAnswered = (clocks: readonly Clock[], at: Instant): Clock[] | undefined =>
  meet(clocks, ['acknowledge', 'statutory_answer', 'contract_answer', 'own_target'], at, 'reply');

const answered = 'answered';

/**
 * The customer disputes the reply: the clocks of the answer go on where they stood (feature 19). The time from our reply to the dispute does not count;
 * nothing begins anew. One that was answered late stays missed and open.
 */
export function clocksAfterDispute(
  claim: Claim,
  { now, ...place }: Pick<ClocksInput, 'law' | 'zone' | 'country' | 'terms' | 'sectors'> & { now: Instant },
): Clock[] {
  const reopened = claim.clocks.map((clock): Clock => {
    if (clock.kind === 'acknowledge' || !clock.metAt || clock.state === 'cancelled') return clock;
    return reopenClock(clock, { at: now, reason: answered, evidence: claim.reference }, place.law);
  });
  if (reopened.some((clock) => isOpen(clock))) return reopened;
  // Nothing of the old clocks is left, for instance because they were cancelled: the dispute gets clocks of its own.
  const { kind, demands, account, matters, reference } = claim;
  return [...reopened, ...clocksFor({ ...place, receivedAt: now, kind, demands, account, matters, evidence: reference })];
}

/**
 * The clocks of another account, contract or matter, from the same receipt: what was done stays done, a clock that is the same one goes on with its pauses and
 * corrections, and what no longer applies is cancelled.
 */
export function mergeClocks(before: readonly Clock[], fresh: readonly Clock[], at: Instant, because = 'account-matched'): Clock[] {
  const kept = before
    .filter((clock) => !fresh.some((candidate) => candidate.id === clock.id))
    .map((clock) => (isOpen(clock) ? cancelClock(clock, { at, evidence: because }) : clock));
  const merged = fresh.map((clock) => {
    const old = before.find((candidate) => candidate.id === clock.id);
    if (old && sameCount(old, clock)) return old;
    return old?.metAt ? meetClock(clock, { at: old.metAt, evidence: old.evidence ?? 'receipt' }) : clock;
  });
  return [...merged, ...kept];
}

const sameCount = (old: Clock, clock: Clock): boolean =>
  (isOpen(old) || old.metAt !== undefined) &&
  old.ruleVersion === clock.ruleVersion &&
  old.calendarId === clock.calendarId &&
  old.zone === clock.zone &&
  old.trigger.event === clock.trigger.event;

export type Level = 'warn-50' | 'warn-75' | 'warn-90' | 'last-working-day' | 'manager' | 'head' | 'legal';
/** Something to tell about a clock now; `missed` writes the miss onto the claim's clocks. */
export type DueStep = { clock: Clock; level: Level; missed: (clocks: readonly Clock[], now: Instant) => Clock[] };

const key = (clock: Clock, level: Level): string => `${clock.id}:${level}`;
const markMissed = (id: string) => (clocks: readonly Clock[], now: Instant) =>
  clocks.map((clock) => (clock.id === id ? missClock(clock, now) : clock));

/** The head hears of a miss on the next working day, legal a working day later; our own target never climbs to legal. */
function rungs({ kind, climb }: Clock): { level: Level; at: Instant }[] {
  if (!climb) return [];
  const head = { level: 'head' as const, at: climb[0] };
  return kind === 'own_target' ? [head] : [head, { level: 'legal', at: climb[1] }];
}

/** Warnings go by the clock that leads, so that one claim does not warn five times; a miss is told of every clock. */
const warns = (clocks: readonly Clock[], clock: Clock): boolean =>
  leadingClock(clocks.filter((candidate) => candidate.state === 'running'))?.id === clock.id;

/** What is due at `now` and not yet told, each level of each clock once. Of several warnings that are due at once only the latest is told. */
export function dueSteps(clocks: readonly Clock[], told: readonly string[], now: Instant): DueStep[] {
  return clocks.flatMap((clock): DueStep[] => {
    const missed = markMissed(clock.id);
    if (clock.state === 'missed' && isOpen(clock)) {
      return rungs(clock)
        .filter(({ level, at }) => at <= now && !told.includes(key(clock, level)))
        .map(({ level }) => ({ clock, level, missed }));
    }
    if (clock.state !== 'running') return [];
    const { due } = stageOf(clock, now);
    if (due === 'overdue') return [{ clock, level: 'manager', missed }];
    if (due === 'ok' || !warns(clocks, clock) || told.includes(key(clock, due))) return [];
    return [{ clock, level: due, missed }];
  });
}

/** The next moment at which something will be due; undefined when nothing is left to watch. */
export function nextWake(clocks: readonly Clock[], told: readonly string[], now: Instant): Instant | undefined {
  const moments = clocks.flatMap((clock): Instant[] => {
    if (clock.state === 'missed' && isOpen(clock)) {
      return rungs(clock)
        .filter(({ level }) => !told.includes(key(clock, level)))
        .map(({ at }) => at);
    }
    if (clock.state !== 'running') return [];
    const over = new Date(millisOf(clock.dueAt) + 1).toISOString();
    if (!warns(clocks, clock)) return [over];
    return [stageOf(clock, now).nextWake ?? over];
  });
  return moments.sort()[0];
}

/** Entries of `told` that still speak of these clocks: one whose date moved is told anew. */
export function stillTold(before: readonly Clock[], after: readonly Clock[], told: readonly string[]): string[] {
  const moved = new Set(
    after.filter((clock) => before.some((old) => old.id === clock.id && old.dueAt !== clock.dueAt)).map((clock) => clock.id),
  );
  return told.filter((entry) => !moved.has(entry.slice(0, entry.lastIndexOf(':'))));
}
