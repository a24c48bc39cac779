import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedSum } from '#domain/contracts/fixed-sum.ts';
import { computeInterest, type Interest, type InterestInput } from '#domain/contracts/interest.ts';
import { always } from '#domain/contracts/interest-habits.ts';
import { contractPenalty, customRule, interestRule, interestRules } from '#domain/contracts/interest-rules.ts';
import { Refusal } from '#domain/errors.ts';
import { decimalOf, minorOf } from '#domain/money.ts';

const compute = (rule: string, parts: Partial<InterestInput> & { to: string }): Interest =>
  computeInterest({ principal: '100000', currency: 'RUB', rule: interestRule(rule), withFixedSum: false, ...parts });
const lines = ({ rows }: Interest) => rows.map((row) => [row.from, row.to, row.days, row.base, row.ratePercent, row.basis, row.amount]);

describe('art. 395 of the Civil Code of Russia', () => {
  it('begins the day after, counts the day of payment, splits at payments, rates and leap years', () => {
    const found = compute('ru-395', { due: '2023-12-10', to: '2024-01-20', payments: [{ date: '2024-01-09', amount: '40000' }] });
    expect(lines(found)).toEqual([
      ['2023-12-11', '2023-12-17', 7, '100000.00', '15', 'act/365', '287.67'],
      ['2023-12-18', '2023-12-31', 14, '100000.00', '16', 'act/365', '613.70'],
      ['2024-01-01', '2024-01-09', 9, '100000.00', '16', 'act/366', '393.44'],
      ['2024-01-10', '2024-01-20', 11, '60000.00', '16', 'act/366', '288.53'],
    ]);
    expect([found.interest, found.days, found.outstanding]).toEqual(['1583.34', 41, '60000.00']);
  });

  it('refuses a rate that nobody knows yet, or marks it', () => {
    expect(() => compute('ru-395', { due: '2026-10-01', to: '2026-11-23' })).toThrow(Refusal);
    const guess = compute('ru-395', { due: '2026-10-01', to: '2026-11-23', unknownRate: 'provisional' });
    expect([guess.provisional, guess.rows.map((row) => row.from)]).toEqual([true, ['2026-10-02', '2026-10-11']]);
    expect(() =>
      computeInterest({ principal: '1000', currency: 'EUR', rule: interestRule('de-288'), due: '2026-12-15', to: '2027-01-15' }),
    ).toThrow(Refusal);
  });

  it('leaves out the moratorium only when it was found to apply, and says when it was not', () => {
    const span = { due: '2022-03-01', to: '2022-10-31' };
    const full = compute('ru-395', span);
    const less = compute('ru-395', { ...span, windows: ['ru-moratorium-497'] });
    expect([full.days, full.notApplied]).toEqual([244, ['ru-moratorium-497']]);
    expect([less.days, less.notApplied]).toEqual([244 - 184, []]);
    expect(less.rows.filter((row) => row.excluded).every((row) => row.amount === '0.00')).toBe(true);
    expect(less.rows.reduce((days, row) => days + row.days, 0)).toBe(244);
  });
});

describe('other laws', () => {
  it('Germany: consumers + 5, others + 9, older debts + 8; 40 euro for businesses', () => {
    const late = (parts: Partial<InterestInput>): Interest =>
      computeInterest({ principal: '1000', currency: 'EUR', rule: interestRule('de-288'), due: '2026-06-30', to: '2026-07-30', ...parts });
    expect(late({ consumer: true })).toMatchObject({ interest: '5.36', fixedSum: '0.00' });
    expect(late({ consumer: false })).toMatchObject({ interest: '8.65', fixedSum: '40.00', total: '48.65' });
    expect(late({ debtSince: '2014-07-28' })).toMatchObject({ fixedSum: '0.00', rows: [{ ratePercent: '9.52' }] });
    expect(late({ debtSince: '2014-07-29' }).rows[0]?.ratePercent).toBe('10.52');
  });

  it('United Kingdom: one rate for the whole debt, even into a half-year that nobody knows', () => {
    const found = computeInterest({
      principal: '1000',
      currency: 'GBP',
      rule: interestRule('uk-1998'),
      due: '2026-11-30',
      to: '2027-02-28',
    });
    expect([found.rows.length, found.rows[0]?.ratePercent, found.interest, found.provisional]).toEqual([1, '11.75', '28.97', false]);
    const payments = [{ date: '2025-07-31', amount: '400' }];
    const paid = computeInterest({
      principal: '1000',
      currency: 'GBP',
      rule: interestRule('uk-1998'),
      due: '2025-05-31',
      to: '2025-08-31',
      payments,
    });
    expect(paid.rows.map((row) => [row.base, row.ratePercent])).toEqual([
      ['1000.00', '12.75'],
      ['600.00', '12.75'],
    ]);
  });

  it.each([
    ['fr-l441-10', '2026-07-01', '12.4'],
    ['at-456', '2026-07-01', '10.73'],
    ['at-1000', '2026-07-01', '4'],
    ['ch-104', '2026-07-01', '5'],
    ['eu-2011-7', '2026-07-01', '10.4'],
    ['ie-580-2012', '2016-08-01', '8'],
  ])('%s on %s takes %s %%', (id, from, percent) => {
    const found = computeInterest({ principal: '1000', currency: 'EUR', rule: interestRule(id), from, to: from, withFixedSum: false });
    expect(found.rows[0]?.ratePercent).toBe(percent);
  });

  it('public procurement: 1/300 a day of the key rate on the day of payment', () => {
    expect(lines(compute('ru-44fz', { due: '2026-06-01', to: '2026-07-27' }))).toEqual([
      ['2026-06-02', '2026-07-27', 56, '100000.00', '14', '1/300 per day', '2613.33'],
    ]);
  });

  it('bands of fixed sums: edges differ between the United Kingdom and Ireland', () => {
    const sums = (id: string, currency: 'GBP' | 'EUR') =>
      ['999.99', '1000.00', '1000.01', '9999.99', '10000.00', '10000.01'].map((debt) =>
        fixedSum(interestRule(id), debt, currency, '2026-01-01'),
      );
    expect(sums('uk-1998', 'GBP')).toEqual(['40.00', '70.00', '70.00', '70.00', '100.00', '100.00']);
    expect(sums('ie-580-2012', 'EUR')).toEqual(['40.00', '40.00', '70.00', '70.00', '70.00', '100.00']);
    expect(() => fixedSum(interestRule('uk-1998'), '100.00', 'EUR', '2026-01-01')).toThrow(Refusal);
  });

  it('housing-like flats: the rate of the due date, capped in its window, no interest in the other', () => {
    const found = compute('ru-214-6-citizen', { due: '2024-01-31', to: '2024-04-30', consumer: true });
    expect(lines(found)).toEqual([
      ['2024-02-01', '2024-03-21', 50, '100000.00', '7.5', '1/150 per day', '2500.00'],
      ['2024-03-22', '2024-04-29', 39, '100000.00', '0', '1/150 per day', '0.00'],
    ]);
  });
});

describe('penalties by contract', () => {
  it('stop at the cap, and the row that meets it is cut', () => {
    const rule = contractPenalty({ percentPerDay: '0.1', capPercent: '1.5', clause: '7.2' });
    const found = computeInterest({
      principal: '100000',
      currency: 'RUB',
      rule,
      due: '2026-01-01',
      to: '2026-01-31',
      payments: [{ date: '2026-01-11', amount: '20000' }],
    });
    expect([found.interest, found.capped, found.rows.map((row) => row.amount)]).toEqual(['1500.00', true, ['1000.00', '500.00']]);
    expect(found.sources[0]).toContain('7.2');
    expect(() => contractPenalty({ percentPerDay: '-1' })).toThrow(Refusal);
  });

  it('consumer law: 1 % without a cap, 3 % up to the price', () => {
    expect(compute('ru-penalty-23', { due: '2026-01-01', to: '2026-05-01', consumer: true })).toMatchObject({
      interest: '120000.00',
      capped: false,
    });
    expect(compute('ru-penalty-28-5', { due: '2026-01-01', to: '2026-05-01', consumer: true })).toMatchObject({
      interest: '100000.00',
      capped: true,
    });
  });

  it('hold a minimum once a day is late', () => {
    const rule = customRule({ basis: { days: 1 }, rate: { of: always('0.01'), fixing: 'by_period', margins: [] }, minimum: '50' });
    const after = (to: string) => computeInterest({ principal: '1000', currency: 'EUR', rule, due: '2026-01-01', to }).interest;
    expect([after('2026-01-01'), after('2026-01-02'), after('2027-12-31')]).toEqual(['0.00', '50.00', '72.90']);
  });
});

describe('edges', () => {
  it('nothing is late before the due date, after full payment, or without principal', () => {
    expect(compute('ru-395', { due: '2026-05-10', to: '2026-05-10' })).toMatchObject({ days: 0, interest: '0.00', rows: [] });
    expect(compute('ru-395', { due: '2026-05-10', to: '2026-04-10' })).toMatchObject({ days: 0, interest: '0.00' });
    const paid = compute('ru-395', { due: '2026-05-10', to: '2026-06-10', payments: [{ date: '2026-05-12', amount: '150000' }] });
    expect([paid.days, paid.outstanding]).toEqual([2, '0.00']);
    expect(compute('ru-395', { due: '2026-05-10', to: '2026-06-10', principal: '0' }).rows).toEqual([]);
    expect(compute('ru-395', { due: '2026-05-10', to: '2026-05-20', payments: [{ date: '2026-05-21', amount: '1' }] }).outstanding).toBe(
      '100000.00',
    );
  });

  it('refuses what cannot be meant', () => {
    expect(() => compute('ru-395', { to: '2026-06-10' })).toThrow(Refusal);
    expect(() => compute('ru-395', { due: '2026-02-30', to: '2026-06-10' })).toThrow(Refusal);
    expect(() => compute('ru-395', { due: '2026-05-10', to: '2026-06-10', principal: '-1' })).toThrow(Refusal);
    expect(() => compute('eu-2011-7', { due: '2026-05-10', to: '2026-06-10', consumer: true })).toThrow(Refusal);
    expect(() => compute('ru-penalty-23', { due: '2026-05-10', to: '2026-06-10', consumer: false })).toThrow(Refusal);
    expect(() => interestRule('xx')).toThrow(Refusal);
  });
});

describe('always', () => {
  const known = interestRules.filter((rule) => rule.id !== 'at-456');
  const amount = fc.integer({ min: 1, max: 10_000_000_00 }).map((minor) => decimalOf(BigInt(minor)));
  const day = fc.integer({ min: 0, max: 1300 }).map((n) => new Date(Date.UTC(2023, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const paid = fc.array(fc.record({ date: day, amount }), { maxLength: 4 });
  const places = fc.constantFrom('day', 'row', 'total');

  it('the printed rows add up to the interest, their days to its days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...known), places, amount, day, day, paid, (rule, place, principal, due, to, payments) => {
        const found = computeInterest({
          principal,
          currency: 'EUR',
          rule: { ...rule, party: 'any', rounding: { place, mode: 'half_up' } },
          due,
          to,
          payments,
          withFixedSum: false,
        });
        expect(decimalOf(found.rows.reduce((sum, row) => sum + minorOf(row.amount), 0n))).toBe(found.interest);
        // Where rates are fixed at payment, the rows of one part of the debt follow those of another.
        const inOrder = found.rows.every((row, i) => i === 0 || row.from > (found.rows[i - 1]?.to ?? ''));
        expect(inOrder || rule.rate.fixing === 'at_payment').toBe(true);
        expect(found.rows.every((row) => !row.amount.startsWith('-'))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a debt bears what its parts bear: paying A of it on a day is owing A until then and the rest to the end', () => {
    const rule = interestRule('ru-395');
    fc.assert(
      fc.property(amount, amount, fc.tuple(day, day, day), (a, b, some) => {
        const [due = '', middle = '', to = ''] = some.toSorted();
        const both = decimalOf(minorOf(a) + minorOf(b));
        const at = (principal: string, until: string, payments: { date: string; amount: string }[] = []) =>
          minorOf(computeInterest({ principal, currency: 'RUB', rule, due, to: until, payments }).interest);
        const difference = at(both, to, [{ date: middle, amount: a }]) - at(a, middle) - at(b, to);
        expect(difference >= -1n && difference <= 1n).toBe(true); // one kopeck: each of the three is rounded once
      }),
    );
  });

  it('longer is never cheaper', () => {
    fc.assert(
      fc.property(amount, day, fc.integer({ min: 0, max: 200 }), (principal, due, n) => {
        const to = (more: number) => new Date(Date.parse(due) + more * 86_400_000).toISOString().slice(0, 10);
        const at = (more: number) =>
          minorOf(
            computeInterest({ principal, currency: 'EUR', rule: interestRule('de-288'), due, to: to(more), unknownRate: 'provisional' })
              .interest,
          );
        expect(at(n) <= at(n + 1)).toBe(true);
      }),
    );
  });
});
