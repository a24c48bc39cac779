import { type Calendar, isWorkingDay, type Text, whyOff, workingDaysBetween } from '../calendar.ts';
import { addDays, dayOf, daysInYear, type LegalDay } from '../legal-day.ts';

/** What a new version of a calendar does to one year, days in their order. `short`: shortened now and not before; `full`: shortened before and not now. */
export type YearChange = {
  readonly off: readonly { readonly date: LegalDay; readonly name: Text }[];
  readonly worked: readonly LegalDay[];
  readonly short: readonly LegalDay[];
  readonly full: readonly LegalDay[];
  readonly workingDays: { readonly before: number; readonly after: number };
};

/** Compares two versions of a calendar day by day over a year, known or not. Refuses ('unprocessable') a year out of the calendars' reach. */
export function yearChange(before: Calendar, after: Calendar, year: number): YearChange {
  const first = dayOf(year, 1, 1);
  const days = Array.from({ length: daysInYear(year) }, (_, i) => addDays(first, i));
  const end = dayOf(year + 1, 1, 1);
  return {
    off: days.flatMap((date) => {
      const name = isWorkingDay(before, date) ? whyOff(after, date) : undefined;
      return name ? [{ date, name }] : [];
    }),
    worked: days.filter((day) => !isWorkingDay(before, day) && isWorkingDay(after, day)),
    short: days.filter((day) => !before.shortDays.has(day) && after.shortDays.has(day)),
    full: days.filter((day) => before.shortDays.has(day) && !after.shortDays.has(day)),
    workingDays: { before: workingDaysBetween(before, first, end), after: workingDaysBetween(after, first, end) },
  };
}
