import type { Language } from '../claims/claim.ts';
import type { CounterClaim } from '../contracts/counter-claim.ts';
import type { AccountRecord, Contract } from '../contracts/facts.ts';
import { stepOf } from '../contracts/ladder.ts';
import { limitationOf } from '../contracts/limitation.ts';
import { responseTerm } from '../contracts/response-term.ts';
import type { SetOffProposal } from '../contracts/set-off.ts';
import type { Sheet } from '../contracts/sheet.ts';
import type { Law } from '../deadlines/law.ts';
import type { LegalDay } from '../deadlines/legal-day.ts';
import { atHour } from '../deadlines/zone.ts';
import { minorOf } from '../money.ts';
import { type Company, companyName, letterheadOf, personName, personTitle, type Signer } from './company.ts';
import { counterClaimTexts } from './counter-claim-texts.ts';
import { dataMissing } from './fill.ts';
import { showDate, showDay, showMoney } from './format.ts';
import type { Letter, LetterBlock } from './letter.ts';
import { setOffBlocks } from './set-off-blocks.ts';
import { calculationTable, sumTable } from './sheet-tables.ts';

export type CounterClaimLetterInput = {
  law: Law;
  counterClaim: CounterClaim;
  sheet: Sheet;
  account: AccountRecord;
  contract: Contract;
  /** Legal day of the letter where the company is. */
  date: LegalDay;
  outgoingNumber: string;
  signer: Signer;
  /** Against admitted claims of the customer, where there are any. */
  setOff?: SetOffProposal | undefined;
  company: Company;
  /** post: nobody gets a mail with a link, so objections come by letter. */
  channel?: 'email' | 'post' | undefined;
};

/**
 * The letter of a rung with its sheet, line by line, in the customer's language: a reminder without any threat, the claim, or the notice before the suit. The
 * term is that of a letter sent on its own date, at noon of the company's zone. Throws Refusal('data-missing') where a fact of the letter is not known.
 */
export function buildCounterClaimLetter(input: CounterClaimLetterInput): Letter {
  const { counterClaim, account, contract, date, outgoingNumber, signer, company } = input;
  const { language } = counterClaim;
  const texts = counterClaimTexts[language];
  const words = texts.rungs[counterClaim.rung];
  refuseBlanks(input);
  return {
    language,
    letterhead: letterheadOf(company, language),
    outgoingNumber,
    date,
    printedDate: showDay(date, language),
    reference: counterClaim.id,
    referenceLabel: texts.reference,
    addressee: addresseeOf(account, contract),
    title: words.title(contract.number),
    salutation: account.party === 'consumer' ? texts.dear(account.name) : texts.dearFirm,
    blocks: [
      ...sumBlocks(input, language),
      ...groundBlocks(input, language),
      ...setOffBlocks(input.setOff, language),
      ...payBlocks(input, language),
      ...courtBlocks(input, language),
    ],
    signature: [texts.regards, personName(signer, language), personTitle(signer, language), companyName(company, language)],
    enclosures: { title: texts.sheet, items: [] },
  };
}

/** Notices go where the contract says; else to the account's own address. */
export const addresseeOf = ({ name, address, email }: AccountRecord, { terms }: Contract): string[] =>
  [name, terms.noticeAddress ?? address, terms.noticeEmail ?? email].filter((line) => line.trim());

function refuseBlanks({
  account,
  contract,
  outgoingNumber,
  signer,
  company,
  sheet,
  counterClaim: { language },
}: CounterClaimLetterInput): void {
  const facts = {
    'account.name': account.name,
    'contract.number': contract.number,
    outgoingNumber,
    'signer.name': personName(signer, language),
    'company.name': companyName(company, language),
    'sheet.lines': sheet.lines.map(({ number }) => number).join(),
  };
  const blank = Object.entries(facts).flatMap(([name, value]) => (value.trim() ? [] : [name]));
  if (blank.length > 0) throw dataMissing(blank);
}

const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text });

function sumBlocks({ counterClaim, sheet, contract }: CounterClaimLetterInput, language: Language): LetterBlock[] {
  const texts = counterClaimTexts[language];
  const words = texts.rungs[counterClaim.rung];
  const step = stepOf(counterClaim.ladder, counterClaim.rung);
  const before = counterClaim.letters.filter(({ sentAt, rung }) => sentAt && rung !== counterClaim.rung);
  const calculation = calculationTable(sheet, language);
  return [
    paragraph(words.opening(contract.number, showDate(contract.signedOn, language))),
    ...before.map(({ rung, outgoingNumber, date }) => paragraph(texts.wrote(texts.names[rung], outgoingNumber, showDate(date, language)))),
    paragraph(words.claimed(showMoney(sheet.total, sheet.currency, language), showDay(sheet.asOf, language))),
    ...(step.fee === undefined ? [] : [paragraph(texts.fee(showMoney(step.fee, sheet.currency, language)))]),
    ...(minorOf(sheet.frozen) > 0n ? [paragraph(texts.frozen(showMoney(sheet.frozen, sheet.currency, language)))] : []),
    { kind: 'heading', text: texts.sums },
    sumTable(sheet, language),
    ...(calculation ? [{ kind: 'heading', text: texts.counted } as const, calculation] : []),
    ...(sheet.provisional ? [paragraph(texts.provisional)] : []),
  ];
}

/** Each ground once, with the invoices that it is for; then where law and rates are published. What we think of a source stays with us. */
function groundBlocks({ sheet, contract }: CounterClaimLetterInput, language: Language): LetterBlock[] {
  const texts = counterClaimTexts[language];
  const grounds = new Map<string, string[]>();
  for (const line of sheet.lines)
    if (line.rows.length > 0) grounds.set(line.ground[language], [...(grounds.get(line.ground[language]) ?? []), line.number]);
  const { payment } = contract.terms.clauses ?? {};
  const published = [...new Set(sheet.sources.flatMap((source) => source.match(/https?:\/\/[^\s;,()]+/g) ?? []))];
  const lines = [
    ...(payment ? [texts.payment(payment)] : []),
    ...[...grounds].map(([clause, invoices]) => texts.ground(clause, invoices.join(', '))),
    ...(published.length > 0 ? [texts.published(published.join(' '))] : []),
  ];
  return lines.length > 0 ? [{ kind: 'heading', text: texts.grounds }, ...lines.map(paragraph)] : [];
}

function payBlocks(
  { law, counterClaim, sheet, account, contract, date, outgoingNumber, company, channel }: CounterClaimLetterInput,
  language: Language,
): LetterBlock[] {
  const texts = counterClaimTexts[language];
  const words = texts.rungs[counterClaim.rung];
  const step = stepOf(counterClaim.ladder, counterClaim.rung);
  const { lastDay } = responseTerm({ law, sentAt: atHour(date, '12:00', company.zone), account, contract, step });
  const runs = sheet.lines.some((line) => line.rows.length > 0 && line.capPercent === undefined && minorOf(line.principal) > 0n);
  return [
    { kind: 'heading', text: texts.pay },
    paragraph(words.payHow(showDay(lastDay, language), outgoingNumber)),
    ...(runs ? [paragraph(texts.running)] : []),
    paragraph(channel === 'post' ? texts.objectByPost(outgoingNumber) : texts.object),
    ...(counterClaim.rung === 'claim'
      ? [paragraph(texts.after[account.country === 'RU' && account.party === 'business' ? 'RU' : 'other'])]
      : []),
    ...(counterClaim.rung === 'reminder' ? [paragraph(texts.crossed)] : []),
  ];
}

/** Before the suit: to which court, at whose cost, and by when at the latest. */
function courtBlocks({ law, counterClaim, sheet, account, contract }: CounterClaimLetterInput, language: Language): LetterBlock[] {
  if (counterClaim.rung !== 'pre_suit') return [];
  const texts = counterClaimTexts[language];
  const court = contract.terms.court;
  const limitation = limitationOf({ law, sheet, account, contract });
  return [
    { kind: 'heading', text: texts.court },
    paragraph(
      court ? texts.courtNamed(court) : texts.courtBySeat[account.country === 'RU' && account.party === 'business' ? 'RU' : 'other'],
    ),
    paragraph(texts.costs),
    ...(limitation ? [paragraph(texts.limitation(showDay(limitation.lastDay, language), limitation.clause[language]))] : []),
  ];
}
