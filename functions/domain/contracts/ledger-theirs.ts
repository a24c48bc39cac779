import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import type { ClaimMoney, DemandState } from './claim-money.ts';
import type { Column, EntryKind, LedgerEntry } from './ledger-entry.ts';
import { type Settlement, settledParts } from './settlement.ts';

/** Everything that the customer claimed of us until `day`, what was admitted or refused of it, and how it was settled. */
export function theirEntries(claims: readonly ClaimMoney[], settlements: readonly Settlement[], day: LegalDay): LedgerEntry[] {
  const contractOf = new Map<string, ClaimMoney['contractId']>(claims.map(({ reference, contractId }) => [reference, contractId]));
  return [
    ...claims.flatMap((claim) => demandEntries(claim, day)),
    ...settlements.flatMap((settlement) =>
      settledParts(settlement)
        .filter((part) => part.day <= day)
        .map(
          (part, index): LedgerEntry => ({
            id: `settlement ${settlement.id} ${index}`,
            side: 'theirs',
            day: part.day,
            ...settledAs[part.kind],
            currency: settlement.currency,
            contractId: contractOf.get(part.reference),
            aboutId: part.reference,
            about: part.reference,
            minor: minorOf(part.amount),
          }),
        ),
    ),
  ];
}

const settledAs = {
  money: { kind: 'payment_order', column: 'paid' },
  set_off: { kind: 'set_off', column: 'setOff' },
  credit_note: { kind: 'credit_note', column: 'credited' },
  replacement: { kind: 'replacement', column: 'credited' },
} as const satisfies Record<string, { kind: EntryKind; column: Column }>;

/** What changed with each event of the claim. */
function demandEntries({ reference, contractId, states }: ClaimMoney, day: LegalDay): LedgerEntry[] {
  const last = new Map<string, DemandState>();
  return states
    .filter((state) => state.day <= day)
    .flatMap((state, index) => {
      const key = `${state.demandId} ${state.currency}`;
      const before = last.get(key);
      last.set(key, state);
      const change = (kind: EntryKind, column: Column, minor: bigint): LedgerEntry[] =>
        minor === 0n
          ? []
          : [
              {
                id: `demand ${reference} ${String(index).padStart(4, '0')} ${column}`,
                side: 'theirs',
                day: state.day,
                kind,
                column,
                currency: state.currency,
                contractId,
                aboutId: reference,
                about: reference,
                minor,
              },
            ];
      const pending = state.pending - (before?.pending ?? 0n);
      return [
        ...change('demand', 'claimed', state.claimed - (before?.claimed ?? 0n)),
        ...change(pending < 0n ? 'answered' : 'demand', 'frozen', pending),
        ...change('rejected', 'refused', state.refused - (before?.refused ?? 0n)),
      ];
    });
}
