import type { Context } from 'hono';
import type { Actor } from '#domain/actor.ts';
import type { PaymentBatch } from '#domain/contracts/payment-order.ts';
import { Refusal } from '#domain/errors.ts';
import type { Deps } from '#usecases/deps.ts';
import { exportPaymentOrders, listPaymentOrders, readPaymentBatch } from '#usecases/payment-orders.ts';
import { paymentBatchOut, paymentOrderOut } from './payment-schemas.ts';
import { pageOf } from './schemas.ts';

type Door = (method: 'GET' | 'POST', path: string, work: (c: Context, actor: Actor) => Promise<Response>) => void;

/** Payment orders for accounting. A batch is answered with the bytes that it was made of. */
export function mountPayments(deps: Deps, door: Door): void {
  door('GET', '/api/v1/payment-orders', async (c, actor) => {
    const { orders, cursor } = await listPaymentOrders(deps, actor, c.req.query('cursor'));
    return c.json(pageOf(paymentOrderOut).parse({ items: orders, cursor }));
  });
  door('POST', '/api/v1/payment-orders/batches', async (c, actor) => {
    const key = c.req.header('idempotency-key');
    if (key !== undefined && (key.length === 0 || key.length > 200))
      throw new Refusal('invalid', undefined, [{ path: 'Idempotency-Key', code: 'invalid' }]);
    return sendJson(c, await exportPaymentOrders(deps, actor, key), 201);
  });
  door('GET', '/api/v1/payment-orders/batches/:number', async (c, actor) => {
    const batch = await readPaymentBatch(deps, actor, Number(c.req.param('number')));
    if (c.req.query('format') === 'csv') return c.body(batch.csv, 200, { 'content-type': 'text/csv; charset=utf-8' });
    return sendJson(c, batch, 200);
  });
}

function sendJson(c: Context, batch: PaymentBatch, status: 200 | 201): Response {
  paymentBatchOut.parse(JSON.parse(batch.json));
  return c.body(batch.json, status, { 'content-type': 'application/json' });
}
