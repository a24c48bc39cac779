import { describe, expect, it } from 'vitest';
import { rateChanges, rateOn, rateSeries } from '#domain/contracts/rates.ts';
import { ratioOf } from '#domain/contracts/ratio.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';

describe('reference rates', () => {
  it.each([
    ['ru-key', '2026-07-26', '14.25'],
    ['ru-key', '2026-07-27', '14'], // not the 28th, as two published lists say
    ['ru-key', '2022-02-28', '20'],
    ['ru-395', '2015-05-31', '8.25'],
    ['ru-395', '2016-08-01', '10.5'],
    ['de-base', '2016-07-01', '-0.88'],
    ['de-base', '2023-06-30', '1.62'],
    ['ecb-half-year', '2026-12-31', '2.4'],
    ['uk-reference', '2025-06-30', '4.75'],
    ['uk-reference', '2026-12-31', '3.75'],
  ] as const)('%s on %s is %s', (id, day, percent) => {
    expect(rateOn(rateSeries[id], day)).toMatchObject({ percent, provisional: false });
  });

  it.each([
    ['de-base', '2027-01-01', '1.52'],
    ['ecb-half-year', '2027-03-01', '2.4'],
    ['uk-reference', '2027-01-01', '3.75'],
    ['ru-key', '2026-10-11', '14'],
    ['ru-395', '2015-06-01', '8.25'], // deposit rates by district were not collected
  ] as const)('%s on %s is not known: refused, or the last one with a mark', (id, day, percent) => {
    expect(() => rateOn(rateSeries[id], day)).toThrow(Refusal);
    expect(rateOn(rateSeries[id], day, 'provisional')).toMatchObject({ percent, provisional: true });
  });

  it('are always refused before they begin', () => {
    expect(() => rateOn(rateSeries['ru-key'], '2013-09-16', 'provisional')).toThrow(Refusal);
  });

  it('change on their days and where they cease to be known', () => {
    expect(rateChanges(rateSeries['ru-key'], '2026-06-22', '2026-12-31')).toEqual(['2026-07-27', '2026-10-11']);
    expect(rateChanges(rateSeries['ru-key'], '2026-06-21', '2026-06-22')).toEqual(['2026-06-22']);
  });

  it('are sorted, dated and exact', () => {
    for (const [id, { rows, knownThrough, official }] of Object.entries(rateSeries)) {
      const days = rows.map((row) => row.from);
      expect(days.every(isLegalDay) && isLegalDay(knownThrough), id).toBe(true);
      expect(days, id).toEqual([...new Set(days)].toSorted());
      for (const { percent } of rows) expect(percent === null || ratioOf(percent), id).toBeTruthy();
      expect(official, id).toMatch(/^https:/);
    }
  });
});
