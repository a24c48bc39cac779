import type { CounterClaim } from '../contracts/counter-claim.ts';
import type { FreezeDecision, FrozenPart } from '../contracts/counter-claim-record.ts';
import type { AccountRecord, Contract } from '../contracts/facts.ts';
import type { Sheet } from '../contracts/sheet.ts';
import type { LegalDay } from '../deadlines/legal-day.ts';
import { decimalOf, minorOf } from '../money.ts';
import { type Company, companyName, letterheadOf, personName, personTitle, type Signer } from './company.ts';
import { addresseeOf } from './counter-claim-letter.ts';
import { counterClaimTexts } from './counter-claim-texts.ts';
import { decisionTexts } from './decision-texts.ts';
import { dataMissing } from './fill.ts';
import { showDay, showMoney } from './format.ts';
import type { Letter, LetterBlock } from './letter.ts';
import { calculationTable, sumTable } from './sheet-tables.ts';

export type DecisionLetterInput = {
  counterClaim: CounterClaim;
  part: FrozenPart;
  decision: Omit<FreezeDecision, 'letter'>;
  /** As it is with the decision in it; undefined where the counter-claim had ended before. */
  sheet: Sheet | undefined;
  account: AccountRecord;
  contract: Contract;
  date: LegalDay;
  outgoingNumber: string;
  signer: Signer;
  company: Company;
};

/**
 * Our decision on what the customer disputed: what is accepted, why, what is left to pay by when, with the sheet. Throws Refusal('data-missing') where a fact of
 * the letter is not known.
 */
export function buildDecisionLetter(input: DecisionLetterInput): Letter {
  const { counterClaim, account, contract, date, outgoingNumber, signer, company } = input;
  const { language } = counterClaim;
  const common = counterClaimTexts[language];
  const texts = decisionTexts[language];
  const blank = Object.entries({ 'account.name': account.name, outgoingNumber, 'signer.name': personName(signer, language) });
  if (blank.some(([, value]) => !value.trim())) throw dataMissing(blank.flatMap(([name, value]) => (value.trim() ? [] : [name])));
  return {
    language,
    letterhead: letterheadOf(company, language),
    outgoingNumber,
    date,
    printedDate: showDay(date, language),
    reference: counterClaim.id,
    referenceLabel: common.reference,
    addressee: addresseeOf(account, contract),
    title: texts.title(contract.number),
    salutation: account.party === 'consumer' ? common.dear(account.name) : common.dearFirm,
    blocks: [...decisionBlocks(input), ...restBlocks(input)],
    signature: [common.regards, personName(signer, language), personTitle(signer, language), companyName(company, language)],
    enclosures: { title: common.sheet, items: [] },
  };
}

const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text });

function decisionBlocks({ counterClaim, part, decision }: DecisionLetterInput): LetterBlock[] {
  const { language, sheet } = counterClaim;
  const texts = decisionTexts[language];
  const sum = (amount: string) => showMoney(amount, sheet.currency, language);
  const day = showDay(part.at.slice(0, 10), language);
  const [amount, accepted] = [minorOf(part.amount), minorOf(decision.accepted)];
  const outcome = amount === 0n ? 'noted' : accepted === 0n ? 'none' : accepted === amount ? 'all' : 'part';
  return [
    paragraph((part.by === 'customer' ? texts.opening : texts.openingOurs)(part.number, day)),
    { kind: 'heading', text: texts.decision },
    paragraph(texts.outcomes[outcome]),
    {
      kind: 'table',
      head: texts.head,
      rows: [[part.number, sum(part.amount), sum(decision.accepted), sum(decimalOf(amount - accepted))]],
      align: ['left', 'right', 'right', 'right'],
    },
    paragraph(texts.because(decision.reason)),
  ];
}

/** What is left, by when, and from when its interest runs; or that nothing is. */
function restBlocks({ counterClaim, part, decision, sheet }: DecisionLetterInput): LetterBlock[] {
  const { language } = counterClaim;
  const texts = decisionTexts[language];
  if (!sheet) return [paragraph(texts.ended)];
  if (minorOf(sheet.total) <= 0n) return [paragraph(minorOf(sheet.frozen) > 0n ? texts.waits : texts.nothing)];
  const due = sheet.lines.find(({ invoiceId }) => invoiceId === part.invoiceId)?.dueDate;
  const goesOn = minorOf(decision.accepted) < minorOf(part.amount);
  const calculation = calculationTable(sheet, language);
  return [
    { kind: 'heading', text: texts.rest },
    paragraph(texts.left(showMoney(sheet.total, sheet.currency, language), showDay(sheet.asOf, language))),
    ...(goesOn && due ? [paragraph(texts.interestFrom(showDay(due, language)))] : []),
    ...(decision.response ? [paragraph(texts.until(showDay(decision.response.lastDay, language)))] : []),
    sumTable(sheet, language),
    ...(calculation ? [{ kind: 'heading', text: counterClaimTexts[language].counted } as const, calculation] : []),
    paragraph(texts.object),
  ];
}
