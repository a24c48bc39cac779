import { notMoved, type Rule, russianCivil } from '../rule.ts';

const common = {
  version: '2026-11-23',
  checkedOn: '2026-11-23',
  jurisdiction: 'house',
  law: 'house',
  source: 'house',
  confidence: 'house',
  trigger: 'received',
} as const;
const fromCustomers = { party: 'any', claimKinds: ['claim', 'complaint'] } as const;

/** The company's own promises, so that a claim has clocks where the law names no number. */
export const houseRules: readonly Rule[] = [
  {
    ...common,
    id: 'house-acknowledge',
    kind: 'acknowledge',
    appliesTo: fromCustomers,
    period: { ...notMoved, length: 1, unit: 'working_days' },
    mayPause: 'never',
    duty: {
      en: 'Confirm the receipt with number, date and a named person; that is not yet an answer',
      ru: 'Подтвердить получение: номер, срок, ответственный; это ещё не ответ',
    },
    title: { en: 'Acknowledge the claim', ru: 'Подтвердить претензию' },
    clause: { en: 'house rule: 1 working day', ru: 'внутреннее правило: 1 рабочий день' },
  },
  {
    ...common,
    id: 'house-own-target',
    kind: 'own_target',
    appliesTo: fromCustomers,
    period: { ...notMoved, length: 10, unit: 'working_days' },
    mayPause: 'any-reason',
    duty: { en: 'Answer on the substance', ru: 'Ответить по существу' },
    title: { en: 'Our own target for the answer', ru: 'Наш срок ответа' },
    clause: { en: 'house rule: 10 working days', ru: 'внутреннее правило: 10 рабочих дней' },
  },
  {
    ...common,
    id: 'house-customer-answer',
    kind: 'customer_answer',
    appliesTo: { party: 'any', claimKinds: ['counter_claim'] },
    trigger: 'sent',
    period: { ...russianCivil, clauses: undefined, length: 30, unit: 'calendar_days' },
    mayPause: 'any-reason',
    title: { en: 'Their answer to our claim', ru: 'Ответ на нашу претензию' },
    clause: { en: 'house rule: 30 calendar days', ru: 'внутреннее правило: 30 календарных дней' },
  },
];
