import type { Calendar, Text } from '../calendar.ts';
import { calendarByRule, type DayOff, easter, nthWeekday, text } from '../holidays.ts';
import { addDays, dayOf, type LegalDay, weekday } from '../legal-day.ts';

type Holiday = { name: Text; day: (year: number) => LegalDay; inYear?: (year: number) => boolean };
const fixed = (month: number, day: number, name: Text): Holiday => ({ name, day: (year) => dayOf(year, month, day) });
const fromEaster = (days: number, name: Text): Holiday => ({ name, day: (year) => addDays(easter(year), days) });
const christmasOn = (year: number): number => weekday(dayOf(year, 12, 25));

const stephen = fixed(12, 26, text("St Stephen's Day", 'День святого Стефана'));
const berchtold = fixed(1, 2, text('Berchtold Day', 'День святого Берхтольда'));
const holidays = {
  newYear: fixed(1, 1, text('New Year', 'Новый год')),
  berchtold,
  epiphany: fixed(1, 6, text('Epiphany', 'Богоявление')),
  republic: fixed(3, 1, text('Republic Day', 'День Республики')),
  joseph: fixed(3, 19, text("St Joseph's Day", 'День святого Иосифа')),
  goodFriday: fromEaster(-2, text('Good Friday', 'Страстная пятница')),
  easterMonday: fromEaster(1, text('Easter Monday', 'Пасхальный понедельник')),
  nafels: { name: text('Battle of Näfels', 'День битвы при Нефельсе'), day: firstThursdayOfApril },
  labour: fixed(5, 1, text('Labour Day', 'День труда')),
  ascension: fromEaster(39, text('Ascension Day', 'Вознесение')),
  whitMonday: fromEaster(50, text('Whit Monday', 'Духов день')),
  corpusChristi: fromEaster(60, text('Corpus Christi', 'Праздник Тела и Крови Христовых')),
  federal: fixed(8, 1, text('Federal Day', 'День Конфедерации')),
  assumption: fixed(8, 15, text('Assumption of Mary', 'Успение Богородицы')),
  geneva: { name: text('Fast of Geneva', 'Женевский пост'), day: (year: number) => addDays(nthWeekday(year, 9, 7, 1), 4) },
  fastMonday: {
    name: text('Monday of the Federal Fast', 'Понедельник Федерального поста'),
    day: (year: number) => addDays(nthWeekday(year, 9, 7, 3), 1),
  },
  allSaints: fixed(11, 1, text("All Saints' Day", 'День всех святых')),
  conception: fixed(12, 8, text('Immaculate Conception', 'Непорочное зачатие Девы Марии')),
  christmas: fixed(12, 25, text('Christmas Day', 'Рождество')),
  stephen,
  restoration: fixed(12, 31, text('Restoration of the Republic', 'Восстановление Республики')),
  // Ausserrhoden keeps it only where three days off in a row do not come of it; Neuchâtel both only after a Sunday.
  stephenMidweek: { ...stephen, inYear: (year: number) => ![1, 5].includes(christmasOn(year)) },
  stephenAfterSunday: { ...stephen, inYear: (year: number) => christmasOn(year) === 7 },
  berchtoldAfterSunday: { ...berchtold, inYear: (year: number) => weekday(dayOf(year, 1, 1)) === 7 },
} satisfies Record<string, Holiday>;
type HolidayName = keyof typeof holidays;

/** First Thursday of April; in Holy Week a week later. */
function firstThursdayOfApril(year: number): LegalDay {
  const thursday = nthWeekday(year, 4, 4, 1);
  return thursday === addDays(easter(year), -3) ? addDays(thursday, 7) : thursday;
}

// 1 August by art. 110(3) of the Constitution; the other three by all 26 cantons.
const everywhere: readonly HolidayName[] = ['newYear', 'ascension', 'federal', 'christmas'];
const protestant: readonly HolidayName[] = ['goodFriday', 'easterMonday', 'whitMonday', 'stephen'];
const withLabour: readonly HolidayName[] = [...protestant, 'labour'];
const catholic: readonly HolidayName[] = ['corpusChristi', 'assumption', 'allSaints', 'conception'];

/**
 * What each canton makes equal to Sunday beside those, eight days at most with them (Labour Act art. 20a(1)). Days of rest under cantonal police law only,
 * and days that hold in some districts or communes only (Aargau, Fribourg, Solothurn, both Appenzell in part), are left out: without them a deadline ends
 * earlier, never later than the law allows.
 */
const cantonal = {
  ZH: withLabour,
  BE: [...protestant, 'berchtold'],
  LU: [...catholic, 'goodFriday'],
  UR: [...catholic, 'epiphany'],
  SZ: [...catholic, 'goodFriday'],
  OW: [...catholic, 'goodFriday'],
  NW: [...catholic, 'goodFriday'],
  GL: ['nafels', 'goodFriday', 'easterMonday', 'whitMonday', 'allSaints'],
  ZG: [...catholic, 'goodFriday'],
  FR: ['goodFriday'],
  SO: ['goodFriday'],
  BS: withLabour,
  BL: withLabour,
  SH: withLabour,
  AR: ['goodFriday', 'easterMonday', 'whitMonday', 'stephenMidweek'],
  AI: ['goodFriday', 'easterMonday', 'whitMonday', 'corpusChristi'],
  SG: [...protestant, 'allSaints'],
  GR: ['easterMonday', 'whitMonday', 'stephen'],
  AG: ['goodFriday'],
  TG: withLabour,
  TI: ['epiphany', 'easterMonday', 'assumption', 'allSaints', 'stephen'],
  VD: ['berchtold', 'goodFriday', 'easterMonday', 'whitMonday', 'fastMonday'],
  VS: [...catholic, 'joseph'],
  NE: ['republic', 'goodFriday', 'labour', 'berchtoldAfterSunday', 'stephenAfterSunday'],
  GE: ['goodFriday', 'easterMonday', 'whitMonday', 'geneva', 'restoration'],
  JU: ['goodFriday', 'easterMonday', 'whitMonday', 'assumption', 'allSaints'],
} as const satisfies Record<string, readonly HolidayName[]>;
export type Canton = keyof typeof cantonal;
const isCanton = (region: string): region is Canton => Object.hasOwn(cantonal, region);
export const cantons: readonly Canton[] = Object.keys(cantonal).filter(isCanton);

const daysOffIn = (names: readonly HolidayName[], year: number): DayOff[] =>
  names
    .map((name): Holiday => holidays[name])
    .filter(({ inYear }) => !inYear || inYear(year))
    .map(({ day, name }): DayOff => [day(year), name]);

/** Switzerland, or one canton. Without a canton only what is off in all of them. */
export function switzerland(canton?: Canton): Calendar {
  const names = canton ? [...everywhere, ...cantonal[canton]] : everywhere;
  return calendarByRule({
    id: canton ? `CH-${canton}` : 'CH',
    country: 'CH',
    region: canton,
    zone: 'Europe/Zurich',
    daysOffIn: (year) => daysOffIn(names, year),
    known: { from: 2012, to: 2070 }, // the cantonal acts before were not looked at
    source: 'Federal Constitution art. 110(3); Labour Act (ArG) art. 20a(1); acts of the cantons on days of rest (K)',
  });
}
