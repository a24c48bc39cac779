import type { Text } from '../calendar.ts';
import { text } from '../holidays.ts';
import { type ClaimForm, type Rule, russianCivil, type Sector } from '../rule.ts';

const checked = { version: '2026-11-23', checkedOn: '2026-11-23', jurisdiction: 'RU' } as const;

const bank: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-bank-30-1-registration',
    law: 'Закон 395-1',
    kind: 'acknowledge',
    appliesTo: { party: 'any', claimKinds: ['claim', 'complaint'], sectors: ['bank'] },
    trigger: 'received',
    period: { ...russianCivil, length: 1, unit: 'working_days' },
    mayPause: 'never',
    duty: {
      en: 'Register, and tell the applicant of an electronic complaint',
      ru: 'Зарегистрировать и уведомить заявителя (при электронном обращении)',
    },
    title: { en: 'Registration of a complaint', ru: 'Регистрация обращения' },
    clause: { en: 'Law 395-1 art. 30.1(5)', ru: 'ч. 5 ст. 30.1 Закона о банках' },
    source: 'Закон 395-1 ст. 30.1, wording of 442-ФЗ',
    confidence: 'S',
  },
  {
    ...checked,
    id: 'ru-bank-30-1-answer',
    law: 'Закон 395-1',
    kind: 'statutory_answer',
    appliesTo: { party: 'any', claimKinds: ['claim', 'complaint'], sectors: ['bank'] },
    trigger: 'registered',
    period: { ...russianCivil, length: 15, unit: 'working_days' },
    mayPause: 'never',
    mayExtend: {
      length: 10,
      unit: 'working_days',
      times: 1,
      condition: {
        en: 'to obtain documents or information, with a reasoned notice',
        ru: 'чтобы получить документы или сведения, с мотивированным уведомлением',
      },
    },
    duty: { en: 'Answer on the substance', ru: 'Ответить по существу' },
    title: { en: 'Answer of a bank', ru: 'Ответ кредитной организации' },
    clause: { en: 'Law 395-1 art. 30.1(7), (8)', ru: 'ч. 7, 8 ст. 30.1 Закона о банках' },
    source: 'Закон 395-1 ст. 30.1, wording of 442-ФЗ',
    confidence: 'S',
  },
];

const registerDuty = text(
  'Register, and tell the applicant of an electronic complaint',
  'Зарегистрировать и уведомить заявителя (при электронном обращении)',
);
const moreTime: Rule['mayExtend'] = {
  length: 10,
  unit: 'working_days',
  times: 1,
  condition: text(
    'to obtain documents or information, with a reasoned notice',
    'чтобы получить документы или сведения, с мотивированным уведомлением',
  ),
};
const unanswerable = text(
  'Tell the applicant why there is no answer on the substance: no address or name, abuse, unreadable, unclear, repeated without new facts',
  'Сообщить, почему нет ответа по существу: нет адреса или имени, оскорбления, не читается, неясна суть, повтор без новых доводов',
);
const noAnswer = (sector: Sector, id: string, law: string, clause: Text, confidence: Rule['confidence']): Rule => ({
  ...checked,
  id: `${id}-no-answer`,
  law,
  kind: 'acknowledge',
  appliesTo: { party: 'any', claimKinds: ['claim', 'complaint'], sectors: [sector], matters: ['unanswerable'] },
  trigger: 'registered',
  period: { ...russianCivil, length: 5, unit: 'working_days' },
  mayPause: 'never',
  duty: unanswerable,
  title: text('Notice that there is no answer on the substance', 'Уведомление об оставлении без ответа по существу'),
  clause,
  source: `${law}, wording of 442-ФЗ`,
  confidence,
});

// One scheme for five kinds of financial companies since 442-ФЗ. The clauses of the bank law were read; that the others say the same was read, their clauses were not.
const likeBanks: readonly { sector: Sector; id: string; law: string; clause: Text }[] = [
  {
    sector: 'microfinance',
    id: 'ru-microfinance-9-1',
    law: 'Закон 151-ФЗ',
    clause: text('Law 151-ФЗ art. 9.1', 'ст. 9.1 Закона о микрофинансовой деятельности'),
  },
  {
    sector: 'insurance',
    id: 'ru-insurance-6-2',
    law: 'Закон 4015-1',
    clause: text('Law 4015-1 art. 6.2', 'ст. 6.2 Закона о страховом деле'),
  },
  {
    sector: 'securities',
    id: 'ru-securities-15-11',
    law: 'Закон 39-ФЗ',
    clause: text('Law 39-ФЗ art. 15.11', 'ст. 15.11 Закона о рынке ценных бумаг'),
  },
  {
    sector: 'credit_cooperative',
    id: 'ru-cooperative-6-2',
    law: 'Закон 190-ФЗ',
    clause: text('Law 190-ФЗ art. 6.2', 'ст. 6.2 Закона о кредитной кооперации'),
  },
];
const scheme = ({ sector, id, law, clause }: (typeof likeBanks)[number]): Rule[] => {
  const shared = {
    ...checked,
    law,
    appliesTo: { party: 'any', claimKinds: ['claim', 'complaint'], sectors: [sector] },
    mayPause: 'never',
    clause,
    source: `${law}, wording of 442-ФЗ`,
    confidence: 'S/K',
  } as const;
  return [
    {
      ...shared,
      id: `${id}-registration`,
      kind: 'acknowledge',
      trigger: 'received',
      period: { ...russianCivil, length: 1, unit: 'working_days' },
      duty: registerDuty,
      title: text('Registration of a complaint', 'Регистрация обращения'),
    },
    {
      ...shared,
      id: `${id}-answer`,
      kind: 'statutory_answer',
      trigger: 'registered',
      period: { ...russianCivil, length: 15, unit: 'working_days' },
      mayExtend: moreTime,
      duty: text('Answer on the substance', 'Ответить по существу'),
      title: text('Answer of a financial organisation', 'Ответ финансовой организации'),
    },
    noAnswer(sector, id, law, clause, 'S/K'),
  ];
};

// The ombudsman's law covers money claims of consumers up to 500 000 roubles and three years (art. 15). Its term cannot be extended.
const ombudsman = (id: string, form: ClaimForm, length: number, unit: 'working_days' | 'calendar_days', title: Text): Rule => ({
  ...checked,
  id,
  law: 'Закон 123-ФЗ',
  kind: 'statutory_answer',
  appliesTo: {
    party: 'consumer',
    claimKinds: ['claim'],
    demands: ['refund', 'price_reduction', 'damages', 'penalty'],
    sectors: ['bank', 'microfinance', 'insurance', 'credit_cooperative', 'lending'],
    form,
  },
  trigger: 'received',
  period: { ...russianCivil, length, unit },
  mayPause: 'never',
  duty: text('Satisfy the claim, or refuse with reasons', 'Удовлетворить требование или мотивированно отказать'),
  sanction: text('the consumer may go to the financial ombudsman', 'потребитель вправе обратиться к финансовому уполномоченному'),
  title,
  clause: text('Law 123-ФЗ art. 16(2)', 'ч. 2 ст. 16 Закона о финансовом уполномоченном'),
  source: 'Закон 123-ФЗ ст. 15, 16',
  confidence: 'S/K',
});

/** Banks and other financial organisations, and the claim that goes before the financial ombudsman. */
export const russianFinanceRules: readonly Rule[] = [
  ...bank,
  noAnswer('bank', 'ru-bank-30-1', 'Закон 395-1', text('Law 395-1 art. 30.1(13)', 'ч. 13 ст. 30.1 Закона о банках'), 'S'),
  ...likeBanks.flatMap(scheme),
  ombudsman(
    'ru-ombudsman-16-electronic',
    'standard_electronic',
    15,
    'working_days',
    text(
      'Claim in the standard electronic form, up to 180 days after the breach',
      'Заявление по стандартной форме, не позднее 180 дней с нарушения',
    ),
  ),
  ombudsman('ru-ombudsman-16', 'other', 30, 'calendar_days', text('Claim in another form', 'Заявление в иной форме')),
];
