import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayNumber,
  dayOfNumber,
  daysBetween,
  endOfMonthsFrom,
  isLegalDay,
  weekday,
} from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { plain } from './oracle.ts';

const days = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2100-12-31') }).map(dayOfNumber);

describe('legal days', () => {
  it('agree with Temporal on every day from 1900 to 2100', () => {
    let expected = plain('1900-01-01');
    for (let n = dayNumber('1900-01-01'); n <= dayNumber('2100-12-31'); n++) {
      const text = dayOfNumber(n);
      if (text !== expected.toString() || weekday(text) !== expected.dayOfWeek || dayNumber(text) !== n)
        expect.fail(`${text} is not ${expected.toString()}`);
      expected = expected.add({ days: 1 });
    }
  });

  it('add days and months as Temporal does, clamping once from the first day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -600, max: 600 }), (day, n) => {
        expect(addDays(day, n)).toBe(plain(day).add({ days: n }).toString());
        expect(addMonths(day, n)).toBe(plain(day).add({ months: n }, { overflow: 'constrain' }).toString());
        expect(daysBetween(day, addDays(day, n))).toBe(n);
      }),
    );
  });

  it('clamps 31 January + 2 months to 31 March, not to 28 March', () => {
    expect(addMonths('2026-01-31', 2)).toBe('2026-03-31');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it.each([
    ['2026-03-01', 1, '2026-03-31'],
    ['2026-01-29', 1, '2026-02-28'],
    ['2026-01-30', 1, '2026-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-05-15', 12, '2027-05-14'],
  ])('months that begin with %s itself, %i of them, end on %s (BGB § 188(2), (3))', (day, n, end) => {
    expect(endOfMonthsFrom(day, n)).toBe(end);
  });

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-1', '27-01-01', '2027/01/01', '2027-01-01T00:00:00Z', '', '2027-04-31'])(
    'refuses %j',
    (text) => {
      expect(isLegalDay(text)).toBe(false);
      expect(() => dayNumber(text)).toThrow(Refusal);
    },
  );
});
