import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClocks } from '#domain/deadlines/clocks.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { conflicts } from '#domain/deadlines/rule-conflict.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import { Refusal } from '#domain/errors.ts';
import { sqliteTable } from '#infra/local/sqlite-table.ts';
import { makeStores } from '#stores/stores.ts';
import type { Deps } from '#usecases/deps.ts';
import { listDeadlines } from '#usecases/list-deadlines.ts';
import type { Query } from '#usecases/ports.ts';
import { handIn, load } from '../support/claims.ts';
import { clockItem, countingTable, putAll } from '../support/clock-rows.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
let deps: Deps;
let queries: Query[];
beforeEach(async () => {
  world = await makeWorld();
  const counting = countingTable(sqliteTable(world.database));
  queries = counting.queries;
  deps = { ...world.deps, stores: makeStores(counting.table) };
});
afterEach(() => world.end());

const ofClocks = () => queries.filter(({ pk }) => pk.startsWith('KO'));
const items = Array.from({ length: 3000 }, (_, n) => clockItem(n, addDays('2026-11-02', n % 500)));
const put = (count: number) => putAll(sqliteTable(world.database), items.slice(0, count));

describe('a page of the deadlines', () => {
  it('costs one query of the list, however many clocks are open', async () => {
    const lev = world.actor('lev');
    await listDeadlines(deps, lev, { limit: 200 });
    const few = queries.length;
    await put(3000);
    queries.length = 0;
    const first = await listDeadlines(deps, lev, { limit: 200 });
    expect([first.rows.length, ofClocks().length, queries.length]).toEqual([200, 1, few]);
    queries.length = 0;
    const second = await listDeadlines(deps, lev, { limit: 200, cursor: first.cursor });
    expect([second.rows.length, ofClocks().length]).toEqual([200, 1]);
    expect((second.rows[0]?.clock.dueAt ?? '') >= (first.rows.at(-1)?.clock.dueAt ?? '')).toBe(true);
    expect(new Set([...first.rows, ...second.rows].map(({ reference }) => reference)).size).toBe(400);
    expect(queries.every(({ limit }) => limit <= 1000)).toBe(true);
  });

  it('reads a person’s clocks from the list of that person, and a range of dates from its place', async () => {
    await put(600);
    const lev = world.actor('lev');
    const mine = await listDeadlines(deps, lev, { limit: 200, person: 'anna' });
    expect(ofClocks()).toEqual([expect.objectContaining({ index: 'g2', pk: 'KO#anna', limit: 200 })]);
    expect(mine.rows.every(({ acting }) => acting === 'anna')).toBe(true);
    expect([mine.read, mine.cursor]).toEqual([200, undefined]);
    queries.length = 0;
    const [from = '', to = ''] = [items[100]?.body.clock.dueAt, items[109]?.body.clock.dueAt];
    const between = items.slice(0, 600).filter(({ body }) => from <= body.clock.dueAt && body.clock.dueAt <= to);
    expect(between.length).toBeGreaterThan(9);
    const { rows } = await listDeadlines(deps, lev, { limit: 200, from, to });
    expect(new Set(rows.map(({ reference }) => reference))).toEqual(new Set(between.map(({ body }) => body.reference)));
    expect(ofClocks()).toHaveLength(1);
  });

  it('asks nothing for somebody whom the company does not have, and refuses a cursor of another list', async () => {
    const lev = world.actor('lev');
    expect(await listDeadlines(deps, lev, { person: 'nobody '.repeat(1000) })).toMatchObject({ rows: [], read: 0 });
    expect(ofClocks()).toEqual([]);
    const refused: unknown = await listDeadlines(deps, lev, { cursor: 'bm8' }).catch((error: unknown) => error);
    expect(refused instanceof Refusal && refused.code).toBe('invalid');
  });

  it('shows a head what the department owns, and says how much was read', async () => {
    await putAll(sqliteTable(world.database), [clockItem(1, '2026-11-02'), clockItem(2, '2026-11-02', { owner: 'lev', acting: 'lev' })]);
    const head = await listDeadlines(deps, world.actor('vera'), {});
    expect(head.rows.map(({ owner }) => owner)).not.toContain('lev');
    expect([head.rows.length, head.read]).toEqual([1, 2]);
  });

  it('says where the laws of a claim differ, though its clocks lie on different pages', async () => {
    const rules = rulesFor({
      country: 'RU',
      party: 'consumer',
      kind: 'claim',
      demands: ['penalty'],
      sector: 'bank',
      receivedDay: '2026-11-02',
    });
    const before = await load(world, (await handIn(world)).reference);
    const calendar = shippedLaw.calendar({ country: 'RU' });
    const events = { received: { at: '2026-11-02', evidence: 'a test' }, registered: { at: '2026-11-02', evidence: 'a test' } };
    const clocks = startClocks({ rules, events, calendar });
    const after = { ...before, clocks, version: before.version + 1 };
    await world.deps.stores.claims.commit({ before, after, events: [], department: 'sales' });
    const expected = conflicts(rules).map((conflict) => conflict.rules.map(({ id }) => id));
    const page = await listDeadlines(deps, world.actor('lev'), { limit: 1000 });
    const opposed = page.rows.filter((row) => row.conflicts.length > 0);
    expect(opposed.map(({ clock }) => clock.ruleId).toSorted()).toEqual(expected.flat().toSorted());
    for (const row of opposed) expect(row.conflicts.map((conflict) => conflict.rules.map(({ id }) => id))).toEqual(expected);
    const alone = await listDeadlines(deps, world.actor('lev'), { limit: 1 });
    expect(alone.rows.length).toBe(1);
    expect(page.rows.find(({ clock }) => clock.ruleId === 'ru-bank-30-1-answer')).toMatchObject({ jurisdiction: 'RU' });
  });
});
