import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenAt, sha256 } from '#domain/chain.ts';
import type { Settlement } from '#domain/contracts/settlement.ts';
import type { SettlementWish } from '#domain/contracts/settlement-make.ts';
import { approveReply } from '#usecases/decide-reply.ts';
import { disputeReply } from '#usecases/follow-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { exportPaymentOrders, listPaymentOrders, readPaymentBatch } from '#usecases/payment-orders.ts';
import { viewLedger } from '#usecases/view-ledger.ts';
import { listSettlements, viewSettlement } from '#usecases/view-settlements.ts';
import { watchInstalments } from '#usecases/watch-instalments.ts';
import { approveSettlement, cancelSettlement, proposeSettlement, recordInstalment, refuseSettlement } from '#usecases/work-settlement.ts';
import { answer, body, handIn, mailsTo } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const system = { kind: 'system', step: 'test' } as const;
const account = 'severny-metiz';
const bill = (number: string, amount: string, dueDate = '2026-09-02') =>
  importRecords(world.deps, system, 'invoices', [
    { contract: 'SM-2025/14', number, issuedOn: '2026-08-03', dueDate, amount, currency: 'RUB' },
  ]);
const pay = (invoice: string, amount: string, date: string) =>
  importRecords(world.deps, system, 'payments', [{ invoice, date, amount, currency: 'RUB' }]);
const admitted = async (amount = '40000.00') => {
  const claim = await handIn(world, {
    contractNumber: 'SM-2025/14',
    contact: { name: 'Пётр', email: 'office@severny-metiz.example', language: 'ru' },
    demands: [{ ...body.demands[0], amount, currency: 'RUB' } as never],
  });
  return answer(world, claim.reference);
};
const contractId = async () => (await world.deps.stores.accounts.contracts(account))[0]?.id ?? '';
const by = (person: string) => world.actor(person);
const propose = (wish: SettlementWish, person = 'anna', key?: string) => proposeSettlement(world.deps, by(person), account, wish, { key });
const approve = ({ id, fingerprint }: Settlement, person = 'olga') => approveSettlement(world.deps, by(person), id, fingerprint);
const setOff = async (): Promise<SettlementWish> => ({ kind: 'set_off', contractId: await contractId() });
const ledger = async (day?: string) => {
  const [found] = (await viewLedger(world.deps, by('olga'), account, day)).ledgers;
  if (!found) throw new Error('no ledger');
  return found;
};
const money = (reference: string, amount: string): SettlementWish => ({
  kind: 'money',
  reference,
  currency: 'RUB',
  amount,
  payToName: 'ООО «Северный метиз»',
  payToAccount: '40702810000000000001',
  purpose: `=claim ${reference}`,
});

describe('a set-off', () => {
  it('proposed by one and approved by another takes the same off both sides at once, and the statement adds up', async () => {
    await bill('INV-1', '100000.00');
    const claim = await admitted();
    const before = await ledger();
    expect([before.ours.open, before.theirs.open, before.net]).toEqual(['106100.00', '40000.00', '66100.00']);
    const proposed = await propose(await setOff());
    expect(await ledger()).toEqual(before);
    expect(proposed).toMatchObject({
      state: 'proposed',
      terms: { pairs: [{ reference: claim.reference, number: 'INV-1', amount: '40000.00', date: '2026-11-02' }] },
    });
    await expect(approve(proposed, 'anna')).rejects.toMatchObject({ code: 'not-found' });
    await approve(proposed);
    const after = await ledger();
    expect(after.ours).toMatchObject({ setOff: '40000.00', open: '66100.00' });
    expect(after.theirs).toMatchObject({ setOff: '40000.00', open: '0.00' });
    expect(after.net).toBe(before.net);
    expect(after.statement.at(-1)?.net).toBe(after.net);
    // The open counter-claim follows the same day.
    await world.idle();
    expect((await world.deps.stores.counterClaims.ofAccount(account, 10))[0]?.sheet.principal).toBe('60000.00');
    const view = await viewSettlement(world.deps, by('lev'), proposed.id);
    expect(view.events.map(({ fact }) => fact.type)).toEqual(['proposed', 'approved']);
    expect(brokenAt(proposed.id, view.events)).toBeUndefined();
  });
  it('is declared to the customer when it is booked, once, even when the process ends just after', async () => {
    await bill('INV-1', '100000.00');
    const claim = await admitted();
    const told = async () =>
      (await mailsTo(world, 'office@severny-metiz.example')).filter(({ subject }) => /Зачёт по договору/.test(subject ?? ''));
    const proposed = await propose(await setOff());
    expect(await told()).toEqual([]);
    const killed = { ...world.deps, later: async () => undefined };
    await approveSettlement(killed, by('olga'), proposed.id, proposed.fingerprint);
    expect(await told()).toEqual([]);
    await world.days(1);
    await world.days(1);
    const [mail, ...more] = await told();
    expect(more).toEqual([]);
    const text = mail?.text?.replaceAll(/\s+/g, ' ');
    for (const part of ['Заявляем о зачёте 40 000,00 ₽', 'ст. 410 ГК РФ', claim.reference, 'INV-1']) expect(text).toContain(part);
    expect((await viewSettlement(world.deps, by('lev'), proposed.id)).declaration).toBe('sent');
  });
  it('is not booked by whoever proposed it, nor twice, nor on numbers that are not true any more', async () => {
    await bill('INV-1', '100000.00');
    await admitted();
    const own = await propose(await setOff(), 'vera');
    await expect(approve(own, 'vera')).rejects.toMatchObject({ code: 'own-text' });
    await expect(approveSettlement(world.deps, by('olga'), own.id, 'other')).rejects.toMatchObject({ code: 'stale-approval' });
    await pay('INV-1', '90000.00', '2026-11-02');
    await expect(approve(own)).rejects.toMatchObject({ code: 'stale-approval' });
    expect((await ledger()).ours.setOff).toBe('0.00');
    const again = await propose({ ...(await setOff()), kind: 'set_off', most: '1000.00' } as SettlementWish);
    await approve(again);
    await expect(approve(again)).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await ledger()).ours.setOff).toBe('1000.00');
  });
  it('of which two are approved at the same moment is booked once', async () => {
    await bill('INV-1', '100000.00');
    await admitted();
    const [one, two] = [await propose(await setOff()), await propose(await setOff())];
    const results = await Promise.allSettled([approve(one), approve(two, 'vera')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await ledger()).theirs).toMatchObject({ setOff: '40000.00', open: '0.00' });
    expect((await world.deps.stores.accounts.book(account))?.credits).toHaveLength(1);
  });
  it('ends with the claim: what the customer disputes is not admitted any more', async () => {
    await bill('INV-1', '100000.00');
    const claim = await admitted();
    const proposed = await propose(await setOff());
    await disputeReply(world.deps, { kind: 'customer', reference: claim.reference }, { demands: ['d1'], text: 'More!' });
    await expect(approve(proposed)).rejects.toMatchObject({ code: 'stale-approval' });
    expect((await ledger()).theirs).toMatchObject({ frozen: '40000.00', open: '0.00' });
  });
});

describe('money, credit notes and goods', () => {
  it('pay an admitted claim once: what is proposed twice is open once', async () => {
    const { reference } = await admitted();
    await expect(propose(money(reference, '40000.01'))).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ path: 'amount', code: 'over-open' }],
    });
    await expect(propose(money('0000-0000-00000', '1.00'))).rejects.toMatchObject({ fields: [{ path: 'reference', code: 'choose' }] });
    const [one, two] = [await propose(money(reference, '40000.00')), await propose(money(reference, '40000.00'))];
    await approve(one);
    await expect(approve(two)).rejects.toMatchObject({ code: 'stale-approval' });
    expect((await ledger()).theirs).toMatchObject({ paid: '40000.00', open: '0.00' });
    await refuseSettlement(world.deps, by('olga'), two.id, 'paid already');
    expect((await listSettlements(world.deps, by('olga'))).settlements.map(({ state }) => state)).toEqual(['booked', 'refused']);
  });
  it('reduce the invoice and settle the claim by a credit note, and settle it in kind', async () => {
    await bill('INV-1', '100000.00', '2026-12-01');
    const { reference } = await admitted();
    await approve(await propose({ kind: 'credit_note', contractId: await contractId(), reference, currency: 'RUB', amount: '30000.00' }));
    await approve(
      await propose({ kind: 'replacement', reference, currency: 'RUB', amount: '10000.00', what: '40 pieces', by: '2026-12-01' }),
    );
    const { ours, theirs } = await ledger();
    expect(ours).toMatchObject({ claimed: '100000.00', credited: '30000.00', open: '70000.00' });
    expect(theirs).toMatchObject({ credited: '40000.00', open: '0.00' });
  });
  it('need a head whose limit covers them, or finance', async () => {
    const { reference } = await admitted('3000000.00');
    const [claim] = await world.deps.stores.claims.ofAccount(account, 5);
    await approveReply(world.deps, by('lev'), reference, claim?.reply?.hash ?? ''); // above Vera’s limit: Lev decides after her
    await world.idle();
    const big = await propose(money(reference, '2500000.00'));
    await expect(approve(big, 'vera')).rejects.toMatchObject({ code: 'over-limit' });
    for (const person of ['boris', 'lev', 'egor']) await expect(approve(big, person)).rejects.toMatchObject({ code: 'not-found' });
    expect((await approve(big)).state).toBe('booked');
  });
  it('are proposed once by one form, by those who may', async () => {
    const { reference } = await admitted();
    const [one, two] = [await propose(money(reference, '5.00'), 'anna', 'k1'), await propose(money(reference, '5.00'), 'anna', 'k1')];
    expect(two.id).toBe(one.id);
    expect((await propose(money(reference, '6.00'), 'anna', 'k1')).id).not.toBe(one.id); // the same form with another sum
    for (const person of ['boris', 'olga', 'egor'])
      await expect(propose(money(reference, '5.00'), person)).rejects.toMatchObject({ code: 'not-found' });
    await expect(viewSettlement(world.deps, by('egor'), one.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(viewSettlement(world.deps, by('lev'), 'ST-nothing')).rejects.toMatchObject({ code: 'not-found' });
    await expect(viewLedger(world.deps, by('egor'), account)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('payment orders', () => {
  const ordered = async (...amounts: string[]) => {
    const { reference } = await admitted();
    for (const amount of amounts) await approve(await propose(money(reference, amount)));
    return reference;
  };
  it('are exported exactly once, in numbered batches that can be read again to the byte', async () => {
    await ordered('100.00', '200.00');
    expect(new Set((await listPaymentOrders(world.deps, by('olga'))).orders.map(({ amount }) => amount.amount))).toEqual(
      new Set(['100.00', '200.00']),
    );
    const first = await exportPaymentOrders(world.deps, by('olga'), 'k1');
    expect([first.number, first.orders.length]).toEqual([1, 2]);
    expect(first.csv).toContain(`"'=claim `);
    expect(await exportPaymentOrders(world.deps, by('olga'), 'k1')).toEqual(first);
    await expect(exportPaymentOrders(world.deps, by('olga'), 'k2')).rejects.toMatchObject({ code: 'wrong-state' });
    await approve(await propose(money((await world.deps.stores.claims.ofAccount(account, 5))[0]?.reference ?? '', '5.00')));
    const results = await Promise.allSettled([
      exportPaymentOrders(world.deps, by('olga'), 'k3'),
      exportPaymentOrders(world.deps, by('olga'), 'k4'),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { orders, batches } = await listPaymentOrders(world.deps, by('olga'));
    expect(orders).toEqual([]);
    expect(batches.map(({ number, orders: own }) => [number, own.length])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(await readPaymentBatch(world.deps, by('olga'), 1)).toEqual(first);
    expect(new Set(batches.flatMap(({ orders: own }) => own.map(({ id }) => id))).size).toBe(3);
    for (const person of ['anna', 'vera', 'lev'])
      await expect(listPaymentOrders(world.deps, by(person))).rejects.toMatchObject({ code: 'forbidden' });
  });
  it('go to accounting through the API with its own scope, and a repeated call gives the same batch', async () => {
    await ordered('100.00');
    const key = 'rk_payments0123456789abcdefghijklm';
    await world.deps.stores.mails.write([
      world.deps.stores.company.apiKeyWrite(sha256(key), { id: 'acc', name: 'Accounting', scopes: ['payments'] }),
    ]);
    const call = async (method: string, path: string, headers: Record<string, string> = {}) => {
      const response = await world.app.request(`/api/v1/payment-orders${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...headers },
      });
      return { status: response.status, text: await response.text() };
    };
    expect(JSON.parse((await call('GET', '')).text).items).toMatchObject([{ amount: { amount: '100.00', currency: 'RUB' } }]);
    const made = await call('POST', '/batches', { 'idempotency-key': 'a' });
    expect(made.status).toBe(201);
    expect(await call('POST', '/batches', { 'idempotency-key': 'a' })).toEqual(made);
    expect((await call('POST', '/batches', { 'idempotency-key': 'b' })).status).toBe(409);
    expect((await call('GET', '/batches/1')).text).toBe(made.text);
    expect((await call('GET', '/batches/1?format=csv')).text).toContain('40702810000000000001');
    for (const path of ['/batches/2', '/batches/x', '/batches/-1']) expect((await call('GET', path)).status).toBe(404);
    expect((await call('POST', '/batches', { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400);
    const other = await world.app.request('/api/v1/payment-orders', {
      headers: { authorization: 'Bearer rk_0123456789abcdefghijklmnopqrstuv' },
    });
    expect(other.status).toBe(401);
  });
});

describe('instalments', () => {
  const plan = async (): Promise<SettlementWish> => {
    const [invoice] = await world.deps.stores.accounts.invoices(account);
    return {
      kind: 'instalments',
      contractId: await contractId(),
      invoiceIds: [invoice?.id ?? ''],
      instalments: [
        { due: '2026-11-10', amount: '50000.00' },
        { due: '2026-11-20', amount: '56100.00' },
      ],
      graceDays: 2,
    };
  };
  const standings = async (id: string) => (await viewSettlement(world.deps, by('lev'), id)).standings.map(({ standing }) => standing);
  it('paid in time are kept, by the daily look alone', async () => {
    await bill('INV-1', '100000.00');
    const { id } = await approve(await propose(await plan()));
    await world.days(8);
    await pay('INV-1', '50000.00', '2026-11-10');
    expect(await standings(id)).toEqual(['paid', 'open']);
    await world.days(10);
    await recordInstalment(world.deps, by('olga'), id, { number: 2, day: '2026-11-20' });
    await world.days(1);
    expect((await viewSettlement(world.deps, by('lev'), id)).settlement.state).toBe('kept');
  });
  it('that are missed revive the rest after their grace: legal and the manager are told once', async () => {
    await bill('INV-1', '100000.00');
    const { id } = await approve(await propose(await plan()));
    const about = async (person: string) =>
      (await mailsTo(world, `${person}@polar.example`)).filter(({ text }) => /Instalment 1/.test(text));
    await world.days(9);
    expect((await viewSettlement(world.deps, by('lev'), id)).settlement.state).toBe('running');
    expect((await about('anna')).length).toBe(1); // a reminder before its date
    await world.days(2);
    expect((await viewSettlement(world.deps, by('lev'), id)).settlement).toMatchObject({
      state: 'defaulted',
      defaulted: { number: 1, day: '2026-11-13' },
    });
    await world.days(3);
    await watchInstalments(world.deps);
    await world.days(3);
    expect((await about('lev')).map(({ text }) => /did not come/.test(text))).toEqual([true]);
    expect((await about('anna')).filter(({ text }) => /did not come/.test(text))).toHaveLength(1);
  });
  it('cannot cover an invoice twice nor come to more than it owes, and end when they are cancelled', async () => {
    await bill('INV-1', '100000.00');
    const wish = await plan();
    const one = await approve(await propose(wish));
    await expect(propose(wish)).rejects.toMatchObject({ fields: [{ path: 'invoices', code: 'covered' }] });
    await cancelSettlement(world.deps, by('anna'), one.id, 'new talks');
    await propose(wish);
    await expect(
      propose({ ...(wish as SettlementWish & { kind: 'instalments' }), instalments: [{ due: '2026-11-10', amount: '106100.01' }] }),
    ).rejects.toMatchObject({ fields: [{ path: 'amount', code: 'over-open' }] });
  });
});

describe('a crash', () => {
  it('after any durable write of an approval or an export: repeated, each is booked and exported once', { timeout: 120_000 }, async () => {
    let left = Number.POSITIVE_INFINITY;
    const killed = (work: () => Promise<unknown>) => work().catch(() => undefined);
    let crashes = 0;
    for (let at = 1; at < 30; at++) {
      left = Number.POSITIVE_INFINITY;
      await world.end();
      world = await makeWorld({
        afterCommit: () => {
          left -= 1;
          if (left === 0) throw new Error('killed');
        },
      });
      await bill('INV-1', '100000.00');
      const { reference } = await admitted();
      const [netted, paid] = [
        await propose({ ...(await setOff()), most: '1000.00' } as SettlementWish),
        await propose(money(reference, '5.00')),
      ];
      const run = async () => {
        await killed(() => approve(netted));
        await killed(() => approve(paid));
        await killed(() => exportPaymentOrders(world.deps, by('olga'), 'k1'));
      };
      left = at;
      await run();
      await world.idle();
      const crashed = left <= 0;
      left = Number.POSITIVE_INFINITY;
      await run();
      await world.idle();
      const book = await world.deps.stores.accounts.book(account);
      expect(
        book?.credits.map(({ amount }) => amount.amount),
        `write ${at}`,
      ).toEqual(['1000.00']);
      const { orders, batches } = await listPaymentOrders(world.deps, by('olga'));
      expect([orders.length, batches.map(({ number, orders: own }) => [number, own.length])], `write ${at}`).toEqual([0, [[1, 1]]]);
      const { ours, theirs } = await ledger();
      expect([ours.setOff, theirs.setOff, theirs.paid], `write ${at}`).toEqual(['1000.00', '1000.00', '5.00']);
      if (!crashed) break;
      crashes++;
    }
    expect(crashes).toBeGreaterThanOrEqual(3);
  });
});
