import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { never } from '#domain/errors.ts';
import type { Letter, LetterBlock } from '#domain/replies/letter.ts';
import type { Letters } from '#usecases/ports.ts';
import { ink, makeSheet, type Pdf, page, type Sheet, styles, textWidth } from './letter-sheet.ts';
import { writeTable } from './letter-table.ts';

/**
 * Letters as tagged PDF/A-2b, A4, in PT Serif. The same letter gives the same bytes: dates and the document's id come from its content. `assets`: folder
 * with the fonts and the colour profile; where they are not, node_modules has them.
 */
export function pdfLetters({ assets }: { assets?: string | undefined } = {}): Letters {
  let loaded: Assets | undefined;
  return {
    async render(letter) {
      loaded ??= loadAssets(assets);
      return renderLetter(letter, loaded);
    },
  };
}

type Assets = { regular: Buffer; bold: Buffer; italic: Buffer; profile: Buffer };
function loadAssets(folder: string | undefined): Assets {
  const require = createRequire(import.meta.url);
  const file = (name: string, elsewhere: () => string): Buffer => {
    const beside = folder === undefined ? undefined : join(folder, name);
    return readFileSync(beside !== undefined && existsSync(beside) ? beside : elsewhere());
  };
  const font = (style: string) =>
    file(`PTSerif_${style}.ttf`, () => require.resolve(`@expo-google-fonts/pt-serif/${style}/PTSerif_${style}.ttf`));
  const profile = file('sRGB_IEC61966_2_1.icc', () => join(dirname(require.resolve('pdfkit')), 'data/sRGB_IEC61966_2_1.icc'));
  return { regular: font('400Regular'), bold: font('700Bold'), italic: font('400Regular_Italic'), profile };
}

async function renderLetter(letter: Letter, assets: Assets): Promise<Uint8Array> {
  const pdf = openPdf(letter, assets);
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) =>
    pdf
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', resolve)
      .on('error', reject),
  );
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet = makeSheet(pdf, root);
  pdf.addPage();
  writeLetterhead(sheet, letter);
  writeAddress(sheet, letter);
  sheet.write(letter.title, styles.title, { tag: 'H1', after: 8 });
  sheet.write(letter.salutation, styles.text, { after: 6 });
  for (const [index, block] of letter.blocks.entries()) {
    const next = letter.blocks[index + 1];
    if (!next && block.kind === 'paragraph') keepWithSignature(sheet, block.text, letter.signature);
    writeBlock(sheet, block, next);
  }
  writeSignature(sheet, letter.signature);
  writeEnclosures(sheet, letter.enclosures);
  root.end();
  writeFooters(pdf, sheet, letter);
  pdf.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}

function openPdf(letter: Letter, assets: Assets): Pdf {
  const created = new Date(`${letter.date}T00:00:00Z`);
  const pdf = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    // No font yet: without this pdfkit reads its Helvetica from disk.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/A-2b',
    lang: letter.language,
    displayTitle: true,
    info: {
      Title: metadata(`${letter.title}, ${letter.reference}`),
      Author: metadata(letter.letterhead.name),
      Subject: metadata(letter.reference),
      Creator: 'Redress',
      Producer: 'Redress',
      CreationDate: created,
    },
  } as PDFKit.PDFDocumentOptions);
  for (const font of ['regular', 'bold', 'italic'] as const) pdf.registerFont(font, assets[font]);
  // pdfkit makes the id from title and date alone; two letters of a day about one claim are two documents.
  return Object.assign(pdf, {
    _id: new Uint8Array(createHash('sha256').update(JSON.stringify(letter)).digest().subarray(0, 16)),
    // pdfkit looks for the colour profile beside its own file, where a bundle has none.
    _addColorOutputIntent: () => addOutputIntent(pdf, assets.profile),
  });
}

// pdfkit writes titles into XML as they are (0.20.2), and PDF/A wants them equal in both places.
const metadata = (text: string): string =>
  text
    .replaceAll('&', '＆')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/\p{Cc}/gu, ' ');

/** ISO 19005-2, 6.2.3: the colours that are meant. */
function addOutputIntent(pdf: Pdf, profile: Buffer): void {
  const file = pdf.ref({ Length: profile.length, N: 3 });
  file.end(profile);
  const name = Object('sRGB IEC61966-2.1') as string; // a String object is what pdfkit writes as a PDF string
  const intent = pdf.ref({ Type: 'OutputIntent', S: 'GTS_PDFA1', Info: name, OutputConditionIdentifier: name, DestOutputProfile: file });
  intent.end('');
  (pdf as unknown as { _root: { data: Record<string, unknown> } })._root.data.OutputIntents = [intent];
}

function writeLetterhead(sheet: Sheet, { letterhead }: Letter): void {
  sheet.write(letterhead.name, styles.letterhead, { after: 2 });
  for (const line of letterhead.lines) sheet.write(line, styles.quiet);
  sheet.y += 7;
  sheet.rule(ink.accent, 0.8);
  sheet.y += 22;
}

const numberMark = { en: 'No.', ru: 'Исх. №' };
/** Number, date and reference on the left, the addressee on the right, at one height. */
function writeAddress(sheet: Sheet, letter: Letter): void {
  const top = sheet.y;
  const half = textWidth / 2;
  const ours = [
    `${numberMark[letter.language]} ${letter.outgoingNumber}`,
    letter.printedDate,
    `${letter.referenceLabel} ${letter.reference}`,
  ];
  for (const line of ours) sheet.write(line, { ...styles.text, size: 9.5 }, { width: half - 20 });
  const left = sheet.y;
  sheet.y = top;
  for (const line of letter.addressee) sheet.write(line, styles.text, { x: page.left + half, width: half });
  sheet.y = Math.max(left, sheet.y) + 26;
}

function writeBlock(sheet: Sheet, block: LetterBlock, next: LetterBlock | undefined): void {
  switch (block.kind) {
    case 'paragraph':
      sheet.write(block.text, styles.text, { after: 6 });
      break;
    case 'heading':
      sheet.y += 4;
      // A heading does not stand alone at the foot of a page.
      sheet.keep(next?.kind === 'table' ? 90 : 60);
      sheet.write(block.text, styles.heading, { tag: 'H2', after: 3 });
      break;
    case 'table':
      sheet.y += 2;
      writeTable(sheet, block);
      break;
    default:
      never(block);
  }
}

const lineHeight = styles.text.size * styles.text.leading;
/** A signature does not stand alone on a page: the last paragraph goes with it. */
function keepWithSignature(sheet: Sheet, text: string, signature: readonly string[]): void {
  const lines = sheet.lines(text, styles.text, textWidth).length + signature.length;
  sheet.keep(Math.min(lines * lineHeight + 30, 300));
}

function writeSignature(sheet: Sheet, lines: readonly string[]): void {
  sheet.y += 14;
  sheet.keep(lines.length * lineHeight);
  for (const line of lines) sheet.write(line, styles.text);
}

function writeEnclosures(sheet: Sheet, { title, items }: Letter['enclosures']): void {
  if (items.length === 0) return;
  sheet.y += 18;
  sheet.keep(60);
  sheet.write(title, { ...styles.heading, size: 9 }, { tag: 'H2', after: 2 });
  for (const [index, { name, sha256 }] of items.entries()) {
    sheet.write(`${index + 1}. ${name}`, styles.cell);
    sheet.write(`SHA-256 ${sha256}`, { ...styles.quiet, size: 7.5 }, { x: page.left + 12, width: textWidth - 12, after: 2 });
  }
}

/** Number of the letter and of the page; known only when all pages are written. */
function writeFooters(pdf: Pdf, sheet: Sheet, letter: Letter): void {
  const { count } = pdf.bufferedPageRange();
  const y = page.height - page.bottom + 22;
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(index);
    sheet.artifact(() => {
      sheet.put(`${letter.letterhead.name} · ${letter.outgoingNumber}`, styles.quiet, { x: page.left, y });
      sheet.put(`${index + 1} / ${count}`, styles.quiet, { x: page.left, y, width: textWidth, align: 'right' });
    });
  }
}
