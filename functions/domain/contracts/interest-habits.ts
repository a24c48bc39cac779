import type { Text } from '#domain/deadlines/calendar.ts';
import type { InterestRule, Window } from './interest-rule.ts';
import type { RateRow } from './rates.ts';

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
  source: 'постановление Правительства РФ от 28.03.2022 № 497 (S/K)',
};
