import { text } from '../holidays.ts';
import { notMoved, type Rule } from '../rule.ts';

const common = { version: '2026-11-23', checkedOn: '2026-11-23', jurisdiction: 'GB', mayPause: 'never' } as const;

/** Acts of Parliament and the courts' rules, outside financial services. */
export const britishLawRules: readonly Rule[] = [
  {
    ...common,
    id: 'gb-consumer-rights-20-refund',
    law: 'Consumer Rights Act 2015',
    kind: 'statutory_answer',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], demands: ['refund'], matters: ['agreed_refund'] },
    // The day on which we agree that a refund is due.
    trigger: 'due',
    period: { ...notMoved, start: 'same_day', length: 14, unit: 'calendar_days' },
    duty: text(
      'Refund; before that one repair or replacement may be tried',
      'Вернуть деньги; до этого возможна одна попытка ремонта или замены',
    ),
    title: text('Refund that was agreed', 'Согласованный возврат денег'),
    clause: text('Consumer Rights Act 2015 s. 20(15)', 'Закон о правах потребителей 2015 года, ст. 20(15)'),
    source: 'Consumer Rights Act 2015 s. 20',
    confidence: 'K',
  },
  {
    ...common,
    id: 'gb-consumer-rights-22-reject',
    law: 'Consumer Rights Act 2015',
    kind: 'limitation',
    appliesTo: { party: 'consumer', claimKinds: ['claim'], subject: 'goods' },
    trigger: 'delivered',
    period: { ...notMoved, length: 30, unit: 'calendar_days' },
    duty: text(
      'Reject the goods; a defect of the first six months is presumed to have been there at delivery',
      'Отказаться от товара; недостаток первых шести месяцев считается бывшим при передаче',
    ),
    title: text('Short-term right to reject', 'Краткосрочное право отказа'),
    clause: text('Consumer Rights Act 2015 s. 22', 'Закон о правах потребителей 2015 года, ст. 22'),
    source: 'Consumer Rights Act 2015 s. 19, 22',
    confidence: 'K',
  },
  {
    ...common,
    id: 'gb-late-payment-4',
    law: 'Late Payment of Commercial Debts (Interest) Act 1998',
    kind: 'customer_answer',
    appliesTo: { party: 'business', claimKinds: ['counter_claim'], matters: ['invoice'] },
    // The later of performance and notice of the amount; the thirty days begin with that day.
    trigger: 'delivered',
    period: { ...notMoved, start: 'same_day', length: 30, unit: 'calendar_days' },
    duty: text(
      'Pay, unless a date was agreed; at most 60 days unless fair',
      'Оплатить, если дата не согласована; не больше 60 дней, если иное несправедливо',
    ),
    sanction: text(
      'interest from the day after: Bank Rate + 8; GBP 40, 70 or 100',
      'проценты со следующего дня: ставка Банка Англии + 8; 40, 70 или 100 фунтов',
    ),
    title: text('Payment of a commercial debt', 'Оплата коммерческого долга'),
    clause: text('Late Payment Act 1998 s. 4', 'Закон о просрочке платежа 1998 года, ст. 4'),
    source: 'https://www.legislation.gov.uk/ukpga/1998/20/section/4',
    confidence: 'S',
  },
  {
    ...common,
    id: 'gb-pap-debt-reply',
    law: 'Pre-Action Protocol for Debt Claims',
    kind: 'customer_answer',
    appliesTo: { party: 'consumer', claimKinds: ['counter_claim'], matters: ['invoice'] },
    trigger: 'sent',
    period: { ...notMoved, length: 30, unit: 'calendar_days' },
    duty: text(
      'Reply on the form that came with the letter; the creditor waits 30 days more after a reply or after documents that were asked for',
      'Ответить на бланке из письма; после ответа или запрошенных документов кредитор ждёт ещё 30 дней',
    ),
    title: text('Reply to a Letter of Claim', 'Ответ на досудебное письмо'),
    clause: text('Pre-Action Protocol for Debt Claims', 'Досудебный протокол по денежным долгам'),
    source: 'Pre-Action Protocol for Debt Claims',
    confidence: 'K',
  },
  {
    ...common,
    id: 'gb-cpr-money-claim-reply',
    law: 'Civil Procedure Rules',
    kind: 'statutory_answer',
    appliesTo: { party: 'any', claimKinds: ['claim'], matters: ['court_claim'] },
    // The day of issue; a claim submitted from 16:00 on is one of the next day. Service is five days later; a closed court moves the end (CPR 2.8(5)).
    trigger: 'sent',
    period: {
      ...notMoved,
      end: 'next_working_day',
      dayEnd: '16:00',
      cutoff: '16:00',
      receipt: { deemedDays: 5, unit: 'calendar_days', onWorkingDay: false },
      length: 14,
      unit: 'calendar_days',
      clauses: { end: text('CPR 2.8(5)', 'CPR 2.8(5)') },
    },
    mayExtend: {
      length: 14,
      unit: 'calendar_days',
      times: 1,
      condition: text('with an acknowledgement of service', 'при подтверждении вручения'),
    },
    duty: text('Admit, pay or defend', 'Признать, оплатить или возразить'),
    sanction: text('judgment in default', 'решение в отсутствие ответа'),
    title: text('Reply to an online money claim', 'Ответ на иск, поданный онлайн'),
    clause: text('CPR online money claims', 'CPR, денежные иски онлайн'),
    source: 'github:hmcts/cmc-claim-store',
    confidence: 'S',
  },
];
