import * as z from 'zod';
import { type Settlement, type SettlementEvent, type SettlementState, settlementStates } from '#domain/contracts/settlement.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { keys, lists } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

export const settlementSchema = shaped<Settlement>({
  id: z.string(),
  version: z.number().int().positive(),
  state: z.enum(settlementStates),
  accountId: z.string(),
  fingerprint: z.string(),
  terms: shaped({ kind: z.string() }),
});
const eventSchema = shaped<SettlementEvent>({ seq: z.number(), at: z.string(), hash: z.string(), fact: shaped({ type: z.string() }) });

/** Settlements with their events, by state and by account. */
export function settlementStore(table: Table) {
  return {
    async load(id: string): Promise<Settlement | undefined> {
      return (await read(table, keys.settlement(id), settlementSchema))?.value;
    },
    async commit(
      { before, after, events }: { before?: Settlement | undefined; after: Settlement; events: readonly SettlementEvent[] },
      extra: readonly Write[] = [],
    ): Promise<void> {
      await write(table, [
        {
          put: {
            ...keys.settlement(after.id),
            v: after.version,
            g1pk: lists.g1.settlementsIn(after.state),
            g1sk: `${after.proposedAt}#${after.id}`,
            body: after,
          },
          expect: before ? before.version : 'absent',
        },
        // Once more beside the books: what was booked a moment ago must be seen by the next approval, and an index may lag.
        { put: { ...keys.settlementOf(after.accountId, after.id), v: after.version, body: after }, expect: 'any' },
        ...events.map((event): Write => ({ put: { ...keys.settlementEvent(after.id, event.seq), v: 1, body: event }, expect: 'absent' })),
        ...extra,
      ]);
    },
    async events(id: string): Promise<SettlementEvent[]> {
      return parseAll(await all(table, { pk: keys.settlement(id).pk, prefix: 'E#' }), eventSchema);
    },
    /** Newest first. */
    async inState(state: SettlementState, limit: number, cursor?: string) {
      const page = await table.query({ index: 'g1', pk: lists.g1.settlementsIn(state), limit, cursor, descending: true });
      return { settlements: parseAll(page.items, settlementSchema), cursor: page.cursor };
    },
    /** All of an account, oldest first. */
    async ofAccount(account: string): Promise<Settlement[]> {
      const found = parseAll(await all(table, { pk: keys.account(account).pk, prefix: 'ST#' }, 100_000), settlementSchema);
      return found.toSorted((a, b) => (a.proposedAt < b.proposedAt ? -1 : a.proposedAt > b.proposedAt ? 1 : a.id < b.id ? -1 : 1));
    },
    /** Whose turn it is to book on an account; 0 when nobody has yet. */
    async turn(account: string): Promise<number> {
      return (await table.get(keys.settlementTurn(account)))?.v ?? 0;
    },
    /** Takes the turn that was read: of two bookings at the same moment only one is written. */
    turnWrite: (account: string, turn: number): Write => ({
      put: { ...keys.settlementTurn(account), v: turn + 1, body: {} },
      expect: turn === 0 ? 'absent' : turn,
    }),
  };
}
