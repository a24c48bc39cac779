import { expect, test } from 'vitest';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { Refusal } from '#domain/errors.ts';
import { buildLetter, type LetterInput } from '#domain/replies/build-letter.ts';
import { buildCounterClaimLetter } from '#domain/replies/counter-claim-letter.ts';
import { draftText } from '#domain/replies/draft.ts';
import type { LetterBlock } from '#domain/replies/letter.ts';
import { account, anna, boris, claim, company, contract, counterClaim, english, partly, printed, rejected, sheetFor } from './samples.ts';

function letterFor(change: Partial<LetterInput> = {}) {
  const subject = change.claim ?? claim();
  const answers = change.reply?.answers ?? partly;
  const reply = { ...draftText({ claim: subject, answers, contract, company }), answers };
  return buildLetter({
    claim: subject,
    reply,
    date: '2026-11-23',
    outgoingNumber: '2026-00012',
    signer: anna,
    enclosures: subject.evidence,
    contract,
    account,
    company,
    ...change,
  });
}
const tables = (blocks: readonly LetterBlock[]) => blocks.filter((block) => block.kind === 'table');
const flat = (row: readonly string[] | undefined) => row?.map((cell) => cell.replaceAll('\u00a0', ' ').replaceAll('\n', ' | '));

test('a reply answers every demand in a table, with reason, amount and ground', () => {
  const letter = letterFor();
  expect(letter).toMatchObject({
    title: 'Ответ на претензию',
    printedDate: 'пн, 23 ноября 2026 г.',
    salutation: 'Здравствуйте, Пётр Образцов!',
    addressee: ['ООО «Северный метиз»', 'Пётр Образцов', '000001, г. Образцовск, ул. Примерная, 2', 'petr@severny.example'],
    letterhead: {
      name: 'ООО «Полярная арматура» (образец)',
      lines: ['190000, г. Образцовск, Примерная наб., д. 1', '+7 000 000-00-00 · ОГРН 0000000000000'],
    },
  });
  const [table] = tables(letter.blocks);
  expect(table?.rows.map(flat)).toEqual([
    [
      '1. Неустойка | Неустойка по п. 6.3 | заявлено: 84 000,00 ₽',
      'Удовлетворено. | Поставка опоздала на 12 дней.',
      '1 240,00 ₽',
      'договор, п. 6.3',
    ],
    ['2. Замена | Две коробки анкеров М24', 'Не удовлетворено. | Коробки приняты по акту без замечаний.', '—', 'ст. 513 ГК РФ'],
  ]);
});

test('what happens next has dates, and sums of one currency are added up', () => {
  const two = {
    d1: { ...partly.d1, granted: { amount: '0.10', currency: 'RUB' } },
    d2: { ...partly.d1, granted: { amount: '0.20', currency: 'RUB' } },
  } as const;
  const letter = letterFor({ reply: { opening: 'Da.', closing: 'So.', answers: two } });
  expect(printed(letter)).toContain('Всего мы возмещаем 0,30 ₽.');
  expect(flat(tables(letter.blocks)[0]?.rows.at(-1))).toEqual(['Всего', '', '0,30 ₽', '']);
  expect(printed(letter)).toContain('до ср, 23 декабря 2026 г. включительно'); // 30 days after the letter
  expect(printed(letterFor({ reply: { opening: 'No.', closing: '', answers: { d1: rejected, d2: rejected } } }))).not.toContain(
    'возмещаем',
  );
});

test('the signature says who acted for whom, and enclosures carry their hashes', () => {
  const letter = letterFor({ claim: english(), actsFor: boris });
  expect(letter.signature).toEqual([
    'Yours sincerely,',
    'Anna Kedrova',
    'Key account manager',
    'acting for Boris Lugovoy, Key account manager',
    'Polar Fittings (sample)',
  ]);
  expect(letter.enclosures.items).toEqual([{ name: 'Акт № 5.pdf', sha256: 'ab'.repeat(32) }]);
  expect(letterFor().signature).not.toContain('Борис');
  expect(letterFor({ claim: english({ contact: { name: 'jo@post.example', email: 'jo@post.example' } }) }).salutation).toBe(
    'Dear Sir or Madam,',
  );
});

test('a letter with a gap or without a name is refused', () => {
  const code = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return error instanceof Refusal ? [error.code, ...error.fields.map(({ path }) => path)] : error;
    }
    return 'made';
  };
  expect(code(() => letterFor({ reply: { opening: 'We found [… what …]', closing: '', answers: {} } }))).toEqual([
    'data-missing',
    'opening',
  ]);
  expect(code(() => letterFor({ reply: { opening: 'Fine.', closing: 'Call {{ phone }}', answers: {} } }))).toEqual([
    'data-missing',
    'closing',
  ]);
  expect(code(() => letterFor({ reply: { opening: ' ', closing: '', answers: {} }, outgoingNumber: '' }))).toEqual([
    'data-missing',
    'opening',
    'outgoingNumber',
  ]);
});

const counterLetter = (change: Parameters<typeof counterClaim>[1] = {}, terms = contract.terms) => {
  const sheet = sheetFor({ terms });
  const made = counterClaim(change?.sheet ?? sheet, change);
  return buildCounterClaimLetter({
    law: shippedLaw,
    counterClaim: made,
    sheet: made.sheet,
    account,
    contract: { ...contract, terms },
    date: '2026-11-23',
    outgoingNumber: '2026-00013',
    signer: anna,
    company,
  });
};

test('a claim for payment shows every line of its sheet', () => {
  const letter = counterLetter();
  const [sums, counted] = tables(letter.blocks);
  expect(sums?.head).toEqual(['Счёт', 'Срок оплаты', 'Основной долг', 'Проценты или неустойка', 'К уплате']);
  expect(sums?.rows.map(flat)).toEqual([
    ['INV-2101', '01.09.2026', '250 000,00 ₽', '24 150,00 ₽', '274 150,00 ₽'],
    ['INV-2102', '20.10.2026', '128 400,00 ₽', '4 365,60 ₽', '132 765,60 ₽'],
    ['Всего', '', '378 400,00 ₽', '28 515,60 ₽', '406 915,60 ₽'],
  ]);
  expect(counted?.rows.map(flat)).toEqual([
    ['INV-2101 | срок 01.09.2026', '350 000,00 ₽', '02.09.2026 – | 05.10.2026', '34', '0,1 % в день', '11 900,00 ₽'],
    ['', '250 000,00 ₽', '06.10.2026 – | 23.11.2026', '49', '0,1 % в день', '12 250,00 ₽'],
    ['Итого', '', '', '83', '', '24 150,00 ₽'],
    ['INV-2102 | срок 20.10.2026', '128 400,00 ₽', '21.10.2026 – | 23.11.2026', '34', '0,1 % в день', '4 365,60 ₽'],
  ]);
});

test('it names ground, term and what follows, and says when it is provisional', () => {
  const letter = printed(counterLetter());
  expect(letter).toContain('п. 7.2 (счета: INV-2101, INV-2102).');
  expect(letter).toContain('до вт, 8 декабря 2026 г. включительно'); // 15 calendar days by the contract
  expect(letter).toContain('ч. 5 ст. 4 АПК РФ');
  expect(letter).not.toContain('предварительный');
  const sheet = { ...sheetFor(), provisional: true };
  expect(printed(counterLetter({ sheet }))).toContain('Расчёт предварительный: ставка за часть периода ещё не опубликована');
});

test('interest by law names the law and where the rate is published, and no more of what we think of the source', () => {
  const letter = printed(counterLetter({ language: 'en' }, { ...contract.terms, late: { kind: 'statutory', rule: 'ru-395' } }));
  expect(letter).toContain('art. 395 Civil Code of Russia (invoices INV-2101, INV-2102).');
  expect(letter).toContain('https://www.cbr.ru/hd_base/keyrate/');
  expect(letter).toMatch(/1[0-9](\.\d+)? % a year \(365 days\)/);
  expect(letter).not.toMatch(/medium|memory|not opened|ru-key/);
});

test('fixed sums and payments towards interest have their columns', () => {
  const sheet = sheetFor();
  const [first, ...rest] = sheet.lines;
  if (!first) throw new Error('no line');
  const fuller = {
    ...sheet,
    lines: [{ ...first, fixedSum: '40.00', paidOnTop: '10.00' }, ...rest],
    fixedSums: '40.00',
    paidOnTop: '10.00',
  };
  const [sums] = tables(counterLetter({ sheet: fuller }).blocks);
  expect(sums?.head).toHaveLength(7);
  expect(flat(sums?.rows[0])?.slice(4, 6)).toEqual(['40,00 ₽', '−10,00 ₽']);
  expect(flat(sums?.rows[1])?.slice(4, 6)).toEqual(['0,00 ₽', '0,00 ₽']);
});

test('no letter has an empty word, a doubled stop or a stray placeholder', () => {
  const letters = [letterFor(), letterFor({ claim: english() }), counterLetter(), counterLetter({ language: 'en' })];
  for (const letter of letters) expect(printed(letter)).not.toMatch(/undefined|null|NaN|г\.\.|,,|\{\{|\(\)|[^ ] {2}[^ ]/);
});
