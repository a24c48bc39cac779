import type { Actor } from '#domain/actor.ts';
import { recountClock } from '#domain/deadlines/clocks.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { Rule } from '#domain/deadlines/rule.ts';
import { conflicts, type RuleConflict } from '#domain/deadlines/rule-conflict.ts';
import { Refusal } from '#domain/errors.ts';
import type { ClockRange, ClockRow } from '#stores/claim-store.ts';
import { authorise, type Self, selfOf } from './authorise.ts';
import type { Deps } from './deps.ts';

/** A row of the board, with what the law of the company says of its rule. */
export type Deadline = ClockRow & {
  /** The rule's; 'contract' where the term is the contract's. Empty: the rule is in no book. */
  jurisdiction: string;
  confidence?: Rule['confidence'] | undefined;
  conflicts: readonly RuleConflict[];
};
export type DeadlinePage = {
  self: Self;
  rows: Deadline[];
  /** How many clocks were read; those of other departments are not among `rows`. */
  read: number;
  cursor?: string | undefined;
};

/**
 * Open clocks by due date: one query per page, however many are open. Legal sees the company's, heads their department's. Refuses ('invalid') a cursor
 * that does not belong to this list.
 */
export async function listDeadlines(
  deps: Deps,
  actor: Actor,
  page: ClockRange & { cursor?: string | undefined; limit?: number },
): Promise<DeadlinePage> {
  const self = await selfOf(deps, actor);
  await authorise(deps, actor, 'deadlines.read', { department: self.person.department });
  const { person } = page;
  // Whoever is no person of the company acts on nothing; what somebody typed into the address never becomes a key.
  if (person !== undefined && !self.company.people.some(({ id }) => id === person)) return { self, rows: [], read: 0 };
  const [{ rows: kept, cursor }, law] = await Promise.all([openClocks(deps, page), deps.stores.law.current()]);
  const rows = kept.filter(seenBy(self)).map((row) => deadlineOf(row, law));
  return { self, rows, read: kept.length, cursor };
}

async function openClocks(deps: Deps, page: Parameters<typeof listDeadlines>[2]) {
  try {
    return await deps.stores.claims.openClocks({ ...page, limit: page.limit ?? 500 });
  } catch (error) {
    if (error instanceof RangeError && page.cursor !== undefined) throw new Refusal('invalid', 'not a page of this list');
    throw error;
  }
}

function seenBy({ person, company }: Self): (row: ClockRow) => boolean {
  if (person.roles.includes('legal')) return () => true;
  const mine = new Set<string>(company.people.filter(({ department }) => department === person.department).map(({ id }) => id));
  return (row) => mine.has(row.owner);
}

function deadlineOf(row: ClockRow, law: Law): Deadline {
  const rule = law.findRule(row.clock.ruleId, row.clock.ruleVersion);
  const statutes = (row.statutes ?? []).flatMap(({ id, version }) => law.findRule(id, version) ?? []);
  const opposed = conflicts(statutes).filter(({ rules }) => rules.some(({ id }) => id === row.clock.ruleId));
  return {
    ...row,
    clock: recountClock(row.clock, law),
    jurisdiction: rule?.jurisdiction ?? (row.clock.source === 'contract' ? 'contract' : ''),
    confidence: rule?.confidence,
    conflicts: opposed,
  };
}
