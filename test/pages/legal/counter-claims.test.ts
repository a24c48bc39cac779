import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { visitAs } from '../desk/visit.ts';

let world: World;
const system = { kind: 'system', step: 'test' } as const;
const of = async (account: string) => {
  const [found] = await world.deps.stores.counterClaims.ofAccount(account, 5);
  if (!found) throw new Error('no counter-claim');
  return found;
};
beforeEach(async () => {
  world = await makeWorld();
  const invoice = { issuedOn: '2026-08-03', dueDate: '2026-09-02' };
  await importRecords(world.deps, system, 'invoices', [
    { ...invoice, contract: 'SM-2025/14', number: 'INV-1', amount: '100000.00', currency: 'RUB' },
    { ...invoice, contract: 'HP-77', number: 'INV-2', amount: '5000.00', currency: 'EUR' },
    { ...invoice, contract: 'TS-2025/03', number: 'INV-3', amount: '70000.00', currency: 'RUB' },
  ]);
  await world.idle();
});
afterEach(() => world.end());
const rowsIn = (text: string) => [...text.matchAll(/<tr data-row[^>]*data-href="\/counter-claims\/([^"]+)"/g)].map((match) => match[1]);

describe('the queue of counter-claims', () => {
  it('groups by what waits for whom, and is filtered by the address', async () => {
    const lev = await visitAs(world, 'lev');
    const [first, second, third] = [await of('severny-metiz'), await of('holzbau-prager'), await of('tri-sosny')];
    const all = (await lev.get('/counter-claims')).text;
    expect(new Set(rowsIn(all))).toEqual(new Set([first.id, second.id, third.id]));
    expect(all).toContain('To approve (legal)');
    const anna = await visitAs(world, 'anna');
    await anna.post(`/counter-claims/${first.id}/hold`, { reason: 'Talks & <tea>', days: '3' });
    const held = (await lev.get('/counter-claims?waits=held')).text;
    expect(rowsIn(held)).toEqual([first.id]);
    expect(held).toContain('held by Anna Kedrova until Thu 5 Nov 2026: Talks &amp; &lt;tea&gt;');
    expect(rowsIn((await lev.get('/counter-claims?person=boris')).text)).toEqual([third.id]);
    expect(rowsIn((await lev.get('/counter-claims?account=holzbau-prager')).text)).toEqual([second.id]);
    expect(rowsIn((await lev.get('/counter-claims?rung=claim')).text)).toEqual([]);
    expect((await lev.get('/counter-claims?rung=claim')).text).toContain('No counter-claim fits these filters');
    expect(rowsIn((await lev.get('/counter-claims?waits=nonsense&rung=%3Cscript%3E')).text)).toHaveLength(3);
  });
});

describe('the exposure', () => {
  it('adds up what was asked for, week by week and currency by currency, and each figure leads to its list', async () => {
    await world.days(9);
    await importRecords(world.deps, system, 'payments', [{ invoice: 'INV-2', date: '2026-11-11', amount: '9000.00', currency: 'EUR' }]);
    const lev = await visitAs(world, 'lev');
    const { text } = await lev.get('/exposure');
    expect(text).toContain('<a href="/exposure?week=2026-11-02">2 Nov 2026</a>');
    expect(text).toContain('<a href="/counter-claims?person=anna">Anna Kedrova</a>');
    expect(text).toContain('<a href="/counter-claims?account=tri-sosny">');
    const asked = [await of('severny-metiz'), await of('tri-sosny')];
    expect(asked.map(({ course }) => course.at(-1)?.total)).toEqual(asked.map(({ sheet }) => sheet.total));
    // Paid in the second week: in the first it is there, in the second no more.
    const paid = await of('holzbau-prager');
    const [then, now] = [(await lev.get('/exposure?week=2026-11-04')).text, (await lev.get('/exposure?week=2026-11-09')).text];
    expect(then).toContain(`href="/counter-claims/${paid.id}"`);
    expect(now).not.toContain(`href="/counter-claims/${paid.id}"`);
    expect((await lev.get('/exposure?until=2020-01-01')).text).not.toContain('2 Nov 2026');
    expect((await lev.get('/exposure?week=x&until=9999-99-99')).status).toBe(200);
  });
  it('is empty, and says what will appear, before anything is claimed', async () => {
    await world.end();
    world = await makeWorld();
    expect((await (await visitAs(world, 'lev')).get('/exposure')).text).toContain('Nothing is claimed yet');
  });
});
