import type { ClaimKind, Language } from '../claims/claim.ts';

/** Fixed words of letters. Arguments are shown values: dates, sums and numbers as text. */
type LetterTexts = {
  titles: Record<ClaimKind, string>;
  reference: Record<ClaimKind, string>;
  dear: (name: string) => string;
  dearNobody: string;
  answers: string;
  demandHead: readonly [string, string, string, string];
  asked: (sum: string) => string;
  total: string;
  next: string;
  granted: (sums: string) => string;
  agree: string;
  disagree: (day: string) => string;
  silence: (day: string) => string;
  regards: string;
  actsFor: (name: string, title: string) => string;
  enclosures: string;
};

export const letterTexts: Record<Language, LetterTexts> = {
  en: {
    titles: { claim: 'Reply to your claim', complaint: 'Reply to your complaint' },
    reference: { claim: 'Your claim', complaint: 'Your complaint' },
    dear: (name) => `Dear ${name},`,
    dearNobody: 'Dear Sir or Madam,',
    answers: 'Our answer to each demand',
    demandHead: ['Demand', 'Our answer', 'Amount', 'Ground'],
    asked: (sum) => `asked: ${sum}`,
    total: 'Total',
    next: 'What happens next',
    granted: (sums) => `In all we grant ${sums}. If we do not have your bank details yet, please send them in reply to this letter.`,
    agree:
      'If you agree, you need not do anything; you can also accept the answer on the page of your claim, and we close the file at once.',
    disagree: (day) =>
      `If you do not agree, with all of it or with the answer to one demand, please tell us by ${day}, on the page of your claim or in reply to our mail. Somebody will look at it again.`,
    silence: (day) =>
      `If we hear nothing by that day, we close the file after ${day}. Your rights stay as they are, and you can write to us later too.`,
    regards: 'Yours sincerely,',
    actsFor: (name, title) => `acting for ${name}, ${title}`,
    enclosures: 'Enclosures',
  },
  ru: {
    titles: { claim: 'Ответ на претензию', complaint: 'Ответ на обращение' },
    reference: { claim: 'На вашу претензию', complaint: 'На ваше обращение' },
    dear: (name) => `Здравствуйте, ${name}!`,
    dearNobody: 'Здравствуйте!',
    answers: 'Ответ на каждое требование',
    demandHead: ['Требование', 'Ответ', 'Сумма', 'Основание'],
    asked: (sum) => `заявлено: ${sum}`,
    total: 'Всего',
    next: 'Что будет дальше',
    granted: (sums) =>
      `Всего мы возмещаем ${sums}. Если у нас ещё нет ваших банковских реквизитов, пришлите их, пожалуйста, в ответ на это письмо.`,
    agree: 'Если вы согласны, ничего делать не нужно. Можно и подтвердить согласие на странице претензии — тогда мы сразу закроем дело.',
    disagree: (day) =>
      `Если вы не согласны с ответом в целом или с ответом на одно из требований, сообщите нам об этом до ${day} включительно: на странице претензии или ответом на наше письмо. Мы рассмотрим вопрос ещё раз.`,
    silence: (day) =>
      `Если до этого дня возражений не будет, после ${day} мы закроем дело. Ваши права сохранятся, и вы сможете написать нам и позже.`,
    regards: 'С уважением,',
    actsFor: (name, title) => `за отсутствующего сотрудника: ${name}, ${title}`,
    enclosures: 'Приложения',
  },
};
