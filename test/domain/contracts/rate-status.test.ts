import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { nextPeriod, rateStatus, rateStatuses } from '#domain/contracts/rate-status.ts';
import { rateSeries } from '#domain/contracts/rates.ts';

describe('the state of the reference rates', () => {
  it('names every series, and those that are out of date on a day', () => {
    const late = (on: string) =>
      rateStatuses(on)
        .filter((one) => one.outOfDate)
        .map((one) => one.id);
    expect(
      rateStatuses('2026-10-10')
        .map((one) => one.id)
        .sort(),
    ).toEqual(Object.keys(rateSeries).sort());
    expect(late('2026-10-10')).toEqual([]);
    expect(late('2026-11-25')).toEqual(['ru-key', 'ru-395']);
    expect(late('2027-01-01')).toHaveLength(Object.keys(rateSeries).length);
  });
  it('says from which day the next rate is needed, with the status of the last rows', () => {
    expect(rateStatuses('2026-11-25').find((one) => one.id === 'de-base')).toMatchObject({
      knownThrough: '2026-12-31',
      nextFrom: '2027-01-01',
      official: expect.stringContaining('bundesbank.de'),
      last: [
        { from: '2026-07-01', percent: '1.52', status: 'high' },
        { from: '2027-01-01', percent: null, status: expect.stringContaining('unknown') },
      ],
    });
    expect(rateStatuses('2026-11-25')[0]).toMatchObject({ id: 'ru-key', nextFrom: '2026-10-11' });
  });
  it.each([
    ['2026-12-31', 'half-year', '2027-01-01'],
    ['2026-06-30', 'half-year', '2026-07-01'],
    ['2026-01-01', 'half-year', '2026-07-01'],
    ['2026-03-31', 'quarter', '2026-04-01'],
    ['2026-10-01', 'quarter', '2027-01-01'],
  ] as const)('after %s the next %s begins on %s', (day, rhythm, next) => {
    expect(nextPeriod(day, rhythm)).toBe(next);
    const series = { title: 't', official: 'o', status: 's', knownThrough: day, rows: [] };
    expect(rateStatus('x', series, rhythm, day)).toMatchObject({ nextFrom: next, outOfDate: false, last: [] });
  });
  it('is told by a command that fails when something is out of date', () => {
    const run = (...args: string[]) => spawnSync(process.execPath, ['infra/rates.ts', ...args], { encoding: 'utf8' });
    const late = run('check', '--on', '2026-11-25');
    expect([late.status, late.stdout.includes('Out of date: ru-key, ru-395'), late.stdout.includes('https://www.cbr.ru/')]).toEqual([
      1,
      true,
      true,
    ]);
    expect(run('check', '--on', '2026-10-01').status).toBe(0);
    expect([run('check', '--on', 'soon').status, run().status]).toEqual([2, 2]);
  });
});
