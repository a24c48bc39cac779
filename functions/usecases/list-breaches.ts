import type { Actor } from '#domain/actor.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import type { FoundBreaches } from '#stores/breach-store.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import { type Deps, today } from './deps.ts';

export type BreachList = { self: Self; day: string; found: FoundBreaches[]; cursor?: string | undefined };

/** What was found on a legal day, today's where none is named, a part of the list at a time; only of accounts that this person may see. Refuses ('invalid') a cursor that is none. */
export async function listBreaches(
  deps: Deps,
  actor: Actor,
  asked: { day?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<BreachList> {
  const self = await selfOf(deps, actor);
  if (!may(self.person.roles, 'breach.read', 'department')) throw new Refusal('forbidden');
  const day = asked.day && isLegalDay(asked.day) ? asked.day : today(deps, deps.config.company.zone);
  const page = await pageOf(deps, day, asked);
  const person = { id: self.person.id, department: self.person.department, standsInFor: self.standsInFor };
  const seen = page.found.filter(({ manager }) =>
    may(self.person.roles, 'breach.read', ownershipOf(person, subjectOf({ owner: manager, acting: manager }, self.company))),
  );
  return { self, day, found: seen, cursor: page.cursor };
}

async function pageOf(deps: Deps, day: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  try {
    return await deps.stores.breaches.onDay(day, limit, cursor);
  } catch (error) {
    if (error instanceof RangeError && cursor !== undefined) throw new Refusal('invalid', 'not a page of this list');
    throw error;
  }
}
