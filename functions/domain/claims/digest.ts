import type { Clock } from '#domain/deadlines/clocks.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { openTimeBetween } from '#domain/deadlines/opening-hours.ts';
import type { Reference } from '#domain/ids.ts';
import type { Claim } from './claim.ts';
import type { Level } from './claim-clocks.ts';

/** One thing to tell a person in the next digest. `id` names the thing: it is never told twice. `mail`: the digest that has taken it up. */
export type DigestItem = {
  id: string;
  reference: Reference;
  what: Level | 'no-reply';
  clockId?: string | undefined;
  lastDay?: LegalDay | undefined;
  at: string;
  mail?: string | undefined;
};

/** A line of the digest: what it is about now, as the claim stands. */
export type DigestLine = { claim: Claim; what: DigestItem['what']; clock?: Clock | undefined };

/** Whether people are at work at that moment, in their own zone, on the days on which the company works. Milliseconds since the epoch. */
export function atWork(now: number, person: { zone: string }, { law, country }: { law: Law; country: string }): boolean {
  const calendar = law.calendar({ country, zone: person.zone, own: true });
  return openTimeBetween(now, now + 1, { hours: law.hours, calendar, zone: person.zone }) > 0;
}

const misses: readonly DigestItem['what'][] = ['manager', 'head', 'legal'];
const urgency = (what: DigestItem['what']): number =>
  ['legal', 'head', 'manager', 'last-working-day', 'warn-90', 'warn-75', 'warn-50', 'no-reply'].indexOf(what);

/**
 * What is still true of these items: a deed that was done meanwhile, or a date that moved, is not told. Of several items about one clock the most urgent
 * stays. The most urgent line first: misses by their date, then dates to come, then claims without a reply.
 */
export function digestLines(items: readonly DigestItem[], claims: ReadonlyMap<string, Claim>): DigestLine[] {
  const lines = new Map<string, DigestLine>();
  for (const item of items.toSorted((a, b) => urgency(a.what) - urgency(b.what))) {
    const line = lineOf(item, claims.get(item.reference));
    const subject = `${item.reference} ${item.clockId ?? ''}`;
    if (line && !lines.has(subject)) lines.set(subject, line);
  }
  const rank = ({ what }: DigestLine) => (misses.includes(what) ? 0 : what === 'no-reply' ? 2 : 1);
  const due = ({ clock }: DigestLine) => clock?.dueAt ?? '';
  return [...lines.values()].toSorted((a, b) => rank(a) - rank(b) || (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0));
}

function lineOf({ what, clockId, lastDay }: DigestItem, claim: Claim | undefined): DigestLine | undefined {
  if (!claim) return undefined;
  if (what === 'no-reply') return claim.stage === 'open' ? { claim, what } : undefined;
  const clock = claim.clocks.find(({ id }) => id === clockId);
  if (!clock || clock.lastDay !== lastDay) return undefined;
  const wanted = misses.includes(what) ? clock.state === 'missed' && clock.metAt === undefined : clock.state === 'running';
  return wanted ? { claim, what, clock } : undefined;
}
