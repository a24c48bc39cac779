import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { addOpenDays, addOpenTime, type OpeningHours, openTimeBetween, subtractOpenTime } from '#domain/deadlines/opening-hours.ts';
import { Refusal } from '#domain/errors.ts';

const office = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
] as const;
const hours: OpeningHours = { 1: office, 2: office, 3: office, 4: office, 5: office };
const at = { hours, calendar: calendarFor({ country: 'DE' }), zone: 'Europe/Berlin' };
const ms = (text: string): number => Date.parse(text);
const hour = 3_600_000;

describe('open time', () => {
  it('adds, takes away and measures alike', () => {
    const moments = fc.integer({ min: ms('2000-01-01'), max: ms('2060-01-01') });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 400 * hour }), (from, duration) => {
        const end = addOpenTime(from, duration, at);
        expect(openTimeBetween(from, end, at)).toBe(duration);
        expect(openTimeBetween(from, end - 1, at)).toBe(duration - 1);
        const begin = subtractOpenTime(from, duration, at);
        expect(openTimeBetween(begin, from, at)).toBe(duration);
        expect(openTimeBetween(begin + 1, from, at)).toBe(duration - 1);
        expect(addOpenTime(begin, duration, at)).toBeLessThanOrEqual(from);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays at closing time going on, and at opening time going back; no time at all leads to an open moment', () => {
    const [opens, closes, monday] = [ms('2026-11-06T13:00:00Z'), ms('2026-11-06T17:00:00Z'), ms('2026-11-09T08:00:00Z')];
    expect(addOpenTime(opens, 4 * hour, at)).toBe(closes);
    expect(addOpenTime(closes, 0, at)).toBe(monday);
    expect(subtractOpenTime(closes, 4 * hour, at)).toBe(opens);
    expect(subtractOpenTime(monday, 0, at)).toBe(closes);
    expect(subtractOpenTime(closes, 0, at)).toBe(closes);
    expect(openTimeBetween(monday, closes, at)).toBe(0);
  });

  it('keeps the time of the day over a change of clocks', () => {
    const friday = ms('2027-03-26T09:30:00Z'); // Good Friday, 10:30; clocks go forward on Sunday
    expect(addOpenDays(friday, 1, at)).toBe(ms('2027-03-30T08:30:00Z')); // Tuesday after Easter, 10:30
    expect(addOpenDays(ms('2027-03-28T10:15:00Z'), 1, at)).toBe(ms('2027-03-30T10:15:00Z')); // the short Sunday itself: 12:15 there and then
    expect(addOpenDays(friday, 0, at)).toBe(ms('2027-03-30T07:00:00Z'));
  });

  it('refuses hours that overlap, are out of order, or never open, and moments out of reach', () => {
    const refusal = (own: OpeningHours, from = ms('2026-11-06T13:00:00Z')): string => {
      try {
        return String(addOpenTime(from, hour, { ...at, hours: own }));
      } catch (error) {
        return error instanceof Refusal ? error.code : String(error);
      }
    };
    expect(
      refusal({
        1: [
          ['09:00', '13:00'],
          ['12:00', '18:00'],
        ],
      }),
    ).toBe('invalid');
    expect(
      refusal({
        1: [
          ['14:00', '18:00'],
          ['09:00', '13:00'],
        ],
      }),
    ).toBe('invalid');
    expect(refusal({ 1: [['22:00', '06:00']] })).toBe('invalid');
    expect(refusal({ ...hours, shortDayMinutes: -1 })).toBe('invalid');
    expect(refusal({})).toBe('unprocessable');
    expect(refusal(hours, ms('1980-01-01'))).toBe('unprocessable');
    expect(refusal(hours, ms('2070-12-31T17:30:00Z'))).toBe('unprocessable');
  });
});
