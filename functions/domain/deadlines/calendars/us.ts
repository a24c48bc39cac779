import type { Calendar, Text } from '../calendar.ts';
import { calendarByRule, type DayOff, lastWeekday, nthWeekday, text } from '../holidays.ts';
import { addDays, dayOf, type LegalDay, weekday } from '../legal-day.ts';

/** A fixed day on Saturday is observed on Friday, on Sunday on Monday (5 U.S.C. 6103(b); Executive Order 11582 s. 3). */
function observed(day: LegalDay, name: Text): DayOff[] {
  const on = weekday(day) === 6 ? addDays(day, -1) : weekday(day) === 7 ? addDays(day, 1) : day;
  if (on === day) return [[day, name]];
  return [
    [day, name],
    [on, text(`${name.en} (observed)`, `${name.ru} (перенос)`)],
  ];
}

// 5 U.S.C. 6103(a). Inauguration Day is left out: it holds around Washington only.
function federal(year: number): DayOff[] {
  const days: DayOff[] = [
    ...observed(dayOf(year, 1, 1), text("New Year's Day", 'Новый год')),
    [nthWeekday(year, 1, 1, 3), text('Birthday of Martin Luther King, Jr.', 'День Мартина Лютера Кинга')],
    [nthWeekday(year, 2, 1, 3), text("Washington's Birthday", 'День рождения Вашингтона')],
    [lastWeekday(year, 5, 1), text('Memorial Day', 'День памяти')],
    ...observed(dayOf(year, 7, 4), text('Independence Day', 'День независимости')),
    [nthWeekday(year, 9, 1, 1), text('Labor Day', 'День труда')],
    [nthWeekday(year, 10, 1, 2), text('Columbus Day', 'День Колумба')],
    ...observed(dayOf(year, 11, 11), text('Veterans Day', 'День ветеранов')),
    [nthWeekday(year, 11, 4, 4), text('Thanksgiving Day', 'День благодарения')],
    ...observed(dayOf(year, 12, 25), text('Christmas Day', 'Рождество')),
  ];
  if (year >= 2021) days.push(...observed(dayOf(year, 6, 19), text('Juneteenth National Independence Day', 'День освобождения (19 июня)')));
  return days;
}

/** Federal legal holidays. The zone is that of New York; a place further west needs its own. */
export const unitedStates = (): Calendar =>
  calendarByRule({
    id: 'US',
    country: 'US',
    zone: 'America/New_York',
    daysOffIn: federal,
    known: { from: 1990, to: 2070 },
    source: '5 U.S.C. 6103',
  });
