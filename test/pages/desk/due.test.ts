import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '#domain/deadlines/zone.ts';
import { rangeOf, remaining, type Urgency, urgencies, urgencyOf } from '#pages/desk/due.tsx';

const reader = (now: string, country = 'RU', zone = 'Europe/Moscow') => ({ now: Date.parse(now), country, zone });
const monday = reader('2026-11-02T09:00:00Z');

describe('how pressing a date is', () => {
  // Wednesday 4 November 2026 is a holiday in Russia.
  it.each<[string, ReturnType<typeof reader>, string, Urgency]>([
    ['a millisecond ago', monday, '2026-11-02T08:59:59.999Z', 'overdue'],
    ['now', monday, '2026-11-02T09:00:00.000Z', 'today'],
    ['the end of the day in Moscow', monday, '2026-11-02T20:59:59.999Z', 'today'],
    ['after midnight in Moscow', monday, '2026-11-02T21:00:00.000Z', 'next'],
    ['the end of the next working day', monday, '2026-11-03T20:59:59.999Z', 'next'],
    ['the day after it', monday, '2026-11-03T21:00:00.000Z', 'week'],
    ['a holiday before the next working day', reader('2026-11-03T09:00:00Z'), '2026-11-04T20:59:59.999Z', 'next'],
    ['the working day after the holiday', reader('2026-11-03T09:00:00Z'), '2026-11-05T20:59:59.999Z', 'next'],
    ['Monday, seen on Friday', reader('2026-11-13T09:00:00Z'), '2026-11-16T20:59:59.999Z', 'next'],
    ['the same holiday in Germany', reader('2026-11-03T09:00:00Z', 'DE', 'Europe/Berlin'), '2026-11-05T12:00:00.000Z', 'week'],
    ['a second before seven days', monday, '2026-11-09T08:59:59.000Z', 'week'],
    ['seven days', monday, '2026-11-09T09:00:00.000Z', 'later'],
    ['the first working day after the New Year holidays', reader('2025-12-31T09:00:00Z'), '2026-01-12T12:00:00.000Z', 'next'],
  ])('%s', (_name, who, due, urgency) => {
    expect(urgencyOf(due, who)).toBe(urgency);
  });

  it('and the range that is read for it are one and the same, without a gap', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
    const place = fc.constantFrom(['RU', 'Europe/Moscow'], ['DE', 'Europe/Berlin'], ['US', 'America/New_York'] as const);
    fc.assert(
      fc.property(instant, instant, place, (now, due, [country = 'RU', zone = 'UTC']) => {
        const who = { now, country, zone };
        const at = instantOf(due);
        const inside = urgencies.filter((urgency) => {
          const { from = '', to = '9999' } = rangeOf(urgency, who);
          return from <= at && at <= to;
        });
        expect(inside).toEqual([urgencyOf(at, who)]);
      }),
    );
  });
});

describe('the words of a mark', () => {
  const london = { at: '2026-11-27T23:59:59.999Z', lastDay: '2026-11-27' };
  const moscow = { at: '2026-11-27T20:59:59.999Z', lastDay: '2026-11-27' };
  it.each<[string, typeof london, string, string]>([
    ["the reader's own day", moscow, '2026-11-27T09:00:00Z', 'today'],
    ['an hour of it', { at: '2026-11-27T15:00:00.000Z', lastDay: '2026-11-27' }, '2026-11-27T09:00:00Z', 'today 18:00'],
    ['just over', moscow, '2026-11-27T21:00:00Z', '1 day late'],
    ['a day that ends in London after midnight in Moscow', london, '2026-11-27T09:00:00Z', 'tomorrow 02:59'],
    ['the same, after midnight in Moscow', london, '2026-11-27T22:00:00Z', 'today 02:59'],
    ['the same, when it is over', london, '2026-11-28T00:00:00Z', '1 day late'],
    ['the same, the day before', london, '2026-11-26T09:00:00Z', 'tomorrow'],
  ])('%s', (_name, due, now, words) => {
    expect(remaining(due, { ...reader(now), language: 'en' })).toBe(words);
  });
});
