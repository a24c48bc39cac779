import { addWorkingDays, type Calendar, isWorkingDay, workingDayOnOrAfter, workingDaysBetween } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { addDays, addMonths } from '#domain/deadlines/legal-day.ts';
import { computeDeadline, type Deadline, type Period } from '#domain/deadlines/period.ts';
import { notMoved, russianCivil } from '#domain/deadlines/rule.ts';
import { rulebook } from '#domain/deadlines/rulebook.ts';
import { days, fixture } from './calendars.ts';
import type { Express, Expression, Row } from './row.ts';

const russia = calendarFor({ country: 'RU' });
const germany = (land?: string): Calendar => calendarFor({ country: 'DE', region: land });
const england = calendarFor({ country: 'GB' });
const moving = (length: number, unit: string): Period => ({
  ...russianCivil,
  length,
  unit: (unit === 'days' ? 'calendar_days' : unit) as Period['unit'],
});
const fixed = (length: number, unit: Period['unit']): Period => ({ ...notMoved, length, unit });
const count = (period: Period, trigger: string, calendar: Calendar): Deadline => computeDeadline({ period, trigger, calendar });
const last = (period: Period, trigger: string, calendar: Calendar): string => count(period, trigger, calendar).lastDay;
const ruleOf = (id: string): Period => {
  const rule = rulebook.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule.period;
};

/** Rows whose rule is a sentence: what that sentence means as a period. */
const worded: Record<string, (row: Row['input']) => unknown> = {
  'PER-RU-014': ({ received }) => last(ruleOf('ru-bank-30-1-registration'), received, russia),
  'PER-RU-015': ({ registered }) => last(ruleOf('ru-bank-30-1-answer'), registered, russia),
  'PER-RU-019': ({ received }) => last(moving(30, 'days'), received, russia),
  'PER-RU-021': ({ received, breach }) =>
    addDays(breach, 180) >= received ? last(moving(15, 'working_days'), received, russia) : undefined,
  'PER-RU-024': ({ received }) =>
    [last(moving(30, 'days'), received, russia), last(moving(15, 'working_days'), received, russia)].sort()[0],
  'PER-RU-025': ({ received }) => last(fixed(30, 'calendar_days'), received, russia),
  'PER-RU-026': ({ decision }) => last(moving(5, 'working_days'), decision, russia),
  'PER-RU-028': ({ applied }) => last(moving(20, 'working_days'), applied, russia),
  'PER-RU-029': ({ from }) => last(moving(5, 'working_days'), from, russia),
  'PER-RU-031': ({ from }) => last(fixed(6, 'months'), from, russia),
  'PER-RU-032': ({ received }) => last(moving(15, 'working_days'), received, russia),
  'PER-RU-033': ({ received }) => last(moving(1, 'working_days'), received, russia),
  'PER-RU-034': ({ received }) => last(moving(3, 'working_days'), received, russia),
  'PER-RU-036': ({ received }) => last(moving(15, 'working_days'), received, russia),
  'PER-RU-037': ({ received }) => last(moving(5, 'working_days'), received, russia),
  'PER-DE-126': ({ received }) => last(moving(2, 'weeks'), received, germany()),
  'PER-DE-129': ({ date }) => last(moving(0, 'days'), date, germany()),
  'PER-DE-130': ({ posted }) =>
    last({ ...moving(1, 'months'), receipt: { deemedDays: 4, unit: 'calendar_days', onWorkingDay: true } }, posted, germany()),
  'PER-DE-131': ({ posted, land }) =>
    last({ ...moving(1, 'months'), receipt: { deemedDays: 4, unit: 'calendar_days', onWorkingDay: false } }, posted, germany(land)),
  'PER-EU-136': ({ received }) => last(moving(1, 'months'), received, calendarFor({ country: 'FR' })),
  'PER-IE-139': ({ start }) => {
    const lastDay = last(fixed(30, 'calendar_days'), start, fixture());
    return { last_day_for_payment: lastDay, interest_from: addDays(lastDay, 1) };
  },
  'PER-UK-056': ({ hearing }) => last({ ...fixed(3, 'working_days'), direction: 'backward', clearDays: true }, hearing, england),
  'PER-UK-058': ({ served }) => last(fixed(14, 'calendar_days'), served, england),
  'PER-UK-060': ({ hearing }) => last({ ...fixed(7, 'calendar_days'), direction: 'backward', clearDays: true }, hearing, england),
  'PER-UK-062': ({ hearing }) => last({ ...fixed(14, 'calendar_days'), direction: 'backward', clearDays: true }, hearing, england),
  'PER-UK-068': ({ issued }) => {
    const extensions = [{ length: 14, unit: 'calendar_days', basis: 'raw_end', reason: 'acknowledged' }] as const;
    return computeDeadline({ period: served(14), trigger: issued, calendar: england, extensions }).lastDay;
  },
  'PER-US-095': ({ event, days: n }) => last(moving(n, 'days'), event, calendarFor({ country: 'US' })),
  'PER-US-096': ({ event, days_before: n }) =>
    last({ ...moving(n, 'days'), direction: 'backward', end: 'previous_working_day' }, event, calendarFor({ country: 'US' })),
};
const served = (length: number): Period => ({
  ...moving(length, 'days'),
  receipt: { deemedDays: 5, unit: 'calendar_days', onWorkingDay: false },
});
for (const id of ['063', '064', '066', '067']) worded[`PER-UK-${id}`] = ({ issued }) => last(served(14), issued, england);

function operation({ input, expected }: Row): Expression | undefined {
  const calendar = fixture(input.holidays ?? input.bank_holidays ?? [], { worked: input.extra_working_days ?? [] });
  switch (String(input.op).split(' ')[0]) {
    case 'business_days_between':
      return { actual: workingDaysBetween(calendar, input.from, input.to), expected: expected.days, wrong: expected.source_says };
    case 'business_days_until':
      return {
        actual: workingDaysBetween(calendar, input.from, input.inclusive ? addDays(input.to, 1) : input.to),
        expected: expected.days,
      };
    case 'working_days_delta':
      return { actual: workingDaysBetween(calendar, addDays(input.from, 1), addDays(input.to, 1)), expected: expected.days };
    case 'add_business_days': // that library moves the event to a working day first
      return { actual: addWorkingDays(calendar, workingDayOnOrAfter(calendar, input.date), input.days), expected: expected.date };
    case 'next_working_day':
      return { actual: workingDayOnOrAfter(calendar, input.date), expected: expected.date };
    case 'add_months_without_roll':
      return { actual: addMonths(input.trigger, input.months), expected: expected.date };
    default:
      return undefined;
  }
}

const russianFixture = fixture(
  [1, 2, 3, 4, 5, 6, 7, 8].map((day) => `2026-01-0${day}`).concat('2026-05-01', '2026-05-09', '2026-06-12', '2026-11-04'),
);

export const periods: Express = (row) => {
  const { id, input, expected, jurisdiction } = row;
  const words = worded[id];
  if (words) return { actual: words(input), expected: Object.keys(expected).length === 1 ? Object.values(expected)[0] : expected };
  if (input.op) return operation(row);
  const trigger = input.trigger ?? input.received;
  if (!trigger || (!input.length && id !== 'PER-EU-137')) return undefined;
  const calendar = { RU: russianFixture, DE: germany(input.land), EU: germany() }[jurisdiction as 'RU'];
  const { rawEnd, lastDay } = count(id === 'PER-EU-137' ? moving(1, 'months') : moving(input.length, input.unit), trigger, calendar);
  const { raw_end = rawEnd, last_day, source_says } = expected;
  return {
    actual: { rawEnd, lastDay },
    expected: { rawEnd: raw_end, lastDay: last_day },
    wrong: source_says && { rawEnd, lastDay: source_says },
  };
};

export const cutoffs: Express = ({ id, input, expected }) => {
  if (id === 'CUT-UK-077') {
    const due = Date.parse(
      computeDeadline({ period: { ...fixed(0, 'calendar_days'), dayEnd: '15:59' }, trigger: '2017-10-24', calendar: england }).dueAt,
    );
    return { actual: Date.parse(`2017-10-24T${input.now_on_deadline_day}+01:00`) > due, expected: expected.past_deadline };
  }
  // Clock times on the published rows are local; the fixture's zone is UTC, so they are instants as they stand.
  const trigger = `${input.submitted.replace(' ', 'T')}:00.000Z`;
  const calendar = fixture(input.bank_holidays);
  if (expected.deadline)
    return { actual: last({ ...moving(14, 'days'), cutoff: '16:00' }, trigger, calendar), expected: expected.deadline };
  const issue: Period = {
    ...fixed(0, 'calendar_days'),
    cutoff: '16:00',
    receipt: { deemedDays: 0, unit: 'calendar_days', onWorkingDay: true },
  };
  return { actual: last(issue, trigger, calendar), expected: expected.issue_date };
};

const artikel112 = /^\d{4}-(01-0[1-8]|02-23|03-08|05-01|05-09|06-12|11-04)$/;
export const calendarRows: Express = ({ input, expected }) => {
  if (input.date) return { actual: { working_day: isWorkingDay(russia, input.date) }, expected };
  const all = days(input.year);
  const plain = (day: string) => isWorkingDay(fixture(), day) && !artikel112.test(day);
  return {
    actual: {
      extra_days_off: all.filter((day) => plain(day) && !isWorkingDay(russia, day)),
      working_weekend_days: all.filter((day) => !plain(day) && isWorkingDay(russia, day)),
      working_days_in_year: all.filter((day) => isWorkingDay(russia, day)).length,
    },
    expected,
  };
};
