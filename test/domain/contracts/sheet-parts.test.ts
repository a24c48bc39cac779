import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract, Credit, Freeze, Invoice, Payment, Performance } from '#domain/contracts/facts.ts';
import { type Books, type FixedClaim, makeSheet, type SheetLine } from '#domain/contracts/sheet.ts';
import type { ContractTerms, LateTerms } from '#domain/contracts/terms.ts';
import type { FreezeId, InvoiceId, PaymentId, PerformanceId, SettlementId } from '#domain/ids.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { account, contract } from '../replies/samples.ts';

const ids = { accountId: account.id, contractId: contract.id };
const penalty: LateTerms = { kind: 'contract-penalty', percentPerDay: '0.1' };
const agreed = (terms: Partial<ContractTerms>, more: Partial<Contract> = {}): Contract => ({
  ...contract,
  ...more,
  terms: { ...contract.terms, late: penalty, ...terms },
});
const bill = (n: number, amount: string, more: Partial<Invoice> = {}): Invoice => ({
  ...ids,
  id: `i${n}` as InvoiceId,
  number: `INV-${n}`,
  issuedOn: '2026-08-01',
  dueDate: '2026-09-01', // a Tuesday
  total: { amount, currency: more.total?.currency ?? 'RUB' },
  ...more,
});
const pay = (n: number, date: string, amount: string): Payment => ({
  accountId: account.id,
  id: `p${n}-${date}-${amount}` as PaymentId,
  invoiceId: `i${n}` as InvoiceId,
  date,
  amount: { amount, currency: 'RUB' },
});
const delivered = (date: string, amount?: string, kind: Performance['kind'] = 'delivered'): Performance => ({
  ...ids,
  id: `${kind} ${date}` as PerformanceId,
  kind,
  number: 'W-1',
  date,
  invoiceId: 'i1' as InvoiceId,
  ...(amount ? { amount: { amount, currency: 'RUB' as const } } : {}),
});
const freeze = (amount: string, from: string, decision?: Freeze['decision']): Freeze => ({
  ...ids,
  id: `f${from}` as FreezeId,
  invoiceId: 'i1' as InvoiceId,
  amount,
  from,
  at: `${from}T09:00:00Z`,
  by: 'customer',
  text: 'Two boxes were empty.',
  decision,
});
const decided = (day: string, accepted: string): Freeze['decision'] => ({
  day,
  at: `${day}T09:00:00Z`,
  by: 'person:lev',
  accepted,
  reason: 'Act No. 5',
});
const credit = (kind: Credit['kind'], date: string, amount: string): Credit => ({
  ...ids,
  id: `c${date}${kind}`,
  invoiceId: 'i1' as InvoiceId,
  kind,
  date,
  amount: { amount, currency: 'RUB' },
  settlementId: 's1' as SettlementId,
});
const books = (parts: Partial<Books>): Books => ({
  contract: agreed({}),
  country: 'RU',
  party: 'business',
  invoices: [],
  payments: [],
  ...parts,
});
const line = (of: Books, asOf: string, n = 0) => makeSheet(of, asOf)?.lines[n];

describe('the terms of late payment', () => {
  it('may change with the day of delay: 0.1 % for thirty days, then 0.2 %, nothing from day 91', () => {
    const tiers = [
      { fromDay: 31, percentPerDay: '0.2' },
      { fromDay: 91, percentPerDay: null },
    ];
    const of = books({ contract: agreed({ late: { ...penalty, tiers } }), invoices: [bill(1, '100000.00')] });
    expect(line(of, '2026-10-01')?.interest).toBe('3000.00'); // day 30
    expect(line(of, '2026-10-11')?.interest).toBe('5000.00'); // 3,000 and ten days of 200
    expect(line(of, '2027-01-31')?.interest).toBe('15000.00'); // 3,000 and sixty days of 200
  });
  it('may have days of grace, after which the delay counts from its first day', () => {
    const of = books({ contract: agreed({ late: { ...penalty, graceDays: 5, minimum: '1500.00' } }), invoices: [bill(1, '100000.00')] });
    expect(line(of, '2026-09-06')).toMatchObject({ principal: '100000.00', interest: '0.00', days: 0 });
    expect(line(of, '2026-09-07')).toMatchObject({ interest: '1500.00', days: 6 }); // 600, and never less than 1,500
    expect(line(of, '2026-10-01')).toMatchObject({ interest: '3000.00', days: 30 });
    const paid = { ...of, payments: [pay(1, '2026-09-05', '100000.00')] };
    expect(makeSheet(paid, '2026-10-01')).toBeUndefined();
  });
  it('may count on the price without tax', () => {
    const invoice = bill(1, '120000.00', { net: { amount: '100000.00', currency: 'RUB' } });
    const of = books({
      contract: agreed({ late: { ...penalty, base: 'net' } }),
      invoices: [invoice],
      payments: [pay(1, '2026-09-11', '60000.00')],
    });
    // Ten days on 100,000, twenty on 50,000.
    expect(line(of, '2026-10-01')).toMatchObject({ principal: '60000.00', interest: '2000.00' });
  });
  it('may be interest per year on a basis of 360 days', () => {
    const late: LateTerms = { kind: 'contract-interest', percentPerYear: '12', basis: 'act/360' };
    const of = books({ contract: agreed({ late, governingLaw: 'CH' }), country: 'CH', invoices: [bill(1, '90000.00')] });
    expect(line(of, '2026-10-01')).toMatchObject({ interest: '900.00', days: 30, rule: 'contract-interest' });
  });
  it('are those of the version that held on the day of the invoice', () => {
    const dearer = { ...agreed({}).terms, late: { ...penalty, percentPerDay: '0.5' } };
    const version = { title: '', by: 'person:lev', at: '2026-08-05T09:00:00Z' };
    const versions = [
      { ...version, version: 1, validFrom: '2025-10-01', terms: agreed({}).terms },
      { ...version, version: 2, validFrom: '2026-08-02', terms: dearer },
    ];
    const of = books({
      contract: agreed(dearer, { versions }),
      invoices: [bill(1, '1000.00'), bill(2, '1000.00', { issuedOn: '2026-08-02' })],
    });
    expect([line(of, '2026-09-11')?.interest, line(of, '2026-09-11', 1)?.interest]).toEqual(['10.00', '50.00']);
  });
  it('do not run in the moratorium of 2022 for a debt from before it', () => {
    const old = { contract: agreed({ late: { kind: 'statutory', rule: 'ru-395' } }) };
    const before = books({ ...old, invoices: [bill(1, '100000.00', { issuedOn: '2022-02-01', dueDate: '2022-03-31' })] });
    const within = books({ ...old, invoices: [bill(1, '100000.00', { issuedOn: '2022-04-05', dueDate: '2022-04-12' })] });
    expect(line(before, '2022-10-01')).toMatchObject({ interest: '0.00', days: 0 });
    expect(new Set(line(before, '2022-10-01')?.rows.map(({ excluded }) => excluded))).toEqual(new Set(['ru-moratorium-497']));
    expect(line(before, '2022-10-03')?.days).toBe(2);
    expect(line(within, '2022-10-01')?.days).toBe(172);
  });
});

describe('a term that runs from delivery', () => {
  const terms = agreed({ paymentStart: 'delivery', paymentDays: 10 });
  it('starts for each part with its delivery; what was not delivered is not due', () => {
    const of = books({
      contract: terms,
      invoices: [bill(1, '100000.00')],
      performances: [delivered('2026-09-20', '30000.00'), delivered('2026-09-04', '50000.00')],
    });
    const sheet = makeSheet(of, '2026-10-08');
    expect(sheet?.lines.map(({ dueDate, principal, days, interest }) => [dueDate, principal, days, interest])).toEqual([
      ['2026-09-14', '50000.00', 24, '1200.00'],
      ['2026-09-30', '30000.00', 8, '240.00'],
    ]);
  });
  it('starts with acceptance where that is agreed, and not before', () => {
    const of = books({
      contract: agreed({ paymentStart: 'acceptance', paymentDays: 10 }),
      invoices: [bill(1, '100000.00')],
      performances: [delivered('2026-09-04')],
    });
    expect(makeSheet(of, '2026-12-01')).toBeUndefined();
    expect(line({ ...of, performances: [delivered('2026-09-04', undefined, 'accepted')] }, '2026-09-24')).toMatchObject({ days: 10 });
  });
});

describe('the order in which a payment meets a debt', () => {
  it('is costs, interest, principal in Germany', () => {
    const of = books({
      contract: agreed({ late: { kind: 'statutory', rule: 'de-288' }, governingLaw: 'DE' }, { currency: 'EUR' }),
      country: 'DE',
      invoices: [bill(1, '10000.00', { issuedOn: '2026-01-02', dueDate: '2026-01-30', total: { amount: '10000.00', currency: 'EUR' } })],
      payments: [pay(1, '2026-03-31', '5000.00')],
    });
    // 60 days of 10.27 % on 10,000 are 168.82; with 40.00 they leave 4,791.18 for the principal. Then 91 days on 5,208.82: 133.37 (exactly 302.1937 in all).
    expect(line(of, '2026-06-30')).toMatchObject({
      paid: '4791.18',
      principal: '5208.82',
      interest: '302.19',
      fixedSum: '40.00',
      paidOnTop: '208.82',
      total: '5342.19',
    });
  });
  it('is the agreed one, unless Russian law makes it void', () => {
    const of = (governingLaw: string, paymentOrder: ContractTerms['paymentOrder']) =>
      line(
        books({
          contract: agreed({ governingLaw, paymentOrder }),
          country: 'CH',
          invoices: [bill(1, '100000.00')],
          payments: [pay(1, '2026-09-11', '50000.00')],
        }),
        '2026-09-11',
      );
    // Ten days of 100.
    expect(of('CH', undefined)).toMatchObject({ principal: '50000.00', interest: '1000.00', paidOnTop: '0.00' });
    expect(of('CH', 'interest_first')).toMatchObject({ principal: '51000.00', interest: '1000.00', paidOnTop: '1000.00' });
    expect(of('RU', 'interest_first')).toMatchObject({ principal: '50000.00', interest: '1000.00', paidOnTop: '0.00' });
    expect(of('DE', undefined)).toMatchObject({ principal: '50000.00' }); // a penalty comes last there
    expect(of('DE', 'interest_first')).toMatchObject({ principal: '51000.00' });
  });
  it('is the principal before the penalty in Russia, so that the paid principal leaves the penalty alive', () => {
    const of = books({ invoices: [bill(1, '100000.00')], payments: [pay(1, '2026-09-11', '100000.00'), pay(1, '2026-09-20', '400.00')] });
    expect(line(of, '2026-12-01')).toMatchObject({ principal: '0.00', interest: '1000.00', paidOnTop: '400.00', total: '600.00' });
  });
});

describe('a part in dispute', () => {
  const of = (freezes: Freeze[], payments: Payment[] = []) => books({ invoices: [bill(1, '100000.00')], freezes, payments });
  it('is named and not asked for, with no interest on it, while the rest goes on', () => {
    expect(line(of([freeze('40000.00', '2026-09-11')]), '2026-10-01')).toMatchObject({
      principal: '60000.00',
      frozen: '40000.00',
      interest: '1800.00',
      total: '61800.00',
    });
    expect(line(of([freeze('40000.00', '2026-09-11')]), '2026-09-10')).toMatchObject({ principal: '100000.00', frozen: '0.00' });
  });
  it('goes on from its own due date when the customer was wrong, and was never owed as far as they were right', () => {
    const wrong = of([freeze('40000.00', '2026-09-11', decided('2026-09-25', '0.00'))]);
    const half = of([freeze('40000.00', '2026-09-11', decided('2026-09-25', '15000.00'))]);
    expect(line(wrong, '2026-10-01')).toMatchObject({ principal: '100000.00', interest: '3000.00', frozen: '0.00' });
    expect(line(half, '2026-10-01')).toMatchObject({ invoiced: '85000.00', principal: '85000.00', interest: '2550.00' });
    expect(line(wrong, '2026-09-24')).toMatchObject({ frozen: '40000.00' });
  });
  it('is paid last', () => {
    expect(line(of([freeze('40000.00', '2026-09-11')], [pay(1, '2026-09-11', '70000.00')]), '2026-10-01')).toMatchObject({
      principal: '0.00',
      interest: '600.00',
      paidOnTop: '600.00',
      frozen: '30600.00',
    });
  });
  it('keeps the sheet alive when it is all that is left', () => {
    expect(makeSheet(of([freeze('100000.00', '2026-09-11')]), '2026-10-01')).toMatchObject({ total: '0.00', frozen: '100000.00' });
  });
});

describe('a settlement', () => {
  it('by set-off pays on its day; by a credit note that much was never owed', () => {
    const invoices = [bill(1, '100000.00')];
    expect(line(books({ invoices, credits: [credit('set_off', '2026-09-11', '50000.00')] }), '2026-10-01')).toMatchObject({
      principal: '50000.00',
      interest: '2000.00', // ten days on 100,000, twenty on 50,000
    });
    expect(line(books({ invoices, credits: [credit('credit_note', '2026-09-11', '50000.00')] }), '2026-10-01')).toMatchObject({
      principal: '50000.00',
      interest: '1500.00',
    });
  });
});

describe('a fixed sum', () => {
  const claim: FixedClaim = {
    id: 'i9',
    number: 'PK-1',
    since: '2026-09-10',
    amount: '700.00',
    ground: { en: 'cl. 8', ru: 'п. 8' },
  };
  it('stands beside the invoices and is paid by its own number or by what was paid too much', () => {
    const invoices = [bill(1, '1000.00')];
    expect(makeSheet(books({ invoices, fixed: [claim] }), '2026-09-11')).toMatchObject({ fixedSums: '700.00', total: '1710.00' });
    expect(makeSheet(books({ fixed: [claim], payments: [pay(9, '2026-09-12', '200.00')] }), '2026-09-13')?.total).toBe('500.00');
    const over = [pay(1, '2026-09-11', '1510.00')];
    expect(makeSheet(books({ invoices, fixed: [claim], payments: over }), '2026-09-13')?.total).toBe('200.00');
    expect(makeSheet(books({ fixed: [claim] }), '2026-09-09')).toBeUndefined();
  });
});

describe('always', () => {
  const day = fc.integer({ min: 0, max: 150 }).map((n) => new Date(Date.UTC(2026, 6, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const amount = fc.integer({ min: 1, max: 50_000_00 }).map((minor) => decimalOf(BigInt(minor)));
  const scene = fc.record({
    bills: fc.array(fc.record({ amount, dueDate: day }), { minLength: 1, maxLength: 4 }),
    payments: fc.uniqueArray(fc.record({ n: fc.integer({ min: 0, max: 3 }), date: day, amount }), {
      maxLength: 6,
      selector: (p) => JSON.stringify(p),
    }),
    frozen: fc.option(fc.record({ amount, from: day }), { nil: undefined }),
    german: fc.boolean(),
    asOf: day,
  });
  type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;
  const booksOfScene = ({ bills, payments, frozen, german }: Scene): Books =>
    books({
      contract: german
        ? agreed({ late: { kind: 'contract-interest', percentPerYear: '10', basis: 'act/365' }, governingLaw: 'DE' })
        : agreed({}),
      invoices: bills.map((one, i) => bill(i, one.amount, { dueDate: one.dueDate, issuedOn: '2026-06-01' })),
      payments: payments.map(({ n, date, amount: sum }) => pay(n, date, sum)),
      freezes: frozen ? [freeze(frozen.amount, frozen.from)] : [],
    });

  it('the lines add up, and no sum is negative', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const sheet = makeSheet(booksOfScene(drawn), drawn.asOf);
        if (!sheet) return;
        const { lines } = sheet;
        const total = (of: (one: SheetLine) => string) => lines.reduce((sum, one) => sum + minorOf(of(one)), 0n);
        expect(decimalOf(total((one) => one.total))).toBe(sheet.total);
        for (const one of lines) {
          expect(minorOf(one.principal) + minorOf(one.interest) + minorOf(one.fixedSum) - minorOf(one.paidOnTop)).toBe(minorOf(one.total));
          expect(minorOf(one.paid) + minorOf(one.principal) + minorOf(one.frozen)).toBe(minorOf(one.invoiced));
          expect([one.principal, one.interest, one.frozen, one.total, one.paidOnTop].every((sum) => !sum.startsWith('-'))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
  it('no interest is counted on interest: no row has a base above what was billed and is open', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        for (const one of makeSheet(booksOfScene(drawn), drawn.asOf)?.lines ?? [])
          for (const row of one.rows) expect(minorOf(row.base) <= minorOf(one.invoiced) - minorOf(one.frozen)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
  it('the order in which facts came does not matter, and later facts do not change an earlier day', () => {
    fc.assert(
      fc.property(scene, fc.infiniteStream(fc.nat()), (drawn, noise) => {
        const of = booksOfScene(drawn);
        const mixed = <T>(rows: readonly T[]): T[] =>
          rows
            .map((row) => ({ row, at: noise.next().value as number }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ row }) => row);
        const sheet = makeSheet(of, drawn.asOf);
        expect(makeSheet({ ...of, invoices: mixed(of.invoices), payments: mixed(of.payments) }, drawn.asOf)).toEqual(sheet);
        const until = { ...of, payments: of.payments.filter(({ date }) => date <= drawn.asOf) };
        expect(makeSheet(until, drawn.asOf)).toEqual(sheet);
      }),
      { numRuns: 300 },
    );
  });
});
