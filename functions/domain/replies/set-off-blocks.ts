import type { Language } from '../claims/claim.ts';
import type { SetOffProposal } from '../contracts/set-off.ts';
import { decimalOf, minorOf } from '../money.ts';
import { showDate, showMoney } from './format.ts';
import type { LetterBlock } from './letter.ts';

type Possible = SetOffProposal & { possible: true };
type SetOffTexts = {
  title: string;
  proposal: (owe: string, contract: string, granted: string, amount: string, ground: string) => string;
  left: (they: string, we: string) => string;
  later: string;
  invoice: (number: string, amount: string, date: string) => string;
  head: readonly string[];
};

const texts: Record<Language, SetOffTexts> = {
  en: {
    title: 'Set-off',
    proposal: (owe, contract, granted, amount, ground) =>
      `Under contract No. ${contract} you owe us ${owe}, which is due, and we owe you ${granted} on your claim. We propose to set off ${amount} (${ground}).`,
    left: (they, we) => `After it you would owe us ${they} and we would owe you ${we}.`,
    later: 'It takes effect when we have confirmed it to you in writing.',
    invoice: (number, amount, date) => `Invoice ${number}: ${amount}, counting from ${date}.`,
    head: ['Your claim', 'Our invoice', 'Amount', 'Counts from'],
  },
  ru: {
    title: 'Зачёт',
    proposal: (owe, contract, granted, amount, ground) =>
      `По договору № ${contract} за вами задолженность с наступившим сроком ${owe}, а мы должны вам по вашей претензии ${granted}. Предлагаем зачесть ${amount} (${ground}).`,
    left: (they, we) => `После зачёта вы будете должны нам ${they}, мы вам — ${we}.`,
    later: 'Зачёт состоится, когда мы подтвердим его вам письменно.',
    invoice: (number, amount, date) => `Счёт ${number}: ${amount}, с ${date}.`,
    head: ['Ваша претензия', 'Наш счёт', 'Сумма', 'С какого дня'],
  },
};

function sentences(proposal: Possible, language: Language): { lead: string; left: string } {
  const { currency, theyOwe, weOwe, amount, contractNumber, ground } = proposal;
  const sum = (decimal: string) => showMoney(decimal, currency, language);
  // What could have been set off earlier bears no interest since: less than nothing is never left.
  const left = (of: string) => {
    const minor = minorOf(of) - minorOf(amount);
    return sum(decimalOf(minor > 0n ? minor : 0n));
  };
  return {
    lead: texts[language].proposal(sum(theyOwe), contractNumber, sum(weOwe), sum(amount), ground[language]),
    left: texts[language].left(left(theyOwe), left(weOwe)),
  };
}

/** The proposal for a letter with tables: heading, what both owe, each sum, and from when it counts. Nothing where no set-off is possible. */
export function setOffBlocks(proposal: SetOffProposal | undefined, language: Language): LetterBlock[] {
  if (!proposal?.possible) return [];
  const { title, head, later } = texts[language];
  const { lead, left } = sentences(proposal, language);
  return [
    { kind: 'heading', text: title },
    { kind: 'paragraph', text: lead },
    {
      kind: 'table',
      head,
      rows: proposal.pairs.map(({ reference, number, amount, date }) => [
        reference,
        number,
        showMoney(amount, proposal.currency, language),
        showDate(date, language),
      ]),
      align: ['left', 'left', 'right', 'left'],
    },
    { kind: 'paragraph', text: `${left} ${later}` },
  ];
}

/** The same as one paragraph of a reply's text. */
export function setOffParagraph(proposal: Possible, language: Language): string {
  const { invoice, later } = texts[language];
  const { lead, left } = sentences(proposal, language);
  const sums = proposal.pairs.map(({ number, amount, date }) =>
    invoice(number, showMoney(amount, proposal.currency, language), showDate(date, language)),
  );
  return [lead, ...sums, left, later].join(' ');
}
