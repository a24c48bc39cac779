import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, isWorkingDay } from '#domain/deadlines/calendar.ts';
import { calendarById, calendarFor, countries, regionsOf, yearOfCalendar } from '#domain/deadlines/calendars/calendars.ts';
import { yearChange } from '#domain/deadlines/calendars/year-change.ts';
import { weekday } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { days } from '../vectors/calendars.ts';

const russia = calendarFor({ country: 'RU' });
const calendars = countries.flatMap((country) => [undefined, ...regionsOf(country)].map((region) => calendarFor({ country, region })));
const weekdaysOff = (country: string, year: number, region?: string): string[] => {
  const calendar = calendarFor({ country, region });
  return days(year).flatMap((day) => (weekday(day) < 6 && !isWorkingDay(calendar, day) ? [day.slice(5)] : []));
};

describe('calendars of more countries', () => {
  it('Ireland: Mondays of the Act, St Brigid from 2023, and the one day of 2022', () => {
    expect(weekdaysOff('IE', 2027)).toEqual(['01-01', '02-01', '03-17', '03-29', '05-03', '06-07', '08-02', '10-25']);
    expect(weekdaysOff('IE', 2022)).toEqual(['03-17', '03-18', '04-18', '05-02', '06-06', '08-01', '10-31', '12-26']);
    // 1 February 2030 is a Friday: that day itself, not the Monday after.
    expect(weekdaysOff('IE', 2030)[1]).toBe('02-01');
    expect(weekdaysOff('IE', 2024)[1]).toBe('02-05');
  });

  it('Austria: no Good Friday', () => {
    expect(weekdaysOff('AT', 2026)).toEqual(['01-01', '01-06', '04-06', '05-01', '05-14', '05-25', '06-04', '10-26', '12-08', '12-25']);
  });

  it('Switzerland: without a canton exactly what is off in all 26', () => {
    const cantons = regionsOf('CH');
    expect(cantons).toHaveLength(26);
    for (const year of [2023, 2024, 2025, 2026, 2027]) {
      const inAll = weekdaysOff('CH', year, cantons[0]).filter((day) =>
        cantons.every((canton) => weekdaysOff('CH', year, canton).includes(day)),
      );
      expect(weekdaysOff('CH', year)).toEqual(inAll);
    }
    expect(weekdaysOff('CH', 2025)).toEqual(['01-01', '05-29', '08-01', '12-25']);
  });

  it('Switzerland: no canton makes more than eight days equal to Sunday beside 1 August', () => {
    for (const canton of regionsOf('CH')) {
      for (const year of [2023, 2026, 2028]) {
        const named = yearOfCalendar(calendarFor({ country: 'CH', region: canton }), year).daysOff;
        expect(named.filter(({ date }) => !date.endsWith('08-01')).length, canton).toBeLessThanOrEqual(8);
      }
    }
  });

  it('Switzerland: the days that only one canton has', () => {
    expect(weekdaysOff('CH', 2026, 'GE')).toEqual(expect.arrayContaining(['09-10', '12-31']));
    expect(weekdaysOff('CH', 2026, 'VD')).toContain('09-21');
    expect([2024, 2026, 2027].map((year) => weekdaysOff('CH', year, 'GL').find((day) => day.startsWith('04-')))).toEqual([
      '04-01',
      '04-03',
      '04-01',
    ]);
    expect(weekdaysOff('CH', 2026, 'GL')).toContain('04-09'); // the first Thursday was in Holy Week
    expect([2023, 2024].map((year) => weekdaysOff('CH', year, 'NE').includes('01-02'))).toEqual([true, false]);
    expect([2028, 2029].map((year) => weekdaysOff('CH', year, 'AR').includes('12-26'))).toEqual([false, true]);
  });

  it('Wales has the days of England under its own name', () => {
    const [wales, england] = [calendarFor({ country: 'GB', region: 'WLS' }), calendarFor({ country: 'GB' })];
    expect([wales.id, england.id]).toEqual(['GB-WLS', 'GB-ENG']);
    expect([...wales.daysOff]).toEqual([...england.daysOff]);
  });

  it('are listed with their regions, found again by id, and refuse what is none of them', () => {
    expect(countries).toEqual(['AT', 'CH', 'DE', 'FR', 'GB', 'IE', 'RU', 'US']);
    expect([regionsOf('GB'), regionsOf('FR'), regionsOf('RU'), regionsOf('BR')]).toEqual([['ENG', 'WLS', 'SCT', 'NIR'], ['AM'], [], []]);
    for (const calendar of calendars) expect(calendarById(calendar.id, calendar.zone)).toBe(calendar);
    expect(() => calendarFor({ country: 'CH', region: 'toString' })).toThrow(Refusal);
    expect(calendarFor({ country: 'AT', region: '9' })).toBe(calendarFor({ country: 'AT' }));
  });
});

describe('one year of a calendar', () => {
  it('names the days off, the worked weekend days and the short days of Russia in 2025', () => {
    const year = yearOfCalendar(russia, 2025);
    expect(year.workingDays).toBe(247);
    expect(year.workingWeekendDays).toEqual(['2025-11-01']);
    expect(year.shortDays).toEqual(['2025-03-07', '2025-04-30', '2025-06-11', '2025-11-01']);
    expect(year.daysOff.map(({ date }) => date.slice(5)).join(' ')).toBe(
      '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31',
    );
    expect(year.daysOff.at(-1)?.name.ru).toContain('перенос с 5 января');
    expect(year.source).toContain('1335');
  });

  it('counts as many working days as a walk over the year finds, in every calendar', () => {
    for (const calendar of calendars) {
      const { workingDays, daysOff } = yearOfCalendar(calendar, 2026);
      expect(workingDays, calendar.id).toBe(days(2026).filter((day) => isWorkingDay(calendar, day)).length);
      for (const { date } of daysOff) expect(isWorkingDay(calendar, date), `${calendar.id} ${date}`).toBe(false);
    }
  });

  it('refuses a year that no one has enacted', () => {
    expect(() => yearOfCalendar(russia, 2028)).toThrow(new Refusal('unprocessable', 'no official calendar for 2028; known: 2024 to 2027'));
    expect(() => yearOfCalendar(calendarFor({ country: 'GB' }), 2029)).toThrow('known: 2017 to 2028');
    expect(() => yearOfCalendar(calendarFor({ country: 'BR' }), 2026)).toThrow('no official calendar for 2026; none is known');
    expect(() => yearOfCalendar(russia, Number.NaN)).toThrow(Refusal);
  });
});

describe('what a new file for a year changes', () => {
  const text = (en: string) => ({ en, ru: en });
  // The calendar as it was assumed, and as a decree might set it: 29 December off for a worked Saturday, and a full 22 February.
  const decreed: Calendar = {
    ...russia,
    daysOff: new Map([...russia.daysOff, ['2028-12-29', text('moved from 23 December')]]),
    workingDays: new Map([...russia.workingDays, ['2028-12-23', text('worked for 29 December')]]),
    shortDays: new Map([...[...russia.shortDays].filter(([day]) => day !== '2028-02-22'), ['2028-12-23', text('eve')]]),
  };

  it('is told day by day, with the count before and after', () => {
    expect(yearChange(russia, decreed, 2028)).toEqual({
      off: [{ date: '2028-12-29', name: text('moved from 23 December') }],
      worked: ['2028-12-23'],
      short: ['2028-12-23'],
      full: ['2028-02-22'],
      workingDays: { before: 249, after: 249 },
    });
    expect(yearChange(russia, decreed, 2027)).toMatchObject({ off: [], worked: [], short: [], full: [] });
  });

  it('is nothing against itself, turns round with its sides, and explains the difference of the counts', () => {
    const any = fc.constantFrom(...calendars);
    fc.assert(
      fc.property(any, any, fc.integer({ min: 1990, max: 2070 }), (before, after, year) => {
        const change = yearChange(before, after, year);
        const back = yearChange(after, before, year);
        expect(change.off.map(({ date }) => date)).toEqual(back.worked);
        expect([change.short, change.full]).toEqual([back.full, back.short]);
        expect(change.workingDays.after - change.workingDays.before).toBe(change.worked.length - change.off.length);
        expect(yearChange(before, before, year)).toMatchObject({ off: [], worked: [], short: [], full: [] });
      }),
      { numRuns: 60 },
    );
  });
});
