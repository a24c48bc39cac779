import { notMoved, type Rule } from '../rule.ts';

const common = {
  version: '2026-11-23',
  checkedOn: '2026-11-23',
  jurisdiction: 'GB',
  law: 'FCA handbook, DISP',
  mayPause: 'never',
  trigger: 'received',
} as const;
const regulated = { party: 'any', claimKinds: ['claim', 'complaint'] } as const;
const handbook = 'https://www.handbook.fca.org.uk/handbook/DISP/1/6.html';

/** FCA handbook, DISP 1: firms in financial and payment services. A business day is one in the part of the United Kingdom where the firm is. */
export const britishRules: readonly Rule[] = [
  {
    ...common,
    id: 'gb-disp-1-6-1',
    kind: 'acknowledge',
    appliesTo: { ...regulated, sectors: ['financial_services', 'payments'] },
    // DISP says "promptly"; three business days are the house's reading of it.
    period: { ...notMoved, length: 3, unit: 'working_days' },
    duty: {
      en: 'Acknowledge in writing promptly, then keep the complainant informed',
      ru: 'Без промедления письменно подтвердить и держать заявителя в курсе',
    },
    title: { en: 'Prompt acknowledgement (house: 3 business days)', ru: 'Подтверждение без промедления (у нас: 3 рабочих дня)' },
    clause: { en: 'DISP 1.6.1R; three days by house rule', ru: 'DISP 1.6.1R; три дня — внутреннее правило' },
    source: handbook,
    confidence: 'house',
  },
  {
    ...common,
    id: 'gb-disp-1-5',
    kind: 'own_target',
    appliesTo: { ...regulated, sectors: ['financial_services', 'payments'] },
    period: { ...notMoved, length: 3, unit: 'working_days' },
    duty: {
      en: 'Resolved by then: a summary resolution communication that names the Ombudsman is enough',
      ru: 'Если решено к этому дню, достаточно краткого письма с указанием омбудсмена',
    },
    title: { en: 'Summary resolution', ru: 'Краткое разрешение жалобы' },
    clause: { en: 'DISP 1.5', ru: 'DISP 1.5' },
    source: 'https://www.handbook.fca.org.uk/handbook/DISP/1/5.html',
    confidence: 'S',
  },
  {
    ...common,
    id: 'gb-disp-1-6-2',
    kind: 'statutory_answer',
    appliesTo: { ...regulated, sectors: ['financial_services'] },
    period: { ...notMoved, length: 8, unit: 'weeks' },
    duty: {
      en: 'Final response with reasons and the Ombudsman, or a letter with reasons and a date',
      ru: 'Окончательный ответ с мотивами и омбудсменом либо письмо с причинами и датой',
    },
    title: { en: 'Final response', ru: 'Окончательный ответ' },
    clause: { en: 'DISP 1.6.2R', ru: 'DISP 1.6.2R' },
    source: handbook,
    confidence: 'S',
  },
  {
    ...common,
    id: 'gb-disp-1-6-2a',
    kind: 'statutory_answer',
    appliesTo: { ...regulated, sectors: ['payments'] },
    period: { ...notMoved, length: 15, unit: 'working_days' },
    mayExtend: {
      length: 20,
      unit: 'working_days',
      times: 1,
      condition: {
        en: 'exceptional, with a holding reply: 35 business days in all',
        ru: 'в исключительных случаях, с промежуточным ответом: всего 35 рабочих дней',
      },
    },
    duty: { en: 'Final response', ru: 'Окончательный ответ' },
    title: { en: 'Final response, payment services', ru: 'Окончательный ответ, платёжные услуги' },
    clause: { en: 'DISP 1.6.2AR', ru: 'DISP 1.6.2AR' },
    source: handbook,
    confidence: 'S',
  },
];
