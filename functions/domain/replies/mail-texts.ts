import type { ClaimKind, Language } from '../claims/claim.ts';
import type { Rung } from '../contracts/terms.ts';

/** Words of the mails to customers. Arguments are shown values. */
type MailTexts = {
  hello: (name: string) => string;
  helloNobody: string;
  regards: (company: string) => string;
  receipt: {
    subject: Record<ClaimKind, (reference: string) => string>;
    lead: Record<ClaimKind, string>;
    number: string;
    received: string;
    about: string;
    files: string;
    noFiles: string;
    demands: string;
    person: string;
    answerBy: string;
    rule: string;
    provisional: string;
    noDate: string;
    follow: string;
    add: string;
    notYet: string;
  };
  reply: {
    subject: (reference: string, number: string) => string;
    lead: (number: string) => string;
    what: string;
    follow: string;
    answer: string;
  };
  survey: { subject: (reference: string) => string; lead: (reference: string) => string; ask: string; follow: string; object: string };
  counterClaim: {
    rungs: Record<Rung, { subject: (contract: string, number: string) => string; lead: (contract: string) => string }>;
    total: string;
    asOf: string;
    until: string;
    provisional: string;
    sheet: string;
    object: string;
  };
};

const en: MailTexts = {
  hello: (name) => `Dear ${name},`,
  helloNobody: 'Dear Sir or Madam,',
  regards: (company) => `Kind regards\n${company}`,
  receipt: {
    subject: { claim: (reference) => `We have your claim ${reference}`, complaint: (reference) => `We have your complaint ${reference}` },
    lead: {
      claim: 'Thank you for writing to us. We have received and registered your claim.',
      complaint: 'Thank you for writing to us. We have received and registered your complaint.',
    },
    number: 'Your number',
    received: 'Received',
    about: 'Subject',
    files: 'Files that we received',
    noFiles: 'We received no files.',
    demands: 'What you ask for',
    person: 'Who takes care of it',
    answerBy: 'You have our answer by',
    rule: 'This date follows from',
    provisional: 'provisional: the public holidays of that year are not enacted yet',
    noDate: 'We will tell you the date of our answer as soon as it is known.',
    follow: 'See how far it is',
    add: 'To add something, a file for instance, simply reply to this mail or use the page above. The link is personal; please do not pass it on.',
    notYet: 'This mail confirms that your message has arrived. It is not yet our answer.',
  },
  reply: {
    subject: (reference, number) => `Our reply No. ${number} to ${reference}`,
    lead: (number) => `Our reply is in the attached letter No. ${number}.`,
    what: 'The letter answers each of your demands and says what happens next and what you can do if you do not agree.',
    follow: 'Read the letter, accept it or object',
    answer: 'You can also simply reply to this mail.',
  },
  survey: {
    subject: (reference) => `${reference} is closed: how did we do?`,
    lead: (reference) => `We have heard no objection to our reply and have closed ${reference}.`,
    ask: 'Would you tell us how satisfied you are? It takes one click.',
    follow: 'Tell us',
    object:
      'If you do not agree with our reply, simply reply to this mail: your message is added to the file, and the person responsible is told.',
  },
  counterClaim: {
    rungs: {
      reminder: {
        subject: (contract, number) => `Reminder: open invoices under contract ${contract}, No. ${number}`,
        lead: (contract) =>
          `Some invoices under contract No. ${contract} seem to have escaped your notice. The attached letter lists them, with the whole calculation.`,
      },
      claim: {
        subject: (contract, number) => `Claim for payment under contract ${contract}, No. ${number}`,
        lead: (contract) =>
          `Under contract No. ${contract} payments are open. The attached letter holds our claim and the whole calculation.`,
      },
      pre_suit: {
        subject: (contract, number) => `Notice before action: contract ${contract}, No. ${number}`,
        lead: (contract) =>
          `The debt under contract No. ${contract} is still open. The attached letter is our last one before we go to court; it holds the whole calculation.`,
      },
    },
    total: 'Amount',
    asOf: 'As of',
    until: 'Please pay or object by',
    provisional: 'provisional: a reference rate is not published yet',
    sheet: 'See the calculation line by line, or object to a line',
    object: 'If you have paid in the meantime, or if a line is not right, please tell us: reply to this mail or use the page above.',
  },
};

const ru: MailTexts = {
  hello: (name) => `Здравствуйте, ${name}!`,
  helloNobody: 'Здравствуйте!',
  regards: (company) => `С уважением,\n${company}`,
  receipt: {
    subject: {
      claim: (reference) => `Мы получили вашу претензию ${reference}`,
      complaint: (reference) => `Мы получили ваше обращение ${reference}`,
    },
    lead: {
      claim: 'Спасибо, что написали нам. Мы получили и зарегистрировали вашу претензию.',
      complaint: 'Спасибо, что написали нам. Мы получили и зарегистрировали ваше обращение.',
    },
    number: 'Номер',
    received: 'Получено',
    about: 'Тема',
    files: 'Полученные файлы',
    noFiles: 'Файлов к сообщению не было.',
    demands: 'Ваши требования',
    person: 'Кто занимается вашим вопросом',
    answerBy: 'Ответ вы получите не позднее',
    rule: 'Основание срока',
    provisional: 'предварительно: выходные дни этого года ещё не утверждены',
    noDate: 'Мы сообщим дату ответа, как только она станет известна.',
    follow: 'Посмотреть, на каком этапе ваш вопрос',
    add: 'Чтобы что-то добавить, например файл, ответьте на это письмо или откройте страницу по ссылке. Ссылка личная, не передавайте её, пожалуйста, другим.',
    notYet: 'Это подтверждение получения. Ответом по существу оно не является.',
  },
  reply: {
    subject: (reference, number) => `Ответ № ${number} на ${reference}`,
    lead: (number) => `Наш ответ — в приложенном письме № ${number}.`,
    what: 'В нём ответ на каждое требование, что будет дальше и что можно сделать, если вы не согласны.',
    follow: 'Прочитать ответ, согласиться или возразить',
    answer: 'Можно и просто ответить на это письмо.',
  },
  survey: {
    subject: (reference) => `${reference}: вопрос закрыт. Как мы справились?`,
    lead: (reference) => `Возражений на наш ответ мы не получили и закрыли дело ${reference}.`,
    ask: 'Скажите, пожалуйста, довольны ли вы? Это один щелчок.',
    follow: 'Оценить',
    object:
      'Если вы не согласны с ответом, просто ответьте на это письмо: сообщение попадёт в дело, и ответственный сотрудник о нём узнает.',
  },
  counterClaim: {
    rungs: {
      reminder: {
        subject: (contract, number) => `Напоминание об оплате по договору ${contract}, № ${number}`,
        lead: (contract) =>
          `Возможно, вы не заметили, что по договору № ${contract} остались неоплаченные счета. Они перечислены в приложенном письме, там же полный расчёт.`,
      },
      claim: {
        subject: (contract, number) => `Претензия об оплате по договору ${contract}, № ${number}`,
        lead: (contract) => `По договору № ${contract} есть неоплаченные суммы. В приложенном письме — наша претензия и полный расчёт.`,
      },
      pre_suit: {
        subject: (contract, number) => `Перед обращением в суд: договор ${contract}, № ${number}`,
        lead: (contract) =>
          `Долг по договору № ${contract} не погашен. Приложенное письмо — последнее перед обращением в суд; в нём полный расчёт.`,
      },
    },
    total: 'Сумма',
    asOf: 'По состоянию на',
    until: 'Просим оплатить или возразить до (включительно)',
    provisional: 'предварительно: ставка за часть срока ещё не опубликована',
    sheet: 'Посмотреть расчёт построчно или возразить',
    object: 'Если вы уже заплатили или какая-то строка неверна, сообщите нам: ответьте на это письмо или откройте страницу по ссылке.',
  },
};

export const mailTexts: Record<Language, MailTexts> = { en, ru };
