import type { Language } from '../claims/claim.ts';
import type { AccountRecord } from '../contracts/facts.ts';
import { type Settlement, totalOf } from '../contracts/settlement.ts';
import { type Company, companyName } from './company.ts';
import { showDay, showMoney } from './format.ts';
import { type MailText, mailOf } from './mail-parts.ts';
import { mailTexts } from './mail-texts.ts';
import { greeting } from './mails.ts';

type Texts = {
  subject: (contract: string) => string;
  declared: (amount: string, contract: string, ground: string) => string;
  pairs: string;
  pair: (reference: string, invoice: string) => string;
  value: (amount: string, day: string) => string;
  after: string;
};
const texts: Record<Language, Texts> = {
  en: {
    subject: (contract) => `Set-off under contract No. ${contract}`,
    declared: (amount, contract, ground) =>
      `We set off ${amount} under contract No. ${contract}: what we owe you on your claim against what you owe us on our invoices (${ground}). Both debts end to that amount.`,
    pairs: 'What is set off',
    pair: (reference, invoice) => `your claim ${reference}, our invoice ${invoice}`,
    value: (amount, day) => `${amount}, counting from ${day}`,
    after: 'From that day no interest or penalty runs on the amount. If you see a mistake, answer this mail.',
  },
  ru: {
    subject: (contract) => `Зачёт по договору № ${contract}`,
    declared: (amount, contract, ground) =>
      `Заявляем о зачёте ${amount} по договору № ${contract}: наш долг по вашей претензии засчитывается против вашего долга по нашим счетам (${ground}). Оба обязательства прекращаются в этой сумме.`,
    pairs: 'Что засчитывается',
    pair: (reference, invoice) => `ваша претензия ${reference}, наш счёт ${invoice}`,
    value: (amount, day) => `${amount}, с ${day}`,
    after: 'С этого дня на эту сумму не начисляются проценты и неустойка. Если видите ошибку, ответьте на это письмо.',
  },
};

/** The declaration that makes a booked set-off work toward the customer (ГК РФ 410, BGB § 388): it has to reach them. Of a set-off only. */
export function setOffMail({ settlement, account, contractNumber, company }: Input): MailText {
  const { language } = account;
  const words = texts[language];
  const { terms, currency } = settlement;
  if (terms.kind !== 'set_off') throw new Error('only a set-off is declared');
  const sum = (amount: string) => showMoney(amount, currency, language);
  return mailOf({
    subject: words.subject(contractNumber),
    language,
    parts: [
      greeting(account.party === 'consumer' ? account.name : undefined, language),
      { kind: 'text', text: words.declared(sum(totalOf(settlement)), contractNumber, terms.ground[language]) },
      {
        kind: 'rows',
        title: words.pairs,
        rows: terms.pairs.map(({ reference, number, amount, date }): [string, string] => [
          words.pair(reference, number),
          words.value(sum(amount), showDay(date, language)),
        ]),
      },
      { kind: 'text', text: words.after },
      { kind: 'text', text: mailTexts[language].regards(companyName(company, language)) },
    ],
  });
}
type Input = { settlement: Settlement; account: AccountRecord; contractNumber: string; company: Company };
