import type { CounterClaim } from '../contracts/counter-claim.ts';
import type { FreezeDecision, FrozenPart } from '../contracts/counter-claim-record.ts';
import type { AccountRecord } from '../contracts/facts.ts';
import { type Company, companyName } from './company.ts';
import { decisionTexts } from './decision-texts.ts';
import { showDay, showMoney } from './format.ts';
import { type MailText, mailOf } from './mail-parts.ts';
import { mailTexts } from './mail-texts.ts';
import { greeting } from './mails.ts';

export type DecisionMailInput = {
  counterClaim: CounterClaim;
  part: FrozenPart;
  decision: FreezeDecision;
  account: AccountRecord;
  sheetUrl: string;
  company: Company;
};

/** Brings the letter on a decided dispute. */
export function decisionMail({ counterClaim, part, decision, account, sheetUrl, company }: DecisionMailInput): MailText {
  const { language, contractNumber, sheet } = counterClaim;
  const texts = decisionTexts[language].mail;
  const sum = (amount: string) => showMoney(amount, sheet.currency, language);
  return mailOf({
    subject: texts.subject(contractNumber, decision.letter.outgoingNumber),
    language,
    parts: [
      greeting(account.party === 'consumer' ? account.name : undefined, language),
      { kind: 'text', text: texts.lead(part.number) },
      {
        kind: 'rows',
        rows: [
          [texts.disputed, sum(part.amount)],
          [texts.accepted, sum(decision.accepted)],
          ...(decision.response ? [[texts.until, showDay(decision.response.lastDay, language)] as [string, string]] : []),
        ],
      },
      { kind: 'link', label: texts.sheet, url: sheetUrl },
      { kind: 'text', text: mailTexts[language].regards(companyName(company, language)) },
    ],
  });
}
