import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOfNumber } from '#domain/deadlines/legal-day.ts';
import { atHour, dayInZone, endOfDay, instantOf, legalDay, millisOf, minutesOf, startOfDay, wallClock } from '#domain/deadlines/zone.ts';
import { Refusal } from '#domain/errors.ts';
import { endOfDay as slowEnd } from './oracle.ts';

const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/Havana',
];
const hour = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

describe('legal days in zones', () => {
  it('end a day on its last millisecond, 23:59:59.999 by the clocks there', () => {
    expect(endOfDay('2027-05-14', 'Europe/Moscow')).toBe('2027-05-14T20:59:59.999Z');
    expect(endOfDay('2027-03-28', 'Europe/Berlin')).toBe('2027-03-28T21:59:59.999Z'); // a day of 23 hours
    expect(endOfDay('2026-10-25', 'Europe/London')).toBe('2026-10-25T23:59:59.999Z'); // a day of 25 hours
  });

  it('start where the clocks start when midnight does not exist', () => {
    expect(startOfDay('2024-04-26', 'Africa/Cairo')).toBe('2024-04-25T22:00:00.000Z'); // 00:00 became 01:00
    expect(wallClock(startOfDay('2024-09-08', 'America/Santiago'), 'America/Santiago')).toEqual({ day: '2024-09-08', minute: 60 });
  });

  it('take a skipped hour after the jump and a doubled hour at its first pass', () => {
    expect(atHour('2027-03-28', '02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
    expect(atHour('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(atHour('2026-10-25', '24:00', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('agree with Temporal around every change of clocks from 2020 to 2040', () => {
    let changes = 0;
    for (const zone of zones) {
      let at = Temporal.Instant.from('2020-01-01T00:00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
      for (; at && at.year <= 2040; at = at.getTimeZoneTransition('next')) {
        changes += 1;
        for (const day of [-1, 0, 1].map((n) => at?.toPlainDate().add({ days: n }).toString() ?? '')) {
          expect(endOfDay(day, zone)).toBe(slowEnd(day, zone));
          for (const time of ['00:30', '02:30', '12:00', '23:30']) {
            const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time });
            expect(atHour(day, time, zone)).toBe(new Date(local.epochMilliseconds).toISOString());
          }
        }
      }
    }
    expect(changes).toBeGreaterThan(200);
  });

  it('agree with Temporal on any day, hour and zone', () => {
    const days = fc.integer({ min: dayNumber('2015-01-01'), max: dayNumber('2040-12-31') }).map(dayOfNumber);
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...zones), (day, minute, zone) => {
        expect(endOfDay(day, zone)).toBe(slowEnd(day, zone));
        const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: hour(minute) });
        expect(atHour(day, hour(minute), zone)).toBe(new Date(local.epochMilliseconds).toISOString());
        expect(dayInZone(startOfDay(day, zone), zone)).toBe(day);
        expect(dayInZone(endOfDay(day, zone), zone)).toBe(day);
      }),
      { numRuns: 1000 },
    );
  });

  it('see the day of an instant by the clocks of the place', () => {
    expect(dayInZone('2027-05-14T21:30:00.000Z', 'Europe/Moscow')).toBe('2027-05-15');
    expect(legalDay(Date.UTC(2027, 4, 14, 21, 30), 'Europe/London')).toBe('2027-05-14');
    expect(instantOf(millisOf('2027-05-14T21:30:00Z'))).toBe('2027-05-14T21:30:00.000Z');
  });

  it('refuse unknown zones, hours and instants', () => {
    expect(() => endOfDay('2027-05-14', 'Europe/Atlantis')).toThrow(Refusal);
    expect(() => minutesOf('25:00')).toThrow(Refusal);
    expect(() => minutesOf('9:00')).toThrow(Refusal);
    expect(() => millisOf('2027-05-14')).toThrow(Refusal);
    expect(() => millisOf('2027-05-14T10:00:00+03:00')).toThrow(Refusal);
  });
});
