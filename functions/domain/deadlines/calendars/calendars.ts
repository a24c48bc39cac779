import { Refusal } from '#domain/errors.ts';
import type { Calendar } from '../calendar.ts';
import { germanLands, germany } from './de.ts';
import { france } from './fr.ts';
import { type BritishPart, britishParts, greatBritain } from './gb.ts';
import { russia } from './ru.ts';
import { unitedStates } from './us.ts';

const built = new Map<string, Calendar>();
const keep = (key: string, make: () => Calendar): Calendar => {
  const calendar = built.get(key) ?? make();
  built.set(key, calendar);
  return calendar;
};

/**
 * The calendar of a country (ISO 3166-1) and, where it has its own days off, of a region: a German Land ("BY"), a part of the United Kingdom
 * ("SCT", "NIR", else "ENG"), "AM" in France. A region that is not known is refused ('unprocessable'). A country that is not known gets weekends
 * only and no known year, so that every result that rests on it is provisional; `zone` is then asked for, else UTC.
 */
export function calendarFor(place: { country: string; region?: string | undefined; zone?: string | undefined }): Calendar {
  const { country, region } = place;
  const key = region ? `${country}-${region}` : country;
  if (country === 'RU') return keep('RU', russia); // one production calendar; extra regional days are a later matter
  if (country === 'US') return keep('US', unitedStates);
  if (country === 'DE') return keep(key, () => germany(oneOf(germanLands, region)));
  if (country === 'GB') return keep(`GB-${region ?? 'ENG'}`, () => greatBritain(oneOf<BritishPart>(britishParts, region ?? 'ENG')));
  if (country === 'FR') return keep(key, () => france(oneOf(['AM'] as const, region)));
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
