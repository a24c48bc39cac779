import { fixedSum } from '#domain/contracts/fixed-sum.ts';
import { computeInterest, type Interest, type InterestInput } from '#domain/contracts/interest.ts';
import { always } from '#domain/contracts/interest-habits.ts';
import type { Basis, InterestRule } from '#domain/contracts/interest-rule.ts';
import { contractPenalty, customRule, interestRule } from '#domain/contracts/interest-rules.ts';
import { rateOn, rateSeries } from '#domain/contracts/rates.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import type { Express, Expression, Row } from './row.ts';

const text = (n: number): string => String(n);
const num = (amount: string): number => Number(amount);
const simple = (rate: number, basis: Basis = 'act/365', more: Partial<InterestRule> = {}): InterestRule =>
  customRule({ basis, rate: { of: always(text(rate)), fixing: 'by_period', margins: [] }, ...more });
/** Interest for so many days, in a year without a leap day unless one is named. */
function forDays(principal: number, days: number, rule: InterestRule, year = 2025): Interest {
  const due = `${year}-01-01`;
  return computeInterest({ principal: text(principal), currency: 'EUR', rule, due, to: addDays(due, days) });
}
const late = (id: string, more: Partial<InterestInput> & Pick<InterestInput, 'principal' | 'to'>): Interest =>
  computeInterest({ currency: id.startsWith('uk') ? 'GBP' : 'EUR', rule: interestRule(id), ...more });
const rowsOf = ({ rows }: Interest) => rows.map((row) => [row.days, num(row.ratePercent), num(row.amount)]);

const worded: Record<string, (row: Row) => Expression> = {
  'LAT-DE-327': ({ input, expected }) => {
    // Ireland and others print rows of two decimals; this source prints four: they agree once rounded, one cent of carrying apart.
    const found = late('de-288', { principal: '1500', from: input.from, to: input.to, consumer: false });
    const published = expected.rows.map(([days, rate]: number[]) => [days, rate]);
    return {
      actual: [num(found.interest), found.rows.map((row) => [row.days, num(row.ratePercent)])],
      expected: [expected.interest, published],
    };
  },
  'LAT-DE-344': ({ input, expected }) => ({
    actual: late('de-288', { principal: '1000', due: input.due, to: input.paid }).days,
    expected: expected.interest_days,
  }),
  'LAT-FR-326': ({ expected }) => ({
    actual: num(fixedSum(interestRule('fr-l441-10'), '99.00', 'EUR', '2026-01-01')),
    expected: expected.indemnity_eur,
  }),
  'LAT-IE-317': ({ input, expected }) => {
    const { days, interest, fixedSum: compensation } = late('ie-580-2012', { principal: '1000', due: input.due, to: input.to });
    return { actual: { days, interest: num(interest), compensation: num(compensation) }, expected };
  },
  'LAT-IE-319': ({ input, expected }) => {
    const found = late('ie-580-2012', { principal: '5000', due: input.due, to: input.to });
    return {
      actual: [num(found.interest), found.rows.map((row) => [row.from, row.to, row.days, num(row.ratePercent), num(row.amount)])],
      expected: [expected.interest, expected.rows],
    };
  },
  'LAT-IE-320': ({ input, expected }) => {
    const found = late('ie-580-2012', { principal: '2000', due: input.due, to: input.to });
    return { actual: [num(found.interest), found.days, rowsOf(found)], expected: [expected.interest, expected.days, expected.rows] };
  },
  'LAT-UK-297': ({ input, expected }) => {
    const found = late('uk-1998', { principal: '1000', due: input.due, to: input.to });
    return { actual: { days: found.days, interest: num(found.interest), fixed_sum: num(found.fixedSum) }, expected };
  },
  'LAT-UK-300': ({ input, expected }) => {
    const found = late('uk-1998', { principal: '1000', due: input.due, to: input.to });
    return { actual: { days: found.days, interest: num(found.interest) }, expected, wrong: { days: 50, interest: 11.5 } };
  },
  'LAT-UK-308': ({ input, expected }) => {
    const daily = forDays(input.amount, input.days, simple(input.rate, 'act/365', { rounding: { place: 'day', mode: 'half_up' } }));
    const exact = forDays(input.amount, input.days, simple(input.rate));
    const total = num(daily.interest) + num(fixedSum(interestRule('uk-1998'), '5000.00', 'GBP', '2025-01-01'));
    return { actual: { interest: num(daily.interest), total_with_fixed: total, exact: num(exact.interest) }, expected };
  },
  'LAT-UK-309': ({ input, expected }) => ({
    actual: num(forDays(input.amount, input.days, simple(input.rate)).interest),
    expected: expected.interest,
  }),
  'INT-RU-267': ({ input, expected }) => {
    const found = computeInterest({ principal: '1000000', currency: 'RUB', rule: interestRule('ru-395'), from: input.from, to: input.to });
    return { actual: [num(found.interest), found.days], expected: [expected.interest, input.days] };
  },
  'INT-RU-272': ({ input, expected }) => {
    const rows = input.rates.map(([from, percent]: [string, number]) => ({ from, percent: text(percent) }));
    const rule = customRule({ basis: 'act/365', rate: { of: rows, fixing: 'by_period', margins: [] } });
    const found = computeInterest({ principal: text(input.debt), currency: 'RUB', rule, from: input.from, to: input.to });
    return { actual: { interest: num(found.interest), periods: found.rows.length }, expected };
  },
  'INT-UK-094': ({ input, expected }) => {
    const found = forDays(input.principal, 1, simple(input.rate_pct, 'act/365', { rounding: { place: 'day', mode: 'half_up' } }));
    return { actual: num(found.interest), expected: expected.daily };
  },
  'DAY-DE-345': ({ input, expected }) => {
    const found = computeInterest({ principal: '10000', currency: 'EUR', rule: simple(6, '30/360'), from: input.from, to: input.to });
    return { actual: { days: found.days, interest: num(found.interest) }, expected };
  },
  'DAY-DE-346': ({ input, expected }) => {
    const by = (basis: Basis): number => num(forDays(input.principal, input.days, simple(input.rate, basis)).interest);
    return { actual: { interest: by('act/360'), act_365_would_be: by('act/365') }, expected };
  },
  'PEN-RU-273': ({ input, expected }) => {
    const rule = contractPenalty({ percentPerDay: text(input.pct_per_day) });
    return {
      actual: num(computeInterest({ principal: '100000', currency: 'RUB', rule, from: input.from, to: input.to }).interest),
      expected: expected.penalty,
    };
  },
  'PEN-RU-274': ({ input, expected }) => {
    const found = forDays(input.price, input.days, interestRule('ru-penalty-23'));
    return { actual: { penalty: num(found.interest), capped: found.capped }, expected };
  },
  'PEN-RU-278': ({ input, expected }) => {
    const found = flat(input.price, input.due, input.transferred);
    return { actual: { days: found.days, penalty: num(found.interest) }, expected };
  },
  'PEN-RU-284': ({ expected }) => {
    const free = { applies: 'always', source: 'as given' } as const;
    const rule = simple(
      9.5,
      { days: 300 },
      {
        tiers: [
          { fromDay: 1, days: null },
          { fromDay: 31, days: 300 },
          { fromDay: 91, days: 130 },
        ],
        windows: [
          { id: 'a', from: '2020-04-06', to: '2021-01-01', ...free },
          { id: 'b', from: '2022-03-31', to: '2022-10-01', ...free },
        ],
      },
    );
    const payments = [{ date: '2020-01-01', amount: '100' }];
    const { interest, rows } = computeInterest({
      principal: '1000',
      currency: 'RUB',
      rule,
      from: '2019-06-11',
      to: '2024-04-18',
      payments,
    });
    const sum = (of: (row: (typeof rows)[number]) => boolean): number =>
      num(
        rows
          .filter(of)
          .reduce((total, row) => total + num(row.amount), 0)
          .toFixed(2),
      );
    const actual = {
      penalty: num(interest),
      on_initial_debt: sum((row) => row.base === '1000.00'),
      part_1_130: sum((row) => row.basis.startsWith('1/130')),
      rows: rows.length,
    };
    return { actual, expected };
  },
};
const flat = (price: number, due: string, to: string): Interest =>
  computeInterest({ principal: text(price), currency: 'RUB', rule: interestRule('ru-214-6-citizen'), due, to, consumer: true });
for (const n of [280, 281, 282, 283])
  worded[`PEN-RU-${n}`] = ({ input, expected }) => ({ actual: flat(1000, input.due, input.transferred).days, expected: expected.days });

/** Principal x rate x days, by the convention that the row names. */
export const interests: Express = (row) => {
  const { input, expected, kind } = row;
  const words = worded[row.id];
  if (words) return words(row);
  if (kind === 'late_payment_fixed') {
    const british = row.jurisdiction === 'UK';
    const rule = interestRule(british ? 'uk-1998' : 'ie-580-2012');
    const sum = fixedSum(rule, text(input.debt), british ? 'GBP' : 'EUR', '2026-01-01');
    return { actual: num(sum), expected: expected.fixed_sum ?? expected.compensation };
  }
  if (expected.act_360 !== undefined) {
    const by = (basis: Basis): number => num(forDays(input.principal, input.days, simple(input.rate, basis), input.year).interest);
    return { actual: { act_360: by('act/360'), act_act_366: by('act/act') }, expected };
  }
  const principal = input.principal ?? input.amount ?? input.debt;
  const rate = input.rate ?? input.rate_pct;
  if (principal === undefined || rate === undefined || input.days === undefined) return undefined;
  return { actual: num(forDays(principal, input.days, simple(rate)).interest), expected: expected.interest };
};

export const rates: Express = ({ input, expected, kind }) => {
  if (kind === 'rate_known_bad_source') {
    const actual = input.effective.map((day: string) => num(rateOn(rateSeries['uk-reference'], day).percent));
    return { actual, expected: expected.correct_base, wrong: expected.source_says };
  }
  const rateOfOneDay = (rule: InterestRule, day: string, consumer: boolean): number =>
    num(
      computeInterest({ principal: '100', currency: 'EUR', rule, from: day, to: day, consumer, withFixedSum: false }).rows[0]
        ?.ratePercent ?? '',
    );
  if (input.base_rate !== undefined)
    return { actual: rateOfOneDay(interestRule('de-288'), '2026-06-30', input.consumer), expected: expected.rate };
  const day = input.first_day_of_interest;
  const base = rateOn(rateSeries['uk-reference'], day);
  return {
    actual: {
      reference_date: addDays(base.from, -1),
      base_rate: num(base.percent),
      statutory_rate: rateOfOneDay(interestRule('uk-1998'), day, false),
    },
    expected,
  };
};
