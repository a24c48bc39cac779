import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LawChange } from '#domain/deadlines/law.ts';
import { readYearFile } from '#domain/deadlines/year-file.ts';
import { applyLawChange, continueLawRuns, discardLawChange, draftLawChange, previewLawChange } from '#usecases/change-law.ts';
import { whatIf } from '#usecases/what-if.ts';
import { withdrawClaim } from '#usecases/work-claim.ts';
import { handIn, load } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld({ start: Date.parse('2027-12-20T09:00:00.000Z') });
});
afterEach(() => world.end());

const legal = () => world.actor('lev');
const consumer = { contractNumber: 'RET-1001', contact: { name: 'Иван Тестов', email: 'ivan.testov@mail.example', language: 'ru' } };
const year = readYearFile(
  '{"country":"RU","year":2028,"source":"sample decree","moved":[["2028-01-01","2028-01-10"],["2028-01-02","2028-12-29"]]}',
);
const draft = (change: LawChange = year) => draftLawChange(world.deps, legal(), { title: 'Calendar of 2028', change });
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const dates = async (reference: string) =>
  Object.fromEntries((await load(world, reference)).clocks.map((clock) => [clock.id, clock.lastDay]));

describe('changing a calendar', () => {
  it('shows which open deadlines move and by how much, changes nothing, then applies with who and why', async () => {
    const claim = await handIn(world, consumer);
    const before = await dates(claim.reference);
    const { id } = await draft();
    const preview = await previewLawChange(world.deps, legal(), id);
    const moves = preview.moves.map(({ row, after }) => [row.clock.id, row.clock.lastDay, after.lastDay]);
    expect(moves).toContainEqual(['house-own-target', '2028-01-11', '2028-01-12']);
    expect(await dates(claim.reference)).toEqual(before);

    await applyLawChange(world.deps, legal(), id, 'decree published');
    await world.idle();
    const after = await load(world, claim.reference);
    for (const [clock, , lastDay] of moves) expect(after.clocks.find((one) => one.id === clock)?.lastDay).toBe(lastDay);
    expect(after.clocks.find(({ id: one }) => one === 'house-own-target')?.log?.at(-1)).toMatchObject({
      type: 'recounted',
      reason: 'decree published',
      evidence: id,
    });
    const events = await world.deps.stores.claims.events(claim.reference);
    expect(events.at(-1)).toMatchObject({ actor: 'system:change-law', onBehalfOf: 'lev', fact: { because: `law ${id}` } });
    const record = (await world.deps.stores.law.record(id))?.record;
    expect(record).toMatchObject({ state: 'applied', decidedBy: 'lev', why: 'decree published', run: { moved: moves.length } });
    expect(record?.run?.finished).toBeDefined();
    expect((await previewLawChange(world.deps, legal(), (await draft()).id)).moves).toEqual([]); // it counts already
    // A claim that comes now is counted by it at once.
    expect((await dates((await handIn(world, consumer)).reference))['house-own-target']).toBe('2028-01-12');
  });

  it('leaves closed claims as they were', async () => {
    const claim = await handIn(world, consumer);
    const closed = await withdrawClaim(world.deps, world.actor('vera'), claim.reference);
    const { id } = await draft();
    await applyLawChange(world.deps, legal(), id, 'decree');
    await world.idle();
    const met = (await load(world, claim.reference)).clocks.filter((clock) => clock.metAt || clock.state === 'cancelled');
    expect(met).toEqual(closed.clocks.filter((clock) => clock.metAt || clock.state === 'cancelled'));
  });

  it('goes on after a crash in the middle, and a second time moves nothing', async () => {
    const references: string[] = [];
    for (let n = 0; n < 12; n++) references.push((await handIn(world, { ...consumer, subject: `n ${n}` })).reference);
    const { id } = await draft();
    const { save } = world.deps.stores.law;
    let saves = 0;
    world.deps.stores.law.save = async (record, v) => {
      saves++;
      if (saves === 2) throw new Error('crash between the claims and the mark of progress');
      await save(record, v);
    };
    await applyLawChange(world.deps, legal(), id, 'decree');
    await world.idle();
    world.deps.stores.law.save = save;
    expect((await world.deps.stores.law.record(id))?.record.run?.finished).toBeUndefined();
    await continueLawRuns(world.deps);
    expect((await world.deps.stores.law.record(id))?.record.run?.finished).toBeDefined();
    for (const reference of references) {
      const clock = (await load(world, reference)).clocks.find((one) => one.id === 'house-own-target');
      expect([clock?.lastDay, clock?.log?.length]).toEqual(['2028-01-12', 1]);
    }
  });

  it('is for legal, with a reason, and once', async () => {
    expect(await code(draftLawChange(world.deps, world.actor('anna'), { title: 't', change: year }))).toBe('forbidden');
    const { id } = await draft();
    expect(await code(applyLawChange(world.deps, legal(), id, ' '))).toBe('invalid');
    expect(await code(applyLawChange(world.deps, world.actor('vera'), id, 'x'))).toBe('forbidden');
    await discardLawChange(world.deps, legal(), id, 'a typing error');
    expect(await code(applyLawChange(world.deps, legal(), id, 'x'))).toBe('wrong-state');
    expect(await code(previewLawChange(world.deps, legal(), 'nothing'))).toBe('not-found');
  });
});

describe('what if', () => {
  it('tells what would be missed without touching the record', async () => {
    const claims = [];
    for (let n = 0; n < 3; n++) claims.push(await handIn(world, { ...consumer, subject: `n ${n}` }));
    const before = await Promise.all(claims.map(({ reference }) => load(world, reference)));
    const acting = before[0]?.acting ?? ('' as never);
    const outlook = await whatIf(world.deps, legal(), {
      changes: [],
      absence: { person: acting, from: '2027-12-20', to: '2028-01-20' },
      perDay: 3,
    });
    expect(outlook.asItIs).toEqual([]);
    const missed = new Set(outlook.supposed.map(({ reference }) => reference));
    expect(missed).toEqual(new Set(claims.map(({ reference }) => reference)));
    expect(await Promise.all(claims.map(({ reference }) => load(world, reference)))).toEqual(before);
    const byCalendar = await whatIf(world.deps, legal(), { changes: [year], perDay: 3 });
    expect(byCalendar.moved.length).toBeGreaterThan(0);
    expect(await code(whatIf(world.deps, world.actor('anna'), { changes: [], perDay: 1 }))).toBe('forbidden');
  });
});
