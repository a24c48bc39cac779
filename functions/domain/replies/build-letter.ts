import type { Claim, Demand, Evidence, Language } from '../claims/claim.ts';
import type { AccountRecord, Contract } from '../contracts/facts.ts';
import { addDays, type LegalDay } from '../deadlines/legal-day.ts';
import type { Money } from '../money.ts';
import { type Answers, answeredDemands, grantedSums } from './answers.ts';
import { type Company, companyName, letterheadOf, personName, personTitle, type Signer } from './company.ts';
import { dataMissing } from './fill.ts';
import { demandNames, outcomeNames, showDay, showMoney } from './format.ts';
import { refuseGaps } from './gaps.ts';
import type { Letter, LetterBlock } from './letter.ts';
import { letterTexts } from './letter-texts.ts';

export type LetterInput = {
  claim: Claim;
  reply: { opening: string; closing: string; answers: Answers };
  /** Legal day of the letter where the company is. */
  date: LegalDay;
  outgoingNumber: string;
  signer: Signer;
  actsFor?: Signer | undefined;
  enclosures: readonly Pick<Evidence, 'name' | 'sha256'>[];
  contract?: Contract | undefined;
  account?: AccountRecord | undefined;
  company: Company;
};

/** The claim workflow waits this long for the customer before the file is closed in silence. */
export const silenceDays = 30;

/** The reply as it will be printed, demand by demand. Throws Refusal('data-missing') while a text holds a gap or a fact of the letter is not known. */
export function buildLetter(input: LetterInput): Letter {
  const { claim, reply, date, outgoingNumber, company } = input;
  const { language, contact } = claim;
  const texts = letterTexts[language];
  refuseGaps({ opening: reply.opening, closing: reply.closing });
  refuseBlanks(input);
  return {
    language,
    letterhead: letterheadOf(company, language),
    outgoingNumber,
    date,
    printedDate: showDay(date, language),
    reference: claim.reference,
    referenceLabel: texts.reference[claim.kind],
    addressee: addresseeOf(input),
    title: texts.titles[claim.kind],
    salutation: contact.name.includes('@') ? texts.dearNobody : texts.dear(contact.name.trim()),
    blocks: [
      ...paragraphs(reply.opening),
      ...answerTable(answeredDemands(claim, reply.answers), language),
      ...nextSteps(answeredDemands(claim, reply.answers), date, language),
      ...paragraphs(reply.closing),
    ],
    signature: signatureOf(input, language),
    enclosures: { title: texts.enclosures, items: input.enclosures.map(({ name, sha256 }) => ({ name, sha256 })) },
  };
}

function refuseBlanks({ claim, reply, outgoingNumber, signer, company }: LetterInput): void {
  const facts = {
    opening: reply.opening,
    'contact.name': claim.contact.name,
    outgoingNumber,
    'signer.name': personName(signer, claim.language),
    'company.name': companyName(company, claim.language),
  };
  const blank = Object.entries(facts).flatMap(([name, value]) => (value.trim() ? [] : [name]));
  if (blank.length > 0) throw dataMissing(blank);
}

function addresseeOf({ claim: { contact }, account }: LetterInput): string[] {
  return [...new Set([account?.name ?? '', contact.name, account?.address ?? '', contact.email].map((line) => line.trim()))].filter(
    Boolean,
  );
}

export const paragraphs = (text: string): LetterBlock[] =>
  text
    .split(/\n[ \t]*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ kind: 'paragraph', text: part }));

const show = ({ amount, currency }: Money, language: Language): string => showMoney(amount, currency, language);

function answerTable(demands: readonly Demand[], language: Language): LetterBlock[] {
  if (demands.length === 0) return [];
  const texts = letterTexts[language];
  const sums = grantedSums(demands);
  const granting = demands.filter(({ answer }) => answer?.granted && answer.outcome !== 'rejected').length;
  const rows = demands.map(({ kind, asked, text, answer }, index) => [
    [`${index + 1}. ${demandNames[language][kind]}`, text.trim(), asked && texts.asked(show(asked, language))].filter(Boolean).join('\n'),
    answer ? `${outcomeNames[language][answer.outcome]}.\n${answer.reason}` : '—',
    answer?.granted && answer.outcome !== 'rejected' ? show(answer.granted, language) : '—',
    answer?.source ?? '—',
  ]);
  const total = granting > 1 ? sums.map((sum) => [texts.total, '', show(sum, language), '']) : [];
  return [
    { kind: 'heading', text: texts.answers },
    {
      kind: 'table',
      head: texts.demandHead,
      rows: [...rows, ...total],
      align: ['left', 'left', 'right', 'left'],
      widths: [3, 3.6, 1.8, 2.4],
    },
  ];
}

function nextSteps(demands: readonly Demand[], date: LegalDay, language: Language): LetterBlock[] {
  const texts = letterTexts[language];
  const last = showDay(addDays(date, silenceDays), language);
  const sums = grantedSums(demands).map((sum) => show(sum, language));
  const lines = [...(sums.length > 0 ? [texts.granted(sums.join(' + '))] : []), texts.agree, texts.disagree(last), texts.silence(last)];
  return [{ kind: 'heading', text: texts.next }, ...lines.map((text): LetterBlock => ({ kind: 'paragraph', text }))];
}

function signatureOf({ signer, actsFor, company }: LetterInput, language: Language): string[] {
  const texts = letterTexts[language];
  const acting = actsFor ? [texts.actsFor(personName(actsFor, language), personTitle(actsFor, language))] : [];
  return [texts.regards, personName(signer, language), personTitle(signer, language), ...acting, companyName(company, language)];
}
