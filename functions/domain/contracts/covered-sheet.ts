import { canonical, sha256 } from '#domain/chain.ts';
import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import type { CounterClaim } from './counter-claim-record.ts';
import type { Book, Contract } from './facts.ts';
import { booksOf, type FixedClaim, makeSheet, type Sheet, type SheetLine } from './sheet.ts';
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

/**
 * The sheet of a counter-claim on a legal day by the books, with its fees: of the lines that it covers, or has gathered so far; other counter-claims of the contract
 * have theirs. `others`: sums owed for other breaches of the contract. Nothing owed: a sheet without lines.
 */
export function sheetOf(
  counterClaim: CounterClaim,
  { book, contract, asOf, others = [] }: { book: Book; contract: Contract; asOf: LegalDay; others?: readonly FixedClaim[] },
): Sheet {
  const sheet = makeSheet(booksOf(book, contract, [...others, ...feesOf(counterClaim)]), asOf);
  const covers = counterClaim.covers ?? counterClaim.sheet.lines.map(({ invoiceId }) => invoiceId);
  return coveredSheet({ id: counterClaim.id, covers }, sheet ?? withLines({ ...counterClaim.sheet, asOf }, []));
}

const isFeeOf = (id: string, line: string): boolean => line.startsWith('fee-') && line.endsWith(`-${id}`);

/** The same sheet with these lines only, added up anew. */
export function withLines(sheet: Sheet, lines: readonly SheetLine[]): Sheet {
  if (lines.length === sheet.lines.length) return sheet;
  const sum = (of: (line: SheetLine) => string) => decimalOf(lines.reduce((total, line) => total + minorOf(of(line)), 0n));
  const { fingerprint: _, ...rest } = sheet;
  const body = {
    ...rest,
    lines,
    principal: sum((line) => line.principal),
    interest: sum((line) => line.interest),
    fixedSums: sum((line) => line.fixedSum),
    paidOnTop: sum((line) => line.paidOnTop),
    frozen: sum((line) => line.frozen),
    total: sum((line) => line.total),
    provisional: sheet.provisional && lines.some((line) => line.rows.some((row) => row.provisional)),
  };
  return { ...body, fingerprint: sha256(canonical(body)) };
}
