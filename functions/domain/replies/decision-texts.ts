import type { Language } from '../claims/claim.ts';

/** Fixed words of the letter and the mail on a decided dispute. Arguments are shown values. */
type DecisionTexts = {
  title: (contract: string) => string;
  opening: (line: string, day: string) => string;
  openingOurs: (line: string, day: string) => string;
  decision: string;
  outcomes: Record<'all' | 'part' | 'none' | 'noted', string>;
  head: readonly string[];
  because: (reason: string) => string;
  rest: string;
  left: (sum: string, asOf: string) => string;
  interestFrom: (due: string) => string;
  until: (day: string) => string;
  nothing: string;
  waits: string;
  ended: string;
  object: string;
  mail: {
    subject: (contract: string, number: string) => string;
    lead: (line: string) => string;
    accepted: string;
    disputed: string;
    until: string;
    sheet: string;
  };
};

export const decisionTexts: Record<Language, DecisionTexts> = {
  en: {
    title: (contract) => `Our decision on your objection: contract No. ${contract}`,
    opening: (line, day) => `On ${day} you objected to our calculation as to ${line}. We have looked into it, and this is our answer.`,
    openingOurs: (line, day) => `On ${day} we put a part of ${line} aside to look into it. This is the outcome.`,
    decision: 'What we have decided',
    outcomes: {
      all: 'You are right. The disputed sum comes off in full, as if it had never been billed.',
      part: 'You are right in part. What we accept comes off as if it had never been billed; the rest stands.',
      none: 'We cannot accept the objection. The disputed sum stands.',
      noted: 'No principal is open on this line, so nothing comes off the invoice. Our answer to your objection stands below.',
    },
    head: ['Line', 'Disputed', 'Accepted', 'Stands'],
    because: (reason) => `Our reasons: ${reason}`,
    rest: 'What is left to pay',
    left: (sum, asOf) => `As of ${asOf} this is ${sum}. Every line of it stands below.`,
    interestFrom: (due) => `Interest or penalty on the part that stands runs from its own due date, ${due}, by the same rule as before.`,
    until: (day) => `You have a whole new term for it: please pay by ${day}.`,
    nothing: 'With this nothing is left to pay.',
    waits: 'Other parts are still being looked into; until then nothing is asked of you.',
    ended: 'Our claim had ended before. If you have paid more than you owed, we shall pay it back or set it off, as you prefer.',
    object: 'If you do not agree, please reply to the mail that brought this letter. Your rights in court are not touched by it.',
    mail: {
      subject: (contract, number) => `Our decision on your objection under contract ${contract}, No. ${number}`,
      lead: (line) =>
        `We have decided on the objection to ${line}. The attached letter gives our reasons and the calculation as it now stands.`,
      disputed: 'Disputed',
      accepted: 'Accepted',
      until: 'New term for the rest',
      sheet: 'See the calculation line by line',
    },
  },
  ru: {
    title: (contract) => `Решение по вашему возражению: договор № ${contract}`,
    opening: (line, day) => `Вы возразили против нашего расчёта по строке «${line}» (${day}). Мы всё проверили; вот наш ответ.`,
    openingOurs: (line, day) => `Мы отложили часть суммы по строке «${line}», чтобы её проверить (${day}). Вот результат.`,
    decision: 'Что мы решили',
    outcomes: {
      all: 'Вы правы. Спорная сумма исключена полностью, как если бы счёт на неё не выставлялся.',
      part: 'Вы правы частично. Признанная часть исключена, как если бы счёт на неё не выставлялся; остальное остаётся в силе.',
      none: 'Согласиться с возражением мы не можем. Спорная сумма остаётся в силе.',
      noted: 'По этой строке нет неоплаченного основного долга, поэтому из счёта ничего не исключается. Наш ответ на возражение — ниже.',
    },
    head: ['Строка', 'Оспорено', 'Признано', 'Остаётся в силе'],
    because: (reason) => `Обоснование: ${reason}`,
    rest: 'Что остаётся к уплате',
    left: (sum, asOf) => `По состоянию на ${asOf} это ${sum}. Расчёт приведён ниже построчно.`,
    interestFrom: (due) =>
      `Проценты или неустойка на часть, оставшуюся в силе, начисляются с её собственного срока оплаты, ${due}, по прежнему правилу.`,
    until: (day) => `На оплату у вас новый полный срок: до ${day} включительно.`,
    nothing: 'Больше ничего платить не нужно.',
    waits: 'Другие спорные части ещё проверяются; пока мы ничего не требуем.',
    ended:
      'Наше требование к этому времени уже было закрыто. Если вы заплатили больше, чем должны, мы вернём разницу или зачтём её, как вам удобнее.',
    object: 'Если вы не согласны, ответьте на письмо, с которым пришло это решение. Право обратиться в суд остаётся за вами.',
    mail: {
      subject: (contract, number) => `Решение по вашему возражению, договор ${contract}, № ${number}`,
      lead: (line) => `Мы приняли решение по возражению: ${line}. В приложенном письме — обоснование и расчёт, каким он стал.`,
      disputed: 'Оспорено',
      accepted: 'Признано',
      until: 'Новый срок для остального',
      sheet: 'Посмотреть расчёт построчно',
    },
  },
};
