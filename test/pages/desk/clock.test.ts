import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from '#domain/claims/claim.ts';
import { type Clock, startClocks } from '#domain/deadlines/clocks.ts';
import { explain } from '#domain/deadlines/explain.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import { changeClock } from '#usecases/work-claim.ts';
import { handIn, load } from '../../support/claims.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { visitAs } from './visit.ts';

let world: World;
let claim: Claim;
beforeEach(async () => {
  world = await makeWorld();
  claim = await handIn(world);
});
afterEach(() => world.end());

const own = (of: Claim): Clock => {
  const clock = of.clocks.find(({ kind }) => kind === 'own_target');
  if (!clock) throw new Error('no own target');
  return clock;
};
const pathOf = (clock: Pick<Clock, 'id'>) => `/desk/claims/${claim.reference}/clocks/${clock.id}`;
const put = async (clocks: readonly Clock[]) => {
  const before = await load(world, claim.reference);
  await world.deps.stores.claims.commit({
    before,
    after: { ...before, clocks, version: before.version + 1 },
    events: [],
    department: 'sales',
  });
};
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll("'", '&#39;');

describe('the sheet of a date', () => {
  it('is reached from the case and the board, and holds every step, the start, its evidence and the source', async () => {
    const lev = await visitAs(world, 'lev');
    const clock = own(claim);
    for (const path of [`/desk/claims/${claim.reference}`, '/deadlines'])
      expect((await lev.get(path)).text).toContain(`href="${pathOf(clock)}"`);
    const { status, text } = await lev.get(pathOf(clock));
    expect(status).toBe(200);
    for (const line of explain(clock.steps, 'en')) expect(text).toContain(`<li>${escaped(line)}</li>`);
    for (const part of [clock.title.en, clock.ruleId, clock.clause.en, clock.trigger.evidence, clock.zone])
      expect(text).toContain(escaped(part));
    expect(text).toContain('replayed: the same date');
    expect(text).toContain('Answer by contract'); // the other clock that the answer meets
    const russian = (await lev.get(`${pathOf(clock)}?lang=ru`)).text;
    expect(russian).toContain('пересчитано: дата та же');
    for (const line of explain(clock.steps, 'ru')) expect(russian).toContain(escaped(line));
  });

  it('says plainly when the steps lead to another date, or to none', async () => {
    const lev = await visitAs(world, 'lev');
    const clock = own(claim);
    await put([{ ...clock, lastDay: '2027-01-11', dueAt: '2027-01-11T20:59:59.999Z' }]);
    expect((await lev.get(pathOf(clock))).text).toContain('replayed: another date');
    await put([{ ...clock, steps: clock.steps.filter(({ kind }) => kind !== 'start') }]);
    const { text } = await lev.get(pathOf(clock));
    expect(text).toContain('not replayed');
    expect(text).not.toContain('the same date');
  });

  it('tells what happened to the clock since, with reason, evidence and the date before and after', async () => {
    const clock = own(claim);
    const change = { change: 'extend', length: 3, reason: 'the laboratory is closed', evidence: 'mail of 2 November' } as const;
    await changeClock(world.deps, world.actor('anna'), claim.reference, clock.id, change);
    const after = own(await load(world, claim.reference));
    const { text } = await (await visitAs(world, 'anna')).get(pathOf(clock));
    for (const part of ['extended', change.reason, change.evidence]) expect(text).toContain(part);
    expect(after.lastDay).not.toBe(clock.lastDay);
    expect(text).toMatch(/\d+ Nov 2026, then \d+ Nov 2026/);
  });

  it('shows laws that differ on the sheet, the case and the board, and hides none of them', async () => {
    const query = {
      country: 'RU',
      party: 'consumer',
      kind: 'claim',
      demands: ['penalty'],
      sector: 'bank',
      receivedDay: '2026-11-02',
    } as const;
    const fact = { at: '2026-11-02', evidence: 'a test' };
    const calendar = shippedLaw.calendar({ country: 'RU' });
    await put(startClocks({ rules: rulesFor(query), events: { received: fact, registered: fact }, calendar }));
    const lev = await visitAs(world, 'lev');
    const sheet = (await lev.get(pathOf({ id: 'ru-bank-30-1-answer' }))).text;
    const table = sheet.slice(sheet.indexOf('id="conflict"'));
    for (const id of ['ru-bank-30-1-answer', 'ru-ombudsman-16-electronic', 'ru-ombudsman-16'])
      expect(table).toContain(escaped(rulesFor(query).find((rule) => rule.id === id)?.clause.en ?? id));
    expect((await lev.get(`/desk/claims/${claim.reference}`)).text).toContain('Laws differ');
    expect((await lev.get('/deadlines')).text).toContain(`${pathOf({ id: 'ru-ombudsman-16' })}#conflict`);
    expect((await lev.get(pathOf({ id: 'house-own-target' }))).text).not.toContain('id="conflict"');
  });

  it('marks a rule that a lawyer has still to check, also one that only the law of the company holds', async () => {
    const rule = 'ru-bank-30-1-answer';
    const id = '2026-11-01-test';
    const change = {
      kind: 'rule',
      rule,
      from: '2026-11-01',
      length: 11,
      unit: 'working_days',
      end: 'next_working_day',
      source: 'https://law.example/12',
      confidence: 'K',
    } as const;
    await world.deps.stores.law.save(
      { id, title: 'A test', change, state: 'applied', draftedBy: claim.owner, draftedAt: id, decidedAt: id },
      0,
    );
    const law = await world.deps.stores.law.current();
    const fact = { at: '2026-11-02', evidence: 'a test' };
    const rules = law.rules.filter((entry) => entry.id === rule && entry.version === '2026-11-01');
    const [clock] = startClocks({ rules, events: { received: fact, registered: fact }, calendar: law.calendar({ country: 'RU' }) });
    if (!clock) throw new Error('no clock');
    await put([clock]);
    const lev = await visitAs(world, 'lev');
    expect((await lev.get(pathOf(clock))).text).toContain('K: general knowledge; to be checked');
    for (const path of [`/desk/claims/${claim.reference}`, '/deadlines'])
      expect((await lev.get(path)).text).toContain('a lawyer has still to check it');
  });

  it('is for whoever may read the claim, and for clocks that it has', async () => {
    const clock = own(claim);
    expect((await (await visitAs(world, 'egor')).get(pathOf(clock))).status).toBe(404);
    expect((await (await visitAs(world, 'lev')).get(pathOf({ id: 'no-such-clock' }))).status).toBe(404);
  });
});
