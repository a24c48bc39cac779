import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Contract, Freeze, Invoice, Payment } from '#domain/contracts/facts.ts';
import { makeSheet } from '#domain/contracts/sheet.ts';
import type { LateTerms } from '#domain/contracts/terms.ts';
import type { FreezeId, InvoiceId, PaymentId } from '#domain/ids.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { type OracleDebt, type OracleTerms, oracle } from '../../support/debt-oracle.ts';
import { account, contract } from '../replies/samples.ts';

const span = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((n) => new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10));
const amount = fc.integer({ min: 1, max: 9_000_000_00 }).map((minor) => decimalOf(BigInt(minor)));
const percent = fc.integer({ min: 1, max: 300 }).map((n) => (n / 100).toFixed(2));
type Tiers = Extract<OracleTerms, { kind: 'penalty' }>['tiers'];
const penalty = fc.record({
  kind: fc.constant('penalty' as const),
  percent,
  tiers: fc.oneof(
    fc.constant<Tiers>([]),
    fc.tuple(fc.integer({ min: 2, max: 40 }), percent).map(([fromDay, of]): Tiers => [{ fromDay, percent: of }]),
    fc.integer({ min: 5, max: 60 }).map((fromDay): Tiers => [{ fromDay, percent: null }]),
  ),
  cap: fc.option(fc.integer({ min: 1, max: 50 }).map(String), { nil: undefined }),
  grace: fc.integer({ min: 0, max: 7 }),
  minimum: fc.option(fc.constant('150.00'), { nil: undefined }),
});
const terms: fc.Arbitrary<OracleTerms> = fc.oneof(
  penalty,
  fc.constant({ kind: 'ru-395' } as const),
  fc.constant({ kind: 'de-288' } as const),
);
const debts: fc.Arbitrary<OracleDebt> = fc
  .tuple(terms, amount, span('2021-06-01', 1500), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 400 }))
  .chain(([of, sum, arose, term, length]) => {
    const day = (n: number) => new Date(Date.parse(arose) + n * 86_400_000).toISOString().slice(0, 10);
    const within = fc.integer({ min: 0, max: term + length + 20 }).map(day);
    return fc.record({
      terms: fc.constant(of),
      amount: fc.constant(sum),
      net: fc.constant(undefined),
      arose: fc.constant(arose),
      due: fc.constant(day(term)),
      asOf: fc.constant(day(term + length)),
      payments: fc.uniqueArray(fc.record({ date: within, amount }), { maxLength: 4, selector: ({ date }) => date }),
      dispute: fc.option(
        fc.record({
          amount,
          from: within,
          decided: fc.option(fc.record({ day: within, accepted: amount }), { nil: undefined }),
        }),
        { nil: undefined },
      ),
    });
  })
  .map((debt) => ({
    ...debt,
    payments: debt.payments.map(({ date, amount: paid }) => ({ date, amount: decimalOf(minorOf(paid) % (minorOf(debt.amount) + 1n)) })),
    dispute: debt.dispute && {
      ...debt.dispute,
      decided:
        debt.dispute.decided &&
        debt.dispute.decided.day >= debt.dispute.from &&
        minorOf(debt.dispute.decided.accepted) <= minorOf(debt.dispute.amount)
          ? debt.dispute.decided
          : undefined,
    },
  }))
  .filter(({ asOf }) => asOf <= '2026-10-10'); // the last day for which all rates are known

function engine(debt: OracleDebt) {
  const euro = debt.terms.kind === 'de-288';
  const currency = euro ? 'EUR' : 'RUB';
  const own: Contract = {
    ...contract,
    currency,
    terms: { ...contract.terms, governingLaw: euro ? 'DE' : 'RU', late: lateOf(debt.terms) },
  };
  const ids = { accountId: account.id, contractId: own.id, invoiceId: 'i' as InvoiceId };
  const invoice: Invoice = {
    ...ids,
    id: ids.invoiceId,
    number: 'I-1',
    issuedOn: debt.arose,
    dueDate: debt.due,
    total: { amount: debt.amount, currency },
  };
  const payments = debt.payments.map(
    ({ date, amount: sum }): Payment => ({ ...ids, id: date as PaymentId, date, amount: { amount: sum, currency } }),
  );
  const { dispute } = debt;
  const freeze = dispute && {
    ...ids,
    id: 'f' as FreezeId,
    amount: dispute.amount,
    from: dispute.from,
    at: '',
    by: 'customer',
    text: '',
    ...(dispute.decided ? { decision: { ...dispute.decided, at: '', by: 'person:lev', reason: '' } } : {}),
  };
  const freezes: Freeze[] = freeze ? [freeze] : [];
  // Switzerland moves no due date, so that the oracle needs no calendar.
  return makeSheet({ contract: own, country: 'CH', party: 'business', invoices: [invoice], payments, freezes }, debt.asOf)?.lines[0];
}

function lateOf(of: OracleTerms): LateTerms {
  if (of.kind !== 'penalty') return { kind: 'statutory', rule: of.kind };
  const tiers = of.tiers.map(({ fromDay, percent: percentPerDay }) => ({ fromDay, percentPerDay }));
  return { kind: 'contract-penalty', percentPerDay: of.percent, tiers, capPercent: of.cap, graceDays: of.grace, minimum: of.minimum };
}

it('every line is what a slow count of one day after another gives', () => {
  let late = 0;
  fc.assert(
    fc.property(debts, (debt) => {
      const line = engine(debt);
      const slow = oracle(debt);
      if (!line) {
        expect([slow.total, slow.frozen === 0n || debt.asOf <= debt.due]).toEqual([0n, true]);
        return;
      }
      late++;
      expect({
        principal: minorOf(line.principal),
        frozen: minorOf(line.frozen),
        delay: minorOf(line.interest),
        fixed: minorOf(line.fixedSum),
        paidOnTop: minorOf(line.paidOnTop),
        total: minorOf(line.total),
      }).toEqual(slow);
    }),
    { numRuns: 2000 },
  );
  expect(late).toBeGreaterThan(500);
});
