import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenAt } from '#domain/chain.ts';
import type { Disputed } from '#domain/contracts/freeze-parts.ts';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { decideDispute } from '#usecases/decide-dispute.ts';
import { disputeCounterClaim, freezePart } from '#usecases/dispute-counter-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { mailsTo } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

/**
 * Two invoices of 100,000 and 50,000, due on 2 September 2026, 0.1 % a day, at most 10 %; Monday 2 November is day 61. The reminder goes on that day and gives
 * until Monday 9 November.
 */
let world: World;
beforeEach(async () => {
  world = await makeWorld();
  const invoice = { contract: 'SM-2025/14', issuedOn: '2026-08-03', dueDate: '2026-09-02', currency: 'RUB' };
  const rows = [
    { ...invoice, number: 'INV-1', amount: '100000.00' },
    { ...invoice, number: 'INV-2', amount: '50000.00' },
  ];
  await importRecords(world.deps, { kind: 'system', step: 'test' }, 'invoices', rows);
  await world.idle();
});
afterEach(() => world.end());

const only = async () => {
  const [found] = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
  if (!found) throw new Error('no counter-claim was proposed');
  return found;
};
const approve = async () => {
  const { id, sheet } = await only();
  await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
  await world.idle();
  return only();
};
const lineOf = async (number: string) => (await only()).sheet.lines.find((line) => line.number === number)?.invoiceId ?? '';
const dispute = async (disputed: readonly Disputed[], text = 'Forty were cracked.') => {
  const { id } = await only();
  await disputeCounterClaim(world.deps, { kind: 'customer', counterClaim: id }, { text, disputed, files: [] });
  await world.idle();
  return only();
};
const disputePart = async (number: string, amount?: string) => dispute([{ invoiceId: await lineOf(number), amount }]);
const decide = async (accepted: string, { reason = 'The act shows it.', index = 0, who = 'lev' } = {}) => {
  const { id, freezes } = await only();
  await decideDispute(world.deps, world.actor(who), id, { freeze: freezes[index]?.id ?? '', accepted, reason });
  await world.idle();
  return only();
};
const pay = (number: string, amount: string, date: string) =>
  importRecords(world.deps, { kind: 'system', step: 'test' }, 'payments', [{ invoice: number, date, amount, currency: 'RUB' }]);
const toCustomer = () => mailsTo(world, 'office@severny-metiz.example');
const book = async () => {
  const found = await world.deps.stores.accounts.book('severny-metiz');
  if (!found) throw new Error('the account is gone');
  return found;
};
const running = () => world.interpreter.list({ status: 'running', limit: 100 }).filter(({ machine }) => machine === 'counter-claim');

describe('a disputed part', () => {
  it('is frozen in the books with the event, the rest goes on, and who has to know is told', async () => {
    await approve();
    const after = await disputePart('INV-1', '40000.00');
    // 60,000 x 0.1 % x 61 = 3,660 and 50,000 x 0.1 % x 61 = 3,050.
    expect(after).toMatchObject({
      state: 'sent',
      response: { lastDay: '2026-11-09' },
      sheet: { principal: '110000.00', interest: '6710.00', frozen: '40000.00', total: '116710.00' },
      freezes: [{ number: 'INV-1', amount: '40000.00', by: 'customer' }],
    });
    expect((await book()).freezes).toMatchObject([{ amount: '40000.00', from: '2026-11-02', counterClaimId: after.id }]);
    expect((await mailsTo(world, 'lev@polar.example'))[0]?.text).toContain('Forty were cracked.');
    await world.days(9);
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim', sheet: { principal: '110000.00', frozen: '40000.00' } });
  });
  it('accepted in part comes off, the rest is asked for again from its own due date, with a whole new term', async () => {
    await approve();
    await disputePart('INV-1', '40000.00');
    await world.days(3);
    const after = await decide('10000.00');
    // Thursday 5 November is day 64. Of INV-1 90,000 stand: 5,760; INV-2 3,200. Seven days end on Thursday 12 November.
    expect(after).toMatchObject({
      state: 'sent',
      sheet: { asOf: '2026-11-05', principal: '140000.00', interest: '8960.00', frozen: '0.00', total: '148960.00' },
      response: { lastDay: '2026-11-12' },
      freezes: [{ decision: { accepted: '10000.00', day: '2026-11-05', delivery: 'sent', response: { lastDay: '2026-11-12' } } }],
    });
    expect((await book()).freezes[0]?.decision).toMatchObject({ accepted: '10000.00', by: 'person:lev' });
    const [mail] = await toCustomer();
    expect(mail?.attachments[0]?.sha256).toBe(after.freezes[0]?.decision?.letter.sha256);
    await world.days(5);
    expect((await only()).state).toBe('sent');
    await world.days(4);
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim' });
    expect(running()).toHaveLength(1);
  });
  it('accepted in full leaves the term of the rest as it was: nothing resumes', async () => {
    await approve();
    await disputePart('INV-1', '40000.00');
    await world.days(3);
    const after = await decide('40000.00');
    expect(after).toMatchObject({ state: 'sent', sheet: { principal: '110000.00', frozen: '0.00' }, response: { lastDay: '2026-11-09' } });
    expect(after.freezes[0]?.decision?.response).toBeUndefined();
  });
  it('where all of it is disputed it waits as long as it takes, and the decision resumes the rung with a new term', async () => {
    await approve();
    await dispute([{ invoiceId: await lineOf('INV-1') }, { invoiceId: await lineOf('INV-2') }]);
    expect(await only()).toMatchObject({ state: 'disputed', sheet: { total: '0.00', frozen: '150000.00' } });
    await world.days(40);
    expect((await only()).state).toBe('disputed');
    // 12 December is day 101: the cap of 10 % is met. INV-1 stands, INV-2 waits.
    expect(await decide('0.00')).toMatchObject({
      state: 'sent',
      rung: 'reminder',
      sheet: { principal: '100000.00', interest: '10000.00', frozen: '50000.00' },
      response: { lastDay: '2026-12-21' },
    });
    expect(running()).toHaveLength(1);
    await world.days(11);
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim' });
    expect(running()).toHaveLength(1);
  });
  it('all accepted and nothing left ends it', async () => {
    await approve();
    await dispute([{ invoiceId: await lineOf('INV-1') }, { invoiceId: await lineOf('INV-2') }]);
    expect((await decide('100000.00')).state).toBe('disputed');
    expect((await decide('50000.00', { index: 1 })).state).toBe('paid');
    await world.days(30);
    expect(await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10)).toHaveLength(1);
    expect(running()).toEqual([]);
  });
  it('between two rungs it is taken off the next letter, and decided it comes back on it', async () => {
    await approve();
    await world.days(9);
    expect(await disputePart('INV-2')).toMatchObject({ state: 'proposed', rung: 'claim', sheet: { principal: '100000.00' } });
    expect(await decide('0.00')).toMatchObject({ state: 'proposed', sheet: { principal: '150000.00' } });
    expect((await only()).response).toBeUndefined();
  });
  it('after the last rung leaves the court list for its new term, and comes back to it', async () => {
    for (const days of [9, 17, 12]) {
      await approve();
      await world.days(days);
    }
    expect(await only()).toMatchObject({ state: 'expired', rung: 'pre_suit' });
    await disputePart('INV-2');
    expect(await only()).toMatchObject({ state: 'expired', sheet: { frozen: '50000.00' } });
    expect(await decide('20000.00')).toMatchObject({ state: 'sent', rung: 'pre_suit', sheet: { principal: '130000.00' } });
    await world.days(13);
    expect((await only()).state).toBe('expired');
    expect(running()).toEqual([]);
  });
  it('decided after everything was paid changes nothing of the counter-claim, and the customer hears it', async () => {
    await approve();
    await disputePart('INV-2', '20000.00');
    await pay('INV-1', '106100.00', '2026-11-02');
    await pay('INV-2', '53050.00', '2026-11-02');
    expect((await only()).state).toBe('paid');
    const mails = (await toCustomer()).length;
    expect(await decide('20000.00')).toMatchObject({ state: 'paid', freezes: [{ decision: { accepted: '20000.00', delivery: 'sent' } }] });
    expect(await toCustomer()).toHaveLength(mails + 1);
    expect((await book()).freezes[0]?.decision?.accepted).toBe('20000.00');
  });
  it('is decided once: the same again changes nothing and sends nothing, another decision is refused', async () => {
    await approve();
    await disputePart('INV-1', '40000.00');
    const first = await decide('10000.00');
    const mails = (await toCustomer()).length;
    expect((await decide('10 000,00')).version).toBe(first.version);
    await expect(decide('40000.00')).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await toCustomer()).toHaveLength(mails);
  });
  it('a letter whose sending was cut off is told again by the sweep, once', async () => {
    await approve();
    await disputePart('INV-1', '40000.00');
    const { id, freezes } = await only();
    const killed = { ...world.deps, later: async () => {} }; // just after the transaction
    await decideDispute(killed, world.actor('lev'), id, { freeze: freezes[0]?.id ?? '', accepted: '0.00', reason: 'No act.' });
    const mails = (await toCustomer()).length;
    await world.days(1);
    expect(await toCustomer()).toHaveLength(mails + 1);
    await world.days(1);
    expect(await toCustomer()).toHaveLength(mails + 1);
    expect((await only()).freezes[0]?.decision?.delivery).toBe('sent');
  });
  it('a dispute whose telling was cut off is told by the sweep, once', async () => {
    await approve();
    const { id } = await only();
    const killed = { ...world.deps, later: async () => {} }; // just after the transaction
    const disputed = [{ invoiceId: await lineOf('INV-1'), amount: '5.00' }];
    await disputeCounterClaim(killed, { kind: 'customer', counterClaim: id }, { text: 'Cracked.', disputed, files: [] });
    const told = async () => (await mailsTo(world, 'lev@polar.example')).filter(({ text }) => text?.includes('Cracked.')).length;
    expect([await told(), (await only()).sheet.frozen, (await book()).freezes.length]).toEqual([0, '5.00', 1]);
    await world.days(1);
    expect(await told()).toBe(1);
    await world.days(1);
    expect(await told()).toBe(1);
  });
  it.each([
    ['more than is open', '100000.01', 'more-than-open'],
    ['nothing', '0.00', 'amount'],
    ['no amount', 'a lot', 'amount'],
    ['a negative amount', '-5', 'amount'],
    ['a huge amount', '9'.repeat(40), 'amount'],
  ])('%s cannot be disputed', async (_, amount, code) => {
    await approve();
    const invoiceId = await lineOf('INV-1');
    await expect(dispute([{ invoiceId, amount }])).rejects.toMatchObject({ fields: [{ path: `amount.${invoiceId}`, code }] });
    expect((await book()).freezes).toEqual([]);
  });
  it('without a line, without a text, on a line of somebody else, twice the same: each is refused by its field', async () => {
    await approve();
    const invoiceId = await lineOf('INV-1');
    await expect(dispute([])).rejects.toMatchObject({ fields: [{ path: 'line', code: 'choose' }] });
    await expect(dispute([{ invoiceId }], ' ')).rejects.toMatchObject({ fields: [{ path: 'text', code: 'required' }] });
    await expect(dispute([{ invoiceId }], 'ж'.repeat(2001))).rejects.toMatchObject({ fields: [{ path: 'text', code: 'too-long' }] });
    await expect(dispute([{ invoiceId: 'IN-of-others' }])).rejects.toMatchObject({ fields: [{ path: 'line', code: 'unknown' }] });
    await dispute([{ invoiceId }]);
    await expect(dispute([{ invoiceId }])).rejects.toMatchObject({ fields: [{ code: 'disputed-already' }] });
  });
  it('twenty parts of one counter-claim at most, so that its row stays small', async () => {
    await approve();
    const invoiceId = await lineOf('INV-1');
    for (let n = 0; n < 4; n++)
      await dispute(
        Array.from({ length: 5 }, () => ({ invoiceId, amount: '1.00' })),
        'ж'.repeat(2000),
      );
    await expect(dispute([{ invoiceId, amount: '1.00' }])).rejects.toMatchObject({ fields: [{ path: 'line', code: 'too-many' }] });
    expect(JSON.stringify(await only()).length).toBeLessThan(150_000);
    await expect(decide('1.00', { reason: 'ж'.repeat(2001) })).rejects.toMatchObject({ fields: [{ path: 'decision', code: 'too-long' }] });
  });
  it('a line on which only the penalty is left takes an objection that holds nothing up, and it is answered', async () => {
    await approve();
    await pay('INV-1', '100000.00', '2026-11-02');
    const after = await disputePart('INV-1');
    expect(after).toMatchObject({ state: 'sent', freezes: [{ amount: '0.00' }], sheet: { frozen: '0.00', interest: '9150.00' } });
    expect((await book()).freezes).toEqual([]);
    expect((await decide('0')).freezes[0]?.decision).toMatchObject({ accepted: '0.00', delivery: 'sent' });
  });
  it('what was never sent cannot be disputed by the customer, but put aside by the manager and by legal, with a reason', async () => {
    const { id } = await only();
    const invoiceId = await lineOf('INV-2');
    await expect(dispute([{ invoiceId }])).rejects.toMatchObject({ code: 'wrong-state' });
    for (const who of ['boris', 'olga', 'egor'])
      await expect(freezePart(world.deps, world.actor(who), id, { text: 'x', disputed: [{ invoiceId }] })).rejects.toMatchObject({
        code: 'not-found',
      });
    await freezePart(world.deps, world.actor('anna'), id, { text: 'Quality is looking into it.', disputed: [{ invoiceId }] });
    expect(await only()).toMatchObject({ state: 'proposed', sheet: { principal: '100000.00', frozen: '50000.00' } });
    await expect(decide('0.00', { who: 'anna' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await decide('0.00')).toMatchObject({ state: 'proposed', sheet: { principal: '150000.00' } });
  });
  it('leaves a chain of events that holds', async () => {
    await approve();
    await disputePart('INV-1', '40000.00');
    await decide('10000.00');
    const { id } = await only();
    expect(brokenAt(id, await world.deps.stores.counterClaims.events(id))).toBeUndefined();
  });
});
