import { always, moratorium497, text, usual } from './interest-habits.ts';
import type { InterestRule } from './interest-rule.ts';

/** Russia: interest and penalties by law. */
export const russian: readonly InterestRule[] = [
  {
    ...usual,
    id: 'ru-395',
    title: text('Interest for the use of money', 'Проценты за пользование чужими денежными средствами'),
    clause: text('art. 395 Civil Code of Russia', 'ст. 395 ГК РФ'),
    source: 'ГК РФ ст. 395; Пленум ВС РФ 24.03.2016 № 7 п. 48 (the day of payment counts)',
    confidence: 'S/K',
    party: 'any',
    basis: 'act/act',
    rate: { of: 'ru-395', fixing: 'by_period', margins: [] },
    windows: [moratorium497],
  },
  {
    ...usual,
    id: 'ru-penalty-23',
    title: text('Penalty for a late answer on goods', 'Неустойка за просрочку требования потребителя по товару'),
    clause: text('Law 2300-1 art. 23', 'ст. 23 Закона о защите прав потребителей'),
    source: 'https://base.garant.ru/10106035/',
    confidence: 'S',
    party: 'consumer',
    basis: { days: 1 },
    rate: { of: always('1'), fixing: 'by_period', margins: [] },
    windows: [moratorium497],
  },
  {
    ...usual,
    id: 'ru-penalty-28-5',
    title: text('Penalty for late work', 'Неустойка за просрочку работы (услуги)'),
    clause: text('Law 2300-1 art. 28(5)', 'п. 5 ст. 28 Закона о защите прав потребителей'),
    source: 'https://base.garant.ru/10106035/',
    confidence: 'S',
    party: 'consumer',
    basis: { days: 1 },
    rate: { of: always('3'), fixing: 'by_period', margins: [] },
    capPercent: '100',
    windows: [moratorium497],
  },
  {
    ...usual,
    id: 'ru-44fz',
    title: text('Penalty in public procurement', 'Пеня по государственному контракту'),
    clause: text('Law 44-ФЗ art. 34(5), (7)', 'ч. 5, 7 ст. 34 Закона 44-ФЗ'),
    source: 'Закон 44-ФЗ ст. 34: 1/300 of the key rate on the day of payment',
    confidence: 'K',
    party: 'business',
    basis: { days: 300 },
    rate: { of: 'ru-key', fixing: 'at_end', margins: [] },
    windows: [moratorium497],
  },
  {
    ...usual,
    id: 'ru-214-6-citizen',
    title: text('Penalty for a flat handed over late', 'Неустойка за просрочку передачи квартиры'),
    clause: text('Law 214-ФЗ art. 6(2)', 'ч. 2 ст. 6 Закона 214-ФЗ'),
    source: 'Закон 214-ФЗ ст. 6; ВС РФ 27.02.2024 № 127-КГ23-18-К4: the rate of the due date holds',
    confidence: 'S',
    party: 'consumer',
    paymentDayCounts: false,
    basis: { days: 150 }, // twice 1/300 for citizens
    rate: { of: 'ru-key', fixing: 'at_due', margins: [] },
    windows: [
      {
        id: 'ru-326',
        from: '2024-03-22',
        to: '2025-12-31',
        applies: 'always',
        source: 'постановление Правительства РФ от 18.03.2024 № 326',
      },
    ],
    rateCaps: [
      { from: '2023-07-01', to: '2025-12-31', percent: '7.5', source: 'постановление Правительства РФ от 18.03.2024 № 326 (S/K)' },
    ],
  },
];
