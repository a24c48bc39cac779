import type { Calendar } from '../calendar.ts';
import { calendarByRule, type DayOff, easter, text } from '../holidays.ts';
import { addDays, dayOf } from '../legal-day.ts';

// Code du travail art. L3133-1.
function national(year: number): DayOff[] {
  const sunday = easter(year);
  return [
    [dayOf(year, 1, 1), text('New Year', 'Новый год')],
    [addDays(sunday, 1), text('Easter Monday', 'Пасхальный понедельник')],
    [dayOf(year, 5, 1), text('Labour Day', 'День труда')],
    [dayOf(year, 5, 8), text('Victory 1945', 'День Победы 1945 года')],
    [addDays(sunday, 39), text('Ascension Day', 'Вознесение')],
    [addDays(sunday, 50), text('Whit Monday', 'Духов день')],
    [dayOf(year, 7, 14), text('National Day', 'Национальный праздник')],
    [dayOf(year, 8, 15), text('Assumption of Mary', 'Успение Богородицы')],
    [dayOf(year, 11, 1), text("All Saints' Day", 'День всех святых')],
    [dayOf(year, 11, 11), text('Armistice 1918', 'Перемирие 1918 года')],
    [dayOf(year, 12, 25), text('Christmas', 'Рождество')],
  ];
}
// Code du travail art. L3134-13: Bas-Rhin, Haut-Rhin and Moselle have two more.
const alsaceMoselle = (year: number): DayOff[] => [
  [addDays(easter(year), -2), text('Good Friday', 'Страстная пятница')],
  [dayOf(year, 12, 26), text('Second Day of Christmas', 'второй день Рождества')],
];

/** Metropolitan France, or Alsace and Moselle ("AM"). */
export const france = (region?: 'AM'): Calendar =>
  calendarByRule({
    id: region ? `FR-${region}` : 'FR',
    country: 'FR',
    region,
    zone: 'Europe/Paris',
    daysOffIn: (year) => (region ? [...national(year), ...alsaceMoselle(year)] : national(year)),
    known: { from: 1990, to: 2070 },
    source: 'Code du travail art. L3133-1, L3134-13',
  });
