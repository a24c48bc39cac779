import type { Claim, Language } from '../claims/claim.ts';
import { splitByRight } from '../claims/information.ts';
import type { Instant } from '../deadlines/zone.ts';
import { answerClock, groundOf } from './answer-clock.ts';
import { type Company, companyName } from './company.ts';
import { showDay } from './format.ts';
import { type MailText, mailOf } from './mail-parts.ts';
import { mailTexts } from './mail-texts.ts';
import { greeting } from './mails.ts';

type RequestTexts = {
  subject: (reference: string) => string;
  lead: string;
  question: string;
  stops: (day: string, ground: string) => string;
  runsOn: (day: string, ground: string) => string;
  follow: string;
  answer: string;
};
const texts: Record<Language, RequestTexts> = {
  en: {
    subject: (reference) => `We need something from you for ${reference}`,
    lead: 'To answer you we need to know something more.',
    question: 'Our question',
    stops: (day, ground) =>
      `Until your answer arrives the term for our reply stands still. It would have ended on ${day} (${ground}) and moves on by the time that your answer takes.`,
    runsOn: (day, ground) =>
      `The term for our reply runs on all the same: it ends on ${day} (${ground}). The sooner you answer, the better we can.`,
    follow: 'Answer on your page, with files if you like',
    answer: 'You can also simply reply to this mail and attach files.',
  },
  ru: {
    subject: (reference) => `По ${reference} нам нужны сведения от вас`,
    lead: 'Чтобы ответить вам по существу, нам не хватает сведений.',
    question: 'Что мы просим сообщить',
    stops: (day, ground) =>
      `Пока вы не ответите, срок нашего ответа приостановлен. Он истекал ${day} (${ground}) и продлится на то время, которое займёт ваш ответ.`,
    runsOn: (day, ground) =>
      `Срок нашего ответа при этом не останавливается: он истекает ${day} (${ground}). Чем раньше вы ответите, тем полнее будет ответ.`,
    follow: 'Ответить на своей странице, можно с файлами',
    answer: 'Можно и просто ответить на это письмо и приложить файлы.',
  },
};

export type RequestMailInput = { claim: Claim; question: string; at: Instant; statusUrl: string; company: Company };

/** Our question to the customer, and what it does to the date that they were promised. `at`: when the mail leaves. */
export function requestMail({ claim, question, at, statusUrl, company }: RequestMailInput): MailText {
  const { language, contact, reference, clocks } = claim;
  const words = texts[language];
  const promised = answerClock(clocks);
  const stops = promised && splitByRight(clocks, at).stop.includes(promised);
  const moves = promised && (stops ? words.stops : words.runsOn)(showDay(promised.lastDay, language), groundOf(promised, language));
  return mailOf({
    subject: words.subject(reference),
    language,
    parts: [
      greeting(contact.name, language),
      { kind: 'text', text: words.lead },
      { kind: 'rows', rows: [[words.question, question]] },
      ...(moves ? [{ kind: 'text' as const, text: moves }] : []),
      { kind: 'link', label: words.follow, url: statusUrl },
      { kind: 'text', text: words.answer },
      { kind: 'text', text: mailTexts[language].regards(companyName(company, language)) },
    ],
  });
}
