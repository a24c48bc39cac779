import type { Language } from '../claims/claim.ts';
import type { Rung } from '../contracts/terms.ts';

/** What differs from rung to rung. */
type RungTexts = {
  title: (contract: string) => string;
  opening: (contract: string, signed: string) => string;
  claimed: (total: string, asOf: string) => string;
  payHow: (day: string, number: string) => string;
};
/** Fixed words of the letters that ask for payment. Arguments are shown values. */
type CounterClaimTexts = {
  rungs: Record<Rung, RungTexts>;
  names: Record<Rung, string>;
  wrote: (what: string, number: string, date: string) => string;
  fee: (sum: string) => string;
  frozen: (sum: string) => string;
  crossed: string;
  court: string;
  courtNamed: (court: string) => string;
  courtBySeat: Record<'RU' | 'other', string>;
  costs: string;
  limitation: (day: string, clause: string) => string;
  reference: string;
  dear: (name: string) => string;
  dearFirm: string;
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
  object: string;
  objectByPost: (number: string) => string;
  after: Record<'RU' | 'other', string>;
  regards: string;
  sheet: string;
};

export const counterClaimTexts: Record<Language, CounterClaimTexts> = {
  en: {
    rungs: {
      reminder: {
        title: (contract) => `Reminder: open invoices under contract No. ${contract}`,
        opening: (contract, signed) =>
          `It may have escaped your notice that invoices under contract No. ${contract} of ${signed} are still open. We list them below.`,
        claimed: (total, asOf) => `As of ${asOf} they come to ${total}. Every line of the calculation stands below.`,
        payHow: (day, number) =>
          `We would be glad to have your payment by ${day}, to the account named in the invoices. Please give the number ${number}.`,
      },
      claim: {
        title: (contract) => `Claim for payment under contract No. ${contract}`,
        opening: (contract, signed) =>
          `Under contract No. ${contract} of ${signed} we delivered and invoiced. The invoices below were not paid, or not paid in full, by the day on which they were due.`,
        claimed: (total, asOf) => `We ask you to pay ${total}, reckoned to ${asOf}. Every line of the calculation stands below.`,
        payHow: (day, number) => `Please pay by ${day} to the account named in the invoices, and give the number ${number}.`,
      },
      pre_suit: {
        title: (contract) => `Notice before action: contract No. ${contract}`,
        opening: (contract, signed) =>
          `The debt under contract No. ${contract} of ${signed} is still open. This is our last letter before we go to court.`,
        claimed: (total, asOf) => `As of ${asOf} you owe us ${total}. Every line of the calculation stands below.`,
        payHow: (day, number) =>
          `If you pay by ${day} to the account named in the invoices, giving the number ${number}, there will be no suit over what you have paid.`,
      },
    },
    names: { reminder: 'reminder', claim: 'claim', pre_suit: 'notice before action' },
    wrote: (what, number, date) => `We refer to our ${what} No. ${number} of ${date}.`,
    fee: (sum) => `The sum holds a fee of ${sum} for this letter, as agreed in the contract.`,
    frozen: (sum) => `Beside it, ${sum} is in dispute. We do not ask for that part until the objection is decided.`,
    crossed: 'If your payment is already on its way, please take no notice of this letter.',
    court: 'What comes next',
    courtNamed: (court) => `If the sum is not paid by that day, we shall bring an action before ${court}, as agreed in the contract.`,
    courtBySeat: {
      RU: 'If the sum is not paid by that day, we shall bring an action before the commercial court (arbitrazh) of the region in which you are registered (art. 35 of the Code of Commercial Procedure of Russia).',
      other: 'If the sum is not paid by that day, we shall bring an action before the court that is competent for your seat or residence.',
    },
    costs: 'We shall then also claim the court fee and the costs of the proceedings, and interest or penalty until the day of payment.',
    limitation: (day, clause) => `The claim to the oldest of these debts can be brought until ${day} (${clause}).`,
    reference: 'Our file',
    dear: (name) => `Dear ${name},`,
    dearFirm: 'Dear Sir or Madam,',
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
    object:
      'If a line is not right, or if you have paid in the meantime, please tell us by the same day: through the link in the mail that brought this letter, or in reply to it. You may object to a single line; we then look at it while the rest stands.',
    objectByPost: (number) =>
      `If a line is not right, or if you have paid in the meantime, please write to us by the same day at the address above and give the number ${number}. You may object to a single line; we then look at it while the rest stands.`,
    after: {
      RU: 'If we hear nothing by that day, we may take the claim to court (art. 4(5) of the Code of Commercial Procedure of Russia, unless the contract says otherwise).',
      other: 'If we hear nothing by that day, we may take the claim to court.',
    },
    regards: 'Yours faithfully,',
    sheet: 'Enclosures',
  },
  ru: {
    rungs: {
      reminder: {
        title: (contract) => `Напоминание об оплате по договору № ${contract}`,
        opening: (contract, signed) =>
          `Возможно, вы не заметили: по договору № ${contract} от ${signed} остались неоплаченные счета. Они перечислены ниже.`,
        claimed: (total, asOf) => `По состоянию на ${asOf} это ${total}. Полный расчёт приведён ниже построчно.`,
        payHow: (day, number) =>
          `Будем признательны за оплату до ${day} включительно на счёт, указанный в выставленных счетах. Укажите, пожалуйста, номер ${number}.`,
      },
      claim: {
        title: (contract) => `Претензия об оплате по договору № ${contract}`,
        opening: (contract, signed) =>
          `По договору № ${contract} от ${signed} мы выполнили поставку и выставили счета. Перечисленные ниже счета к сроку не оплачены или оплачены не полностью.`,
        claimed: (total, asOf) => `По состоянию на ${asOf} к уплате ${total}. Полный расчёт приведён ниже построчно.`,
        payHow: (day, number) =>
          `Просим уплатить до ${day} включительно на счёт, указанный в выставленных счетах, и указать номер ${number}.`,
      },
      pre_suit: {
        title: (contract) => `Уведомление о предстоящем обращении в суд: договор № ${contract}`,
        opening: (contract, signed) =>
          `Задолженность по договору № ${contract} от ${signed} не погашена. Это последнее наше письмо перед обращением в суд.`,
        claimed: (total, asOf) => `По состоянию на ${asOf} ваш долг составляет ${total}. Полный расчёт приведён ниже построчно.`,
        payHow: (day, number) =>
          `Если до ${day} включительно вы уплатите долг на счёт, указанный в выставленных счетах, с указанием номера ${number}, уплаченное взыскиваться через суд не будет.`,
      },
    },
    names: { reminder: 'напоминание', claim: 'претензию', pre_suit: 'уведомление' },
    wrote: (what, number, date) => `Ранее мы направили вам ${what} № ${number} от ${date}.`,
    fee: (sum) => `В сумму входит плата за это письмо по договору: ${sum}.`,
    frozen: (sum) => `Кроме того, ${sum} оспаривается. Эту часть мы не требуем, пока возражение не рассмотрено.`,
    crossed: 'Если вы уже отправили платёж, не обращайте, пожалуйста, внимания на это письмо.',
    court: 'Что дальше',
    courtNamed: (court) => `Если долг не будет уплачен к этому дню, мы подадим иск; суд по договору: ${court}.`,
    courtBySeat: {
      RU: 'Если долг не будет уплачен к этому дню, мы подадим иск в арбитражный суд по месту вашей регистрации (ст. 35 АПК РФ).',
      other: 'Если долг не будет уплачен к этому дню, мы подадим иск в суд по месту вашего нахождения или жительства.',
    },
    costs:
      'Тогда мы потребуем также возместить государственную пошлину и судебные расходы и взыскать проценты или неустойку по день уплаты.',
    limitation: (day, clause) => `Иск о самом раннем из этих долгов можно подать до ${day} включительно (${clause}).`,
    reference: 'Наше дело',
    dear: (name) => `Здравствуйте, ${name}!`,
    dearFirm: 'Уважаемые господа!',
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
    object:
      'Если какая-то строка неверна или вы уже заплатили, сообщите нам, пожалуйста, в тот же срок: по ссылке из сообщения, с которым пришло это письмо, или ответом на него. Возразить можно и по отдельной строке: её мы проверим, остальное остаётся в силе.',
    objectByPost: (number) =>
      `Если какая-то строка неверна или вы уже заплатили, напишите нам, пожалуйста, в тот же срок по адресу, указанному выше, сославшись на № ${number}. Возразить можно и по отдельной строке: её мы проверим, остальное остаётся в силе.`,
    after: {
      RU: 'Если ответа к этому дню не будет, мы вправе обратиться в суд (ч. 5 ст. 4 АПК РФ, если договором не установлено иное).',
      other: 'Если ответа к этому дню не будет, мы вправе обратиться в суд.',
    },
    regards: 'С уважением,',
    sheet: 'Приложения',
  },
};
