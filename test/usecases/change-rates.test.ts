import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { addRate, continueRateRuns, previewRate, viewRates, withdrawRate } from '#usecases/change-rates.ts';
import { importRecords } from '#usecases/import-records.ts';
import { makeWorld, type World } from '../support/world.ts';

const system = { kind: 'system', step: 'test' } as const;
const rate = {
  series: 'ru-key',
  from: '2026-10-11',
  percent: '10',
  knownThrough: '2026-11-02',
  source: 'https://bank.example/decision',
} as const;
let world: World;
beforeAll(async () => {
  world = await makeWorld(); // 2 November 2026
  await importRecords(world.deps, system, 'contracts', [
    { account: 'severny-metiz', number: 'KEY-1', signedOn: '2026-01-10', currency: 'RUB', paymentDays: 10, statutoryRule: 'ru-395' },
  ]);
  await importRecords(world.deps, system, 'invoices', [
    { contract: 'KEY-1', number: 'K-1', issuedOn: '2026-09-01', dueDate: '2026-09-30', amount: '365000.00', currency: 'RUB' },
  ]);
  await world.idle();
});
afterAll(() => world.end());
const only = async () => {
  const [found] = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
  if (!found) throw new Error('nothing was proposed');
  return found;
};

describe('a reference rate', () => {
  it('missing makes the sheet provisional', async () => {
    // 33 days at 14 %: 140 a day.
    expect((await only()).sheet).toMatchObject({ interest: '4620.00', provisional: true });
  });
  it('is shown with what it changes before it counts', async () => {
    const preview = await previewRate(world.deps, world.actor('lev'), rate);
    expect(preview).toMatchObject({ looked: 1, more: false, entry: { knownThrough: '2026-11-02' } });
    // Ten days at 140, 23 days at 100.
    expect(preview.moves).toMatchObject([{ before: '369620.00', after: '368700.00', provisional: { before: true, after: false } }]);
    expect((await only()).sheet.interest).toBe('4620.00');
    expect((await viewRates(world.deps, world.actor('lev'))).entries).toEqual([]);
  });
  it('is for legal alone, with a reason', async () => {
    await expect(addRate(world.deps, world.actor('anna'), { ...rate, why: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(previewRate(world.deps, world.actor('anna'), rate)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addRate(world.deps, world.actor('lev'), { ...rate, why: ' ' })).rejects.toMatchObject({ fields: [{ path: 'why' }] });
  });
  it('counts once it is added, and no more once it is taken back', async () => {
    const entry = await addRate(world.deps, world.actor('lev'), { ...rate, why: 'Meeting of October' });
    await world.idle();
    expect((await only()).sheet).toMatchObject({ interest: '3700.00', provisional: false });
    await withdrawRate(world.deps, world.actor('lev'), entry.id, 'Misread');
    await world.idle();
    expect((await only()).sheet).toMatchObject({ interest: '4620.00', provisional: true });
    await expect(withdrawRate(world.deps, world.actor('lev'), entry.id, 'Again')).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await viewRates(world.deps, world.actor('lev'))).entries).toMatchObject([{ by: 'person:lev', withdrawn: { why: 'Misread' } }]);
  });
  it('that was added just before a crash is taken up by the sweep, and changes a letter that was provisional', async () => {
    const { id, sheet } = await only();
    await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
    await world.idle();
    expect(await only()).toMatchObject({ state: 'sent', sheet: { interest: '4620.00' } });
    const crashed = { ...world.deps, later: async () => undefined };
    await addRate(crashed, world.actor('lev'), { ...rate, why: 'Meeting of October' });
    expect((await only()).sheet.provisional).toBe(true);
    await continueRateRuns(world.deps);
    expect((await only()).sheet).toMatchObject({ interest: '3700.00', provisional: false });
    const { version } = await only();
    await continueRateRuns(world.deps);
    expect((await only()).version).toBe(version);
  });
});

describe('the page', () => {
  it('shows the change before the button, keeps what was typed, and says what is wrong', async () => {
    const cookie = await world.signIn('lev');
    const get = async (query: Record<string, string>) => {
      const answer = await world.app.request(`/rates?${new URLSearchParams(query).toString()}`, {
        headers: { cookie, 'accept-language': 'en' },
      });
      return { status: answer.status, text: await answer.text() };
    };
    expect((await get({})).text.includes('Take back')).toBe(true);
    const look = await get({ ...rate, percent: '9,5' });
    expect(look.text.includes('1 of 1 open counter-claims changes')).toBe(true);
    expect(look.text.includes('name="percent" value="9.5"')).toBe(true);
    const wrong = await get({ ...rate, from: '2026-12-24', knownThrough: '2026-12-24' });
    expect(wrong.status).toBe(400);
    expect(wrong.text.includes('There is a gap')).toBe(true);
    expect(wrong.text.includes('https://bank.example/decision')).toBe(true);
    expect((await world.app.request('/rates', { headers: { cookie: await world.signIn('anna') } })).status).toBe(404);
  });
});
