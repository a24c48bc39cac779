import { expect, test } from 'vitest';
import { nextRun } from '#infra/local/recurrence.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);
const daily = (hour: number, minute: number, zone: string) => ({ daily: { hour, minute, zone } });

test.each([
  ['PT5M', '2027-03-01T10:00:00Z', '2027-03-01T10:05'],
  ['PT5M', '2027-03-01T10:04:59.999Z', '2027-03-01T10:05'],
  ['PT1H', '2027-03-01T10:04:59Z', '2027-03-01T11:00'],
])('every %s after %s is %s', (every, now, expected) => {
  expect(iso(nextRun({ every }, at(now)))).toBe(expected);
});
test.each([
  // Moscow has had no summer time since 2014: always 03:00 UTC.
  ['Europe/Moscow', 6, 0, '2027-03-27T12:00:00Z', '2027-03-28T03:00'],
  ['Europe/Moscow', 6, 0, '2027-03-28T12:00:00Z', '2027-03-29T03:00'],
  ['Europe/Moscow', 6, 0, '2027-03-28T02:59:59Z', '2027-03-28T03:00'],
  ['Europe/Moscow', 6, 0, '2027-03-28T03:00:00Z', '2027-03-29T03:00'],
  // 26 October 2014: Moscow goes from +4 to +3.
  ['Europe/Moscow', 6, 0, '2014-10-25T12:00:00Z', '2014-10-26T03:00'],
  ['Europe/Moscow', 6, 0, '2014-10-25T00:00:00Z', '2014-10-25T02:00'],
  // Berlin, 28 March 2027: 02:30 does not exist and comes at 03:30, once.
  ['Europe/Berlin', 2, 30, '2027-03-27T12:00:00Z', '2027-03-28T01:30'],
  ['Europe/Berlin', 2, 30, '2027-03-28T01:30:00Z', '2027-03-29T00:30'],
  // Berlin, 31 October 2027: 02:30 occurs twice and counts the first time.
  ['Europe/Berlin', 2, 30, '2027-10-30T12:00:00Z', '2027-10-31T00:30'],
  ['Europe/Berlin', 2, 30, '2027-10-31T00:30:00Z', '2027-11-01T01:30'],
  ['Europe/Berlin', 2, 30, '2027-10-31T01:00:00Z', '2027-11-01T01:30'],
])('daily in %s at %i:%i after %s is %s', (zone, hour, minute, now, expected) => {
  expect(iso(nextRun(daily(hour, minute, zone), at(now)))).toBe(expected);
});
test('nonsense is refused', () => {
  expect(() => nextRun({ every: 'often' }, 0)).toThrow(RangeError);
  expect(() => nextRun({ every: 'PT0S' }, 0)).toThrow(RangeError);
  expect(() => nextRun(daily(25, 0, 'Europe/Moscow'), 0)).toThrow(RangeError);
  expect(() => nextRun(daily(6, 0, 'Europe/Nowhere'), 0)).toThrow(RangeError);
});
