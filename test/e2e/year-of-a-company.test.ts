import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decimalOf, minorOf } from '#domain/money.ts';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { decideDispute } from '#usecases/decide-dispute.ts';
import { disputeCounterClaim } from '#usecases/dispute-counter-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { viewLedger } from '#usecases/view-ledger.ts';
import { approveSettlement, proposeSettlement } from '#usecases/work-settlement.ts';
import { answer, body, handIn } from '../support/claims.ts';
import { type OracleDebt, oracle } from '../support/debt-oracle.ts';
import { currencyOf, invoices, payers, payments, type YearInvoice, type YearPayment } from '../support/sample-year.ts';
import { makeWorld, type World } from '../support/world.ts';

/**
 * 2022 of a sample company in virtual time: late payers and one who never pays, the key rate at 20 % and down again, the moratorium of decree 497, disputes of a part,
 * instalments that are kept and that are broken, a set-off. What the books of the product say at the end is compared with a second count that goes day by day.
 */
const system = { kind: 'system', step: 'test' } as const;
const [start, end] = ['2022-01-31', '2022-12-30'];
const day = (text: string, n: number): string => new Date(Date.parse(text) + n * 86_400_000).toISOString().slice(0, 10);

let world: World;
/** What happened beside the tables of the sample, for the second count. */
const extra: YearPayment[] = [];
const setOffs: YearPayment[] = [];
const disputes = new Map<string, NonNullable<OracleDebt['dispute']>>();
let admitted = 0n;

const invoiceRow = ({ payer, number, issuedOn, dueDate, amount }: YearInvoice) => ({
  contract: payer.contract,
  number,
  issuedOn,
  dueDate,
  amount,
  currency: currencyOf(payer),
});
const paymentRow = ({ invoice, date, amount }: YearPayment) => {
  const own = invoices.find(({ number }) => number === invoice);
  return { invoice, date, amount, currency: own ? currencyOf(own.payer) : 'RUB' };
};
const take = async (kind: Parameters<typeof importRecords>[2], rows: readonly object[]) => {
  const results = await importRecords(world.deps, system, kind, rows);
  expect(results.filter(({ status }) => status === 'error')).toEqual([]);
  return results;
};
const book = async (account: string) => {
  const found = await world.deps.stores.accounts.book(account);
  if (!found) throw new Error(`no account ${account}`);
  return found;
};
const invoiceOf = async (account: string, number: string) => {
  const found = (await book(account)).invoices.find((invoice) => invoice.number === number);
  if (!found) throw new Error(`no invoice ${number}`);
  return found;
};

/** What happens in the week that ends on this day, beside invoices and payments. */
const events: Record<string, () => Promise<void>> = {
  '2022-05-09': () => dispute('Y-6-3', '20000.00'),
  '2022-06-06': () => decide('Y-6-3', '5000.00'),
  '2022-07-04': () => dispute('Y-6-4', '30000.00'),
  '2022-09-26': () => dispute('Y-6-6', '10000.00'),
  '2022-10-10': () => decide('Y-6-6', '0.00'),
  '2022-06-13': () => instalments('in-parts', 'Y-7-2', true),
  '2022-06-20': () => instalments('broken', 'Y-8-2', false),
  '2022-08-15': () => claimAndSetOff(),
};

/** The counter-claim that asks for an invoice. */
async function claimFor(number: string) {
  const { id: invoiceId } = await invoiceOf('disputing', number);
  const claims = await world.deps.stores.counterClaims.ofAccount('disputing', 50);
  const found = claims.find(({ sheet, state }) => state !== 'withdrawn' && sheet.lines.some((line) => line.invoiceId === invoiceId));
  if (!found) throw new Error(`nothing asks for ${number}`);
  return { claim: found, invoiceId };
}
async function dispute(number: string, amount: string): Promise<void> {
  const { claim, invoiceId } = await claimFor(number);
  const actor = { kind: 'customer', counterClaim: claim.id } as const;
  await disputeCounterClaim(world.deps, actor, { text: 'Half of it never came.', disputed: [{ invoiceId, amount }], files: [] });
  disputes.set(number, { amount, from: today() });
}
async function decide(number: string, accepted: string): Promise<void> {
  const before = disputes.get(number);
  const { claim, invoiceId } = await claimFor(number);
  const freeze = claim.freezes.find((part) => part.invoiceId === invoiceId && !part.decision);
  if (!freeze || !before) throw new Error('nothing to decide');
  await decideDispute(world.deps, world.actor('lev'), claim.id, { freeze: freeze.id, accepted, reason: 'Waybill' });
  disputes.set(number, { ...before, decided: { day: today(), accepted } });
}

/** Three instalments a month apart: all are paid, or only the first. */
async function instalments(account: string, number: string, kept: boolean): Promise<void> {
  const invoice = await invoiceOf(account, number);
  const dues = [30, 60, 90].map((n) => day(today(), n));
  const wish = {
    kind: 'instalments',
    contractId: invoice.contractId,
    invoiceIds: [invoice.id],
    instalments: dues.map((due) => ({ due, amount: '10000.00' })),
    graceDays: 5,
  } as const;
  const proposed = await proposeSettlement(world.deps, world.actor('anna'), account, wish);
  await approveSettlement(world.deps, world.actor('olga'), proposed.id, proposed.fingerprint);
  for (const date of kept ? dues : dues.slice(0, 1)) extra.push({ invoice: number, date, amount: '10000.00' });
}

async function claimAndSetOff(): Promise<void> {
  const claim = await handIn(world, {
    contractNumber: 'Y-9',
    contact: { ...body.contact, email: 'office@claimant.example' },
    demands: [{ kind: 'refund', amount: '25000.00', currency: 'RUB', text: 'Defective lot' }],
  });
  await answer(world, claim.reference);
  admitted = minorOf('25000.00');
  const contractId = (await book('claimant')).contracts[0]?.id ?? '';
  const proposed = await proposeSettlement(world.deps, world.actor('anna'), 'claimant', { kind: 'set_off', contractId });
  await approveSettlement(world.deps, world.actor('olga'), proposed.id, proposed.fingerprint);
  // The oldest open invoice is Y-9-2: half of it was paid in April, so that it takes all of the 25,000, on the day on which the claim was admitted.
  setOffs.push({ invoice: 'Y-9-2', date: today(), amount: '25000.00' });
}

const today = (): string => new Date(world.clock.now()).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await makeWorld({ books: false, start: Date.parse(`${start}T08:00:00Z`) });
  await take(
    'accounts',
    payers.map(({ id, country, party }) => ({
      id,
      name: `${id} (sample)`,
      country,
      party,
      language: country === 'RU' ? 'ru' : 'en',
      email: `office@${id}.example`,
      address: 'Sample Street 1',
      domains: [`${id}.example`],
      manager: 'anna',
    })),
  );
  await take(
    'contracts',
    payers.map((payer) => ({
      account: payer.id,
      number: payer.contract,
      signedOn: '2021-12-01',
      currency: currencyOf(payer),
      paymentDays: 30,
      governingLaw: payer.country,
      ...payer.row,
    })),
  );
  for (let week = start; week < end; week = day(week, 7)) {
    await world.days(7);
    const until = day(week, 7);
    const within = (date: string) => week < date && date <= until;
    await take('invoices', invoices.filter(({ issuedOn }) => within(issuedOn)).map(invoiceRow));
    await take('payments', [...payments, ...extra].filter(({ date }) => within(date)).map(paymentRow));
    await events[until]?.();
    // Legal approves what waits for it: letters go, terms run, payments recalculate what was sent.
    for (const { id, sheet } of (await world.deps.stores.counterClaims.inState('proposed', 100)).counterClaims)
      await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
    await world.idle();
  }
}, 600_000);
afterAll(() => world.end());

const debtsOf = (id: string): OracleDebt[] =>
  invoices
    .filter(({ payer }) => payer.id === id)
    .map(({ payer, number, issuedOn, dueDate, amount }) => ({
      terms: payer.terms,
      amount,
      arose: issuedOn,
      due: dueDate,
      asOf: today(),
      payments: [...payments, ...extra, ...setOffs].filter(({ invoice }) => invoice === number),
      dispute: disputes.get(number),
    }));

describe('the books after a year', () => {
  it.each(payers.map(({ id }) => id))('of %s are what a count of one day after another gives, to the cent', async (id) => {
    const [ledger, ...more] = (await viewLedger(world.deps, world.actor('olga'), id)).ledgers;
    expect(more).toEqual([]);
    const debts = debtsOf(id);
    const slow = debts.map(oracle);
    const sum = (sums: readonly bigint[]): string => decimalOf(sums.reduce((total, one) => total + one, 0n));
    const paid = [...payments, ...extra].filter(({ invoice, date }) => date <= today() && debtsHave(id, invoice));
    expect(ledger?.ours).toMatchObject({
      paid: sum(paid.map(({ amount }) => minorOf(amount))),
      setOff: sum(setOffs.filter(({ invoice }) => debtsHave(id, invoice)).map(({ amount }) => minorOf(amount))),
      frozen: sum(slow.map(({ frozen }) => frozen)),
      open: sum(slow.map(({ total }) => total)),
    });
    const theirs = id === 'claimant' ? admitted : 0n;
    expect(ledger?.theirs).toMatchObject({
      claimed: decimalOf(theirs),
      admitted: decimalOf(theirs),
      setOff: decimalOf(theirs),
      open: '0.00',
    });
    expect(ledger?.net).toBe(sum(slow.map(({ total }) => total)));
    expect(ledger?.statement.at(-1)?.net).toBe(ledger?.net);
  });
  it('hold late payers, disputes, a broken promise and a set-off', async () => {
    const total = async (id: string) => (await viewLedger(world.deps, world.actor('olga'), id)).ledgers[0];
    expect((await total('punctual'))?.net).toBe('0.00');
    expect(minorOf((await total('disputing'))?.ours.frozen ?? '0')).toBeGreaterThan(0n);
    expect((await total('claimant'))?.ours.setOff).toBe('25000.00');
    const settlements = await Promise.all(['kept', 'defaulted'].map((state) => world.deps.stores.settlements.inState(state as never, 10)));
    expect(settlements.map(({ settlements: found }) => found.map(({ accountId }) => accountId))).toEqual([['in-parts'], ['broken']]);
    const states = ['sent', 'expired', 'paid'] as const;
    const letters = await Promise.all(states.map((state) => world.deps.stores.counterClaims.inState(state, 100)));
    expect(letters.flatMap(({ counterClaims }) => counterClaims).length).toBeGreaterThanOrEqual(payers.length - 1);
  });
  it('stay as they are when every file is imported again', async () => {
    const state = async () =>
      Promise.all(
        payers.map(async ({ id }) => ({
          ledgers: (await viewLedger(world.deps, world.actor('olga'), id)).ledgers,
          versions: (await world.deps.stores.counterClaims.ofAccount(id, 50)).map(({ id: claim, version }) => [claim, version]),
        })),
      );
    const before = await state();
    const all = [...payments, ...extra].filter(({ date }) => date <= today());
    for (const results of [
      await take('payments', all.toReversed().map(paymentRow)),
      await take('invoices', invoices.toReversed().map(invoiceRow)),
    ])
      expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['unchanged']));
    await world.idle();
    expect(await state()).toEqual(before);
  });
});

const debtsHave = (id: string, invoice: string): boolean => invoices.some(({ payer, number }) => payer.id === id && number === invoice);
