import { Refusal } from '#domain/errors.ts';
import { type Calendar, type Text, workingDaysBetween } from '../calendar.ts';
import { dayOf, type LegalDay, yearOf } from '../legal-day.ts';
import { austria } from './at.ts';
import { cantons, switzerland } from './ch.ts';
import { germanLands, germany } from './de.ts';
import { france } from './fr.ts';
import { britishParts, greatBritain } from './gb.ts';
import { ireland } from './ie.ts';
import { russia } from './ru.ts';
import { unitedStates } from './us.ts';

type Own = { regions: readonly string[]; make: (region: string | undefined) => Calendar; whole?: string };
// One production calendar for Russia; its regional days, those of the American states and of the Austrian Länder are not here, so a region changes nothing.
const own: ReadonlyMap<string, Own> = new Map<string, Own>([
  ['AT', { regions: [], make: austria }],
  ['CH', { regions: cantons, make: (region) => switzerland(oneOf(cantons, region)) }],
  ['DE', { regions: germanLands, make: (region) => germany(oneOf(germanLands, region)) }],
  ['FR', { regions: ['AM'], make: (region) => france(oneOf(['AM'] as const, region)) }],
  ['GB', { regions: britishParts, make: (region) => greatBritain(oneOf(britishParts, region)), whole: 'ENG' }],
  ['IE', { regions: [], make: ireland }],
  ['RU', { regions: [], make: russia }],
  ['US', { regions: [], make: unitedStates }],
]);

/** Countries (ISO 3166-1) that have a calendar of their own. */
export const countries: readonly string[] = [...own.keys()];
/** Regions of a country that have days off of their own; none for a country that is one, or is not known. */
export const regionsOf = (country: string): readonly string[] => own.get(country)?.regions ?? [];

const built = new Map<string, Calendar>();
const keep = (key: string, make: () => Calendar): Calendar => {
  const calendar = built.get(key) ?? make();
  built.set(key, calendar);
  return calendar;
};

/**
 * The calendar of a country (ISO 3166-1) and, where it has its own days off, of a region: a German Land ("BY"), a Swiss canton ("ZH"), a part of the
 * United Kingdom ("WLS", "SCT", "NIR", else "ENG"), "AM" in France. A region that is not known is refused ('unprocessable'). A country that is not known
 * gets weekends only and no known year, so that every result that rests on it is provisional; `zone` is then asked for, else UTC.
 */
export function calendarFor(place: { country: string; region?: string | undefined; zone?: string | undefined }): Calendar {
  const { country } = place;
  const found = own.get(country);
  if (found) {
    const region = found.regions.length > 0 ? (place.region ?? found.whole) : undefined;
    return keep(region === undefined ? country : `${country}-${region}`, () => found.make(region));
  }
  const zone = place.zone ?? 'UTC';
  return keep(`weekends ${country} ${zone}`, () => weekendsOnly(country, zone));
}

/** The calendar that a clock names, "DE-BY". */
export function calendarById(id: string, zone: string): Calendar {
  const [country = id, region] = id.split('-');
  return calendarFor({ country, region, zone });
}

function oneOf<T extends string>(allowed: readonly T[], given: string | undefined): T | undefined {
  if (given === undefined) return undefined;
  const found = allowed.find((one) => one === given);
  if (!found) throw new Refusal('unprocessable', `no calendar for region ${given}`);
  return found;
}

const weekendsOnly = (country: string, zone: string): Calendar => ({
  id: country,
  country,
  zone,
  weekend: [6, 7],
  daysOff: new Map(),
  workingDays: new Map(),
  shortDays: new Map(),
  known: { from: 0, to: -1 },
  source: 'none: Saturday and Sunday assumed',
});

/**
 * One year of a calendar as it is enacted. daysOff: every day that has a name, so each holiday and each moved day off, those on a weekend too; plain
 * Saturdays and Sundays are left out. workingWeekendDays: weekend days that are worked; shortDays: one hour less. workingDays: how many there are.
 */
export type CalendarYear = {
  readonly daysOff: readonly { readonly date: LegalDay; readonly name: Text }[];
  readonly workingWeekendDays: readonly LegalDay[];
  readonly shortDays: readonly LegalDay[];
  readonly workingDays: number;
  readonly source: string;
};

/** Days in their order. Refuses ('unprocessable') a year outside `known`: its days off are not enacted, and a list of guesses would look like the law. */
export function yearOfCalendar(calendar: Calendar, year: number): CalendarYear {
  const { known, source } = calendar;
  if (!(year >= known.from && year <= known.to)) {
    const reach = known.from > known.to ? 'none is known' : `known: ${known.from} to ${known.to}`;
    throw new Refusal('unprocessable', `no official calendar for ${year}; ${reach}`);
  }
  const ofYear = (days: ReadonlyMap<LegalDay, Text>): LegalDay[] => [...days.keys()].filter((day) => yearOf(day) === year).sort();
  return {
    daysOff: ofYear(calendar.daysOff).flatMap((date) => {
      const name = calendar.daysOff.get(date);
      return name ? [{ date, name }] : [];
    }),
    workingWeekendDays: ofYear(calendar.workingDays),
    shortDays: ofYear(calendar.shortDays),
    workingDays: workingDaysBetween(calendar, dayOf(year, 1, 1), dayOf(year + 1, 1, 1)),
    source,
  };
}
