import { type Calendar, horizon, type Text } from '../calendar.ts';
import { type DayOff, text } from '../holidays.ts';
import { addDays, dayOf, type LegalDay, weekday } from '../legal-day.ts';
import { type RussianYear, russianYears } from './ru-years.ts';

// Labour Code (ТК РФ) art. 112(1).
const newYear = text('New Year holidays', 'новогодние каникулы');
const holidays: readonly (readonly [month: number, day: number, name: Text])[] = [
  ...[1, 2, 3, 4, 5, 6, 8].map((day) => [1, day, newYear] as const),
  [1, 7, text('Christmas', 'Рождество Христово')],
  [2, 23, text('Defender of the Fatherland Day', 'День защитника Отечества')],
  [3, 8, text("International Women's Day", 'Международный женский день')],
  [5, 1, text('Spring and Labour Day', 'Праздник Весны и Труда')],
  [5, 9, text('Victory Day', 'День Победы')],
  [6, 12, text('Russia Day', 'День России')],
  [11, 4, text('National Unity Day', 'День народного единства')],
];
const monthsEn = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const monthsRu = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];
const dayEn = (day: LegalDay): string => `${Number(day.slice(8))} ${monthsEn[Number(day.slice(5, 7)) - 1]}`;
const dayRu = (day: LegalDay): string => `${Number(day.slice(8))} ${monthsRu[Number(day.slice(5, 7)) - 1]}`;
const movedFrom = (day: LegalDay, by: Text): Text =>
  text(`day off moved from ${dayEn(day)} (${by.en})`, `перенос с ${dayRu(day)} (${by.ru})`);
const workedFor = (day: LegalDay, by: Text): Text =>
  text(`working day instead of ${dayEn(day)} (${by.en})`, `рабочий день за ${dayRu(day)} (${by.ru})`);
const byArticle112 = text('Labour Code art. 112', 'ст. 112 ТК РФ');

type Days = { daysOff: Map<LegalDay, Text>; workingDays: Map<LegalDay, Text>; shortDays: Map<LegalDay, Text> };
const isWeekend = (day: LegalDay): boolean => weekday(day) >= 6;

/** One year of the production calendar for the five-day week: art. 112 ТК РФ, then the Government's moves of that year, if there are any. */
function addYear(year: number, moves: RussianYear | undefined, { daysOff, workingDays, shortDays }: Days): void {
  const named = holidays.map(([month, day, name]) => [dayOf(year, month, day), name] as const);
  for (const [day, name] of named) daysOff.set(day, name);
  for (const [from, to] of moves?.moved ?? []) daysOff.set(to, movedFrom(from, moves?.decree ?? byArticle112));
  // A holiday on a weekend moves by itself to the next working day; of the January ones the Government moves two, the rest lapse (art. 112(2)).
  const moved = new Set(moves?.moved.map(([from]) => from));
  for (const [day] of named) {
    if (day.slice(5, 7) === '01' || !isWeekend(day) || moved.has(day)) continue;
    let next = addDays(day, 1);
    while (isWeekend(next) || daysOff.has(next)) next = addDays(next, 1);
    daysOff.set(next, movedFrom(day, byArticle112));
  }
  const holidayNames = new Map(named);
  for (const [from, to] of moves?.moved ?? [])
    if (!holidayNames.has(from)) workingDays.set(from, workedFor(to, moves?.decree ?? byArticle112));
  // One hour less on the eve of a holiday (art. 95); a worked weekend day is as long as the day it stands for.
  const standsFor = new Map(moves?.moved);
  for (const day of [...holidayNames.keys()]
    .map((holiday) => addDays(holiday, -1))
    .concat([...workingDays.keys()].filter((day) => day.startsWith(`${year}`)))) {
    const works = workingDays.has(day) || !(isWeekend(day) || daysOff.has(day));
    const eveOf = holidayNames.get(addDays(standsFor.get(day) ?? day, 1));
    if (works && eveOf) shortDays.set(day, text(`eve of ${eveOf.en}`, `предпраздничный день: ${eveOf.ru}`));
  }
}

/** The production calendar of one year by art. 112 ТК РФ and the moves of a decree, in the order of the days. */
export function russianYear(moves: RussianYear): { daysOff: DayOff[]; workingDays: DayOff[]; shortDays: DayOff[] } {
  const days: Days = { daysOff: new Map(), workingDays: new Map(), shortDays: new Map() };
  addYear(moves.year, moves, days);
  // The eve of 1 January belongs to the year before, whose own last day is the eve of the next.
  days.shortDays.delete(`${moves.year - 1}-12-31`);
  const eve = `${moves.year}-12-31`;
  if (!isWeekend(eve) && !days.daysOff.has(eve))
    days.shortDays.set(eve, text(`eve of ${newYear.en}`, `предпраздничный день: ${newYear.ru}`));
  const sorted = (of: Map<LegalDay, Text>): DayOff[] => [...of].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { daysOff: sorted(days.daysOff), workingDays: sorted(days.workingDays), shortDays: sorted(days.shortDays) };
}

export function russia(): Calendar {
  const days: Days = { daysOff: new Map(), workingDays: new Map(), shortDays: new Map() };
  for (let year: number = horizon.from; year <= horizon.to; year++)
    addYear(
      year,
      russianYears.find((entry) => entry.year === year),
      days,
    );
  const enacted = russianYears.filter((entry) => entry.confidence === 'S').map((entry) => entry.year);
  return {
    id: 'RU',
    country: 'RU',
    zone: 'Europe/Moscow',
    weekend: [6, 7],
    ...days,
    known: { from: Math.min(...enacted), to: Math.max(...enacted) },
    source: `art. 112 ТК РФ; ${russianYears.map((entry) => entry.decree.ru).join('; ')}`,
  };
}
