import { canonical, sha256 } from '#domain/chain.ts';
import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { findings } from './breaches.ts';
import { type CounterClaim, openStates } from './counter-claim-record.ts';
import type { Book, Contract } from './facts.ts';
import { underInstalments } from './instalments.ts';
import { type FixedClaim, type Sheet, type SheetLine, totalsOf } from './sheet.ts';
import type { Rung } from './terms.ts';

const feeGround: Record<Rung, Text> = {
  reminder: { en: 'Fee for the reminder, as agreed in the contract', ru: 'Плата за напоминание по договору' },
  claim: { en: 'Fee for the claim, as agreed in the contract', ru: 'Плата за претензию по договору' },
  pre_suit: { en: 'Fee for the pre-suit notice, as agreed in the contract', ru: 'Плата за предсудебное уведомление по договору' },
};
type Sent = Pick<CounterClaim, 'id' | 'letters'>;

/** The fee of one rung, owed from the day of the sheet in its letter. */
export const feeOf = (id: string, { rung, fee, asOf, outgoingNumber }: FeeLetter): FixedClaim => ({
  id: `fee-${rung}-${id}`,
  number: outgoingNumber,
  since: asOf,
  amount: fee,
  ground: feeGround[rung],
});
type FeeLetter = { rung: Rung; fee: string; asOf: LegalDay; outgoingNumber: string };

/** The fees of the letters that went; none for a letter that came back. */
export const feesOf = ({ id, letters }: Sent): FixedClaim[] =>
  letters.flatMap(({ fee, delivery, ...letter }) => (fee === undefined || delivery === 'bounced' ? [] : [feeOf(id, { ...letter, fee })]));

/**
 * The sheet as far as the counter-claim goes: the lines of its first letter and its own fees. Before the first letter it is the whole sheet. What falls due
 * later under the contract is left to the next counter-claim, so that no invoice jumps over a rung.
 */
export function coveredSheet({ id, covers }: Pick<CounterClaim, 'id' | 'covers'>, sheet: Sheet): Sheet {
  if (!covers) return sheet;
  return withLines(
    sheet,
    sheet.lines.filter(({ invoiceId }) => covers.includes(invoiceId) || isFeeOf(id, invoiceId)),
  );
}

/** What no counter-claim covers yet; undefined when nothing is left. */
export function uncoveredSheet(sheet: Sheet, covered: ReadonlySet<string>): Sheet | undefined {
  const lines = sheet.lines.filter(({ invoiceId }) => !covered.has(invoiceId) && !invoiceId.startsWith('fee-'));
  return lines.length === 0 ? undefined : withLines(sheet, lines);
}

/** Bytes of a sheet's lines in one counter-claim: its row and its events, with what comes to them later, stay under the 350 KB of the table. */
const mostLines = 100_000;

/** As much of a sheet, the earliest debts first, as one counter-claim holds; what is left is for the next one. */
export function fitting(sheet: Sheet): Sheet {
  const encoder = new TextEncoder();
  let bytes = 0;
  const lines = sheet.lines.filter((line, index) => {
    bytes += encoder.encode(JSON.stringify(line)).byteLength;
    return index === 0 || bytes <= mostLines;
  });
  return withLines(sheet, lines);
}

type Covering = Pick<CounterClaim, 'state' | 'covers' | 'sheet'>;
/** What one counter-claim keeps from others: the lines of its letters while it is open, and all that it asked for when somebody withdrew it. */
export const keptBy = ({ state, covers, sheet }: Covering): readonly string[] =>
  state === 'withdrawn' ? (covers ?? sheet.lines.map(({ invoiceId }) => invoiceId)) : openStates.includes(state) ? (covers ?? []) : [];

/**
 * The sheet of a counter-claim on a legal day by the books, with the other breaches of its contract and its own fees: of the lines that it covers, or has gathered so
 * far (without what is paid in instalments by now); other counter-claims of the contract have theirs. Nothing owed: a sheet without lines.
 */
export function sheetOf(counterClaim: CounterClaim, { book, contract, asOf }: { book: Book; contract: Contract; asOf: LegalDay }): Sheet {
  const { sheet } = findings(book, contract, asOf, { fees: feesOf(counterClaim) });
  if (!sheet) return withLines({ ...counterClaim.sheet, asOf }, []);
  if (counterClaim.covers) return coveredSheet(counterClaim, sheet);
  const planned = underInstalments(book.settlements ?? [], asOf);
  const gathered = counterClaim.sheet.lines.map(({ invoiceId }) => invoiceId).filter((id) => !planned.has(id));
  return coveredSheet({ id: counterClaim.id, covers: gathered }, sheet);
}

const isFeeOf = (id: string, line: string): boolean => line.startsWith('fee-') && line.endsWith(`-${id}`);

/** The same sheet with these lines only, added up anew. */
export function withLines(sheet: Sheet, lines: readonly SheetLine[]): Sheet {
  if (lines.length === sheet.lines.length) return sheet;
  const { fingerprint: _, ...rest } = sheet;
  const body = {
    ...rest,
    lines,
    ...totalsOf(lines),
    provisional: sheet.provisional && lines.some((line) => line.rows.some((row) => row.provisional)),
  };
  return { ...body, fingerprint: sha256(canonical(body)) };
}
