import type { Text } from '#domain/deadlines/calendar.ts';
import type { InterestRule, Window } from './interest-rule.ts';
import type { RateRow } from './rates.ts';

/** Decree 326: no penalty on late flats in its window. The last day is that of the extended window. */
export const window326: Window = {
  id: 'ru-326',
  from: '2024-03-22',
  to: '2025-12-31',
  applies: 'always',
  source: 'постановление Правительства РФ от 18.03.2024 № 326',
};
/** Housing and utilities in the first year of the epidemic. The paper on the law and a published sheet count 1 January 2021 in, a list of rates ends a day before. */
export const moratorium424: Window = {
  id: 'ru-moratorium-424',
  from: '2020-04-06',
  to: '2021-01-01',
  applies: 'always',
  source: 'постановление Правительства РФ от 02.04.2020 № 424 (S/K)',
};

export const text = (en: string, ru: string): Text => ({ en, ru });
/** One percentage for all time. */
export const always = (percent: string): readonly RateRow[] => [{ from: '0001-01-01', percent }];

/** The habits that most laws share: from the day after the due date to the day of payment inclusive, each day's own rate, rounded once at the end. */
export const usual = {
  version: '2026-11-23',
  checkedOn: '2026-11-23',
  firstDay: 'after_due',
  paymentDayCounts: true,
  windows: [],
  rateCaps: [],
  rounding: { place: 'total', mode: 'half_up' },
} as const satisfies Partial<InterestRule>;

/** Government decree 497: no penalty and no art. 395 interest on debts that arose before 1 April 2022. Whom it covers is tested by the caller. */
export const moratorium497: Window = {
  id: 'ru-moratorium-497',
  from: '2022-04-01',
  to: '2022-10-01',
  applies: 'on_request',
  debtsBefore: '2022-04-01',
  source: 'постановление Правительства РФ от 28.03.2022 № 497 (S/K)',
};
