import { Refusal } from '#domain/errors.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { type CounterClaim, type CounterClaimFact, type FrozenPart, openStates } from './counter-claim-record.ts';
import { coveredSheet } from './covered-sheet.ts';
import type { Sheet } from './sheet.ts';

export type FreezeCommand = {
  do: 'freeze';
  /** The parts as `partsOf` made them; `sheet` is the one with them in it. */
  parts: readonly FrozenPart[];
  sheet: Sheet;
};
/** What somebody disputes: a line, and how much of it; the whole of what is open on it where no amount is named. */
export type Disputed = { invoiceId: string; amount?: string | undefined };
export type Objection = Pick<FrozenPart, 'text' | 'files' | 'by' | 'at'>;

/** Parts of one counter-claim, decided or not, and characters of a text: together they keep its row well under the limit of the table (350 KB). */
const mostParts = 20;
export const mostText = 2000;

/** Open principal of a line's invoice that is asked for and not yet in dispute, in minor units; undefined where the sheet has no such line. */
function openOf({ lines }: Sheet, invoiceId: string): { open: bigint; number: string } | undefined {
  const mine = lines.filter((line) => line.invoiceId === invoiceId);
  const [first] = mine;
  return first && { open: mine.reduce((sum, line) => sum + minorOf(line.principal), 0n), number: first.number };
}

/**
 * The parts to freeze, each within what is open on its line. A line without open principal (only its penalty is left) takes an objection of 0.00, which is
 * decided like the others and holds nothing up. Refuses ('invalid') by field: "line", "text", "amount.<line>".
 */
export function partsOf(
  claim: CounterClaim,
  disputed: readonly Disputed[],
  objection: Objection,
  idOf: (index: number) => FrozenPart['id'],
): FrozenPart[] {
  const wrong: { path: string; code: string }[] = [];
  if (!objection.text.trim()) wrong.push({ path: 'text', code: 'required' });
  if (objection.text.length > mostText) wrong.push({ path: 'text', code: 'too-long' });
  if (disputed.length === 0) wrong.push({ path: 'line', code: 'choose' });
  if (claim.freezes.length + disputed.length > mostParts) wrong.push({ path: 'line', code: 'too-many' });
  const parts = disputed.flatMap(({ invoiceId, amount }, index): FrozenPart[] => {
    const line = openOf(claim.sheet, invoiceId);
    if (!line) {
      wrong.push({ path: 'line', code: 'unknown' });
      return [];
    }
    const part = sumOf(amount, line.open);
    if (typeof part === 'string') {
      wrong.push({ path: `amount.${invoiceId}`, code: part });
      return [];
    }
    if (part === 0n && claim.freezes.some((freeze) => freeze.invoiceId === invoiceId && !freeze.decision)) {
      wrong.push({ path: `amount.${invoiceId}`, code: 'disputed-already' });
      return [];
    }
    return [{ ...objection, id: idOf(index), invoiceId, number: line.number, amount: decimalOf(part) }];
  });
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
  return parts;
}

/** Minor units of the part, or the code of what is wrong with it. */
function sumOf(amount: string | undefined, open: bigint): bigint | 'amount' | 'more-than-open' {
  if (amount === undefined) return open;
  if (!/^\d{1,15}(\.\d{1,2})?$/.test(amount)) return 'amount';
  const minor = minorOf(amount);
  if (minor > open) return 'more-than-open';
  return minor === 0n && open > 0n ? 'amount' : minor;
}

/** Records a dispute of parts that `partsOf` made. Refuses ('wrong-state') on one that has ended. */
export function freezeParts(claim: CounterClaim, { parts, sheet }: FreezeCommand): CounterClaimFact[] {
  if (!openStates.includes(claim.state)) throw new Refusal('wrong-state');
  return parts.length === 0 ? [] : [{ type: 'frozen', parts, sheet: coveredSheet(claim, sheet) }];
}
