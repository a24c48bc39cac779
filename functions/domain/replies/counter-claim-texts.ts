import type { Language } from '../claims/claim.ts';

/** Fixed words of the letter that claims payment. Arguments are shown values. */
type CounterClaimTexts = {
  title: (contract: string) => string;
  reference: string;
  dear: (name: string) => string;
  dearFirm: string;
  opening: (contract: string, signed: string) => string;
  claimed: (total: string, asOf: string) => string;
  sums: string;
  sumHead: { invoice: string; due: string; principal: string; interest: string; fixed: string; paid: string; total: string };
  all: string;
  counted: string;
  countedHead: { base: string; period: string; days: string; rate: string; amount: string };
  line: (number: string, due: string) => string;
  free: string;
  subtotal: string;
  limited: (percent: string) => string;
  perDay: string;
  partPerDay: (of: string) => string;
  perYear: (days: string) => string;
  grounds: string;
  ground: (clause: string, invoices: string) => string;
  payment: (clause: string) => string;
  published: (addresses: string) => string;
  provisional: string;
  running: string;
  pay: string;
  payHow: (day: string, number: string) => string;
  object: string;
  after: Record<'RU' | 'other', string>;
  regards: string;
  sheet: string;
};

export const counterClaimTexts: Record<Language, CounterClaimTexts> = {
  en: {
    title: (contract) => `Claim for payment under contract No. ${contract}`,
    reference: 'Our file',
    dear: (name) => `Dear ${name},`,
    dearFirm: 'Dear Sir or Madam,',
    opening: (contract, signed) =>
      `Under contract No. ${contract} of ${signed} we delivered and invoiced. The invoices below were not paid, or not paid in full, by the day on which they were due.`,
    claimed: (total, asOf) => `We ask you to pay ${total}, reckoned to ${asOf}. Every line of the calculation stands below.`,
    sums: 'What is open',
    sumHead: {
      invoice: 'Invoice',
      due: 'Due',
      principal: 'Principal',
      interest: 'Interest or penalty',
      fixed: 'Fixed sum',
      paid: 'Paid towards it',
      total: 'To pay',
    },
    all: 'Total',
    counted: 'How the interest or penalty was counted',
    countedHead: { base: 'Base', period: 'From – to', days: 'Days', rate: 'Rate', amount: 'Amount' },
    line: (number, due) => `${number}\ndue ${due}`,
    free: 'no interest',
    subtotal: 'Subtotal',
    limited: (percent) => `limited to ${percent} of the principal`,
    perDay: 'a day',
    partPerDay: (of) => `/ ${of} a day`,
    perYear: (days) => `a year (${days} days)`,
    grounds: 'Grounds',
    ground: (clause, invoices) => `${clause} (invoices ${invoices}).`,
    payment: (clause) => `Time of payment: ${clause} of the contract.`,
    published: (addresses) => `Published at ${addresses}`,
    provisional:
      'This calculation is provisional: the reference rate for a part of the time is not published yet. The last known rate stands in its place; when the new one is published we count again and send you the difference, if there is one.',
    running: 'Until you pay, interest or penalty goes on by the same rule; a payment stops it on its day.',
    pay: 'How and until when',
    payHow: (day, number) => `Please pay by ${day} to the account named in the invoices, and give the number ${number}.`,
    object:
      'If a line is not right, or if you have paid in the meantime, please tell us by the same day: through the link in the mail that brought this letter, or in reply to it. You may object to a single line; we then look at it while the rest stands.',
    after: {
      RU: 'If we hear nothing by that day, we may take the claim to court (art. 4(5) of the Code of Commercial Procedure of Russia, unless the contract says otherwise).',
      other: 'If we hear nothing by that day, we may take the claim to court.',
    },
    regards: 'Yours faithfully,',
    sheet: 'Enclosures',
  },
  ru: {
    title: (contract) => `Претензия об оплате по договору № ${contract}`,
    reference: 'Наше дело',
    dear: (name) => `Здравствуйте, ${name}!`,
    dearFirm: 'Уважаемые господа!',
    opening: (contract, signed) =>
      `По договору № ${contract} от ${signed} мы выполнили поставку и выставили счета. Перечисленные ниже счета к сроку не оплачены или оплачены не полностью.`,
    claimed: (total, asOf) => `По состоянию на ${asOf} к уплате ${total}. Полный расчёт приведён ниже построчно.`,
    sums: 'Задолженность',
    sumHead: {
      invoice: 'Счёт',
      due: 'Срок оплаты',
      principal: 'Основной долг',
      interest: 'Проценты или неустойка',
      fixed: 'Твёрдая сумма',
      paid: 'Уплачено в их счёт',
      total: 'К уплате',
    },
    all: 'Всего',
    counted: 'Расчёт процентов или неустойки',
    countedHead: { base: 'База', period: 'Период', days: 'Дней', rate: 'Ставка', amount: 'Сумма' },
    line: (number, due) => `${number}\nсрок ${due}`,
    free: 'не начисляется',
    subtotal: 'Итого',
    limited: (percent) => `не более ${percent} основного долга`,
    perDay: 'в день',
    partPerDay: (of) => `/ ${of} в день`,
    perYear: (days) => `годовых (${days} дн. в году)`,
    grounds: 'Основания',
    ground: (clause, invoices) => `${clause} (счета: ${invoices}).`,
    payment: (clause) => `Срок оплаты: ${clause} договора.`,
    published: (addresses) => `Опубликовано: ${addresses}`,
    provisional:
      'Расчёт предварительный: ставка за часть периода ещё не опубликована. Вместо неё взята последняя известная; когда новая ставка будет опубликована, мы пересчитаем и сообщим разницу, если она будет.',
    running: 'До дня оплаты начисление продолжается по тому же правилу; оплата прекращает его в тот же день.',
    pay: 'Порядок и срок',
    payHow: (day, number) => `Просим уплатить до ${day} включительно на счёт, указанный в выставленных счетах, и указать номер ${number}.`,
    object:
      'Если какая-то строка неверна или вы уже заплатили, сообщите нам, пожалуйста, в тот же срок: по ссылке из письма, с которым пришла эта претензия, или ответом на него. Возразить можно и по отдельной строке: её мы проверим, остальное остаётся в силе.',
    after: {
      RU: 'Если ответа к этому дню не будет, мы вправе обратиться в суд (ч. 5 ст. 4 АПК РФ, если договором не установлено иное).',
      other: 'Если ответа к этому дню не будет, мы вправе обратиться в суд.',
    },
    regards: 'С уважением,',
    sheet: 'Приложения',
  },
};
