import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { breakLines } from '#adapters/letter-lines.ts';
import { pdfLetters } from '#adapters/pdf-letters.ts';
import type { Letter } from '#domain/replies/letter.ts';

const letters = pdfLetters();
const demand = (n: number) => [`${n}`, `Возврат денег за партию № ${n}`, 'Удовлетворено', `${n} 000,00 ₽`, `договор, п. ${n} § 4`];
const letter: Letter = {
  language: 'ru',
  letterhead: { name: 'ООО «Образец & Ко» <1>', lines: ['000001, г. Образцовск', 'тел. +7 000 000-00-00'] },
  outgoingNumber: '2026-00012',
  date: '2026-11-23',
  printedDate: 'пн, 23 ноября 2026 г.',
  reference: '7K3M-92QF-W8XT1',
  referenceLabel: 'На вашу претензию',
  addressee: ['ООО «Северный метиз»', 'Ивану Петрову'],
  title: 'Ответ на претензию',
  salutation: 'Здравствуйте, Иван Петров!',
  blocks: [
    { kind: 'paragraph', text: 'Мы получили вашу претензию — и отвечаем на каждое требование.' },
    { kind: 'heading', text: 'Ответ на каждое требование' },
    {
      kind: 'table',
      head: ['№', 'Требование', 'Ответ', 'Сумма', 'Основание'],
      rows: [demand(1), demand(2)],
      align: ['left', 'left', 'left', 'right', 'left'],
      widths: [0.5, 3, 2, 2, 2],
    },
    { kind: 'paragraph', text: 'Если что-то неясно, напишите нам.' },
  ],
  signature: ['С уважением,', 'Анна Кедрова', 'менеджер', 'за отсутствующего сотрудника: Борис Луговой'],
  enclosures: { title: 'Приложения', items: [{ name: 'Акт № 5.pdf', sha256: 'ab'.repeat(32) }] },
};
const withRows = (rows: readonly (readonly string[])[]): Letter => ({
  ...letter,
  blocks: letter.blocks.map((block) => (block.kind === 'table' ? { ...block, rows } : block)),
});
const source = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const pagesOf = (pdf: Uint8Array) => Number(/\/Type \/Pages\s*\/Count (\d+)/.exec(source(pdf))?.[1]);

/** The text of a PDF by a program that is not ours, page by page; undefined where it is not installed. */
function textOf(pdf: Uint8Array): string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'letter-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'letter.pdf');
  writeFileSync(file, pdf);
  const run = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  if (run.error) console.log('left out: no pdftotext here to read the letter with');
  return run.error ? undefined : run.stdout.replaceAll('\u00a0', ' ').replaceAll(' / ', '/').split('\f').slice(0, -1);
}

test('the same letter gives the same bytes, another letter others', async () => {
  const once = await letters.render(letter);
  expect(await pdfLetters().render(structuredClone(letter))).toEqual(once);
  const other = await letters.render({ ...letter, enclosures: { ...letter.enclosures, items: [] } });
  expect(other).not.toEqual(once);
  const idOf = (pdf: Uint8Array) => /\/ID \[(.+?)\]/.exec(source(pdf))?.[1];
  expect(idOf(once)).toMatch(/^<([0-9a-f]{32})> <\1>$/);
  expect(idOf(other)).not.toBe(idOf(once)); // of one day and one claim, and still another document
});

test('it is tagged PDF/A-2b of the letter’s own date, in its language', async () => {
  const pdf = source(await letters.render(letter));
  expect(pdf.startsWith('%PDF-1.7')).toBe(true);
  for (const sign of [
    '<pdfaid:part>2</pdfaid:part>',
    '<pdfaid:conformance>B</pdfaid:conformance>',
    '/GTS_PDFA1',
    '/Marked true',
    '/Lang (ru)',
    '/StructTreeRoot',
    '(D:20261123000000Z)',
    '<xmp:CreateDate>2026-11-23T00:00:00Z',
  ])
    expect(pdf).toContain(sign);
  for (const tag of ['/S /Document', '/S /H1', '/S /H2', '/S /P', '/S /Table', '/S /TR', '/S /TH', '/S /TD']) expect(pdf).toContain(tag);
  // The metadata are XML: what the name holds must not break them.
  const xml = Buffer.from(pdf, 'latin1').toString('utf8');
  expect(/<rdf:li>(ООО.*?)<\/rdf:li>/.exec(xml)?.[1]).toBe('ООО «Образец ＆ Ко» ‹1›');
});

test('everything that the letter says can be read in it', async () => {
  const text = textOf(await letters.render(letter))
    ?.join(' ')
    .replaceAll(/\s+/g, ' ');
  if (text === undefined) return;
  const words = [
    letter.letterhead.name,
    'Исх. № 2026-00012',
    letter.printedDate,
    `На вашу претензию ${letter.reference}`,
    ...letter.addressee,
    letter.title,
    letter.salutation,
    ...letter.signature,
  ];
  for (const part of [
    ...words,
    'отвечаем на каждое требование',
    '1 000,00 ₽',
    '2 000,00 ₽',
    'договор, п. 2 § 4',
    '«',
    '»',
    '—',
    '1. Акт № 5.pdf',
    'ab'.repeat(32),
    '1/1',
  ])
    expect(text).toContain(part);
});

test('a table of two hundred rows repeats its head, and no row is lost', async () => {
  const rows = Array.from({ length: 200 }, (_, index) => demand(index + 1));
  const pdf = await letters.render(withRows(rows));
  const pages = textOf(pdf);
  expect(pagesOf(pdf)).toBeGreaterThan(5);
  if (!pages) return;
  expect(pages).toHaveLength(pagesOf(pdf));
  for (const [index, page] of pages.entries()) {
    if (/партию/.test(page)) expect(page).toContain('Основание');
    expect(page).toContain(`${index + 1}/${pages.length}`);
  }
  const all = pages.join(' ').replaceAll(/\s+/g, ' ');
  for (const [, , , amount, ground] of rows) expect(all.includes(`${amount} ${ground}`), ground).toBe(true);
});

test('a row that is longer than a page goes on over the next ones', async () => {
  const words = Array.from({ length: 3000 }, (_, index) => `слово${index}`);
  const pages = textOf(await letters.render(withRows([['1', 'x', 'y', 'z', words.join(' ')], demand(2)])));
  if (!pages) return;
  const all = new Set(pages.join(' ').split(/\s+/));
  expect(words.filter((word) => !all.has(word))).toEqual([]);
  expect(pages.join(' ')).toContain('договор, п. 2');
});

test('the signature takes the last paragraph with it', async () => {
  for (let filler = 20; filler < 34; filler++) {
    const blocks: Letter['blocks'] = [
      ...Array.from({ length: filler }, () => ({ kind: 'paragraph' as const, text: 'Абзац.' })),
      { kind: 'paragraph', text: 'Последний абзац.' },
    ];
    const pages = textOf(await letters.render({ ...letter, blocks }));
    if (!pages) return;
    expect(pages.find((page) => page.includes('Анна Кедрова'))).toContain('Последний абзац.');
  }
});

test('fonts and colours may lie beside a bundle', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const require = createRequire(import.meta.url);
  for (const style of ['400Regular', '700Bold', '400Regular_Italic'])
    copyFileSync(require.resolve(`@expo-google-fonts/pt-serif/${style}/PTSerif_${style}.ttf`), join(folder, `PTSerif_${style}.ttf`));
  copyFileSync(join(dirname(require.resolve('pdfkit')), 'data/sRGB_IEC61966_2_1.icc'), join(folder, 'sRGB_IEC61966_2_1.icc'));
  expect(await pdfLetters({ assets: folder }).render(letter)).toEqual(await letters.render(letter));
  expect(await pdfLetters({ assets: join(folder, 'nowhere') }).render(letter)).toEqual(await letters.render(letter));
  writeFileSync(join(folder, 'PTSerif_700Bold.ttf'), 'no font');
  await expect(pdfLetters({ assets: folder }).render(letter)).rejects.toThrow();
});

test('lines break between words, hold what belongs together, and cut what is too long', () => {
  const lines = (text: string, width: number) => breakLines(text, width, (piece) => piece.length);
  expect(lines('one two three', 7)).toEqual(['one two', 'three']);
  expect(lines('see № 5 and 1\u00a0240,00\u00a0₽', 11)).toEqual(['see №\u00a05 and', '1\u00a0240,00\u00a0₽']);
  expect(lines('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
  expect(lines('a\r\nb\n\nc\td\u0000\u202e', 9)).toEqual(['a', 'b', '', 'c d']);
  expect(lines('', 9)).toEqual(['']);
});
