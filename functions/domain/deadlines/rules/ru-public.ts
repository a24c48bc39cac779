import { text } from '../holidays.ts';
import { type Counting, type Rule, russianCivil } from '../rule.ts';

const common = {
  version: '2026-11-23',
  checkedOn: '2026-11-23',
  jurisdiction: 'RU',
  law: 'Закон 59-ФЗ',
  mayPause: 'never',
  source: 'https://base.garant.ru/25165482/',
  confidence: 'S',
} as const;
const toPublicBodies = { party: 'any', claimKinds: ['claim', 'complaint'], sectors: ['public_body'] } as const;

// Whether a term that ends on a day off moves is read differently; many bodies' own rules take the working day before, which is the careful reading.
const careful: Counting = {
  ...russianCivil,
  end: 'previous_working_day',
  clauses: { end: text('rules of the body: the working day before', 'регламент органа: предшествующий рабочий день') },
};

/** Appeals of citizens to public bodies (59-ФЗ). */
export const russianPublicRules: readonly Rule[] = [
  {
    ...common,
    id: 'ru-public-8-registration',
    kind: 'acknowledge',
    appliesTo: toPublicBodies,
    trigger: 'received',
    period: { ...careful, length: 3, unit: 'calendar_days' },
    duty: text('Register the appeal', 'Зарегистрировать обращение'),
    title: text('Registration of an appeal', 'Регистрация обращения'),
    clause: text('Law 59-ФЗ art. 8(2)', 'ч. 2 ст. 8 Закона 59-ФЗ'),
  },
  {
    ...common,
    id: 'ru-public-8-forward',
    kind: 'acknowledge',
    appliesTo: { ...toPublicBodies, matters: ['misaddressed'] },
    trigger: 'registered',
    period: { ...careful, length: 7, unit: 'calendar_days' },
    duty: text('Forward to the competent body and tell the citizen', 'Переслать в компетентный орган и уведомить гражданина'),
    title: text('Forwarding of an appeal', 'Переадресация обращения'),
    clause: text('Law 59-ФЗ art. 8(3)', 'ч. 3 ст. 8 Закона 59-ФЗ'),
  },
  {
    ...common,
    id: 'ru-public-12-answer',
    kind: 'statutory_answer',
    appliesTo: toPublicBodies,
    trigger: 'registered',
    period: { ...careful, length: 30, unit: 'calendar_days' },
    mayExtend: {
      length: 30,
      unit: 'calendar_days',
      times: 1,
      condition: text('in exceptional cases, with a notice (art. 12(2))', 'в исключительных случаях, с уведомлением (ч. 2 ст. 12)'),
    },
    duty: text(
      'Answer all questions on the substance, signed, in the form of the appeal (art. 10); art. 11 lists the cases without an answer',
      'Ответить по существу на все вопросы, за подписью, в форме обращения (ст. 10); случаи без ответа в ст. 11',
    ),
    title: text('Answer to an appeal', 'Ответ на обращение'),
    clause: text('Law 59-ФЗ art. 12(1)', 'ч. 1 ст. 12 Закона 59-ФЗ'),
  },
];
