import type { Actor } from '#domain/actor.ts';
import { recountClock } from '#domain/deadlines/clocks.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import { authorise, type Self, selfOf } from './authorise.ts';
import type { Deps } from './deps.ts';

/** Every open clock of the company by due date, one query per page. Heads see their department's. */
export async function listDeadlines(
  deps: Deps,
  actor: Actor,
  page: { from?: string; to?: string; cursor?: string | undefined; limit?: number },
): Promise<{ self: Self; rows: ClockRow[]; cursor?: string | undefined }> {
  const self = await selfOf(deps, actor);
  await authorise(deps, actor, 'deadlines.read', { department: self.person.department });
  const { rows: kept, cursor } = await deps.stores.claims.openClocks({ ...page, limit: page.limit ?? 500 });
  const law = await deps.stores.law.current();
  const rows = kept.map((row) => ({ ...row, clock: recountClock(row.clock, law) }));
  if (self.person.roles.includes('legal')) return { self, rows, cursor };
  const mine = new Set(
    self.company.people.filter((person) => person.department === self.person.department).map((person) => person.id as string),
  );
  return { self, rows: rows.filter((row) => mine.has(row.owner)), cursor };
}
