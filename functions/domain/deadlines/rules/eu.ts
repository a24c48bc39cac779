import { notMoved, type Rule } from '../rule.ts';

/** Countries whose law carries the Union's directives. */
export const unionMembers = [
  'AT',
  'BE',
  'BG',
  'HR',
  'CY',
  'CZ',
  'DK',
  'EE',
  'FI',
  'FR',
  'DE',
  'GR',
  'HU',
  'IE',
  'IT',
  'LV',
  'LT',
  'LU',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SK',
  'SI',
  'ES',
  'SE',
] as const;

// The directive on the sale of goods (2019/771) asks for repair or replacement in a "reasonable time" and names no number: no clock is made of it.
export const unionRules: readonly Rule[] = [
  {
    id: 'eu-psd2-101',
    version: '2026-11-23',
    jurisdiction: 'EU',
    kind: 'statutory_answer',
    appliesTo: { party: 'any', claimKinds: ['claim', 'complaint'], sectors: ['payments'] },
    trigger: 'received',
    period: { ...notMoved, length: 15, unit: 'working_days' },
    mayPause: 'never',
    mayExtend: {
      length: 20,
      unit: 'working_days',
      times: 1,
      condition: {
        en: 'holding reply with reasons and a date: 35 business days in all',
        ru: 'промежуточный ответ с причинами и датой: всего 35 рабочих дней',
      },
    },
    duty: { en: 'Answer all points on paper or another durable medium', ru: 'Ответить по всем пунктам на бумаге или ином носителе' },
    title: { en: 'Answer of a payment service provider', ru: 'Ответ поставщика платёжных услуг' },
    clause: { en: 'Directive 2015/2366 art. 101(2)', ru: 'ст. 101(2) Директивы 2015/2366' },
    source: 'https://eur-lex.europa.eu/eli/dir/2015/2366/oj',
    checkedOn: '2026-11-23',
    confidence: 'S',
  },
];
