import * as z from 'zod';
import type { Reference, SettlementId } from '#domain/ids.ts';
import type { Item, Table, Write } from '#usecases/ports.ts';
import { keys, last, lists } from './keys.ts';
import { read, shaped } from './rows.ts';

/** Something the workflows must be told, written together with the decision. Telling twice does no harm; the row goes when it is told. */
export type Tell =
  | { tell: 'start'; machine: string; name: string; input: Record<string, string> }
  | { tell: 'complete'; owner: string; wait: string; output: { outcome: string } }
  | { tell: 'stop'; machine: string; name: string }
  /** Work of our own that a crash must not lose; the step finds by itself what of it is done. */
  | { tell: 'step'; step: 'send-request'; input: { reference: Reference; request: string } }
  | { tell: 'step'; step: 'announce-dispute'; input: { counterClaim: string; freeze: string } }
  | { tell: 'step'; step: 'send-decision'; input: { counterClaim: string; freeze: string } }
  | { tell: 'step'; step: 'declare-set-off'; input: { settlement: SettlementId } };
export type OutboxRow = { id: string; at: string; tell: Tell; attempts: number };
const rowSchema = shaped<OutboxRow>({
  id: z.string(),
  at: z.string(),
  tell: shaped({ tell: z.enum(['start', 'complete', 'stop', 'step']) }),
});
const tokenSchema = z.object({ token: z.string() });

export function outboxStore(table: Table) {
  return {
    rowWrite: (row: OutboxRow): Write => ({
      put: { ...keys.outbox(row.id), v: 1, g1pk: lists.g1.outbox, g1sk: `tell#${row.at}`, body: row },
      expect: 'any',
    }),
    async done(id: string): Promise<void> {
      await table.transact([{ delete: keys.outbox(id), expect: 'any' }]);
    },
    /** Rows older than `before` that nobody has told yet, oldest first. */
    async overdue(kind: 'tell' | 'mail', before: string, limit: number): Promise<Item[]> {
      return (await table.query({ index: 'g1', pk: lists.g1.outbox, from: `${kind}#`, to: `${kind}#${before}${last}`, limit })).items;
    },
    parse: (item: Item): OutboxRow => rowSchema.parse(item.body),
    async saveToken(owner: string, wait: string, token: string): Promise<void> {
      await table.transact([{ put: { ...keys.token(owner, wait), v: 1, body: { token } }, expect: 'any' }]);
    },
    async token(owner: string, wait: string): Promise<string | undefined> {
      return (await read(table, keys.token(owner, wait), tokenSchema))?.value.token;
    },
  };
}
