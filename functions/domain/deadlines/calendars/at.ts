import type { Calendar } from '../calendar.ts';
import { calendarByRule, type DayOff, easter, text } from '../holidays.ts';
import { addDays, dayOf } from '../legal-day.ts';

// Feiertagsruhegesetz 1957 § 1(2), alike in all Länder. Good Friday is not among them; the patrons' days of the Länder close schools and offices only.
function nationwide(year: number): DayOff[] {
  const sunday = easter(year);
  return [
    [dayOf(year, 1, 1), text('New Year', 'Новый год')],
    [dayOf(year, 1, 6), text('Epiphany', 'Богоявление')],
    [addDays(sunday, 1), text('Easter Monday', 'Пасхальный понедельник')],
    [dayOf(year, 5, 1), text('State Holiday', 'Государственный праздник')],
    [addDays(sunday, 39), text('Ascension Day', 'Вознесение')],
    [addDays(sunday, 50), text('Whit Monday', 'Духов день')],
    [addDays(sunday, 60), text('Corpus Christi', 'Праздник Тела и Крови Христовых')],
    [dayOf(year, 8, 15), text('Assumption of Mary', 'Успение Богородицы')],
    [dayOf(year, 10, 26), text('National Day', 'Национальный праздник')],
    [dayOf(year, 11, 1), text("All Saints' Day", 'День всех святых')],
    [dayOf(year, 12, 8), text('Immaculate Conception', 'Непорочное зачатие Девы Марии')],
    [dayOf(year, 12, 25), text('Christmas Day', 'Рождество')],
    [dayOf(year, 12, 26), text("St Stephen's Day", 'День святого Стефана')],
  ];
}

export const austria = (): Calendar =>
  calendarByRule({
    id: 'AT',
    country: 'AT',
    zone: 'Europe/Vienna',
    daysOffIn: nationwide,
    known: { from: 1990, to: 2070 },
    source: 'Feiertagsruhegesetz 1957 § 1(2) (K)',
  });
