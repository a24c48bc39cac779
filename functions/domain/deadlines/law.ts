import { memoOf } from '#domain/memo.ts';
import type { Calendar, Text } from './calendar.ts';
import { calendarFor } from './calendars/calendars.ts';
import { addDays, type LegalDay, yearOf } from './legal-day.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { Period } from './period.ts';
import type { Rule } from './rule.ts';
import { rulebook } from './rulebook.ts';

export type NamedDay = { readonly date: LegalDay; readonly name: Text };
type Days = { readonly daysOff: readonly NamedDay[]; readonly workingDays: readonly NamedDay[] };

/** What a company lays over the book that ships: a year of a calendar, its own days and hours, another wording of a rule. */
export type LawChange =
  /** One year of an official calendar, whole: what stood there for that year no longer counts. */
  | ({
      readonly kind: 'calendar-year';
      readonly country: string;
      readonly region?: string | undefined;
      readonly year: number;
      readonly shortDays: readonly NamedDay[];
      readonly source: string;
    } & Days)
  /** Days on which the company itself is closed or open, and its hours. They move its own promises, never a term of law. */
  | ({ readonly kind: 'company-days'; readonly hours?: OpeningHours | undefined } & Days)
  /** A rule in another wording, for events from that day on. */
  | {
      readonly kind: 'rule';
      readonly rule: string;
      readonly from: LegalDay;
      /** Its name in the book; `from` when left out. */
      readonly version?: LegalDay | undefined;
      readonly length: number;
      readonly unit: Period['unit'];
      readonly end: Period['end'];
      readonly source: string;
      readonly confidence: 'S' | 'K';
    };
export type Applied = { readonly id: string; readonly change: LawChange };

export type Place = { country: string; region?: string | undefined; zone?: string | undefined; own?: boolean | undefined };
/** All that a date rests on, as it stands for this company: every rule in every wording, and the calendars. Built once per set of changes. */
export type Law = {
  /** Names the set of changes: the same text, the same dates. */
  readonly revision: string;
  readonly rules: readonly Rule[];
  /** As calendarFor; `own` adds the company's own days. */
  readonly calendar: (place: Place) => Calendar;
  /** The calendar that a clock names: "DE-BY", "RU+own". */
  readonly calendarById: (id: string, zone: string) => Calendar;
  /** When people work, in their own zone. */
  readonly hours: OpeningHours;
  readonly findRule: (id: string, version: LegalDay) => Rule | undefined;
};

const ownMark = '+own';
const remembered = memoOf<Law>(20);

/** The book that ships with these changes laid over it, in their order. */
export function lawOf(changes: readonly Applied[]): Law {
  const revision = changes.map(({ id }) => id).join(' ');
  return remembered(`${revision} ${JSON.stringify(changes)}`, () => build(revision, changes));
}

function build(revision: string, changes: readonly Applied[]): Law {
  const rules = changes.reduce(withRule, rulebook);
  const calendars = memoOf<Calendar>(500);
  const calendar = (place: Place): Calendar => {
    const base = calendarFor(place);
    return calendars(`${base.id} ${base.zone} ${place.own ?? false}`, () => layered(base, place.own ?? false, changes));
  };
  return {
    revision,
    rules,
    hours: hoursOf(changes),
    calendar,
    calendarById: (id, zone) => {
      const own = id.endsWith(ownMark);
      const [country = id, region] = (own ? id.slice(0, -ownMark.length) : id).split('-');
      return calendar({ country, region, zone, own });
    },
    findRule: (id, version) => rules.find((rule) => rule.id === id && rule.version === version),
  };
}

/** The old wording ends on the day before, the new one begins; both stay in the book, so that each event finds its own. */
function withRule(rules: readonly Rule[], { change }: Applied): readonly Rule[] {
  if (change.kind !== 'rule') return rules;
  const { rule: id, from, version = from, length, unit, end, source, confidence } = change;
  const at = rules.findLastIndex((rule) => rule.id === id);
  const old = rules[at];
  if (!old) return rules;
  const fresh: Rule = {
    ...old,
    version,
    validFrom: from,
    source,
    confidence,
    checkedOn: from,
    period: { ...old.period, length, unit, end },
  };
  // The same day again puts the later change in place of the earlier one.
  if (old.version === from) return rules.with(at, fresh);
  const eve = addDays(from, -1);
  const ended: Rule = { ...old, validTo: (old.validTo ?? eve) < eve ? old.validTo : eve };
  return [...rules.slice(0, at), ended, fresh, ...rules.slice(at + 1)];
}

function layered(base: Calendar, own: boolean, changes: readonly Applied[]): Calendar {
  const years = changes.reduce((calendar, { change }) => withYear(calendar, change), base);
  return own ? changes.reduce((calendar, { change }) => withOwnDays(calendar, change), { ...years, id: `${base.id}${ownMark}` }) : years;
}

const named = (days: readonly NamedDay[]): [LegalDay, Text][] => days.map(({ date, name }) => [date, name]);

function withYear(calendar: Calendar, change: LawChange): Calendar {
  if (change.kind !== 'calendar-year' || change.country !== calendar.country) return calendar;
  if (change.region && change.region !== calendar.region) return calendar;
  const { year, source } = change;
  const others = (days: ReadonlyMap<LegalDay, Text>) => [...days].filter(([day]) => yearOf(day) !== year);
  const { from, to } = calendar.known;
  // A first known year stands alone; a gap to the known ones leaves it provisional, as the days in between are not enacted.
  const known = to < from ? { from: year, to: year } : { from: year === from - 1 ? year : from, to: year === to + 1 ? year : to };
  return {
    ...calendar,
    daysOff: new Map([...others(calendar.daysOff), ...named(change.daysOff)]),
    workingDays: new Map([...others(calendar.workingDays), ...named(change.workingDays)]),
    shortDays: new Map([...others(calendar.shortDays), ...named(change.shortDays)]),
    known,
    source: `${calendar.source}; ${year}: ${source}`,
  };
}

function withOwnDays(calendar: Calendar, change: LawChange): Calendar {
  if (change.kind !== 'company-days') return calendar;
  const worked = new Map([...calendar.workingDays, ...named(change.workingDays)]);
  const off = new Map([...calendar.daysOff, ...named(change.daysOff)]);
  for (const { date } of change.workingDays) off.delete(date);
  for (const { date } of change.daysOff) worked.delete(date);
  return { ...calendar, daysOff: off, workingDays: worked };
}

const officeDay = [['09:00', '18:00']] as const;
const officeHours: OpeningHours = { 1: officeDay, 2: officeDay, 3: officeDay, 4: officeDay, 5: officeDay };
/** The company's opening hours, as last set; nine to six from Monday to Friday until somebody says otherwise. */
const hoursOf = (changes: readonly Applied[]): OpeningHours =>
  changes.flatMap(({ change }) => (change.kind === 'company-days' && change.hours ? [change.hours] : [])).at(-1) ?? officeHours;

/** The law as it ships, without a change. */
export const shippedLaw = lawOf([]);
