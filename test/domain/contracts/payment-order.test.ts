import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchOf, fittingOrders, type PaymentOrder } from '#domain/contracts/payment-order.ts';

const text = (most: number) => fc.string({ unit: 'grapheme', maxLength: most });
const order = fc
  .record({ id: fc.uuid(), name: text(200), account: text(200), purpose: text(200), minor: fc.nat(1_000_000) })
  .map(({ id, name, account, purpose, minor }) => ({
    id,
    accountId: 'a',
    accountName: name,
    amount: { amount: `${minor}.00`, currency: 'RUB' },
    payTo: { name, account },
    purpose,
    claims: [{ reference: '7K3M-92QF-W8XT1', amount: `${minor}.00` }],
    proposedBy: 'anna',
    approvedBy: 'olga',
    approvedAt: '2026-11-02T09:00:00.000Z',
  })) as unknown as fc.Arbitrary<PaymentOrder>;
const by = { at: '2026-11-02T09:00:00.000Z', by: 'person:olga' };

describe('a batch of payment orders', () => {
  it('fits into one row of the table, whatever the texts are, and never takes none', () => {
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 150 }), (orders) => {
        const fitting = fittingOrders(orders);
        expect(fitting.length).toBeGreaterThan(0);
        expect(fitting.length).toBeLessThanOrEqual(90);
        expect(fitting).toEqual(orders.slice(0, fitting.length));
        expect(Buffer.byteLength(JSON.stringify(batchOf(7, fitting, by)))).toBeLessThan(350_000);
      }),
      { numRuns: 60 },
    );
  });
  it('of the longest texts fits too', () => {
    const [long] = fc.sample(order, 1);
    const worst = 'щ"'.repeat(100);
    const orders = Array.from({ length: 90 }, (_, n) => ({
      ...(long as PaymentOrder),
      id: String(n) as never,
      accountName: worst,
      purpose: worst,
      payTo: { name: worst, account: worst },
    }));
    expect(Buffer.byteLength(JSON.stringify(batchOf(7, fittingOrders(orders), by)))).toBeLessThan(350_000);
    expect(fittingOrders(orders).length).toBeLessThan(90);
  });
  it('gives the same bytes for the same orders, with the batch on each', () => {
    const orders = fc.sample(order, 3);
    expect(batchOf(3, orders, by)).toEqual(batchOf(3, orders, by));
    expect(
      batchOf(3, orders, by)
        .csv.split('\r\n')
        .filter((line) => line.startsWith('3,')),
    ).toHaveLength(3);
    expect(JSON.parse(batchOf(3, orders, by).json)).toMatchObject({ batch: 3, orders: [{ batch: 3 }, { batch: 3 }, { batch: 3 }] });
  });
});
