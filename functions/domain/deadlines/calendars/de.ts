import type { Calendar, Text } from '../calendar.ts';
import { calendarByRule, type DayOff, easter, text } from '../holidays.ts';
import { addDays, dayOf, type LegalDay, weekday } from '../legal-day.ts';

export const germanLands = ['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const;
export type GermanLand = (typeof germanLands)[number];

const names = {
  newYear: text('New Year', 'Новый год'),
  goodFriday: text('Good Friday', 'Страстная пятница'),
  easterMonday: text('Easter Monday', 'Пасхальный понедельник'),
  labour: text('Labour Day', 'День труда'),
  ascension: text('Ascension Day', 'Вознесение'),
  whitMonday: text('Whit Monday', 'Духов день'),
  unity: text('German Unity Day', 'День германского единства'),
  christmas: text('Christmas Day', 'Рождество'),
  christmas2: text('Second Day of Christmas', 'второй день Рождества'),
} satisfies Record<string, Text>;

/** Off in every Land. 3 October by federal law (Einigungsvertrag art. 2(2)), the rest by all sixteen holiday acts alike. */
function nationwide(year: number): DayOff[] {
  const sunday = easter(year);
  const days: DayOff[] = [
    [dayOf(year, 1, 1), names.newYear],
    [addDays(sunday, -2), names.goodFriday],
    [addDays(sunday, 1), names.easterMonday],
    [dayOf(year, 5, 1), names.labour],
    [addDays(sunday, 39), names.ascension],
    [addDays(sunday, 50), names.whitMonday],
    [dayOf(year, 10, 3), names.unity],
    [dayOf(year, 12, 25), names.christmas],
    [dayOf(year, 12, 26), names.christmas2],
  ];
  if (year === 2017) days.push([dayOf(2017, 10, 31), text('Reformation Day (500 years)', 'День Реформации (500 лет)')]);
  return days;
}

type LandRule = { lands: readonly GermanLand[]; from?: number; day: (year: number) => LegalDay; name: Text };
const only =
  (year: number, month: number, day: number): ((asked: number) => LegalDay) =>
  (asked) =>
    asked === year ? dayOf(year, month, day) : '';
const reformation = { day: (year: number) => dayOf(year, 10, 31), name: text('Reformation Day', 'День Реформации') };

// Holiday acts of the Länder (Feiertagsgesetze). Days that hold in some municipalities only (Assumption in parts of BY, Corpus Christi in parts
// of SN and TH, Augsburg's Peace Festival) are left out: without them a deadline ends earlier, never later than the law allows.
const landRules: readonly LandRule[] = [
  { lands: ['BW', 'BY', 'ST'], day: (year) => dayOf(year, 1, 6), name: text('Epiphany', 'Богоявление') },
  { lands: ['BE'], from: 2019, day: (year) => dayOf(year, 3, 8), name: text("International Women's Day", 'Международный женский день') },
  { lands: ['MV'], from: 2023, day: (year) => dayOf(year, 3, 8), name: text("International Women's Day", 'Международный женский день') },
  { lands: ['BE'], day: only(2020, 5, 8), name: text('Liberation Day (75 years)', 'День освобождения (75 лет)') },
  { lands: ['BE'], day: only(2025, 5, 8), name: text('Liberation Day (80 years)', 'День освобождения (80 лет)') },
  {
    lands: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'],
    day: (year) => addDays(easter(year), 60),
    name: text('Corpus Christi', 'Праздник Тела и Крови Христовых'),
  },
  { lands: ['SL'], day: (year) => dayOf(year, 8, 15), name: text('Assumption of Mary', 'Успение Богородицы') },
  { lands: ['TH'], from: 2019, day: (year) => dayOf(year, 9, 20), name: text("World Children's Day", 'Всемирный день ребёнка') },
  { lands: ['BB', 'MV', 'SN', 'ST', 'TH'], ...reformation },
  { lands: ['HB', 'HH', 'NI', 'SH'], from: 2018, ...reformation },
  { lands: ['BW', 'BY', 'NW', 'RP', 'SL'], day: (year) => dayOf(year, 11, 1), name: text("All Saints' Day", 'День всех святых') },
  { lands: ['SN'], day: wednesdayBefore23November, name: text('Day of Repentance and Prayer', 'День покаяния и молитвы') },
];

function wednesdayBefore23November(year: number): LegalDay {
  const eve = dayOf(year, 11, 22);
  return addDays(eve, -((weekday(eve) + 4) % 7));
}

/** Germany, or one Land of it. Without a Land only what is off everywhere: BGB § 193 looks at the place of performance, which is then unknown. */
export function germany(land?: GermanLand): Calendar {
  const rules = landRules.filter((rule) => land && rule.lands.includes(land));
  return calendarByRule({
    id: land ? `DE-${land}` : 'DE',
    country: 'DE',
    region: land,
    zone: 'Europe/Berlin',
    daysOffIn: (year) => [
      ...nationwide(year),
      ...rules
        .filter((rule) => year >= (rule.from ?? 0))
        .map((rule) => [rule.day(year), rule.name] as const)
        .filter(([day]) => day !== ''),
    ],
    known: { from: 1995, to: 2070 }, // 1995: the Day of Repentance ceased outside Saxony
    source: 'Einigungsvertrag art. 2(2); Feiertagsgesetze der Länder',
  });
}
