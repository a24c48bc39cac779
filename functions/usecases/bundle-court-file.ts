import type { Actor } from '#domain/actor.ts';
import { canonical, sha256 } from '#domain/chain.ts';
import { csvOf } from '#domain/csv.ts';
import { explain } from '#domain/deadlines/explain.ts';
import { courtFileTexts } from '#domain/replies/court-file-texts.ts';
import { showDay } from '#domain/replies/format.ts';
import { rateOf } from '#domain/replies/sheet-tables.ts';
import { type ZipEntry, zipOf } from '#domain/zip.ts';
import { type CourtFile, viewCourtFile } from './court-file.ts';
import { type Deps, isoNow } from './deps.ts';

const text = (name: string, content: string): ZipEntry => ({ name, bytes: new TextEncoder().encode(content) });
const json = (name: string, value: unknown): ZipEntry => text(name, `${JSON.stringify(value, null, 2)}\n`);
/** Names inside the ZIP come from outside: no folders, no odd characters. */
const safe = (name: string): string =>
  name
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .replaceAll(/\.{2,}/g, '_')
    .slice(-100);

/**
 * The court file as one ZIP, kept as a blob; answers with an address for ten minutes. Letters and evidence are checked against their hashes on the way: a file that
 * is not what was sealed stops it. SHA256SUMS lists every other file, so that `sha256sum -c` verifies it anywhere.
 */
export async function bundleCourtFile(deps: Deps, actor: Actor, id: string): Promise<string> {
  const file = await viewCourtFile(deps, actor, id);
  const events = await deps.stores.counterClaims.events(id);
  const entries: ZipEntry[] = [
    json('facts.json', factsOf(file, events)),
    json('sheet.json', file.sheet),
    text('sheet.csv', sheetCsv(file)),
    text('ledger.csv', ledgerCsv(file)),
    text('limitation.txt', limitationText(file)),
    ...file.mails.map((mail) => json(`delivery/${safe(mail.id)}.json`, mail)),
    ...(await lettersOf(deps, file)),
    ...(await evidenceOf(deps, file)),
  ];
  const contents = text('00-contents.txt', contentsOf(file, entries));
  const sums = [contents, ...entries].map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('');
  const bytes = zipOf([contents, ...entries, text('SHA256SUMS', sums)], isoNow(deps));
  const key = `letters/${id}/court-file-${sha256(bytes).slice(0, 32)}.zip`;
  await deps.blobs.put(key, bytes, 'application/zip');
  return deps.blobs.presignDownload(key, `${id}.zip`, 600);
}

/** The record with its chain of events, and what the books hold of the lines that it covers: nothing of other debts of the account. */
function factsOf({ counterClaim, account, contract, book, limitation }: CourtFile, events: readonly unknown[]): unknown {
  const covered = new Set(counterClaim.covers ?? counterClaim.sheet.lines.map(({ invoiceId }) => invoiceId));
  const of = <T extends { invoiceId?: string | undefined }>(rows: readonly T[]) =>
    rows.filter(({ invoiceId }) => invoiceId && covered.has(invoiceId));
  return JSON.parse(
    canonical({
      counterClaim,
      events,
      account,
      contract,
      limitation,
      invoices: book.invoices.filter(({ id }) => covered.has(id)),
      payments: of(book.payments),
      performances: of(book.performances),
      freezes: of(book.freezes),
      credits: of(book.credits),
    }),
  );
}

function sheetCsv({ sheet, counterClaim: { language } }: CourtFile): string {
  const texts = courtFileTexts[language];
  const lines = sheet.lines.flatMap((line) => {
    const head = [line.number, line.dueDate, line.principal, line.frozen, line.interest, line.fixedSum, line.paidOnTop, line.total];
    const ground = line.ground[language];
    if (line.rows.length === 0) return [[...head, '', '', '', '', '', '', ground]];
    return line.rows.map((row) => [
      ...head,
      row.from,
      row.to,
      String(row.days),
      row.base,
      row.excluded ? '0' : rateOf(row, language),
      row.amount,
      ground,
    ]);
  });
  return `\uFEFF${csvOf([texts.sheetHead, ...lines])}`;
}

function ledgerCsv({ ledger, sheet, counterClaim: { language } }: CourtFile): string {
  const texts = courtFileTexts[language];
  const rows = ledger.map(({ date, kind, number, amount }) => [date, texts.kinds[kind], number, amount, sheet.currency]);
  return `\uFEFF${csvOf([texts.ledgerHead, ...rows])}`;
}

function limitationText({ limitation, counterClaim: { language } }: CourtFile): string {
  const texts = courtFileTexts[language];
  if (!limitation) return `${texts.noLimitation}\n`;
  const { number, due, lastDay, clause, source, steps, contractVoid } = limitation;
  const lines = [
    texts.limitation(number, showDay(due, language), showDay(lastDay, language)),
    `${clause[language]} (${source})`,
    ...explain(steps, language),
    ...(contractVoid ? [texts.contractVoid] : []),
  ];
  return `${lines.join('\n')}\n`;
}

async function lettersOf(deps: Deps, { counterClaim }: CourtFile): Promise<ZipEntry[]> {
  const letters = [
    ...counterClaim.letters.map(({ rung, ...letter }, index) => ({
      ...letter,
      name: `letters/${index + 1}-${rung}-${letter.outgoingNumber}.pdf`,
    })),
    ...counterClaim.freezes.flatMap(({ decision }) =>
      decision ? [{ ...decision.letter, name: `letters/decision-${decision.letter.outgoingNumber}.pdf` }] : [],
    ),
  ];
  return Promise.all(letters.map(async ({ key, sha256: hash, name }) => ({ name, bytes: await sealed(deps, key, hash) })));
}

/** One after another, so that the memory holds what goes in and no more. */
async function evidenceOf(deps: Deps, { counterClaim, evidence }: CourtFile): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = counterClaim.freezes.map((freeze) => json(`disputes/${safe(freeze.id)}.json`, freeze));
  for (const [index, file] of evidence.entries()) {
    if (!file.inside) continue;
    entries.push({
      name: `disputes/${safe(file.freeze)}/${index + 1}-${safe(file.name)}`,
      bytes: await sealed(deps, file.key, file.sha256),
    });
  }
  return entries;
}

async function sealed(deps: Deps, key: string, hash: string): Promise<Uint8Array> {
  const bytes = await deps.blobs.get(key);
  if (!bytes || sha256(bytes) !== hash) throw new Error('a file of the court file is not what was sealed');
  return bytes;
}

function contentsOf({ counterClaim, account, contract, sheet, evidence }: CourtFile, entries: readonly ZipEntry[]): string {
  const { language, id } = counterClaim;
  const texts = courtFileTexts[language];
  const out = evidence.filter(({ inside }) => !inside);
  const lines = [
    texts.title(id, account.name, contract.number),
    texts.asOf(showDay(sheet.asOf, language), `${sheet.total} ${sheet.currency}`),
    '',
    ...entries.map(({ name, bytes }) => `${name} — ${texts.what(name)} (${bytes.byteLength})`),
    ...(out.length > 0 ? ['', texts.leftOut, ...out.map((file) => `${file.name} (${file.size}) SHA-256 ${file.sha256}`)] : []),
    '',
    texts.verify,
  ];
  return `${lines.join('\n')}\n`;
}
