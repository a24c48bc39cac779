import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '#domain/deadlines/calendar.ts';
import { calendarFor, regionsOf } from '#domain/deadlines/calendars/calendars.ts';
import { easter } from '#domain/deadlines/holidays.ts';
import { daysBetween, type LegalDay, weekday, yearOf } from '#domain/deadlines/legal-day.ts';

// The package is another view of the same law, kept by other people. Nothing of its data is taken over: where the two differ, one of them is right, and the
// table says which and why. Days on Monday to Friday only, because only they move a deadline.
const years = [2024, 2025, 2026, 2027, 2028];
const onWeekdays = (days: Iterable<LegalDay>): Set<LegalDay> =>
  new Set([...days].filter((day) => weekday(day) < 6 && years.includes(yearOf(day))));

function theirs(country: string, region: string | undefined): Set<LegalDay> {
  const book = region ? new Holidays(country, region) : new Holidays(country);
  const found = years.flatMap((year) => book.getHolidays(year));
  return onWeekdays(found.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
}
const ours = (country: string, region: string | undefined): Set<LegalDay> => onWeekdays(calendarFor({ country, region }).daysOff.keys());

/** "12-26", or "easter+60" for the days that follow Easter. */
function label(day: LegalDay): string {
  const offset = daysBetween(easter(yearOf(day)), day);
  return [-2, 1, 39, 50, 60].includes(offset) ? `easter${offset < 0 ? '' : '+'}${offset}` : day.slice(5);
}
const labels = (days: Set<LegalDay>, others: Set<LegalDay>): string[] =>
  [...new Set([...days].filter((day) => !others.has(day)).map(label))].sort();

type Difference = {
  readonly place: string;
  readonly onlyTheirs?: readonly string[];
  readonly onlyOurs?: readonly string[];
  readonly why: string;
};
const notSunday = 'a day of rest by the cantonal police act or by usage; not equal to Sunday under ArG art. 20a';
const inParts = 'holds in some districts or communes only; left out, so that a deadline ends earlier and never later';
const differences: readonly Difference[] = [
  {
    place: 'US',
    onlyOurs: ['11-10'],
    why: '11 November 2028 is a Saturday: observed on Friday (5 U.S.C. 6103(b)); they give no observed day',
  },
  { place: 'GB-SCT', onlyOurs: ['06-15'], why: 'proclaimed for 2026 only, and published after their data' },
  { place: 'CH-LU', onlyTheirs: ['12-26'], why: notSunday },
  { place: 'CH-UR', onlyTheirs: ['03-19', '12-26', 'easter+1', 'easter+50', 'easter-2'], why: notSunday },
  { place: 'CH-SZ', onlyTheirs: ['01-06', '03-19', '12-26', 'easter+1', 'easter+50'], why: notSunday },
  { place: 'CH-OW', onlyTheirs: ['09-25'], why: notSunday },
  { place: 'CH-NW', onlyTheirs: ['03-19'], why: notSunday },
  {
    place: 'CH-GL',
    onlyTheirs: ['04-08', '12-24', '12-26', '12-31'],
    onlyOurs: ['04-01'],
    why: `the Näfels day is the first Thursday of April, so 1 April in 2027: they take the second; the rest: ${notSunday}`,
  },
  { place: 'CH-FR', onlyTheirs: ['08-15', '11-01', '12-08', 'easter+60'], why: inParts },
  { place: 'CH-SO', onlyTheirs: ['03-19', '05-01', '08-15', '11-01', 'easter+60'], why: `${inParts}; 1 May is off from noon` },
  { place: 'CH-AR', onlyTheirs: ['12-26'], why: 'not kept where Christmas is a Monday or a Friday: 2028' },
  { place: 'CH-AI', onlyTheirs: ['08-15', '09-22', '11-01', '12-26'], why: inParts },
  {
    place: 'CH-AG',
    onlyTheirs: ['01-02', '05-01', '08-15', '11-01', '12-08', '12-26', 'easter+1', 'easter+50', 'easter+60'],
    why: inParts,
  },
  { place: 'CH-TG', onlyTheirs: ['01-02'], why: notSunday },
  { place: 'CH-TI', onlyTheirs: ['03-19', '05-01', '06-29', '12-08', 'easter+50', 'easter+60'], why: notSunday },
  { place: 'CH-VS', onlyTheirs: ['05-01', '12-24', 'easter+50'], why: notSunday },
  { place: 'CH-NE', onlyTheirs: ['easter+1', 'easter+60'], why: `${notSunday}; Corpus Christi in two communes` },
  { place: 'CH-JU', onlyTheirs: ['01-02', '05-01', '06-23', 'easter+60'], why: notSunday },
];

// Bas-Rhin stands for Alsace and Moselle.
type Place = { readonly place: string; readonly country: string; readonly region?: string; readonly asTheySay?: string };
const places: readonly Place[] = [
  ...['DE', 'GB', 'CH'].flatMap((country) =>
    regionsOf(country).map((region) => ({ place: `${country}-${region}`, country, region, asTheySay: region })),
  ),
  { place: 'FR-AM', country: 'FR', region: 'AM', asTheySay: '67' },
  ...['FR', 'AT', 'IE', 'US'].map((country) => ({ place: country, country })),
];

describe('days off as date-holidays knows them, 2024 to 2028', () => {
  it.each(places)('$place: the same, or different for a reason', ({ place, country, region, asTheySay }) => {
    const known = differences.find((difference) => difference.place === place);
    const [mine, other] = [ours(country, region), theirs(country, asTheySay)];
    expect(mine.size).toBeGreaterThan(5);
    expect({ onlyTheirs: labels(other, mine), onlyOurs: labels(mine, other) }).toEqual({
      onlyTheirs: known?.onlyTheirs ?? [],
      onlyOurs: known?.onlyOurs ?? [],
    });
  });

  it('leaves no difference unexplained and explains none that is not there', () => {
    const names = places.map(({ place }) => place);
    expect(differences.filter(({ place, why }) => !names.includes(place) || why === '')).toEqual([]);
  });

  it('is no source for Russia: days moved by the Government are missing, and it cannot say that a Saturday is worked', () => {
    const book = new Holidays('RU');
    const russia = calendarFor({ country: 'RU' });
    const off = (day: LegalDay): boolean => book.getHolidays(yearOf(day)).some(({ date }) => date.slice(0, 10) === day);
    for (const day of ['2024-04-29', '2024-05-10', '2025-05-02', '2025-11-03', '2026-01-09', '2027-02-22']) {
      expect([day, isWorkingDay(russia, day), off(day)]).toEqual([day, false, false]);
    }
    const saturday = '2025-11-01';
    expect([weekday(saturday), isWorkingDay(russia, saturday)]).toEqual([6, true]);
    expect(book.getHolidays(2025).filter(({ date }) => date.startsWith(saturday))).toEqual([]);
  });
});
