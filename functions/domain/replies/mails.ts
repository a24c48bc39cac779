import type { Claim, Language } from '../claims/claim.ts';
import type { CounterClaim } from '../contracts/counter-claim.ts';
import type { AccountRecord } from '../contracts/facts.ts';
import type { LegalDay } from '../deadlines/legal-day.ts';
import { answerClock, groundOf } from './answer-clock.ts';
import { type Company, companyName, personName, personTitle, type Signer } from './company.ts';
import { demandNames, fileSize, showDay, showInstant, showMoney } from './format.ts';
import { type MailPart, type MailText, mailOf } from './mail-parts.ts';
import { mailTexts } from './mail-texts.ts';

export type { NoticeKind } from './notice-texts.ts';
export { counterClaimNotice, noticeMail } from './notices.ts';

type ToCustomer = { claim: Claim; statusUrl: string; company: Company };

/** By name; not by an address that stands in for one, nor by the name of a firm. */
export function greeting(name: string | undefined, language: Language): MailPart {
  const { hello, helloNobody } = mailTexts[language];
  return { kind: 'text', text: name?.trim() && !name.includes('@') ? hello(name.trim()) : helloNobody };
}

/** Says what came, when, who takes care of it and by which date we answer. It is not yet the answer. */
export function receiptMail({ claim, person, statusUrl, company }: ToCustomer & { person?: Signer | undefined }): MailText {
  const { language, contact, kind, reference } = claim;
  const texts = mailTexts[language].receipt;
  const zone = claim.clocks[0]?.zone ?? company.zone;
  const who = person ? `${personName(person, language)}, ${personTitle(person, language)}` : companyName(company, language);
  return mailOf({
    subject: texts.subject[kind](reference),
    language,
    parts: [
      greeting(contact.name, language),
      { kind: 'text', text: texts.lead[kind] },
      { kind: 'lead', label: texts.number, text: reference },
      {
        kind: 'rows',
        rows: [
          [texts.received, showInstant(claim.receivedAt, zone, language)],
          [texts.about, claim.subject],
          ...answerRows(claim),
          [texts.person, who],
        ],
      },
      ...demandRows(claim),
      ...fileRows(claim),
      { kind: 'link', label: texts.follow, url: statusUrl },
      { kind: 'text', text: texts.add },
      { kind: 'text', text: mailTexts[language].regards(companyName(company, language)) },
      { kind: 'quiet', text: texts.notYet },
    ],
  });
}

function answerRows({ clocks, language }: Claim): [string, string][] {
  const texts = mailTexts[language].receipt;
  const clock = answerClock(clocks);
  if (!clock) return [[texts.answerBy, texts.noDate]];
  const day = showDay(clock.lastDay, language);
  return [
    [texts.answerBy, clock.provisional ? `${day} (${texts.provisional})` : day],
    [texts.rule, groundOf(clock, language)],
  ];
}

function demandRows({ demands, language }: Claim): MailPart[] {
  if (demands.length === 0) return [];
  const rows = demands.map(({ kind, text, asked }, index): [string, string] => [
    `${index + 1}. ${demandNames[language][kind]}`,
    [asked && showMoney(asked.amount, asked.currency, language), text.trim()].filter(Boolean).join('; ') || '—',
  ]);
  return [{ kind: 'rows', title: mailTexts[language].receipt.demands, rows }];
}

function fileRows({ evidence, language }: Claim): MailPart[] {
  const texts = mailTexts[language].receipt;
  if (evidence.length === 0) return [{ kind: 'quiet', text: texts.noFiles }];
  const rows = evidence.map(({ name, size, sha256 }): [string, string] => [name, `${fileSize(size, language)}, SHA-256 ${sha256}`]);
  return [{ kind: 'rows', title: texts.files, rows }];
}

/** Brings the letter, which says everything else. */
export function replyMail({ claim, outgoingNumber, statusUrl, company }: ToCustomer & { outgoingNumber: string }): MailText {
  const { language, contact, reference } = claim;
  const texts = mailTexts[language].reply;
  return mailOf({
    subject: texts.subject(reference, outgoingNumber),
    language,
    parts: [
      greeting(contact.name, language),
      { kind: 'text', text: texts.lead(outgoingNumber) },
      { kind: 'text', text: texts.what },
      { kind: 'link', label: texts.follow, url: statusUrl },
      { kind: 'text', text: texts.answer },
      { kind: 'text', text: mailTexts[language].regards(companyName(company, language)) },
    ],
  });
}

/** After a close in silence: how satisfied they are, and how to object all the same. */
export function surveyMail({ claim, statusUrl, company }: ToCustomer): MailText {
  const { language, contact, reference } = claim;
  const texts = mailTexts[language].survey;
  return mailOf({
    subject: texts.subject(reference),
    language,
    parts: [
      greeting(contact.name, language),
      { kind: 'text', text: texts.lead(reference) },
      { kind: 'text', text: texts.ask },
      { kind: 'link', label: texts.follow, url: statusUrl },
      { kind: 'text', text: texts.object },
      { kind: 'text', text: mailTexts[language].regards(companyName(company, language)) },
    ],
  });
}

export type CounterClaimMailInput = {
  counterClaim: CounterClaim;
  /** Of the letter that it brings. */
  language: Language;
  account: AccountRecord;
  lastDay: LegalDay;
  sheetUrl: string;
  company: Company;
};

/** Brings the letter of a rung: how much, until when, and where every line of it can be seen and disputed. */
export function counterClaimMail({ counterClaim, language, account, lastDay, sheetUrl, company }: CounterClaimMailInput): MailText {
  const { contractNumber, sheet, letter, id, rung } = counterClaim;
  const texts = mailTexts[language].counterClaim;
  const words = texts.rungs[rung];
  const total = showMoney(sheet.total, sheet.currency, language);
  return mailOf({
    subject: words.subject(contractNumber, letter?.outgoingNumber ?? id),
    language,
    parts: [
      greeting(account.party === 'consumer' ? account.name : undefined, language),
      { kind: 'text', text: words.lead(contractNumber) },
      {
        kind: 'rows',
        rows: [
          [texts.total, sheet.provisional ? `${total} (${texts.provisional})` : total],
          [texts.asOf, showDay(sheet.asOf, language)],
          [texts.until, showDay(lastDay, language)],
        ],
      },
      { kind: 'link', label: texts.sheet, url: sheetUrl },
      { kind: 'text', text: texts.object },
      { kind: 'text', text: mailTexts[language].regards(companyName(company, language)) },
    ],
  });
}
