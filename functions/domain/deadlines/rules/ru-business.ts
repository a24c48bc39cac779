import { text } from '../holidays.ts';
import { type Rule, russianCivil } from '../rule.ts';

const checked = { version: '2026-11-23', checkedOn: '2026-11-23', jurisdiction: 'RU' } as const;

const pretrial: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-apk-4-5',
    law: 'АПК РФ',
    kind: 'statutory_answer',
    appliesTo: { party: 'business', claimKinds: ['claim'] },
    trigger: 'sent',
    insteadOfTrigger: 'received',
    period: { ...russianCivil, length: 30, unit: 'calendar_days' },
    mayPause: 'never',
    duty: { en: 'Answer the claim before a suit becomes possible', ru: 'Ответить на претензию до того, как станет возможен иск' },
    sanction: { en: 'suit in the commercial court', ru: 'иск в арбитражный суд' },
    title: { en: 'Pre-trial claim of a business', ru: 'Досудебная претензия организации' },
    clause: { en: 'Commercial Procedure Code art. 4(5)', ru: 'ч. 5 ст. 4 АПК РФ' },
    source: 'АПК РФ ст. 4 ч. 5, wording of 147-ФЗ of 01.07.2017',
    confidence: 'S',
    validFrom: '2017-07-12',
  },
  {
    ...checked,
    id: 'ru-apk-4-5-counter-claim',
    law: 'АПК РФ',
    kind: 'customer_answer',
    appliesTo: { party: 'business', claimKinds: ['counter_claim'] },
    trigger: 'sent',
    period: { ...russianCivil, length: 30, unit: 'calendar_days' },
    mayPause: 'any-reason',
    title: { en: 'Their answer to our claim', ru: 'Ответ на нашу претензию' },
    clause: { en: 'Commercial Procedure Code art. 4(5)', ru: 'ч. 5 ст. 4 АПК РФ' },
    source: 'АПК РФ ст. 4 ч. 5, wording of 147-ФЗ of 01.07.2017',
    confidence: 'S',
  },
];

const civilCode: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-gk-314-on-demand',
    law: 'ГК РФ',
    kind: 'statutory_answer',
    appliesTo: { party: 'any', claimKinds: ['claim'], matters: ['on_demand'] },
    trigger: 'received',
    period: { ...russianCivil, length: 7, unit: 'calendar_days' },
    mayPause: 'never',
    duty: text('Perform what has no agreed term', 'Исполнить обязательство, срок которого не определён'),
    title: text('Performance on demand', 'Исполнение по требованию'),
    clause: text('Civil Code art. 314(2)', 'п. 2 ст. 314 ГК РФ'),
    source: 'ГК РФ ст. 314 п. 2',
    confidence: 'K',
  },
  {
    ...checked,
    id: 'ru-gk-477-defects',
    law: 'ГК РФ',
    kind: 'limitation',
    appliesTo: { party: 'business', claimKinds: ['claim'], subject: 'goods' },
    trigger: 'delivered',
    period: { ...russianCivil, length: 2, unit: 'years' },
    mayPause: 'never',
    duty: text(
      'Find the defect in a reasonable time, two years at most where there is no warranty; a shorter warranty leaves the burden of proof on the buyer',
      'Обнаружить недостаток в разумный срок, без гарантии не позже двух лет; при более короткой гарантии доказывает покупатель',
    ),
    title: text('Time to find a defect of goods', 'Срок обнаружения недостатков товара'),
    clause: text('Civil Code art. 477', 'ст. 477 ГК РФ'),
    source: 'ГК РФ ст. 475–477',
    confidence: 'K',
  },
];

// They bind only where the contract refers to them (Plenum ВАС 22.10.1997 No. 18 p. 14).
const instructions: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-p7-acceptance',
    law: 'П-7',
    kind: 'limitation',
    appliesTo: { party: 'business', claimKinds: ['claim'], subject: 'goods', matters: ['instruction_p7'] },
    trigger: 'delivered',
    period: { ...russianCivil, length: 20, unit: 'calendar_days' },
    mayPause: 'never',
    duty: text('Accept by quality; 10 days where both are in one town', 'Принять по качеству; 10 дней, если стороны в одном городе'),
    title: text('Acceptance by quality', 'Приёмка по качеству'),
    clause: text('Instruction П-7, if the contract refers to it', 'Инструкция П-7, если на неё ссылается договор'),
    source: 'Инструкция П-7; Пленум ВАС 22.10.1997 № 18 п. 14',
    confidence: 'K',
  },
  {
    ...checked,
    id: 'ru-p7-hidden-defects',
    law: 'П-7',
    kind: 'limitation',
    appliesTo: { party: 'business', claimKinds: ['claim'], subject: 'goods', matters: ['instruction_p7'] },
    trigger: 'delivered',
    period: { ...russianCivil, length: 4, unit: 'months' },
    mayPause: 'never',
    duty: text(
      'Act on hidden defects, within 5 days of finding them',
      'Составить акт о скрытых недостатках, в течение 5 дней с обнаружения',
    ),
    title: text('Hidden defects', 'Скрытые недостатки'),
    clause: text('Instruction П-7, if the contract refers to it', 'Инструкция П-7, если на неё ссылается договор'),
    source: 'Инструкция П-7; Пленум ВАС 22.10.1997 № 18 п. 14',
    confidence: 'K',
  },
];

/** Contracts and claims before a suit. */
export const russianBusinessRules: readonly Rule[] = [...pretrial, ...civilCode, ...instructions];
