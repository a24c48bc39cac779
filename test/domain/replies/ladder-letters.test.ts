import { describe, expect, it } from 'vitest';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { RungLetter } from '#domain/contracts/counter-claim-record.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import { ladderOf } from '#domain/contracts/ladder.ts';
import { type Rung, rungs } from '#domain/contracts/terms.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { buildCounterClaimLetter } from '#domain/replies/counter-claim-letter.ts';
import { buildDecisionLetter } from '#domain/replies/decision-letter.ts';
import type { Letter } from '#domain/replies/letter.ts';
import { account, anna, company, contract, counterClaim, disputedPart, sheetFor } from './samples.ts';

/** A letter as plain text, in the order in which it is read; the golden files beside this test hold it. */
function textOf(letter: Letter): string {
  const blocks = letter.blocks.map((block) => {
    if (block.kind === 'heading') return `## ${block.text}`;
    if (block.kind === 'paragraph') return block.text;
    return [block.head, ...block.rows].map((row) => row.map((cell) => cell.replaceAll('\n', ' ') || '—').join(' | ')).join('\n');
  });
  const head = [letter.outgoingNumber, letter.printedDate, letter.addressee.join(' / '), `# ${letter.title}`, letter.salutation];
  return `${[...head, ...blocks, letter.signature.join(' / ')].join('\n\n').replaceAll('\u00a0', ' ')}\n`;
}

const fee = '500.00';
const terms = {
  ...contract.terms,
  court: 'Арбитражный суд города Образцовска',
  ladder: [
    { rung: 'reminder' as const, termDays: 7 },
    { rung: 'claim' as const, termDays: 15, fee },
    { rung: 'pre_suit' as const, termDays: 10, fee },
  ],
};
const agreed = { ...contract, terms };
const sent = (rung: Rung, date: string, number: string): RungLetter => ({
  rung,
  date,
  outgoingNumber: number,
  key: '',
  sha256: '',
  hash: '',
  channel: 'email',
  language: 'ru',
  asOf: date,
  total: '0.00',
  sentAt: `${date}T09:00:00.000Z`,
  delivery: 'sent',
});
const earlier = [sent('reminder', '2026-11-02', '2026-00004'), sent('claim', '2026-11-10', '2026-00009')];

function letterOf(rung: Rung, language: 'en' | 'ru', change: Partial<CounterClaim> = {}) {
  const at = rungs.indexOf(rung);
  const sheet = sheetFor({ terms });
  const made = counterClaim(sheet, { language, rung, ladder: ladderOf(agreed, account), letters: earlier.slice(0, at), ...change });
  return buildCounterClaimLetter({
    law: shippedLaw,
    counterClaim: made,
    sheet,
    account,
    contract: agreed,
    date: '2026-11-23',
    outgoingNumber: '2026-00013',
    signer: anna,
    company,
  });
}
const decision = (language: 'en' | 'ru', accepted: string, ended = false) =>
  buildDecisionLetter({
    counterClaim: counterClaim(sheetFor(), { language }),
    part: disputedPart,
    decision: { ...disputedPart.decision, accepted, ...(accepted === '100000.00' ? { response: undefined } : {}) },
    sheet: ended ? undefined : sheetFor(),
    account,
    contract,
    date: '2026-11-23',
    outgoingNumber: '2026-00012',
    signer: anna,
    company,
  });

describe.each(['en', 'ru'] as const)('letters in %s', (language) => {
  it.each(rungs)('the %s reads as it was agreed', async (rung) => {
    await expect(textOf(letterOf(rung, language))).toMatchFileSnapshot(`letters/${rung}-${language}.txt`);
  });
  it('the decision on a dispute reads as it was agreed', async () => {
    await expect(textOf(decision(language, '40000.00'))).toMatchFileSnapshot(`letters/decision-${language}.txt`);
  });
  it('a reminder threatens with nothing', () => {
    expect(textOf(letterOf('reminder', language))).not.toMatch(/court|suit|action|legal|суд|иск|претензи|взыска/i);
  });
  it('only the notice before action names the court, the costs and the limitation', () => {
    const notice = textOf(letterOf('pre_suit', language));
    expect(notice).toContain('Арбитражный суд города Образцовска');
    expect(notice).toMatch(language === 'en' ? /court fee/ : /государственную пошлину/);
    // Due on Tuesday 1 September 2026: three years end on Saturday 1 September 2029 and move on to Monday the 3rd.
    expect(notice).toMatch(language === 'en' ? /until Mon 3 Sep 2029/ : /до пн, 3 сентября 2029 г\. включительно/);
    expect(textOf(letterOf('claim', language))).not.toContain('Арбитражный суд города');
  });
  it('no letter has an empty word, a doubled stop or a stray placeholder', () => {
    const letters = [
      ...rungs.map((rung) => letterOf(rung, language)),
      ...['0.00', '40000.00', '100000.00'].map((sum) => decision(language, sum)),
      decision(language, '40000.00', true),
    ];
    for (const letter of letters) expect(textOf(letter)).not.toMatch(/undefined|null|NaN|г\.\.|,,|\{\{|\(\)|[^ ] {2}[^ ]/);
  });
});

describe('the fee of a rung', () => {
  const book = { account, contracts: [agreed], invoices: [], payments: [], performances: [], freezes: [], credits: [] };
  const owed = (letters: readonly RungLetter[]) =>
    sheetOf(counterClaim(sheetFor(), { letters, covers: [] }), { book, contract: agreed, asOf: '2026-11-23' }).total;
  it('is owed from the letter on, and not for one that came back', () => {
    expect(owed([{ ...sent('claim', '2026-11-10', '2026-00009'), fee }])).toBe('500.00');
    expect(owed([{ ...sent('claim', '2026-11-24', '2026-00009'), fee }])).toBe('0.00');
    expect(owed([{ ...sent('claim', '2026-11-10', '2026-00009'), fee, delivery: 'bounced' }])).toBe('0.00');
  });
});
