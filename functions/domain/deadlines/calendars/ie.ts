import type { Calendar } from '../calendar.ts';
import { calendarByRule, type DayOff, easter, lastWeekday, nthWeekday, text } from '../holidays.ts';
import { addDays, dayOf, weekday } from '../legal-day.ts';

/** First Monday of February, or 1 February itself where that is a Friday (Organisation of Working Time Act 1997 sch. 2, as of 2023). */
function brigid(year: number): DayOff {
  const first = dayOf(year, 2, 1);
  return [weekday(first) === 5 ? first : nthWeekday(year, 2, 1, 1), text("St Brigid's Day", 'День святой Бригитты')];
}

// Organisation of Working Time Act 1997 sch. 2. A day on a weekend is not moved: the employer gives another day instead, which binds nobody else (s. 21).
function publicHolidays(year: number): DayOff[] {
  const days: DayOff[] = [
    [dayOf(year, 1, 1), text("New Year's Day", 'Новый год')],
    [dayOf(year, 3, 17), text("St Patrick's Day", 'День святого Патрика')],
    [addDays(easter(year), 1), text('Easter Monday', 'Пасхальный понедельник')],
    [nthWeekday(year, 5, 1, 1), text('May Day', 'Первый понедельник мая')],
    [nthWeekday(year, 6, 1, 1), text('June Holiday', 'Первый понедельник июня')],
    [nthWeekday(year, 8, 1, 1), text('August Holiday', 'Первый понедельник августа')],
    [lastWeekday(year, 10, 1), text('October Holiday', 'Последний понедельник октября')],
    [dayOf(year, 12, 25), text('Christmas Day', 'Рождество')],
    [dayOf(year, 12, 26), text("St Stephen's Day", 'День святого Стефана')],
  ];
  if (year >= 2023) days.push(brigid(year));
  if (year === 2022) days.push(['2022-03-18', text('Day of Remembrance', 'День памяти жертв пандемии')]);
  return days;
}

export const ireland = (): Calendar =>
  calendarByRule({
    id: 'IE',
    country: 'IE',
    zone: 'Europe/Dublin',
    daysOffIn: publicHolidays,
    known: { from: 1994, to: 2070 }, // 1994: the first May Day
    source: 'Organisation of Working Time Act 1997 s. 21 and sch. 2 (K)',
  });
