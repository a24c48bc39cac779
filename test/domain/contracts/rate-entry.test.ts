import { describe, expect, it } from 'vitest';
import { computeInterest } from '#domain/contracts/interest.ts';
import { interestRule } from '#domain/contracts/interest-rules.ts';
import { checkedRate, type NewRate, type RateEntry, ratesWith } from '#domain/contracts/rate-entry.ts';
import { rateStatuses } from '#domain/contracts/rate-status.ts';
import { type Rates, rateOn, rateSeries } from '#domain/contracts/rates.ts';

const kept: RateEntry = {
  id: '1',
  series: 'ru-key',
  from: '2026-10-11',
  percent: '13.5',
  knownThrough: '2026-11-25',
  source: 'https://bank.example/decision',
  why: 'Meeting of October',
  by: 'person:lev',
  at: '2026-11-25T09:00:00Z',
};
const german: RateEntry = { ...kept, id: '2', series: 'de-base', from: '2027-01-01', percent: '1.75', knownThrough: '2027-06-30' };
const check = (change: Partial<NewRate>, rates: Rates = rateSeries) => {
  const { series, from, percent, source, knownThrough } = kept;
  return checkedRate({ series, from, percent, source, knownThrough, ...change }, rates, '2026-11-26');
};
const refused = (change: Partial<NewRate>) => {
  try {
    check(change);
    return undefined;
  } catch (error) {
    return (error as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`).join(', ');
  }
};

describe('a rate that was added', () => {
  it('is in force from its day, makes its series known, and leaves what ships as it is', () => {
    const rates = ratesWith([kept]);
    expect(rateOn(rates['ru-key'], '2026-11-25')).toEqual({ percent: '13.5', from: '2026-10-11', provisional: false });
    expect(rateOn(rates['ru-key'], '2026-11-26', 'provisional').provisional).toBe(true);
    expect(rateOn(rates['ru-key'], '2026-10-10').percent).toBe('14');
    expect(rateSeries['ru-key'].knownThrough).toBe('2026-10-10');
  });
  it('of the key rate is one of art. 395 too', () => {
    expect(rateOn(ratesWith([kept])['ru-395'], '2026-11-01').percent).toBe('13.5');
  });
  it('takes the place of "not known", and the later of two entries for one day counts', () => {
    expect(rateOn(ratesWith([german])['de-base'], '2027-03-01').percent).toBe('1.75');
    const again = { ...german, id: '3', percent: '1.77', at: '2026-11-26T09:00:00Z' };
    for (const order of [
      [german, again],
      [again, german],
    ])
      expect(rateOn(ratesWith(order)['de-base'], '2027-03-01').percent).toBe('1.77');
    expect(rateStatuses('2027-02-01', ratesWith([german])).find(({ id }) => id === 'de-base')).toMatchObject({
      outOfDate: false,
      nextFrom: '2027-07-01',
    });
  });
  it('counts no more once it is taken back', () => {
    expect(ratesWith([{ ...kept, withdrawn: { by: 'person:lev', at: kept.at, why: 'Misread' } }])).toEqual(rateSeries);
  });
  it('ends the provisional part of a calculation', () => {
    const input = { principal: '365000', currency: 'RUB', rule: interestRule('ru-395'), due: '2026-10-10', to: '2026-10-20' } as const;
    expect(computeInterest({ ...input, unknownRate: 'provisional' })).toMatchObject({ interest: '1400.00', provisional: true });
    expect(computeInterest({ ...input, rates: ratesWith([kept]) })).toMatchObject({ interest: '1350.00', provisional: false });
  });
});

describe('an entry is checked', () => {
  it('and says until when it makes the series known', () => {
    expect(check({}).knownThrough).toBe('2026-11-25');
    expect(check({ series: 'de-base', from: '2027-01-01', percent: '-0.88' }).knownThrough).toBe('2027-06-30');
    expect(check({ series: 'uk-reference', from: '2026-07-01' }).knownThrough).toBe('2026-12-31'); // a correction
  });
  it('by field', () => {
    expect(refused({ percent: '13,5' })).toBe('percent percent');
    expect(refused({ percent: '' })).toBe('percent percent');
    expect(refused({ source: '  ' })).toBe('source required');
    expect(refused({ from: '2026-13-01' })).toBe('from date');
    expect(refused({ from: '2026-10-12' })).toBe('from gap');
    expect(refused({ from: '2010-01-01' })).toBe('from before-series');
    expect(refused({ knownThrough: '2026-10-01' })).toBe('knownThrough date-order');
    expect(refused({ knownThrough: '2026-11-27' })).toBe('knownThrough future');
    expect(refused({ knownThrough: undefined })).toBe('knownThrough date');
    expect(refused({ series: 'de-base', from: '2026-12-15' })).toBe('from half-year');
    expect(refused({ series: 'ru-395' })).toBe('series choose');
    expect(refused({ series: 'toString' as 'ru-key' })).toBe('series choose');
    expect(refused({ source: 'я'.repeat(501) })).toBe('source too-long');
  });
});
