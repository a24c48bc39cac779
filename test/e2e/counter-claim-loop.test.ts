import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RungTerms } from '#domain/contracts/terms.ts';
import type { MailId } from '#domain/ids.ts';
import { keys } from '#stores/keys.ts';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { listDeadlines } from '#usecases/list-deadlines.ts';
import { recordMailEvent } from '#usecases/mail-events.ts';
import { recordPosting } from '#usecases/record-posting.ts';
import { sendCounterClaim } from '#usecases/run-counter-claim.ts';
import { scanAccount } from '#usecases/scan-breaches.ts';
import { messageIdOf } from '#usecases/send-mail.ts';
import { endHold, holdCounterClaim } from '#usecases/work-counter-claim.ts';
import { visitAs } from '../pages/desk/visit.ts';
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
/** Legal approves what is proposed, as it stands. */
const approve = async (more: { channel?: 'post' } = {}) => {
  const { id, sheet } = await only();
  await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint, ...more });
  await world.idle();
  return only();
};
const approved = async () => {
  await bill(invoice);
  await world.idle();
  return approve();
};
/** Days until the term is over and the next rung is proposed. */
const climb = async (days: number) => {
  await world.days(days);
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
    await expect(
      approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: (await only()).sheet.fingerprint }),
    ).rejects.toMatchObject({
      code: 'wrong-state',
    });
    await world.days(4);
    expect((await only()).state).toBe('proposed');
    await holdCounterClaim(world.deps, world.actor('anna'), id, { reason: 'Once more', days: 3 });
    await endHold(world.deps, world.actor('anna'), id);
    expect((await only()).state).toBe('proposed');
  });
  it('approved by legal is sent once with its letter, and the customer has the term of the rung', async () => {
    const sent = await approved();
    // A reminder of Monday 2 November: seven days, the last of them a working Monday.
    expect(sent).toMatchObject({ state: 'sent', rung: 'reminder', delivery: 'sent', response: { lastDay: '2026-11-09' } });
    const mails = await mailsTo(world, 'office@severny-metiz.example');
    expect(mails).toHaveLength(1);
    expect(mails[0]?.attachments[0]?.sha256).toBe(sent.letter?.sha256);
    expect(mails[0]?.text).toMatch(/\/s\/[0-9a-f]{32}/);
  });
  it('climbs rung by rung, each with its own letter, approval and term, and ends on the court-file list', async () => {
    await approved();
    await world.days(6);
    expect((await only()).state).toBe('sent');
    const second = await climb(3);
    expect(second).toMatchObject({ state: 'proposed', rung: 'claim', round: 2 });
    expect([second.letter, second.response]).toEqual([undefined, undefined]);
    // The sheet of the next letter is of its own day: 0.1 % of 100,000 for 70 days (3 September to 11 November: 28 + 31 + 11).
    expect(second.sheet.interest).toBe('7000.00');
    // Nobody jumps: without an approval it stays where it is.
    await world.days(20);
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim' });
    // Approved on Tuesday 1 December; the contract gives 15 days: Wednesday 16 December.
    expect(await approve()).toMatchObject({ state: 'sent', rung: 'claim', response: { lastDay: '2026-12-16' } });
    expect(await climb(17)).toMatchObject({ state: 'proposed', rung: 'pre_suit', round: 3 });
    // Approved on Friday 18 December: ten days end on Monday 28 December.
    const last = await approve();
    expect(last).toMatchObject({ state: 'sent', rung: 'pre_suit', response: { lastDay: '2026-12-28' } });
    expect(last.letters.map(({ rung, delivery }) => [rung, delivery])).toEqual([
      ['reminder', 'sent'],
      ['claim', 'sent'],
      ['pre_suit', 'sent'],
    ]);
    expect(new Set(last.letters.map(({ outgoingNumber }) => outgoingNumber)).size).toBe(3);
    await world.days(12);
    expect((await only()).state).toBe('expired');
    expect(await mailsTo(world, 'office@severny-metiz.example')).toHaveLength(3);
    expect(world.interpreter.list({ status: 'running', limit: 100 }).filter((entry) => entry.machine === 'counter-claim')).toEqual([]);
  });
  it('what falls due later is claimed on its own, from the first rung on', async () => {
    const first = await approved();
    await climb(9);
    await bill({ ...invoice, number: 'INV-2', amount: '50000.00', dueDate: '2026-11-10' });
    await world.days(2);
    const all = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
    const second = all.find(({ id }) => id !== first.id);
    expect(all).toHaveLength(2);
    expect(second).toMatchObject({ state: 'proposed', rung: 'reminder', sheet: { principal: '50000.00' } });
    expect(all.find(({ id }) => id === first.id)).toMatchObject({ rung: 'claim', sheet: { principal: '100000.00' } });
    // Each is approved, paid and ended on its own.
    const approveOne = (id = '', fingerprint = '') => approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint });
    await approveOne(second?.id, second?.sheet.fingerprint);
    await world.idle();
    await pay('107000.00', '2026-11-13');
    await pay('200.00', '2026-11-13');
    const after = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
    expect(after.find(({ id }) => id === second?.id)).toMatchObject({ state: 'sent', rung: 'reminder', sheet: { principal: '50000.00' } });
    expect(after.find(({ id }) => id === first.id)?.state).toBe('paid');
  });
  it('on every rung a payment ends or changes it the same day', async () => {
    await approved();
    await climb(9);
    await pay('100000.00', '2026-11-10');
    // Paid principal leaves the penalty alive: 69 days of 100.
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim', sheet: { principal: '0.00', total: '6900.00' } });
    await approve();
    await pay('6900.00', '2026-11-11');
    expect((await only()).state).toBe('paid');
    await world.days(60);
    expect(await only()).toMatchObject({ state: 'paid', rung: 'claim' });
    expect(await mailsTo(world, 'office@severny-metiz.example')).toHaveLength(2);
  });
  it('a letter that came back is proposed again on its own rung, and the term stops', async () => {
    const sent = await approved();
    await recordMailEvent(world.deps, { messageId: messageIdOf(world.deps, sent.mailId as MailId), kind: 'bounced' });
    await world.idle();
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'reminder', round: 2 });
    expect((await only()).response).toBeUndefined();
    await world.days(30);
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'reminder' });
    expect((await approve()).letters.map(({ delivery }) => delivery)).toEqual(['bounced', 'sent']);
    // One workflow only, and it goes on from there.
    expect(world.interpreter.list({ status: 'running', limit: 100 }).filter((entry) => entry.machine === 'counter-claim')).toHaveLength(1);
    expect(await climb(12)).toMatchObject({ state: 'proposed', rung: 'claim' });
  });
  it('by post it waits until a person records the posting, and the term runs from that day', async () => {
    await bill(invoice);
    await world.idle();
    const printed = await approve({ channel: 'post' });
    expect(printed).toMatchObject({ state: 'sending', delivery: 'to-post' });
    expect(printed.sentAt).toBeUndefined();
    await world.days(4);
    expect((await mailsTo(world, 'anna@polar.example')).filter((mail) => mail.subject.includes('posted'))).toHaveLength(2);
    const record = (number: string, date: string, who = 'anna') =>
      recordPosting(world.deps, world.actor(who), printed.id, { number, date });
    await expect(record('', '2026-11-03')).rejects.toMatchObject({ fields: [{ path: 'postNumber', code: 'required' }] });
    await expect(record('RR1', '2026-11-01')).rejects.toMatchObject({ fields: [{ path: 'postDate', code: 'before-letter' }] });
    await expect(record('RR1', '2026-11-07')).rejects.toMatchObject({ fields: [{ path: 'postDate', code: 'future' }] });
    await expect(record('RR1', '2026-02-30')).rejects.toMatchObject({ fields: [{ path: 'postDate', code: 'date' }] });
    await expect(record('RR1', '2026-11-03', 'boris')).rejects.toMatchObject({ code: 'not-found' });
    await record('RR 000 000 001', '2026-11-03');
    await world.idle();
    expect(await only()).toMatchObject({
      state: 'sent',
      response: { lastDay: '2026-11-10' },
      letters: [{ posted: { number: 'RR 000 000 001', date: '2026-11-03', by: 'anna' } }],
    });
    await expect(record('RR2', '2026-11-03')).rejects.toMatchObject({ code: 'wrong-state' });
    expect(await mailsTo(world, 'office@severny-metiz.example')).toEqual([]);
    expect(await climb(6)).toMatchObject({ state: 'proposed', rung: 'claim' });
  });
  it('a pointer that an older release left behind does not keep new debts from being claimed', async () => {
    const first = await approved();
    const pointer = { ...keys.openCounterClaim(first.contractId), v: 1, body: { id: first.id } };
    await world.deps.stores.mails.write([{ put: pointer, expect: 'absent' }]);
    await bill({ ...invoice, number: 'INV-2', amount: '50000.00' });
    await world.idle();
    const all = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
    expect(all.map(({ sheet }) => sheet.principal).sort()).toEqual(['100000.00', '50000.00']);
    await bill({ ...invoice, number: 'INV-3', amount: '700.00' });
    expect(await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10)).toHaveLength(2);
  });
  it('has its term on the board of open clocks while it runs, and not after', async () => {
    const board = async () =>
      (await listDeadlines(world.deps, world.actor('lev'), {})).rows
        .filter(({ counterClaim }) => counterClaim)
        .map(({ reference, clock, amount }) => [reference, clock.kind, clock.lastDay, amount]);
    await bill(invoice);
    await world.idle();
    expect(await board()).toEqual([]);
    const { id } = await approved();
    expect(await board()).toEqual([[id, 'customer_answer', '2026-11-09', '106100.00 RUB']]);
    const lev = await visitAs(world, 'lev');
    const text = (await lev.get('/deadlines')).text;
    expect(text.includes(`href="/counter-claims/${id}"`)).toBe(true);
    expect((await lev.get(`/counter-claims/${id}`)).text).toMatch(/The period begins/);
    await pay('106100.00');
    await world.idle();
    expect(await board()).toEqual([]);
  });
  it('approved in the middle of a scan: its debts are not proposed a second time', async () => {
    await bill(invoice);
    await world.idle();
    const { id, sheet } = await only();
    const { counterClaims } = world.deps.stores;
    let done = false;
    const raced = {
      ...counterClaims,
      gathering: async (contract: string) => {
        if (!done) {
          done = true;
          await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
        }
        return counterClaims.gathering(contract);
      },
    };
    await scanAccount({ ...world.deps, stores: { ...world.deps.stores, counterClaims: raced } }, 'severny-metiz');
    expect(done).toBe(true);
    expect((await only()).id).toBe(id);
  });
  it('a payment that comes while the letter is on its way counts the same day', async () => {
    await bill(invoice);
    await world.idle();
    const { id, sheet } = await only();
    // Nobody tells the workflow yet: the letter is approved and has not left.
    const held = { ...world.deps, later: async () => {} };
    await approveCounterClaim(held, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
    await pay('40000.00');
    expect(await only()).toMatchObject({ state: 'approved', sheet: { principal: '100000.00' } });
    await sendCounterClaim(world.deps, id);
    expect(await only()).toMatchObject({ state: 'sent', sheet: { principal: '60000.00' } });
  });
  /** The contract with a ladder of its own, as an import would leave it. */
  const agree = async (ladder: readonly RungTerms[]) => {
    const { accounts, mails } = world.deps.stores;
    const [contract] = await accounts.contracts('severny-metiz');
    if (!contract) throw new Error('no contract');
    const row = await accounts.raw(keys.contract(contract.accountId, contract.id));
    await mails.write(accounts.contractWrites({ ...contract, terms: { ...contract.terms, ladder } }, (row?.v ?? 0) + 1));
  };
  it('the fee of a rung is owed from its letter on, stands in it, and is paid like the rest', async () => {
    await agree([
      { rung: 'claim', termDays: 14, fee: '500.00' },
      { rung: 'pre_suit', termDays: 10, fee: '300.00', language: 'en' },
    ]);
    await bill(invoice);
    await world.idle();
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim', sheet: { fixedSums: '0.00', total: '106100.00' } });
    const sent = await approve();
    expect(sent).toMatchObject({ rung: 'claim', response: { lastDay: '2026-11-16' }, sheet: { fixedSums: '500.00', total: '106600.00' } });
    expect(sent.letters[0]).toMatchObject({ fee: '500.00', total: '106600.00' });
    expect(sent.sheet.lines.at(-1)).toMatchObject({ kind: 'fixed', invoiceId: `fee-claim-${sent.id}`, total: '500.00' });
    // The daily scan keeps it, and does not take it for a new debt.
    const second = await climb(16);
    expect(second).toMatchObject({ rung: 'pre_suit', sheet: { fixedSums: '500.00' } });
    expect((await approve()).sheet.fixedSums).toBe('800.00');
    expect((await mailsTo(world, 'office@severny-metiz.example'))[0]?.subject).toContain('Notice before action');
    // 18 November is day 77 of the delay: 7,700. Principal, penalty, then the fees by what is paid beyond.
    await pay('107700.00', '2026-11-18');
    expect(await only()).toMatchObject({ state: 'sent', sheet: { principal: '0.00', fixedSums: '800.00', total: '800.00' } });
    await pay('800.00', '2026-11-18');
    expect((await only()).state).toBe('paid');
  });
  it('an amendment does not move the rungs under a counter-claim that is on its way', async () => {
    await approved();
    await agree([{ rung: 'pre_suit', termDays: 1 }]);
    expect(await climb(9)).toMatchObject({ rung: 'claim' });
    expect((await only()).ladder.map(({ rung }) => rung)).toEqual(['reminder', 'claim', 'pre_suit']);
  });
  it('a payment ends one that waits to be posted', async () => {
    await bill(invoice);
    await world.idle();
    await approve({ channel: 'post' });
    await pay('106100.00');
    await world.idle();
    expect((await only()).state).toBe('paid');
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
  it('that legal saw before a payment came is not approved on the old sum', async () => {
    await bill(invoice);
    await world.idle();
    const seen = await only();
    await pay('40000.00');
    await expect(
      approveCounterClaim(world.deps, world.actor('lev'), seen.id, { fingerprint: seen.sheet.fingerprint }),
    ).rejects.toMatchObject({
      code: 'stale-approval',
    });
    expect((await only()).sheet.principal).toBe('60000.00');
  });
  it('is for legal alone to approve, and for the manager or head to hold', async () => {
    await bill(invoice);
    await world.idle();
    const { id, sheet } = await only();
    for (const person of ['anna', 'vera', 'olga', 'egor'])
      await expect(approveCounterClaim(world.deps, world.actor(person), id, { fingerprint: sheet.fingerprint })).rejects.toMatchObject({
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
