import { Refusal } from '#domain/errors.ts';
import type { AskedCalendar } from './calculator-question.ts';
import { type Calendar, horizon, type Text } from './calendar.ts';
import { germanLands } from './calendars/de.ts';
import { britishParts } from './calendars/gb.ts';
import type { Law } from './law.ts';
import type { LegalDay } from './legal-day.ts';
import type { OpeningHours } from './opening-hours.ts';
import { unionMembers } from './rules/eu.ts';

/** Parts of a country that have days off of their own. */
export const regions: Readonly<Record<string, readonly string[]>> = { DE: germanLands, FR: ['AM'], GB: britishParts };
const isOfficial = ({ known }: Calendar): boolean => known.from <= known.to;
const asked = [...new Set<string>(['DE', 'FR', 'GB', 'RU', 'US', ...unionMembers, 'AM', 'BY', 'KG', 'KZ', 'CH', 'NO'])].toSorted();
/** Countries with an official calendar in this law, by ISO 3166-1 code: those that ship, and what the company has entered for its neighbours. */
export const officialCountries = (law: Law): string[] => asked.filter((country) => isOfficial(law.calendar({ country })));

/**
 * The official calendar of a country or a region of it. Refuses ('unprocessable') a country without one and a region that is not known, and says
 * in the detail which there are.
 */
export function officialCalendar({ country, region }: { country: string; region?: string | undefined }, law: Law): Calendar {
  const whole = law.calendar({ country });
  if (!isOfficial(whole)) {
    const detail = `no official calendar for ${country}; known: ${officialCountries(law).join(', ')}`;
    throw new Refusal('unprocessable', detail, [{ path: 'calendar.country', code: 'unknown' }]);
  }
  if (!region) return whole;
  const parts = regions[country] ?? [];
  if (parts.includes(region)) return law.calendar({ country, region });
  const detail = `no calendar for region ${region} of ${country}; known: ${parts.join(', ') || 'none, the country is one'}`;
  throw new Refusal('unprocessable', detail, [{ path: 'calendar.region', code: 'unknown' }]);
}

/** Refuses ('unprocessable') a year for which nobody has enacted the days off. */
export function requireKnown({ id, known }: Calendar, years: readonly number[], path: string): void {
  const year = years.find((one) => one < known.from || one > known.to);
  if (year === undefined) return;
  const detail = `no official calendar for ${year}; known: ${known.from} to ${known.to} (${id})`;
  throw new Refusal('unprocessable', detail, [{ path, code: 'unknown-year' }]);
}

const dayOff: Text = { en: 'day off', ru: 'выходной день' };
const workingDay: Text = { en: 'working day', ru: 'рабочий день' };
type AskedDays = AskedCalendar['holidays'];
const named = (days: AskedDays, otherwise: Text): Map<LegalDay, Text> =>
  new Map((days ?? []).map(({ date, name }) => [date, name ? { en: name, ru: name } : otherwise]));

/** A calendar that the asker brings along is the whole truth: no year of it is provisional. Days that are both off and worked are worked. */
const ownCalendar = ({ weekend = [6, 7], holidays, workingDays, zone }: AskedCalendar): Calendar => ({
  id: 'own',
  country: 'own',
  zone: zone ?? 'UTC',
  weekend,
  daysOff: named(holidays, dayOff),
  workingDays: named(workingDays, workingDay),
  shortDays: new Map(),
  known: horizon,
  source: 'given with the question',
});

/** What was not said and had to be assumed. */
export type Assumed = { hours?: OpeningHours; zone?: string };
export type Ground = { calendar: Calendar; zone: string; hours: OpeningHours; assumed: Assumed };

/** The calendar, zone and hours of a question. Left out: the calendar's zone (UTC for one's own), the company's hours (nine to six on the days of the week that are worked). */
export function groundOf(asked: AskedCalendar, zone: string | undefined, law: Law): Ground {
  const { country, region, hours } = asked;
  const calendar = country ? officialCalendar({ country, region }, law) : ownCalendar(asked);
  const office: OpeningHours = country ? law.hours : officeHours(calendar);
  const placed = zone ?? asked.zone;
  return {
    calendar,
    zone: placed ?? calendar.zone,
    hours: hours ?? office,
    assumed: { ...(hours ? {} : { hours: office }), ...(placed || country ? {} : { zone: calendar.zone }) },
  };
}

const officeHours = ({ weekend }: Calendar): OpeningHours =>
  Object.fromEntries(([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => !weekend.includes(day)).map((day) => [day, [['09:00', '18:00']]]));
