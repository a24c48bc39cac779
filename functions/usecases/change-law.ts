import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { relawClock } from '#domain/deadlines/clock-moves.ts';
import { type Clock, isOpen } from '#domain/deadlines/clocks.ts';
import { type Law, type LawChange, lawOf } from '#domain/deadlines/law.ts';
import { checkChange } from '#domain/deadlines/law-change.ts';
import { appliedOf, type LawRecord, type LawRun } from '#domain/deadlines/law-record.ts';
import { Refusal } from '#domain/errors.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import { authorise, type Self } from './authorise.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import { record, retried } from './record-claim.ts';
import { openRows } from './what-if.ts';

/** Keeps a change as a draft, to be looked at before it counts. Refuses what cannot be laid over the book ('invalid', 'unprocessable'). */
export async function draftLawChange(deps: Deps, actor: Actor, input: { title: string; change: LawChange }): Promise<LawRecord> {
  const { person } = await authorise(deps, actor, 'law.write');
  if (!input.title.trim()) throw new Refusal('invalid', undefined, [{ path: 'title', code: 'required' }]);
  checkChange(input.change, await deps.stores.law.current());
  const at = isoNow(deps);
  const draft: LawRecord = {
    id: `${at.slice(0, 10)}-${hex(deps.newId(5))}`,
    title: input.title.trim().slice(0, 200),
    change: input.change,
    state: 'draft',
    draftedBy: person.id,
    draftedAt: at,
  };
  await deps.stores.law.save(draft, 0);
  return draft;
}

/** The law as it stands and every change of it, for legal. */
export async function viewLaw(deps: Deps, actor: Actor): Promise<{ self: Self; law: Law; records: LawRecord[] }> {
  const self = await authorise(deps, actor, 'law.read');
  const [law, records] = await Promise.all([deps.stores.law.current(), deps.stores.law.records()]);
  return { self, law, records };
}

export type LawMove = { row: ClockRow; after: Clock };
export type LawPreview = { record: LawRecord; looked: number; more: boolean; moves: LawMove[] };

/** Which open deadlines a draft would move, and to when. Nothing is changed by looking. */
export async function previewLawChange(deps: Deps, actor: Actor, id: string): Promise<LawPreview> {
  await authorise(deps, actor, 'law.read');
  const [found, records] = await Promise.all([deps.stores.law.record(id), deps.stores.law.records()]);
  if (!found) throw new Refusal('not-found');
  if (found.record.state !== 'draft') return { record: found.record, looked: 0, more: false, moves: [] };
  const after = lawOf([...appliedOf(records), { id, change: found.record.change }]);
  const { rows, more } = await openRows(deps, 100_000);
  const move = { at: isoNow(deps), reason: id, evidence: id };
  const moves = rows.flatMap((row): LawMove[] => {
    const clock = relawClock(row.clock, after, move);
    return clock === row.clock ? [] : [{ row, after: clock }];
  });
  return { record: found.record, looked: rows.length, more, moves };
}

/** From now on the change counts. Open clocks are counted anew, batch by batch, with who decided it and why; closed ones keep their dates. */
export async function applyLawChange(deps: Deps, actor: Actor, id: string, why: string): Promise<LawRecord> {
  const applied = await decideOn(deps, actor, id, { state: 'applied', why, run: { pass: 1, seen: 0, moved: 0, movedInPass: 0 } });
  await deps.later(() => continueLawRun(deps, id, mostBatchesAtOnce));
  return applied;
}

export const discardLawChange = (deps: Deps, actor: Actor, id: string, why: string): Promise<LawRecord> =>
  decideOn(deps, actor, id, { state: 'discarded', why });

async function decideOn(
  deps: Deps,
  actor: Actor,
  id: string,
  change: Pick<LawRecord, 'state' | 'run'> & { why: string },
): Promise<LawRecord> {
  const { person } = await authorise(deps, actor, 'law.write');
  const found = await deps.stores.law.record(id);
  if (!found) throw new Refusal('not-found');
  if (found.record.state !== 'draft') throw new Refusal('wrong-state');
  if (!change.why.trim()) throw new Refusal('invalid', undefined, [{ path: 'why', code: 'required' }]);
  const decided: LawRecord = { ...found.record, ...change, why: change.why.trim(), decidedBy: person.id, decidedAt: isoNow(deps) };
  await deps.stores.law.save(decided, found.v);
  return decided;
}

/** Clocks per batch; a batch is one page of the list of open clocks. */
const batch = 200;
const mostBatchesAtOnce = 500;
const mostPasses = 3;

/** Goes on with every change whose open clocks are not all counted anew yet; for the sweep. */
export async function continueLawRuns(deps: Deps): Promise<void> {
  for (const { id, run } of await deps.stores.law.records()) if (run && !run.finished) await continueLawRun(deps, id, mostBatchesAtOnce);
}

/**
 * Counts open clocks anew and keeps how far it came after each batch, so that a crash repeats one batch at most: a clock that has its new date is left
 * alone. A clock that moves changes its place in the list, so the list is gone through again until a pass moves nothing.
 */
async function continueLawRun(deps: Deps, id: string, batches: number): Promise<void> {
  for (let left = batches; left > 0; left--) {
    const found = await deps.stores.law.record(id);
    const run = found?.record.run;
    if (!found || !run || run.finished) return;
    const law = await deps.stores.law.current();
    const page = await deps.stores.claims.openClocks({ limit: batch, cursor: run.cursor });
    const moved = await recountClaims(
      deps,
      law,
      found.record,
      page.rows.filter(({ counterClaim }) => !counterClaim),
    );
    const after: LawRun = {
      ...run,
      cursor: page.cursor,
      seen: run.seen + page.rows.length,
      moved: run.moved + moved,
      movedInPass: run.movedInPass + moved,
    };
    const last = after.movedInPass === 0 || run.pass >= mostPasses;
    const next: LawRun = page.cursor
      ? after
      : last
        ? { ...after, finished: isoNow(deps) }
        : { ...after, pass: run.pass + 1, seen: 0, movedInPass: 0 };
    await deps.stores.law.save({ ...found.record, run: next }, found.v);
  }
}

async function recountClaims(deps: Deps, law: Law, change: LawRecord, rows: readonly ClockRow[]): Promise<number> {
  const move = { at: isoNow(deps), reason: change.why ?? change.title, evidence: change.id };
  const touched = new Set(rows.filter(({ clock }) => relawClock(clock, law, move) !== clock).map(({ reference }) => reference));
  let moved = 0;
  for (const reference of touched) moved += await recountClaim(deps, law, change, reference, move);
  return moved;
}

type Move = Parameters<typeof relawClock>[2];
const recountClaim = (deps: Deps, law: Law, change: LawRecord, reference: string, move: Move): Promise<number> =>
  retried(async () => {
    const before: Claim | undefined = await deps.stores.claims.load(reference);
    if (!before) return 0;
    const clocks = before.clocks.map((clock) => (isOpen(clock) ? relawClock(clock, law, move) : clock));
    const moved = clocks.filter((clock, n) => clock !== before.clocks[n]).length;
    if (moved === 0) return 0;
    const company = await deps.stores.company.everyone();
    const actor = { kind: 'system', step: 'change-law' } as const;
    const fact = { type: 'clocks-set', clocks, because: `law ${change.id}` } as const;
    await record(deps, { before, company }, [fact], { actor, onBehalfOf: change.decidedBy });
    return moved;
  });
