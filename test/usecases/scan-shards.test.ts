import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DecidedBreach } from '#domain/contracts/breach-decision.ts';
import type { ImportKind } from '#domain/contracts/import-rows.ts';
import { shardOf, shards } from '#stores/keys.ts';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { scanAccount } from '#usecases/scan-breaches.ts';
import { listShards, scanShards } from '#usecases/scan-shards.ts';
import { startDailyScan } from '#usecases/sweep.ts';
import { holdCounterClaim, withdrawCounterClaim } from '#usecases/work-counter-claim.ts';
import { visitAs } from '../pages/desk/visit.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const system = { kind: 'system', step: 'test' } as const;
const day = '2026-11-02';
const account = 'severny-metiz';
const contract = {
  account,
  number: 'S-1',
  signedOn: '2026-01-01',
  currency: 'RUB',
  paymentDays: 30,
  penaltyPercentPerDay: '0.1',
  packagingReturnDays: 10,
  packagingSumPerPiece: '100',
};
const invoice = { contract: 'S-1', number: 'S-INV-1', issuedOn: '2026-08-03', dueDate: '2026-09-02', amount: '100000.00', currency: 'RUB' };
const out = { kind: 'packaging_out', number: 'W-1', contract: 'S-1', date: '2026-10-01', quantity: 10, item: 'pallet' };
const load = (kind: ImportKind, ...rows: object[]) => importRecords(world.deps, system, kind, rows);
const unseen = (kind: ImportKind, ...rows: object[]) => importRecords(world.deps, system, kind, rows, { scan: false });
const claims = async () =>
  (await world.deps.stores.counterClaims.ofAccount(account, 20)).filter(({ contractNumber }) => contractNumber === 'S-1');
const claim = async () => {
  const [only, ...more] = await claims();
  if (!only || more.length > 0) throw new Error(`${more.length + 1} counter-claims`);
  return only;
};
const foundOn = async (when = day): Promise<DecidedBreach[]> =>
  (await world.deps.stores.breaches.onDay(when, 100)).found
    .filter(({ contractNumber }) => contractNumber === 'S-1')
    .flatMap(({ breaches }) => [...breaches]);
const decided = async (when?: string) => (await foundOn(when)).map(({ kind, open, decision }) => [kind, open, decision]);
const lookDay = async () => (await world.deps.stores.looks.of(account))?.day;
const run = async (when = day) => {
  const { shards: waiting } = await listShards(world.deps, when);
  return scanShards(world.deps, when, waiting);
};

describe('the index of looks', () => {
  it('spreads accounts over its shards', () => {
    const used = new Map<string, number>();
    for (let n = 0; n < 6400; n++) used.set(shardOf(`account-${n}`), (used.get(shardOf(`account-${n}`)) ?? 0) + 1);
    expect(used.size).toBe(shards.length);
    expect(Math.max(...used.values())).toBeLessThan(200);
  });
  it('lists an account with a fact for today in the same write: what a crash left unseen, the next scan finds', async () => {
    await unseen('contracts', contract);
    await unseen('invoices', invoice);
    expect([await claims(), await lookDay()]).toEqual([[], day]);
    expect((await listShards(world.deps, day)).shards).toContain(shardOf(account));
    expect((await run()).outcome).toBe('done');
    expect(await claim()).toMatchObject({ state: 'proposed', sheet: { principal: '100000.00' } });
    expect(await lookDay()).toBe('2026-11-03'); // unsent, it grows
  });
  it('moves on with every scan, and a scan of the same day again looks at nobody', async () => {
    await load('contracts', contract);
    await load('invoices', { ...invoice, dueDate: '2026-11-10' });
    expect(await lookDay()).toBe('2026-11-11');
    await run();
    expect(await run()).toEqual({ outcome: 'done', looked: 0 });
    expect((await listShards(world.deps, '2026-11-10')).shards).toEqual([]);
    await world.days(9);
    expect(await claim()).toMatchObject({ state: 'proposed' });
  });
  it('has no day for an account on which nothing can happen, and none for a sent claim, which does not grow', async () => {
    await load('contracts', contract);
    await load('invoices', invoice);
    await world.idle();
    const { id, sheet } = await claim();
    await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
    await world.idle();
    await scanAccount(world.deps, account);
    expect(await lookDay()).toBeUndefined();
    await load('payments', { invoice: 'S-INV-1', date: day, amount: '100000.00', currency: 'RUB' });
    expect(await claim()).toMatchObject({ state: 'sent', sheet: { principal: '0.00' } });
  });
  it('takes in, once, the accounts from before there was one', async () => {
    await unseen('contracts', contract);
    await unseen('invoices', invoice);
    const { looks, mails } = world.deps.stores;
    await mails.write([{ delete: { pk: `AC#${account}`, sk: 'LOOK' }, expect: 'any' }]);
    expect(await looks.of(account)).toBeUndefined();
    await run();
    expect(await claim()).toMatchObject({ state: 'proposed' });
    await mails.write([{ delete: { pk: `AC#${account}`, sk: 'LOOK' }, expect: 'any' }]);
    await run();
    expect(await looks.of(account)).toBeUndefined();
  });
  it('does not come back on the same scan to a customer for whom it is still the day before', async () => {
    const early = await makeWorld({ start: Date.parse('2026-11-03T03:00:00Z') }); // six in Moscow, ten at night in New York
    try {
      const american = {
        id: 'us-sample',
        name: 'Sample Inc',
        country: 'US',
        party: 'business',
        email: 'ap@us-sample.example',
        address: '',
        manager: 'anna',
      };
      const put = (kind: ImportKind, row: object) => importRecords(early.deps, system, kind, [row], { scan: false });
      await put('accounts', american);
      await put('contracts', { ...contract, account: 'us-sample', currency: 'USD' });
      await put('invoices', { ...invoice, currency: 'USD' });
      const { shards: waiting } = await listShards(early.deps, '2026-11-03');
      expect(await scanShards(early.deps, '2026-11-03', waiting)).toMatchObject({ outcome: 'done' });
      expect((await early.deps.stores.looks.of('us-sample'))?.day).toBe('2026-11-04');
      expect(await early.deps.stores.counterClaims.ofAccount('us-sample', 5)).toMatchObject([{ sheet: { asOf: '2026-11-02' } }]);
    } finally {
      await early.end();
    }
  });
  it('started twice on a day runs once', async () => {
    await startDailyScan(world.deps);
    await startDailyScan(world.deps);
    await world.idle();
    const started = world.interpreter.list({ limit: 100 }).filter(({ machine }) => machine === 'breach-scan');
    expect(started).toMatchObject([{ name: `breach-scan-${day}`, status: 'succeeded' }]);
  });
  it('an account that cannot be looked at waits for tomorrow, and the others are looked at', async () => {
    await unseen('contracts', contract, { ...contract, account: 'tri-sosny', number: 'S-2' });
    await unseen('invoices', invoice, { ...invoice, number: 'S-INV-2', contract: 'S-2' });
    const broken = { ...world.deps, stores: { ...world.deps.stores, accounts: { ...world.deps.stores.accounts } } };
    broken.stores.accounts.book = async (id) => {
      if (id === 'tri-sosny') throw new RangeError('a row that does not parse');
      return world.deps.stores.accounts.book(id);
    };
    const logged: unknown[] = [];
    const { shards: waiting } = await listShards(world.deps, day);
    const result = await scanShards({ ...broken, log: (event, facts) => logged.push([event, facts]) }, day, waiting);
    expect(result.outcome).toBe('done');
    expect(await claim()).toMatchObject({ state: 'proposed' });
    expect((await world.deps.stores.looks.of('tri-sosny'))?.day).toBe('2026-11-03');
    expect(logged).toContainEqual(['account-scan-failed', { account: 'tri-sosny', error: 'RangeError' }]);
    expect(logged).toContainEqual(['breach-scan-failed', { day, accounts: 1 }]);
  });
  it('is believed less than the row itself: an account that an index behind its table still lists is not looked at again', async () => {
    await load('contracts', contract);
    const stale = { ...world.deps, stores: { ...world.deps.stores, looks: { ...world.deps.stores.looks } } };
    stale.stores.looks.due = async () => [account];
    expect(await scanShards(stale, day, ['00'])).toEqual({ outcome: 'more', looked: 0 });
    expect(await scanShards(world.deps, day, [shardOf(account)])).toEqual({ outcome: 'done', looked: 0 });
  });
  it('a fact that comes while the account is looked at is not lost', async () => {
    await unseen('contracts', contract);
    const deps = { ...world.deps, stores: { ...world.deps.stores, accounts: { ...world.deps.stores.accounts } } };
    deps.stores.accounts.book = async (id) => {
      const book = await world.deps.stores.accounts.book(id);
      await unseen('invoices', invoice);
      return book;
    };
    await unseen('invoices', { ...invoice, number: 'S-INV-0', dueDate: '2026-12-01' });
    await scanAccount(deps, account); // the invoice comes just after the book was read
    expect([await claims(), await lookDay()]).toEqual([[], day]);
    await run();
    expect(await claim()).toMatchObject({ state: 'proposed' });
  });
  it('takes facts of one account from many sides at once', async () => {
    await load('contracts', contract);
    const rows = Array.from({ length: 12 }, (_, n) => ({ ...invoice, number: `S-PAR-${n}`, dueDate: '2026-12-01' }));
    const results = await Promise.all(rows.map((row) => load('invoices', row)));
    expect(results.flat().map(({ status }) => status)).toEqual(rows.map(() => 'accepted'));
    expect(await lookDay()).toBe('2026-12-02');
  });
});

describe('what was found', () => {
  it('is kept with what became of it: proposed, then claimed, held', async () => {
    await load('contracts', contract);
    await load('invoices', invoice);
    await load('deliveries', out);
    expect(await decided()).toEqual([
      ['unpaid', '106100.00', 'proposed'],
      ['packaging', '1000.00', 'claimed'],
    ]);
    const { id } = await claim();
    await holdCounterClaim(world.deps, world.actor('anna'), id, { reason: 'Talks', days: 3 });
    await scanAccount(world.deps, account);
    expect(await decided()).toEqual([
      ['unpaid', '106100.00', 'held'],
      ['packaging', '1000.00', 'held'],
    ]);
    expect((await foundOn()).map(({ counterClaimId }) => counterClaimId)).toEqual([id, id]);
  });
  it('corrects itself the same day in both directions when a fact comes late', async () => {
    await load('contracts', contract);
    await load('deliveries', out);
    expect(await claim()).toMatchObject({ state: 'proposed', sheet: { fixedSums: '1000.00' } });
    await load('deliveries', { kind: 'packaging_back', number: 'R-1', contract: 'S-1', date: '2026-10-08', quantity: 4, item: 'pallet' });
    expect((await claim()).sheet.fixedSums).toBe('600.00');
    await load('deliveries', { kind: 'packaging_back', number: 'R-2', contract: 'S-1', date: '2026-10-09', quantity: 6, item: 'pallet' });
    expect((await claim()).state).toBe('paid');
    expect(await decided()).toEqual([['packaging', '0.00', 'settled']]);
    // The second return was entered by mistake: one came back.
    await load('deliveries', { kind: 'packaging_back', number: 'R-2', contract: 'S-1', date: '2026-10-09', quantity: 1, item: 'pallet' });
    expect((await claims()).map(({ state, sheet }) => `${state} ${sheet.total}`).toSorted()).toEqual(['paid 0.00', 'proposed 500.00']);
  });
  it.each([
    ['a payment of the past', 'payments', { invoice: 'S-INV-1', date: '2026-09-01', amount: '100000.00', currency: 'RUB' }, undefined],
    ['an invoice with its right date', 'invoices', { ...invoice, dueDate: '2026-11-20' }, invoice],
  ] as const)('is gone the same day with %s, and back when that was wrong', async (_, kind, fact, undone) => {
    await load('contracts', contract);
    await load('invoices', invoice);
    expect((await claim()).state).toBe('proposed');
    await load(kind, fact);
    expect((await claim()).state).toBe('paid');
    expect(await decided()).toEqual([['unpaid', '0.00', 'settled']]);
    if (!undone) return;
    await load(kind, undone);
    expect((await claims()).map(({ state }) => state).toSorted()).toEqual(['paid', 'proposed']);
  });
  it('is gone the same day with the reason of a refusal that comes later', async () => {
    const refused = { kind: 'refused', number: 'A-1', contract: 'S-1', date: '2026-10-20', amount: '50000' };
    await load('contracts', { ...contract, refusalPercent: '10' });
    await load('deliveries', refused);
    expect((await claim()).sheet.total).toBe('5000.00');
    await load('deliveries', { ...refused, reason: 'Трещины на корпусе' });
    expect((await claim()).state).toBe('paid');
    await load('deliveries', refused); // the reason was that of another delivery
    expect((await claims()).map(({ state }) => state).toSorted()).toEqual(['paid', 'proposed']);
  });
  it('is paid by a payment that names its number', async () => {
    await load('contracts', contract);
    await load('deliveries', out);
    const [packaging] = await foundOn();
    const pay = (amount: string) => load('payments', { invoice: packaging?.number.toLowerCase(), date: day, amount, currency: 'RUB' });
    expect((await pay('400.00'))[0]?.status).toBe('accepted');
    expect((await claim()).sheet).toMatchObject({ total: '600.00' });
    expect(await world.deps.stores.accounts.payments(account)).toMatchObject([{ invoiceId: packaging?.id }]);
    expect((await (await visitAs(world, 'anna')).get(`/customers/${account}`)).text).toContain(`>${packaging?.number}<`);
    await pay('600.00');
    expect((await claim()).state).toBe('paid');
  });
  it('is not proposed in its grace, nor where a late payment cost next to nothing', async () => {
    await load('contracts', { ...contract, penaltyGraceDays: 100 });
    await load('invoices', invoice);
    expect([await claims(), await decided()]).toEqual([[], [['unpaid', '100000.00', 'grace']]]);
    expect(await lookDay()).toBe('2026-12-12'); // 2 September and 100 days, and one
    await load('contracts', contract);
    expect((await claim()).state).toBe('proposed');
  });
  it('is small where only the cost of a short delay is left', async () => {
    await load('contracts', contract);
    await unseen('invoices', { ...invoice, amount: '1000.00' });
    await load('payments', { invoice: 'S-INV-1', date: '2026-09-04', amount: '1000.00', currency: 'RUB' });
    expect([await claims(), await decided()]).toEqual([[], [['late_payment', '2.00', 'small']]]);
  });
  it('that was withdrawn is not raised again, but the next breach is, alone', async () => {
    await load('contracts', contract);
    await load('invoices', invoice);
    await world.idle();
    const { id } = await claim();
    await withdrawCounterClaim(world.deps, world.actor('lev'), id, 'Goodwill');
    await scanAccount(world.deps, account);
    expect(await decided()).toEqual([['unpaid', '106100.00', 'withdrawn']]);
    expect(await claims()).toHaveLength(1);
    await load('invoices', { ...invoice, number: 'S-INV-2', amount: '5000.00' });
    await world.idle();
    const second = (await claims()).find(({ state }) => state === 'proposed');
    expect(second?.sheet.lines.map(({ number }) => number)).toEqual(['S-INV-2']);
    expect(await decided()).toEqual([
      ['unpaid', '106100.00', 'withdrawn'],
      ['unpaid', '5305.00', 'proposed'],
    ]);
    await approveCounterClaim(world.deps, world.actor('lev'), second?.id ?? '', { fingerprint: second?.sheet.fingerprint ?? '' });
  });
  it('by legal is approved with its fixed sums as they stand in the sheet', async () => {
    await load('contracts', contract);
    await load('deliveries', out);
    await world.idle();
    const { id, sheet } = await claim();
    await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
    await world.idle();
    expect(await claim()).toMatchObject({ state: 'sent', sheet: { total: '1000.00' } });
  });
  it('in hundreds fills one letter, and what does not fit is for the next', async () => {
    await load('contracts', contract);
    const many = Array.from({ length: 400 }, (_, n) => ({ ...invoice, number: `S-M-${n}`, amount: '100.00' }));
    await unseen('invoices', ...many);
    await run();
    await world.idle();
    const first = await claim();
    expect(first.sheet.lines.length).toBeGreaterThan(100);
    expect(first.sheet.lines.length).toBeLessThan(400);
    const shown = new Map(Map.groupBy(await foundOn(), ({ decision }) => decision).entries());
    expect([...shown.keys()].every((decision) => decision === 'proposed' || decision === 'next')).toBe(true);
    await approveCounterClaim(world.deps, world.actor('lev'), first.id, { fingerprint: first.sheet.fingerprint });
    await world.idle();
    for (let n = 0; n < 4; n++) {
      await scanAccount(world.deps, account);
      for (const { id, sheet, state } of await claims())
        if (state === 'proposed') await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
      await world.idle();
    }
    const covered = (await claims()).flatMap(({ covers }) => covers ?? []);
    expect([covered.length, new Set(covered).size]).toEqual([400, 400]);
  }, 60_000);
});
