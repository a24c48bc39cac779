import { civil319 } from './allocation.ts';
import { always, moratorium424, moratorium497, text, usual, window326 } from './interest-habits.ts';
import type { InterestRule, RateCap } from './interest-rule.ts';

/** Russia: interest and penalties by law. */
const habits = { ...usual, windows: [moratorium497], allocation: civil319 } as const;
const flats: Pick<InterestRule, 'paymentDayCounts' | 'windows' | 'rateCaps' | 'rate'> = {
  paymentDayCounts: false, // the day of transfer is not one of delay
  rate: { of: 'ru-key', fixing: 'at_due', margins: [] },
  windows: [window326],
  rateCaps: [{ from: '2023-07-01', to: '2025-12-31', percent: '7.5', source: 'постановление Правительства РФ от 18.03.2024 № 326 (S/K)' }],
};
/** Not above the rate of 27 February 2022, as long as the day of payment lies in this time. */
const cap474: RateCap = {
  from: '2022-02-28',
  to: '2026-12-31',
  percent: '9.5',
  of: 'rate_day',
  source: 'постановление Правительства РФ от 26.03.2022 № 474 с изменениями (K, the last day is to be checked)',
};

export const russian: readonly InterestRule[] = [
  {
    ...habits,
    id: 'ru-395',
    title: text('Interest for the use of money', 'Проценты за пользование чужими денежными средствами'),
    clause: text('art. 395 Civil Code of Russia', 'ст. 395 ГК РФ'),
    source: 'ГК РФ ст. 395; Пленум ВС РФ 24.03.2016 № 7 п. 48 (the day of payment counts)',
    confidence: 'S/K',
    party: 'any',
    basis: 'act/act',
    rate: { of: 'ru-395', fixing: 'by_period', margins: [] },
  },
  {
    ...habits,
    id: 'ru-penalty-23',
    title: text('Penalty for a late answer on goods', 'Неустойка за просрочку требования потребителя по товару'),
    clause: text('Law 2300-1 art. 23', 'ст. 23 Закона о защите прав потребителей'),
    source: 'https://base.garant.ru/10106035/',
    confidence: 'S',
    party: 'consumer',
    basis: { days: 1 },
    rate: { of: always('1'), fixing: 'by_period', margins: [] },
  },
  {
    ...habits,
    id: 'ru-penalty-23-1',
    title: text('Penalty for prepaid goods not delivered', 'Неустойка за непереданный предварительно оплаченный товар'),
    clause: text('Law 2300-1 art. 23.1(3)', 'п. 3 ст. 23.1 Закона о защите прав потребителей'),
    source: 'Закон 2300-1 ст. 23.1: 0.5 % of the prepaid sum a day, not above that sum (https://base.garant.ru/10106035/, not opened)',
    confidence: 'K',
    party: 'consumer',
    basis: { days: 1 },
    rate: { of: always('0.5'), fixing: 'by_period', margins: [] },
    capPercent: '100',
  },
  {
    ...habits,
    id: 'ru-penalty-28-5',
    title: text('Penalty for late work', 'Неустойка за просрочку работы (услуги)'),
    clause: text('Law 2300-1 art. 28(5)', 'п. 5 ст. 28 Закона о защите прав потребителей'),
    source: 'https://base.garant.ru/10106035/',
    confidence: 'S',
    party: 'consumer',
    basis: { days: 1 },
    rate: { of: always('3'), fixing: 'by_period', margins: [] },
    capPercent: '100',
  },
  {
    ...habits,
    id: 'ru-44fz',
    title: text('Penalty in public procurement', 'Пеня по государственному контракту'),
    clause: text('Law 44-ФЗ art. 34(5), (7)', 'ч. 5, 7 ст. 34 Закона 44-ФЗ'),
    source: 'Закон 44-ФЗ ст. 34: 1/300 of the key rate on the day of payment',
    confidence: 'K',
    party: 'business',
    basis: { days: 300 },
    rate: { of: 'ru-key', fixing: 'at_end', margins: [] },
  },
  {
    ...habits,
    id: 'ru-214-6-citizen',
    title: text('Penalty for a flat handed over late to a citizen', 'Неустойка за просрочку передачи квартиры гражданину'),
    clause: text('Law 214-ФЗ art. 6(2)', 'ч. 2 ст. 6 Закона 214-ФЗ'),
    source: 'Закон 214-ФЗ ст. 6; ВС РФ 27.02.2024 № 127-КГ23-18-К4: the rate of the due date holds',
    confidence: 'S',
    party: 'consumer',
    basis: { days: 150 }, // twice 1/300 for citizens
    ...flats,
  },
  {
    ...habits,
    id: 'ru-214-6',
    title: text('Penalty for a flat handed over late to a business', 'Неустойка за просрочку передачи объекта организации'),
    clause: text('Law 214-ФЗ art. 6(2)', 'ч. 2 ст. 6 Закона 214-ФЗ'),
    source: 'Закон 214-ФЗ ст. 6; ВС РФ 27.02.2024 № 127-КГ23-18-К4: the rate of the due date holds',
    confidence: 'S',
    party: 'business',
    basis: { days: 300 },
    ...flats,
  },
  {
    ...habits,
    id: 'ru-zhk-155-14',
    title: text('Penalty on housing and utility bills', 'Пени за просрочку платы за жильё и коммунальные услуги'),
    clause: text('Housing Code of Russia art. 155(14)', 'ч. 14 ст. 155 ЖК РФ'),
    source:
      'ЖК РФ ст. 155(14): nothing for 30 days, 1/300 to day 90, then 1/130 of the key rate on the day of payment (the day of the rate: K)',
    confidence: 'S/K',
    party: 'any',
    basis: { days: 300 },
    rate: { of: 'ru-key', fixing: 'at_payment', margins: [] },
    tiers: [
      { fromDay: 1, days: null },
      { fromDay: 31, days: 300 },
      { fromDay: 91, days: 130 },
    ],
    windows: [moratorium424, moratorium497],
    rateCaps: [cap474],
  },
];
