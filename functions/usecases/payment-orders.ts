import type { Actor } from '#domain/actor.ts';
import { actorName } from '#domain/actor.ts';
import { batchOf, fittingOrders, mostOrders, type PaymentBatch, type PaymentOrder } from '#domain/contracts/payment-order.ts';
import { Refusal } from '#domain/errors.ts';
import { authorise, requireScope } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { retried } from './record-claim.ts';

async function allowed(deps: Deps, actor: Actor): Promise<void> {
  if (actor.kind === 'integration') requireScope(actor, 'payments');
  else await authorise(deps, actor, 'payment-order.export');
}

/** What waits for an export, the oldest first, and the batches that were made, the newest first. */
export async function listPaymentOrders(
  deps: Deps,
  actor: Actor,
  cursor?: string,
): Promise<{ orders: PaymentOrder[]; cursor?: string | undefined; batches: PaymentBatch[] }> {
  await allowed(deps, actor);
  try {
    const [page, batches] = await Promise.all([deps.stores.paymentOrders.waiting(200, cursor), deps.stores.paymentOrders.batches(50)]);
    return { ...page, batches };
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('invalid', undefined, [{ path: 'cursor', code: 'invalid' }]);
    throw error;
  }
}

/** The batch as it was exported, to the byte. */
export async function readPaymentBatch(deps: Deps, actor: Actor, number: number): Promise<PaymentBatch> {
  await allowed(deps, actor);
  const batch = Number.isSafeInteger(number) && number > 0 ? await deps.stores.paymentOrders.batch(number) : undefined;
  if (!batch) throw new Refusal('not-found');
  return batch;
}

/**
 * Takes what waits into the next batch, in one transaction: an order is in one batch for good. The same key gives the same batch, however often. Refuses
 * ('wrong-state') when nothing waits.
 */
export async function exportPaymentOrders(deps: Deps, actor: Actor, key?: string): Promise<PaymentBatch> {
  await allowed(deps, actor);
  const scope = `payment-batches ${actorName(actor)}`;
  const { paymentOrders, idempotency } = deps.stores;
  return retried(async () => {
    const before = key === undefined ? undefined : await idempotency.find(scope, key);
    if (before) return readPaymentBatch(deps, actor, Number(before.reference));
    const [last, listed] = await Promise.all([paymentOrders.lastBatch(), paymentOrders.waiting(mostOrders)]);
    const orders = await paymentOrders.untaken(listed.orders);
    if (orders.length === 0) throw new Refusal('wrong-state');
    const batch = batchOf(last + 1, fittingOrders(orders), { at: isoNow(deps), by: actorName(actor) });
    const remembered = { bodyHash: '', linkId: '', reference: String(batch.number), answer: null };
    await paymentOrders.commit(batch, key === undefined ? [] : [idempotency.rememberWrite(scope, key, remembered)]);
    return batch;
  });
}
