import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  isKnown,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  whyOff,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '#domain/deadlines/calendar.ts';
import { calendarById, calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { germanLands } from '#domain/deadlines/calendars/de.ts';
import { easter } from '#domain/deadlines/holidays.ts';
import { dayNumber, dayOfNumber, weekday } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { days } from '../vectors/calendars.ts';
import { nthWorkingDayAfter, plain, roll, works } from './oracle.ts';

const russia = calendarFor({ country: 'RU' });
const all = [
  russia,
  calendarFor({ country: 'DE' }),
  calendarFor({ country: 'DE', region: 'BY' }),
  calendarFor({ country: 'GB' }),
  calendarFor({ country: 'GB', region: 'SCT' }),
  calendarFor({ country: 'US' }),
  calendarFor({ country: 'FR' }),
];
const weekdaysOff = (country: string, year: number, region?: string): string[] => {
  const calendar = calendarFor({ country, region });
  return days(year)
    .filter((day) => weekday(day) < 6 && !isWorkingDay(calendar, day))
    .map((day) => day.slice(5));
};

describe('working days', () => {
  it('agree with a day-by-day walk on Temporal in every calendar', () => {
    const some = fc.integer({ min: dayNumber('1995-01-01'), max: dayNumber('2065-12-31') }).map(dayOfNumber);
    fc.assert(
      fc.property(fc.constantFrom(...all), some, fc.integer({ min: -60, max: 60 }), (calendar, day, n) => {
        expect(isWorkingDay(calendar, day)).toBe(works(calendar, plain(day)));
        expect(addWorkingDays(calendar, day, n)).toBe(n === 0 ? day : nthWorkingDayAfter(calendar, day, n));
        expect(workingDayOnOrAfter(calendar, day)).toBe(roll(calendar, day, 1));
        expect(workingDayOnOrBefore(calendar, day)).toBe(roll(calendar, day, -1));
        expect(workingDaysBetween(calendar, day, addWorkingDays(calendar, workingDayOnOrAfter(calendar, day), Math.abs(n)))).toBe(
          Math.abs(n),
        );
        expect(whyOff(calendar, day) === undefined).toBe(isWorkingDay(calendar, day));
      }),
      { numRuns: 1000 },
    );
  });

  it('refuse days beyond the horizon instead of answering wrongly', () => {
    expect(() => isWorkingDay(russia, '2071-01-01')).toThrow(Refusal);
    expect(() => addWorkingDays(russia, '2070-12-30', 30)).toThrow(Refusal);
    expect(() => isWorkingDay(russia, '1989-12-31')).toThrow(Refusal);
  });
});

describe('Russia', () => {
  it.each([
    [2024, 248],
    [2025, 247],
    [2026, 247],
    [2027, 247],
  ])('%i has %i working days', (year, count) => {
    expect(days(year).filter((day) => isWorkingDay(russia, day))).toHaveLength(count);
  });

  it('names transferred days, worked Saturdays and their decree', () => {
    expect(whyOff(russia, '2024-05-10')).toEqual({
      en: 'day off moved from 6 January (Government decree 1314 of 10 Aug 2023)',
      ru: 'перенос с 6 января (постановление Правительства РФ от 10.08.2023 № 1314)',
    });
    expect(whyOff(russia, '2027-06-14')?.ru).toBe('перенос с 12 июня (ст. 112 ТК РФ)');
    expect(whyOff(russia, '2026-06-12')).toEqual({ en: 'Russia Day', ru: 'День России' });
    expect(isWorkingDay(russia, '2027-02-20')).toBe(true);
    expect(russia.workingDays.get('2025-11-01')?.en).toContain('working day instead of 3 November');
    expect(nextWorkingDay(russia, '2026-12-30')).toBe('2027-01-11');
    expect(previousWorkingDay(russia, '2027-01-11')).toBe('2026-12-30');
  });

  it.each([
    [2024, ['2024-02-22', '2024-03-07', '2024-05-08', '2024-06-11', '2024-11-02']],
    [2025, ['2025-03-07', '2025-04-30', '2025-06-11', '2025-11-01']],
    [2026, ['2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03']],
    [2027, ['2027-02-20', '2027-04-30', '2027-06-11', '2027-11-03']],
  ])('%i has its short days', (year, short) => {
    expect([...russia.shortDays.keys()].filter((day) => day.startsWith(String(year))).sort()).toEqual(short);
  });

  it('knows 2024 to 2027 and no further', () => {
    expect(isKnown(russia, '2024-01-01', '2027-12-31')).toBe(true);
    expect(isKnown(russia, '2027-12-31', '2028-01-09')).toBe(false);
    expect(isKnown(russia, '2023-12-31', '2024-01-09')).toBe(false);
  });
});

describe('other countries', () => {
  it('finds Easter', () => {
    expect([2019, 2024, 2025, 2026, 2027, 2038, 2049].map(easter)).toEqual([
      '2019-04-21',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
      '2049-04-18',
    ]);
  });

  it('Germany: what is off everywhere, and what a Land adds', () => {
    expect(weekdaysOff('DE', 2026)).toEqual(['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '12-25']);
    expect(weekdaysOff('DE', 2026, 'BY')).toEqual(['01-01', '01-06', '04-03', '04-06', '05-01', '05-14', '05-25', '06-04', '12-25']);
    expect(weekdaysOff('DE', 2025, 'BE')).toContain('05-08');
    expect(weekdaysOff('DE', 2026, 'SN')).toContain('11-18');
    expect(weekdaysOff('DE', 2017)).toContain('10-31');
    expect(germanLands.filter((land) => weekdaysOff('DE', 2025, land).includes('10-31'))).toEqual([
      'BB',
      'HB',
      'HH',
      'MV',
      'NI',
      'SN',
      'ST',
      'SH',
      'TH',
    ]);
  });

  it('United Kingdom: proclaimed days, substitutes and the parts', () => {
    expect(weekdaysOff('GB', 2026)).toEqual(['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']);
    expect(weekdaysOff('GB', 2027)).toEqual(['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']);
    expect(weekdaysOff('GB', 2028)).toEqual(['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']);
    expect(weekdaysOff('GB', 2022)).toEqual(['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27']);
    expect(weekdaysOff('GB', 2026, 'SCT')).toEqual([
      '01-01',
      '01-02',
      '04-03',
      '05-04',
      '05-25',
      '06-15',
      '08-03',
      '11-30',
      '12-25',
      '12-28',
    ]);
    expect(weekdaysOff('GB', 2022, 'SCT')).toContain('01-04');
    expect(weekdaysOff('GB', 2026, 'NIR')).toEqual(expect.arrayContaining(['03-17', '07-13']));
  });

  it('United States and France', () => {
    expect(weekdaysOff('US', 2026)).toEqual([
      '01-01',
      '01-19',
      '02-16',
      '05-25',
      '06-19',
      '07-03',
      '09-07',
      '10-12',
      '11-11',
      '11-26',
      '12-25',
    ]);
    expect(weekdaysOff('US', 2021)).toEqual(expect.arrayContaining(['12-24', '12-31', '06-18', '07-05']));
    expect(weekdaysOff('FR', 2026)).toEqual(['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '11-11', '12-25']);
    expect(weekdaysOff('FR', 2026, 'AM')).toContain('04-03');
  });

  it('a country without a calendar has weekends only and is never final; an unknown region is refused', () => {
    const brazil = calendarFor({ country: 'BR', zone: 'America/Sao_Paulo' });
    expect(isWorkingDay(brazil, '2026-12-25')).toBe(true);
    expect(isWorkingDay(brazil, '2026-12-26')).toBe(false);
    expect(isKnown(brazil, '2026-12-25', '2026-12-25')).toBe(false);
    expect(() => calendarFor({ country: 'DE', region: 'XX' })).toThrow(Refusal);
  });

  it('are found again by the id that a clock keeps', () => {
    for (const calendar of [...all, calendarFor({ country: 'BR', zone: 'America/Sao_Paulo' })])
      expect(calendarById(calendar.id, calendar.zone)).toBe(calendar);
  });
});
