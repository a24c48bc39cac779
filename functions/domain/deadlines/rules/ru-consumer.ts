import type { Text } from '../calendar.ts';
import { text } from '../holidays.ts';
import { type Matter, type Rule, russianCivil } from '../rule.ts';

const checked = { version: '2026-11-23', checkedOn: '2026-11-23', jurisdiction: 'RU', law: 'Закон 2300-1' } as const;
const consumerLaw = 'https://base.garant.ru/10106035/';
const daily = { en: 'penalty 1 % of the price per day (art. 23)', ru: 'неустойка 1 % цены товара за день (ст. 23)' };

/** Law on consumer protection (ЗоЗПП, 2300-1). The quality check and the expertise run inside these terms (art. 18(5)). */
const quality: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-consumer-20-repair',
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

// Special cases: each needs a matter that somebody has found, so that an ordinary demand keeps arts. 20-22 and 31 only.
const special: readonly Rule[] = [
  {
    ...checked,
    id: 'ru-consumer-20-loan',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], subject: 'goods', matters: ['loan_goods'] },
    trigger: 'received',
    period: { ...russianCivil, length: 3, unit: 'calendar_days' },
    mayPause: 'never',
    duty: text(
      'Lend like durable goods free of charge for the time of repair or replacement; there is a list of exceptions',
      'Безвозмездно предоставить такой же товар длительного пользования на время ремонта или замены; есть перечень исключений',
    ),
    sanction: daily,
    title: text('Goods on loan meanwhile', 'Подменный товар'),
    clause: text('Law 2300-1 art. 20(2), 21(2)', 'п. 2 ст. 20, п. 2 ст. 21 Закона о защите прав потребителей'),
    source: consumerLaw,
    confidence: 'K',
  },
  {
    ...checked,
    id: 'ru-consumer-23-1-prepaid',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['refund'], subject: 'goods', matters: ['prepaid_not_delivered'] },
    trigger: 'received',
    period: { ...russianCivil, length: 10, unit: 'calendar_days' },
    mayPause: 'never',
    duty: text('Return the sum paid in advance', 'Вернуть предоплату'),
    sanction: text(
      'penalty 0.5 % of the prepaid sum per day, up to that sum (art. 23.1(3))',
      'неустойка 0,5 % суммы предоплаты за день, не больше этой суммы (п. 3 ст. 23.1)',
    ),
    title: text('Refund of prepaid goods that did not come', 'Возврат предоплаты за непереданный товар'),
    clause: text('Law 2300-1 art. 23.1', 'ст. 23.1 Закона о защите прав потребителей'),
    source: consumerLaw,
    confidence: 'K',
  },
  {
    ...checked,
    id: 'ru-consumer-25-refund',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['refund'], subject: 'goods', matters: ['sound_goods'] },
    trigger: 'received',
    period: { ...russianCivil, length: 3, unit: 'calendar_days' },
    mayPause: 'never',
    duty: text(
      'Refund from the day of return if there is nothing to exchange for',
      'Вернуть деньги со дня возврата товара, если замены нет',
    ),
    title: text('Refund of sound goods', 'Возврат денег за товар надлежащего качества'),
    clause: text('Law 2300-1 art. 25(2)', 'п. 2 ст. 25 Закона о защите прав потребителей'),
    source: consumerLaw,
    confidence: 'K',
  },
  {
    ...checked,
    id: 'ru-consumer-26-1-refund',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['refund'], subject: 'goods', matters: ['distance_sale'] },
    trigger: 'received',
    period: { ...russianCivil, length: 10, unit: 'calendar_days' },
    mayPause: 'never',
    duty: text('Return the price after the withdrawal', 'Вернуть цену после отказа от товара'),
    title: text('Refund after a distance sale', 'Возврат денег при дистанционной продаже'),
    clause: text('Law 2300-1 art. 26.1(4)', 'п. 4 ст. 26.1 Закона о защите прав потребителей'),
    source: consumerLaw,
    confidence: 'K',
  },
];

type OwnTerm = {
  id: string;
  matters?: readonly Matter[];
  length: number;
  unit: 'calendar_days' | 'years';
  duty: Text;
  title: Text;
  clause: Text;
};
const ownTerm = ({ id, matters, length, unit, duty, title, clause }: OwnTerm): Rule => ({
  ...checked,
  id,
  kind: 'limitation',
  appliesTo: { party: 'consumer', claimKinds: ['claim'], subject: 'goods', matters },
  trigger: 'delivered',
  period: { ...russianCivil, length, unit },
  mayPause: 'never',
  duty,
  title,
  clause,
  source: consumerLaw,
  confidence: 'K',
});
const own: readonly Rule[] = [
  ownTerm({
    id: 'ru-consumer-18-complex',
    matters: ['complex_goods'],
    length: 15,
    unit: 'calendar_days',
    duty: text(
      'Refuse or have replaced for any defect; later only for a substantial one, a missed term, or over 30 days in repair in a warranty year',
      'Отказаться или заменить из-за любого недостатка; позже только при существенном, нарушении срока или ремонте свыше 30 дней в году гарантии',
    ),
    title: text('Any defect of technically complex goods', 'Любой недостаток технически сложного товара'),
    clause: text('Law 2300-1 art. 18(1)', 'п. 1 ст. 18 Закона о защите прав потребителей'),
  }),
  ownTerm({
    id: 'ru-consumer-19-defects',
    length: 2,
    unit: 'years',
    duty: text(
      'Claim a defect; within the warranty or shelf life where there is one; five years for real estate',
      'Заявить о недостатке; если есть гарантия или срок годности, то в их пределах; для недвижимости пять лет',
    ),
    title: text('Time to claim a defect', 'Срок предъявления требований о недостатках'),
    clause: text('Law 2300-1 art. 19', 'ст. 19 Закона о защите прав потребителей'),
  }),
  ownTerm({
    id: 'ru-consumer-25-exchange',
    matters: ['sound_goods'],
    length: 14,
    unit: 'calendar_days',
    duty: text(
      'Exchange sound non-food goods that are not on the list of exceptions',
      'Обменять непродовольственный товар не из перечня исключений',
    ),
    title: text('Exchange of sound goods', 'Обмен товара надлежащего качества'),
    clause: text('Law 2300-1 art. 25(1)', 'п. 1 ст. 25 Закона о защите прав потребителей'),
  }),
  ownTerm({
    id: 'ru-consumer-26-1-withdrawal',
    matters: ['distance_sale'],
    length: 7,
    unit: 'calendar_days',
    duty: text(
      'Withdraw; three months if the right was not told in writing',
      'Отказаться от товара; три месяца, если о праве не сообщили письменно',
    ),
    title: text('Withdrawal from a distance sale', 'Отказ от товара, купленного дистанционно'),
    clause: text('Law 2300-1 art. 26.1(4)', 'п. 4 ст. 26.1 Закона о защите прав потребителей'),
  }),
];

/** Law on consumer protection, consumers of Russia. */
export const russianConsumerRules: readonly Rule[] = [...quality, ...special, ...own];
