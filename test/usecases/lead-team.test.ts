import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { searchClaims } from '#usecases/desk.ts';
import { cancelSubstitution, planSubstitution, reassignClaim, viewTeam } from '#usecases/lead-team.ts';
import { listDeadlines } from '#usecases/list-deadlines.ts';
import { assignAccount, changeClock, restartClaim, revokeLinks } from '#usecases/work-claim.ts';
import { answer, handIn, load, mailsTo } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const id = (name: string) => name as PersonId;
const away = {
  absent: id('anna'),
  substitute: id('boris'),
  from: '2026-11-02',
  to: '2026-11-06',
  scope: 'all',
  accounts: [],
  reason: 'leave',
} as const;
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('the head', () => {
  it('plans an absence: open work moves at once, new work goes to the substitute, the owner stays; on return it goes back', async () => {
    const { reference } = await handIn(world);
    await planSubstitution(world.deps, world.actor('vera'), away);
    expect(await load(world, reference)).toMatchObject({ owner: 'anna', acting: 'boris' });
    const second = await handIn(world, { subject: 'Another' });
    expect(second).toMatchObject({ owner: 'anna', acting: 'boris', routedBecause: 'substitution' });
    await world.days(6);
    expect(await load(world, reference)).toMatchObject({ owner: 'anna', acting: 'anna' });
  });
  it('takes an absence back and the work returns', async () => {
    const { reference } = await handIn(world);
    const planned = await planSubstitution(world.deps, world.actor('vera'), away);
    await cancelSubstitution(world.deps, world.actor('vera'), planned.id);
    expect(await load(world, reference)).toMatchObject({ acting: 'anna' });
  });
  it('sees wrong absences refused by field, and nobody else plans them', async () => {
    const wrong = planSubstitution(world.deps, world.actor('vera'), { ...away, substitute: id('anna'), to: '2026-11-01' });
    await expect(wrong).rejects.toMatchObject({
      fields: [
        { path: 'substitute', code: 'same-person' },
        { path: 'to', code: 'date-order' },
      ],
    });
    for (const person of ['anna', 'lev', 'olga', 'egor'])
      expect(await code(planSubstitution(world.deps, world.actor(person), away))).toBe('forbidden');
  });
  it('reassigns with a reason, and sees the load of each manager', async () => {
    const { reference } = await handIn(world);
    await expect(reassignClaim(world.deps, world.actor('vera'), reference, { owner: id('boris'), because: ' ' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await reassignClaim(world.deps, world.actor('vera'), reference, { owner: id('boris'), because: 'knows the product' });
    expect(await load(world, reference)).toMatchObject({ owner: 'boris', acting: 'boris', routedBecause: 'knows the product' });
    const { load: loads } = await viewTeam(world.deps, world.actor('vera'));
    expect(Object.fromEntries(loads.map((entry) => [entry.person.id, entry.open]))).toEqual({ anna: 0, boris: 1, vera: 0 });
    expect(await code(reassignClaim(world.deps, world.actor('anna'), reference, { owner: id('anna'), because: 'mine' }))).toBe('not-found');
  });
});

describe('the search', () => {
  it('finds by reference, by words of subject and text in any case, by number, in Cyrillic; and nothing for those who may not look', async () => {
    const { reference } = await handIn(world, { subject: 'Трещины в крепеже', text: 'Сорок штук с трещинами, ёлка.' });
    await handIn(world, { subject: 'Late delivery', orderNumber: 'INV-9' });
    const find = async (typed: string) => (await searchClaims(world.deps, world.actor('anna'), typed)).map((row) => row.reference);
    expect(await find(reference.toLowerCase().replaceAll('-', ''))).toEqual([reference]);
    expect(await find('ТРЕЩ')).toEqual([reference]);
    expect(await find('елка сорок')).toEqual([reference]);
    expect(await find('late')).toHaveLength(1);
    expect(await find('INV-9')).toHaveLength(1);
    expect(await find('nothing like this')).toEqual([]);
    expect(await find('%')).toEqual([]);
    expect(await code(searchClaims(world.deps, world.actor('egor'), 'late'))).toBe('forbidden');
  });
});

describe('the desk', () => {
  it('says whose claim it is: manager and clocks follow from the same receipt, what was done stays done', async () => {
    const claim = await handIn(world, {
      contact: { name: 'A', email: 'a@unknown.example', language: 'en' },
      contractNumber: undefined as never,
    });
    await world.days(1);
    const after = await assignAccount(world.deps, world.actor('vera'), claim.reference, {
      account: 'severny-metiz',
      contract: (await world.deps.stores.accounts.contracts('severny-metiz'))[0]?.id,
    });
    expect(after).toMatchObject({ owner: 'anna', account: { id: 'severny-metiz' }, needsPerson: undefined });
    expect(after.clocks.find((clock) => clock.kind === 'acknowledge')?.state).toBe('met');
    const statutory = after.clocks.find((clock) => clock.ruleId.startsWith('ru-') && clock.state === 'running');
    expect(statutory?.trigger.day).toBe('2026-11-02');
    expect(after.clocks.some((clock) => clock.kind === 'contract_answer' && clock.period.length === 20)).toBe(true);
  });
  it('pauses only a clock whose rule allows it, with reason and evidence, and its date moves by what the pause took', async () => {
    const { reference } = await handIn(world);
    const before = (await load(world, reference)).clocks;
    const own = before.find((clock) => clock.kind === 'own_target');
    const contract = before.find((clock) => clock.kind === 'contract_answer');
    const anna = world.actor('anna');
    const pause = { change: 'pause', reason: 'waiting for photos', evidence: 'mail of today' } as const;
    expect(await code(changeClock(world.deps, anna, reference, contract?.id ?? '', pause))).toBe('wrong-state');
    expect(await code(changeClock(world.deps, anna, reference, own?.id ?? '', { ...pause, evidence: ' ' }))).toBe('invalid');
    await changeClock(world.deps, anna, reference, own?.id ?? '', pause);
    await world.days(7);
    await changeClock(world.deps, anna, reference, own?.id ?? '', { change: 'resume', reason: 'they came', evidence: 'mail' });
    const after = (await load(world, reference)).clocks.find((clock) => clock.kind === 'own_target');
    expect([own?.lastDay, after?.lastDay]).toEqual(['2026-11-16', '2026-11-23']);
    expect(await code(changeClock(world.deps, world.actor('boris'), reference, own?.id ?? '', pause))).toBe('not-found');
  });
  it('makes every link of a customer void, and the next mail brings a fresh one', async () => {
    const { reference } = await handIn(world);
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    const path = /\/c\/[0-9a-f]{32}/.exec(receipt?.text ?? '')?.[0] ?? '';
    expect((await world.app.request(path)).status).toBe(200);
    await revokeLinks(world.deps, world.actor('anna'), reference);
    expect((await world.app.request(path)).status).toBe(404);
    expect(await code(revokeLinks(world.deps, world.actor('boris'), reference))).toBe('not-found');
    await answer(world, reference);
    const [reply] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    expect((await world.app.request(/\/c\/[0-9a-f]{32}/.exec(reply?.text ?? '')?.[0] ?? '')).status).toBe(200);
  });
  it('starts a claim again whose step failed for good', async () => {
    const { reference } = await handIn(world);
    const { raiseToPerson } = await import('#usecases/remind-people.ts');
    await raiseToPerson(world.deps, (await load(world, reference)).reference);
    expect((await load(world, reference)).needsPerson).toBe('step-failed');
    await restartClaim(world.deps, world.actor('anna'), reference);
    await world.idle();
    expect((await load(world, reference)).needsPerson).toBeUndefined();
    expect(world.interpreter.list({ status: 'running', limit: 100 }).filter((entry) => entry.machine === 'claim')).toHaveLength(2);
  });
});

describe('the deadline board', () => {
  it('is for legal and the head, earliest first, and shows open clocks only', async () => {
    await handIn(world);
    const { rows } = await listDeadlines(world.deps, world.actor('lev'), {});
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.map((row) => row.clock.dueAt)).toEqual(rows.map((row) => row.clock.dueAt).toSorted());
    expect(rows.every((row) => row.clock.kind !== 'acknowledge')).toBe(true);
    expect((await listDeadlines(world.deps, world.actor('vera'), {})).rows).toHaveLength(rows.length);
    for (const person of ['anna', 'olga', 'egor']) expect(await code(listDeadlines(world.deps, world.actor(person), {}))).toBe('forbidden');
  });
});
