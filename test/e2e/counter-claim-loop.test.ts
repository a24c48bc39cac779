import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { disputeCounterClaim } from '#usecases/run-counter-claim.ts';
import { approveCounterClaim, endHold, holdCounterClaim } from '#usecases/work-counter-claim.ts';
import { mailsTo } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const system = { kind: 'system', step: 'test' } as const;
const invoice = {
  contract: 'SM-2025/14',
  number: 'INV-1',
  issuedOn: '2026-08-03',
  dueDate: '2026-09-02',
  amount: '100000.00',
  currency: 'RUB',
};
const bill = (...rows: object[]) => importRecords(world.deps, system, 'invoices', rows);
const pay = (amount: string, date = '2026-11-02') =>
  importRecords(world.deps, system, 'payments', [{ invoice: 'INV-1', date, amount, currency: 'RUB' }]);
const only = async () => {
  const [found, ...more] = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
  expect(more).toEqual([]);
  if (!found) throw new Error('no counter-claim was proposed');
  return found;
};
const approved = async () => {
  await bill(invoice);
  await world.idle();
  const proposed = await only();
  await approveCounterClaim(world.deps, world.actor('lev'), proposed.id, proposed.sheet.fingerprint);
  await world.idle();
  return only();
};

describe('a counter-claim', () => {
  it('is proposed for an overdue invoice, once per contract, with a sheet that adds up', async () => {
    await bill(invoice, { ...invoice, number: 'INV-2', amount: '50000.00' });
    await world.idle();
    const { sheet, state } = await only();
    expect(state).toBe('proposed');
    // 0.1 % a day of 100,000 and 50,000 for 61 days (3 September to 2 November): 6,100 + 3,050, under the cap of 10 %.
    expect(sheet).toMatchObject({ principal: '150000.00', interest: '9150.00', total: '159150.00', asOf: '2026-11-02' });
    expect(await mailsTo(world, 'lev@polar.example')).toHaveLength(1);
    expect(await mailsTo(world, 'anna@polar.example')).toHaveLength(1);
  });
  it('is not proposed for what is paid in time or not yet due', async () => {
    await bill({ ...invoice, dueDate: '2026-11-02' }, { ...invoice, number: 'INV-2' });
    await importRecords(world.deps, system, 'payments', [{ invoice: 'INV-2', date: '2026-09-01', amount: '100000.00', currency: 'RUB' }]);
    // INV-2 was proposed at its import and ended with the payment.
    expect((await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10)).map((entry) => entry.state)).toEqual(['paid']);
  });
  it('held by the manager with a reason waits, and comes back when the hold is over', async () => {
    await bill(invoice);
    await world.idle();
    const { id } = await only();
    await holdCounterClaim(world.deps, world.actor('anna'), id, { reason: 'Renewal talks', days: 3 });
    await world.idle();
    expect((await only()).state).toBe('held');
    await expect(approveCounterClaim(world.deps, world.actor('lev'), id, (await only()).sheet.fingerprint)).rejects.toMatchObject({
      code: 'wrong-state',
    });
    await world.days(4);
    expect((await only()).state).toBe('proposed');
    await holdCounterClaim(world.deps, world.actor('anna'), id, { reason: 'Once more', days: 3 });
    await endHold(world.deps, world.actor('anna'), id);
    expect((await only()).state).toBe('proposed');
  });
  it('approved by legal is sent once with its letter, and the customer has the term of the contract', async () => {
    const sent = await approved();
    expect(sent).toMatchObject({ state: 'sent', delivery: 'sent', response: { lastDay: '2026-11-17' } });
    const mails = await mailsTo(world, 'office@severny-metiz.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.attachments[0]?.sha256).toBe(sent.letter?.sha256);
    expect(mails[0]?.text).toMatch(/\/s\/[0-9a-f]{32}/);
  });
  it('unanswered goes to the court-file list the day after the term, and legal is told', async () => {
    await approved();
    await world.days(15);
    expect((await only()).state).toBe('sent');
    await world.days(2);
    expect((await only()).state).toBe('expired');
    expect((await mailsTo(world, 'lev@polar.example')).length).toBeGreaterThanOrEqual(2);
    expect(world.interpreter.list({ status: 'running', limit: 100 }).filter((entry) => entry.machine === 'counter-claim')).toEqual([]);
  });
  it('a payment recalculates it the same day, and paid principal leaves the penalty alive', async () => {
    await approved();
    await pay('100000.00');
    expect(await only()).toMatchObject({ state: 'sent', sheet: { principal: '0.00', interest: '6100.00', total: '6100.00' } });
    await pay('6100.00', '2026-11-02');
    expect((await only()).state).toBe('paid');
    await world.days(40);
    expect((await only()).state).toBe('paid');
  });
  it('disputed by the customer stays with legal and never expires by itself', async () => {
    const { id, sheet } = await approved();
    await disputeCounterClaim(
      world.deps,
      { kind: 'customer', counterClaim: id },
      { text: 'The goods were late.', lines: [sheet.lines[0]?.invoiceId ?? ''] },
    );
    await world.days(40);
    expect(await only()).toMatchObject({ state: 'disputed', dispute: { text: 'The goods were late.' } });
  });
  it('that legal saw before a payment came is not approved on the old sum', async () => {
    await bill(invoice);
    await world.idle();
    const seen = await only();
    await pay('40000.00');
    await expect(approveCounterClaim(world.deps, world.actor('lev'), seen.id, seen.sheet.fingerprint)).rejects.toMatchObject({
      code: 'stale-approval',
    });
    expect((await only()).sheet.principal).toBe('60000.00');
  });
  it('is for legal alone to approve, and for the manager or head to hold', async () => {
    await bill(invoice);
    await world.idle();
    const { id, sheet } = await only();
    for (const person of ['anna', 'vera', 'olga', 'egor'])
      await expect(approveCounterClaim(world.deps, world.actor(person), id, sheet.fingerprint)).rejects.toMatchObject({
        code: 'not-found',
      });
    for (const person of ['boris', 'lev', 'olga'])
      await expect(holdCounterClaim(world.deps, world.actor(person), id, { reason: 'r', days: 1 })).rejects.toMatchObject({
        code: 'not-found',
      });
  });
  it('the daily scan finds what fell overdue meanwhile, and running it again changes nothing', async () => {
    await bill({ ...invoice, dueDate: '2026-11-05' });
    expect(await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10)).toEqual([]);
    await world.days(5);
    const found = await only();
    expect(found.sheet.principal).toBe('100000.00');
    const scans = world.interpreter.list({ limit: 100 }).filter((entry) => entry.machine === 'breach-scan');
    expect(scans.length).toBeGreaterThanOrEqual(4);
    expect(scans.every((entry) => entry.status === 'succeeded')).toBe(true);
  });
  it('importing the same file again changes nothing', async () => {
    const first = await bill(invoice);
    const again = await bill(invoice);
    expect([first[0]?.status, again[0]?.status]).toEqual(['accepted', 'unchanged']);
    const version = (await only()).version;
    await bill(invoice);
    expect((await only()).version).toBe(version);
  });
});
