import type { Calendar } from '#domain/deadlines/calendar.ts';
import { text } from '#domain/deadlines/holidays.ts';
import { dayNumber, dayOfNumber, type Weekday } from '#domain/deadlines/legal-day.ts';

const named = (days: readonly string[]) => new Map(days.map((day) => [day, text('as given', 'как дано')]));

/** A calendar of the given days only. */
export function fixture(
  daysOff: readonly string[] = [],
  options: { worked?: readonly string[]; weekend?: readonly Weekday[]; zone?: string } = {},
): Calendar {
  const { worked = [], weekend = [6, 7], zone = 'UTC' } = options;
  const common = { id: 'fixture', country: 'XX', zone, weekend, shortDays: new Map(), known: { from: 1990, to: 2070 }, source: 'test' };
  return { ...common, daysOff: named(daysOff), workingDays: named(worked) };
}

export function days(year: number): string[] {
  const first = dayNumber(`${year}-01-01`);
  return Array.from({ length: dayNumber(`${year + 1}-01-01`) - first }, (_, i) => dayOfNumber(first + i));
}
