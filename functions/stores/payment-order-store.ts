import * as z from 'zod';
import type { PaymentBatch, PaymentOrder } from '#domain/contracts/payment-order.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { keys, lists } from './keys.ts';
import { parseAll, read, shaped, write } from './rows.ts';

const orderSchema = shaped<PaymentOrder>({
  id: z.string(),
  accountId: z.string(),
  amount: shaped({ amount: z.string(), currency: z.string() }),
});
const batchSchema = shaped<PaymentBatch>({
  number: z.number().int().positive(),
  csv: z.string(),
  json: z.string(),
  orders: z.array(orderSchema),
});
const headSchema = z.object({ number: z.number().int() });

/** Orders wait in one list until a batch takes them; batches are numbered without gaps. */
export function paymentOrderStore(table: Table) {
  return {
    orderWrite: (order: PaymentOrder): Write => ({
      put: { ...keys.paymentOrder(order.id), v: 1, g1pk: lists.g1.paymentOrders, g1sk: `${order.approvedAt}#${order.id}`, body: order },
      expect: 'absent',
    }),
    async order(id: string): Promise<PaymentOrder | undefined> {
      return (await read(table, keys.paymentOrder(id), orderSchema))?.value;
    },
    /** Not exported yet, the oldest first. */
    async waiting(limit: number, cursor?: string) {
      const page = await table.query({ index: 'g1', pk: lists.g1.paymentOrders, limit, cursor });
      return { orders: parseAll(page.items, orderSchema), cursor: page.cursor };
    },
    /** Those that no batch has taken, as the rows themselves say: the list of those that wait may lag. At most 100. */
    async untaken(orders: readonly PaymentOrder[]): Promise<PaymentOrder[]> {
      const rows = parseAll(await table.getMany(orders.map(({ id }) => keys.paymentOrder(id))), orderSchema);
      return rows.filter(({ batch }) => batch === undefined);
    },
    async lastBatch(): Promise<number> {
      return (await read(table, keys.paymentBatchHead(), headSchema))?.value.number ?? 0;
    },
    async batch(number: number): Promise<PaymentBatch | undefined> {
      return (await read(table, keys.paymentBatch(number), batchSchema))?.value;
    },
    /** Newest first. */
    async batches(limit: number): Promise<PaymentBatch[]> {
      const page = await table.query({ pk: keys.paymentBatch(1).pk, prefix: 'B#', descending: true, limit });
      return parseAll(page.items, batchSchema);
    },
    /** The batch, its number and the mark on each of its orders, all or none. An order that another batch took makes it a conflict. */
    async commit(batch: PaymentBatch, extra: readonly Write[]): Promise<void> {
      const { number } = batch;
      await write(table, [
        { put: { ...keys.paymentBatch(number), v: 1, body: batch }, expect: 'absent' },
        { put: { ...keys.paymentBatchHead(), v: number, body: { number } }, expect: number === 1 ? 'absent' : number - 1 },
        ...batch.orders.map((order): Write => ({ put: { ...keys.paymentOrder(order.id), v: 2, body: order }, expect: 1 })),
        ...extra,
      ]);
    },
  };
}
