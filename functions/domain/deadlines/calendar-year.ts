import { officialCalendar, requireKnown } from './calculator-place.ts';
import type { YearQuestion } from './calculator-question.ts';
import { type Calendar, isWorkingDay, type Text, workingDaysBetween } from './calendar.ts';
import type { Law } from './law.ts';
import { dayOf, type LegalDay, yearOf } from './legal-day.ts';

export type MarkedDay = { readonly date: LegalDay; readonly name: Text };
/** One year of an official calendar. daysOff: holidays and days off moved there, also those that fall on a weekend; plain weekends are not listed. */
export type CalendarYear = {
  readonly calendar: Calendar;
  readonly year: number;
  readonly daysOff: readonly MarkedDay[];
  readonly workingWeekendDays: readonly MarkedDay[];
  readonly shortDays: readonly MarkedDay[];
  readonly workingDays: number;
};

/** Refuses ('unprocessable') a country or region without an official calendar, and a year for which it is not enacted. */
export function calendarYear({ country, region, year }: Pick<YearQuestion, 'country' | 'region' | 'year'>, law: Law): CalendarYear {
  const calendar = officialCalendar({ country, region }, law);
  requireKnown(calendar, [year], 'year');
  const inYear = (days: ReadonlyMap<LegalDay, Text>, worked: boolean): MarkedDay[] =>
    [...days]
      .filter(([day]) => yearOf(day) === year && isWorkingDay(calendar, day) === worked)
      .map(([date, name]) => ({ date, name }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return {
    calendar,
    year,
    daysOff: inYear(calendar.daysOff, false),
    workingWeekendDays: inYear(calendar.workingDays, true),
    shortDays: inYear(calendar.shortDays, true),
    workingDays: workingDaysBetween(calendar, dayOf(year, 1, 1), dayOf(year + 1, 1, 1)),
  };
}
