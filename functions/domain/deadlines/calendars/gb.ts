import type { Calendar, Text } from '../calendar.ts';
import { calendarByRule, type DayOff, easter, lastWeekday, nthWeekday, text } from '../holidays.ts';
import { addDays, dayOf, type LegalDay, weekday } from '../legal-day.ts';

export const britishParts = ['ENG', 'WLS', 'SCT', 'NIR'] as const;
export type BritishPart = (typeof britishParts)[number];

const spring = text('Spring bank holiday', 'весенний банковский выходной');
const earlyMay = text('Early May bank holiday', 'майский банковский выходной');
const summer = text('Summer bank holiday', 'летний банковский выходной');
const substitute = (name: Text): Text => text(`${name.en} (substitute day)`, `${name.ru} (перенос)`);

/** The days themselves, and for one or two neighbours that fall on a weekend the next weekdays instead, in their order. */
function withSubstitutes(days: readonly DayOff[]): DayOff[] {
  const taken = new Set(days.map(([day]) => day).filter((day) => weekday(day) < 6));
  return days.flatMap(([day, name]): DayOff[] => {
    if (weekday(day) < 6) return [[day, name]];
    let next = addDays(day, 1);
    while (weekday(next) >= 6 || taken.has(next)) next = addDays(next, 1);
    taken.add(next);
    return [
      [day, name],
      [next, substitute(name)],
    ];
  });
}

// Proclaimed once, or moved once, under s. 1(2)-(3) of the Act: days added and days taken away.
const once: readonly { day: LegalDay; name: Text; parts?: readonly BritishPart[]; instead?: LegalDay }[] = [
  { day: '2020-05-08', name: earlyMay, instead: '2020-05-04' },
  { day: '2022-06-02', name: spring, instead: '2022-05-30' },
  { day: '2022-06-03', name: text('Platinum Jubilee', 'платиновый юбилей королевы') },
  { day: '2022-09-19', name: text('State Funeral of Queen Elizabeth II', 'похороны королевы Елизаветы II') },
  { day: '2023-05-08', name: text('Coronation of King Charles III', 'коронация короля Карла III') },
  { day: '2026-06-15', name: text('World Cup bank holiday', 'выходной в честь чемпионата мира по футболу'), parts: ['SCT'] },
];

function yearly(year: number, part: BritishPart): DayOff[] {
  const sunday = easter(year);
  const newYear: DayOff[] = [[dayOf(year, 1, 1), text("New Year's Day", 'Новый год')]];
  if (part === 'SCT') newYear.push([dayOf(year, 1, 2), text('2 January', '2 января')]);
  const days: DayOff[] = [
    ...withSubstitutes(newYear),
    [addDays(sunday, -2), text('Good Friday', 'Страстная пятница')],
    [nthWeekday(year, 5, 1, 1), earlyMay],
    [lastWeekday(year, 5, 1), spring],
    [part === 'SCT' ? nthWeekday(year, 8, 1, 1) : lastWeekday(year, 8, 1), summer],
    ...withSubstitutes([
      [dayOf(year, 12, 25), text('Christmas Day', 'Рождество')],
      [dayOf(year, 12, 26), text('Boxing Day', 'День подарков')],
    ]),
  ];
  if (part !== 'SCT') days.push([addDays(sunday, 1), text('Easter Monday', 'Пасхальный понедельник')]);
  if (part === 'SCT') days.push(...withSubstitutes([[dayOf(year, 11, 30), text("St Andrew's Day", 'День святого Андрея')]]));
  if (part === 'NIR') days.push(...withSubstitutes([[dayOf(year, 3, 17), text("St Patrick's Day", 'День святого Патрика')]]));
  if (part === 'NIR') days.push(...withSubstitutes([[dayOf(year, 7, 12), text('Battle of the Boyne', 'Годовщина битвы на Бойне')]]));
  return days;
}

/** One part of the United Kingdom: ENG and WLS have the same days, as one law. New Year's Day, early May and substitutes are proclaimed year by year: known up to 2028. */
export function greatBritain(part: BritishPart = 'ENG'): Calendar {
  const extra = once.filter((entry) => !entry.parts || entry.parts.includes(part));
  const removed = new Set(extra.map((entry) => entry.instead));
  return calendarByRule({
    id: `GB-${part}`,
    country: 'GB',
    region: part,
    zone: 'Europe/London',
    daysOffIn: (year) => [
      ...yearly(year, part).filter(([day]) => !removed.has(day)),
      ...extra.filter((entry) => Number(entry.day.slice(0, 4)) === year).map(({ day, name }): DayOff => [day, name]),
    ],
    known: { from: 2017, to: 2028 },
    source: 'Banking and Financial Dealings Act 1971 s. 1 and sch. 1 with royal proclamations; https://www.gov.uk/bank-holidays',
  });
}
