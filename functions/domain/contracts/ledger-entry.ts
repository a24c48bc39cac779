import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { ContractId } from '#domain/ids.ts';
import { type Currency, decimalOf } from '#domain/money.ts';

/** ours: what we claim of the customer; theirs: what they claim of us. */
export type Side = 'ours' | 'theirs';
/**
 * Where an entry counts. claimed: asked for; refused: found never to be owed (a rejected demand, a dispute that the customer won); frozen: not decided yet (a
 * dispute of the customer's, a demand without a sent answer); paid, setOff, credited: how what is admitted was settled.
 */
export const columns = ['claimed', 'refused', 'frozen', 'paid', 'setOff', 'credited'] as const;
export type Column = (typeof columns)[number];
export type EntryKind =
  | 'invoice'
  | 'interest'
  | 'penalty'
  | 'fixed_sum'
  | 'payment'
  | 'disputed'
  | 'dispute_decided'
  | 'dispute_accepted'
  | 'demand'
  | 'answered'
  | 'rejected'
  | 'payment_order'
  | 'set_off'
  | 'credit_note'
  | 'replacement';

/** One dated line of one side. `minor`: minor units, added to its column; negative where something is taken back. */
export type LedgerEntry = {
  /** The same facts give the same id. */
  id: string;
  side: Side;
  day: LegalDay;
  kind: EntryKind;
  column: Column;
  currency: Currency;
  contractId?: ContractId | undefined;
  /** Id and number of the invoice, reference of the claim. */
  aboutId: string;
  about: string;
  minor: bigint;
};

/** claimed = admitted + refused + frozen; admitted = paid + setOff + credited + open. Decimals; `open` is negative when more was settled than was owed. */
export type Balance = Record<Column | 'admitted' | 'open', string>;

/** What an entry does to what is open on its side. */
export const effectOf = ({ column, minor }: Pick<LedgerEntry, 'column' | 'minor'>): bigint => (column === 'claimed' ? minor : -minor);

export function balanceOf(entries: readonly LedgerEntry[]): Balance {
  const sums: Record<Column, bigint> = { claimed: 0n, refused: 0n, frozen: 0n, paid: 0n, setOff: 0n, credited: 0n };
  for (const { column, minor } of entries) sums[column] += minor;
  const admitted = sums.claimed - sums.refused - sums.frozen;
  const open = admitted - sums.paid - sums.setOff - sums.credited;
  return {
    claimed: decimalOf(sums.claimed),
    refused: decimalOf(sums.refused),
    frozen: decimalOf(sums.frozen),
    paid: decimalOf(sums.paid),
    setOff: decimalOf(sums.setOff),
    credited: decimalOf(sums.credited),
    admitted: decimalOf(admitted),
    open: decimalOf(open),
  };
}
export const openMinor = (entries: readonly LedgerEntry[]): bigint => entries.reduce((sum, entry) => sum + effectOf(entry), 0n);
