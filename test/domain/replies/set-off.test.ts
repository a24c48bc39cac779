import { describe, expect, it } from 'vitest';
import { proposeSetOff } from '#domain/contracts/set-off.ts';
import { booksOf, makeSheet } from '#domain/contracts/sheet.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { buildCounterClaimLetter } from '#domain/replies/counter-claim-letter.ts';
import { setOffBlocks, setOffParagraph } from '#domain/replies/set-off-blocks.ts';
import { bookOf, claimOf, contractOf, invoiceOf } from '../contracts/ledger-facts.ts';
import { account, anna, company, counterClaim } from './samples.ts';

const contract = contractOf('c1', 'RUB');
const day = '2026-05-20';
const claim = claimOf('7K3M-92QF-W8XT1', 'RUB', { day: '2026-05-01', minor: 4_000_000n }, { day: '2026-05-04', granted: 4_000_000n });
const book = bookOf({ contracts: [contract], invoices: [invoiceOf('i1', contract, '2026-03-02', 10_000_000n)] });
const proposal = proposeSetOff({ book, claims: [claim], settlements: [] }, contract, day);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a set-off in a letter', () => {
  it('names both debts, each sum with its invoice and day, the ground, and what is left', () => {
    if (!proposal.possible) throw new Error('not possible');
    const text = plain(setOffParagraph(proposal, 'ru'));
    expect(text).toContain('задолженность с наступившим сроком 104 900,00 ₽');
    expect(text).toContain('Предлагаем зачесть 40 000,00 ₽ (ст. 410 ГК РФ). Счёт N-i1: 40 000,00 ₽, с 04.05.2026.');
    expect(text).toContain('вы будете должны нам 64 900,00 ₽, мы вам — 0,00 ₽');
    expect(plain(JSON.stringify(setOffBlocks(proposal, 'en')))).toContain('["7K3M-92QF-W8XT1","N-i1","RUB 40,000.00","4 May 2026"]');
  });
  it('stands in the counter-claim when there is one, and nowhere else', () => {
    const sheet = makeSheet(booksOf(book, contract), day);
    if (!sheet) throw new Error('no sheet');
    const headings = (setOff: typeof proposal | undefined) =>
      buildCounterClaimLetter({
        law: shippedLaw,
        counterClaim: counterClaim(sheet),
        sheet,
        account,
        contract,
        date: day,
        outgoingNumber: '1',
        signer: anna,
        company,
        setOff,
      }).blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    expect(headings(proposal)).toContain('Зачёт');
    expect(headings(undefined)).not.toContain('Зачёт');
    const other = contractOf('c1', 'RUB', { setOff: 'banned' });
    expect(headings(proposeSetOff({ book, claims: [claim], settlements: [] }, other, day))).not.toContain('Зачёт');
  });
});
