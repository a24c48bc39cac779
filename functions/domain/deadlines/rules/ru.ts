import { type Rule, russianCivil } from '../rule.ts';

const checked = { version: '2026-11-23', checkedOn: '2026-11-23' } as const;
const consumerLaw = 'https://base.garant.ru/10106035/';
const daily = { en: 'penalty 1 % of the price per day (art. 23)', ru: 'неустойка 1 % цены товара за день (ст. 23)' };

/** Law on consumer protection (ЗоЗПП, 2300-1). The quality check and the expertise run inside these terms (art. 18(5)). */
const consumer: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-consumer-20-repair',
    jurisdiction: 'RU',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['repair'], subject: 'goods' },
    trigger: 'received',
    period: { ...russianCivil, length: 45, unit: 'calendar_days' },
    mayPause: 'never',
    duty: {
      en: 'Repair at once; a written term is 45 days at most',
      ru: 'Устранить недостатки незамедлительно; письменный срок не больше 45 дней',
    },
    sanction: daily,
    title: { en: 'Repair of goods', ru: 'Устранение недостатков товара' },
    clause: { en: 'Law 2300-1 art. 20(1)', ru: 'п. 1 ст. 20 Закона о защите прав потребителей' },
    source: consumerLaw,
    confidence: 'S/K',
  },
  {
    ...checked,
    id: 'ru-consumer-21-replacement',
    jurisdiction: 'RU',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['replacement'], subject: 'goods' },
    trigger: 'received',
    period: { ...russianCivil, length: 7, unit: 'calendar_days' },
    mayPause: 'never',
    mayExtend: {
      length: 13,
      unit: 'calendar_days',
      times: 1,
      condition: { en: 'an extra quality check is needed: 20 days in all', ru: 'нужна дополнительная проверка качества: всего 20 дней' },
    },
    duty: { en: 'Replace the goods', ru: 'Заменить товар' },
    sanction: daily,
    title: { en: 'Replacement of goods', ru: 'Замена товара' },
    clause: { en: 'Law 2300-1 art. 21(1)', ru: 'п. 1 ст. 21 Закона о защите прав потребителей' },
    source: consumerLaw,
    confidence: 'S',
  },
  {
    ...checked,
    id: 'ru-consumer-22-refund',
    jurisdiction: 'RU',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['refund', 'price_reduction', 'damages'], subject: 'goods' },
    trigger: 'received',
    period: { ...russianCivil, length: 10, unit: 'calendar_days' },
    mayPause: 'never',
    duty: {
      en: 'Refund, reduce the price, pay the cost of repair or damages',
      ru: 'Вернуть деньги, уменьшить цену, возместить расходы или убытки',
    },
    sanction: daily,
    title: { en: 'Refund, price cut or damages for goods', ru: 'Возврат денег, уменьшение цены, убытки по товару' },
    clause: { en: 'Law 2300-1 art. 22', ru: 'ст. 22 Закона о защите прав потребителей' },
    source: 'https://base.garant.ru/10106035/94f5bf092e8d98af576ee351987de4f0/',
    confidence: 'S',
  },
  {
    ...checked,
    id: 'ru-consumer-31-work',
    jurisdiction: 'RU',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['refund', 'price_reduction', 'damages'], subject: 'work' },
    trigger: 'received',
    period: { ...russianCivil, length: 10, unit: 'calendar_days' },
    mayPause: 'never',
    duty: { en: 'Refund, reduce the price or pay damages', ru: 'Вернуть деньги, уменьшить цену или возместить убытки' },
    sanction: {
      en: 'penalty 3 % of the price of the work per day, up to that price (art. 28(5))',
      ru: 'неустойка 3 % цены работы за день, не больше этой цены (п. 5 ст. 28)',
    },
    title: { en: 'Refund, price cut or damages for work', ru: 'Возврат денег, уменьшение цены, убытки по работе' },
    clause: { en: 'Law 2300-1 art. 31(1)', ru: 'п. 1 ст. 31 Закона о защите прав потребителей' },
    source: consumerLaw,
    confidence: 'K',
  },
];

const pretrial: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-apk-4-5',
    jurisdiction: 'RU',
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
    jurisdiction: 'RU',
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

const bank: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-bank-30-1-registration',
    jurisdiction: 'RU',
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
    jurisdiction: 'RU',
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

type Trade = {
  id: string;
  sector: 'telecom' | 'rail' | 'travel';
  length: number;
  trigger: 'received' | 'registered';
  en: string;
  ru: string;
  confidence: 'K' | 'S/K';
};
const trades: readonly Trade[] = [
  {
    id: 'ru-telecom-55',
    sector: 'telecom',
    length: 30,
    trigger: 'registered',
    en: 'Communications Act art. 55',
    ru: 'ст. 55 Закона о связи',
    confidence: 'K',
  },
  {
    id: 'ru-rail-122',
    sector: 'rail',
    length: 30,
    trigger: 'received',
    en: 'Railway Charter art. 122',
    ru: 'ст. 122 УЖТ',
    confidence: 'S/K',
  },
  {
    id: 'ru-tour-10',
    sector: 'travel',
    length: 10,
    trigger: 'received',
    en: 'Law 132-ФЗ art. 10',
    ru: 'ст. 10 Закона 132-ФЗ',
    confidence: 'K',
  },
];
const trade = ({ id, sector, length, trigger, en, ru, confidence }: Trade): Rule => ({
  ...checked,
  id,
  jurisdiction: 'RU',
  kind: 'statutory_answer',
  appliesTo: { party: 'any', claimKinds: ['claim'], sectors: [sector] },
  trigger,
  insteadOfTrigger: 'received',
  period: { ...russianCivil, length, unit: 'calendar_days' },
  mayPause: 'never',
  title: { en: 'Answer by the law of the trade', ru: 'Ответ по отраслевому закону' },
  clause: { en, ru },
  source: ru,
  confidence,
});

export const russianRules: readonly Rule[] = [...consumer, ...pretrial, ...bank, ...trades.map(trade)];
