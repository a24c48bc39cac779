import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breachNumber } from '#domain/contracts/breach-number.ts';
import type { ImportKind } from '#domain/contracts/import-rows.ts';
import { importRecords } from '#usecases/import-records.ts';
import { stableId } from '#usecases/put-row.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const system = { kind: 'system', step: 'test' } as const;
const load = (kind: ImportKind, ...rows: object[]) => importRecords(world.deps, system, kind, rows);
const errorsOf = async (kind: ImportKind, row: object) => (await load(kind, row))[0]?.errors;

const contract = {
  account: 'severny-metiz',
  number: 'T-1',
  signedOn: '2026-06-01',
  currency: 'RUB',
  paymentDays: 30,
  penaltyPercentPerDay: '0.1',
  packagingReturnDays: 10,
  packagingSumPerPiece: '100',
  refusalPercent: '10',
};
const amendment = { ...contract, amendment: 'Amendment No. 1', validFrom: '2026-09-01', paymentDays: 10 };
const invoice = { contract: 'T-1', number: 'T-INV-1', issuedOn: '2026-09-10', amount: '1000.00', netAmount: '800.00', currency: 'RUB' };
const payment = { invoice: 'T-INV-1', date: '2026-10-20', amount: '400.00', currency: 'RUB' };
const out = { kind: 'packaging_out', number: 'W-1', contract: 'T-1', date: '2026-09-10', quantity: 10, item: 'pallet' };
const back = { kind: 'packaging_back', number: 'R-1', contract: 'T-1', date: '2026-09-15', quantity: 4, item: 'pallet' };
const refused = { kind: 'refused', number: 'ACT-1', contract: 'T-1', date: '2026-10-01', amount: '5000', invoice: 'T-INV-1' };

describe('import', () => {
  it('of an amendment moves the due dates that the terms gave, not those that were given', async () => {
    await load('contracts', contract);
    await load('invoices', invoice, { ...invoice, number: 'T-INV-2', dueDate: '2026-12-01' });
    const due = async () =>
      (await world.deps.stores.accounts.invoices('severny-metiz'))
        .map(({ number, dueDate }) => [number, dueDate])
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
    expect(await due()).toEqual([
      ['T-INV-1', '2026-10-10'],
      ['T-INV-2', '2026-12-01'],
    ]);
    await load('contracts', amendment);
    expect(await due()).toEqual([
      ['T-INV-1', '2026-09-20'],
      ['T-INV-2', '2026-12-01'],
    ]);
    expect((await load('invoices', invoice))[0]?.status).toBe('unchanged');
  });
  it('names the wrong column of each row, and takes the others', async () => {
    await load('contracts', contract);
    const rows = await load('invoices', invoice, { ...invoice, contract: 'none' }, { ...invoice, number: 'T-INV-3', netAmount: '1000.01' });
    expect(rows.map(({ status, errors }) => errors ?? status)).toEqual([
      'accepted',
      [{ path: 'contract', code: 'unknown' }],
      [{ path: 'netAmount', code: 'more-than-total' }],
    ]);
    expect(await errorsOf('contracts', { ...amendment, number: 'none' })).toEqual([{ path: 'number', code: 'unknown' }]);
    expect(await errorsOf('deliveries', { ...out, date: '2026-11-03' })).toEqual([{ path: 'date', code: 'date' }]);
    expect(await errorsOf('deliveries', { ...out, quantity: 0 })).toEqual([{ path: 'quantity', code: 'number' }]);
    expect(await errorsOf('deliveries', { ...out, kind: 'lost' })).toEqual([{ path: 'kind', code: 'choose' }]);
    expect(await errorsOf('deliveries', { ...refused, invoice: 'none' })).toEqual([{ path: 'invoice', code: 'unknown' }]);
    expect(await errorsOf('payments', { ...payment, invoice: 'PK-00000000' })).toEqual([{ path: 'invoice', code: 'unknown' }]);
  });
  it('of a delivery is known by kind, contract, number and item: again it changes nothing, with a reason it is corrected', async () => {
    await load('contracts', contract);
    const status = async (row: object) => (await load('deliveries', row))[0]?.status;
    await load('invoices', invoice);
    expect([
      await status(refused),
      await status(refused),
      await status({ ...refused, reason: 'Брак' }),
      await status(out),
      await status({ ...out, item: 'crate' }),
    ]).toEqual(['accepted', 'unchanged', 'accepted', 'accepted', 'accepted']);
    expect(await world.deps.stores.accounts.book('severny-metiz')).toMatchObject({ performances: { length: 3 } });
  });
  it('is open to a key with its scope at the API, rows or one row', async () => {
    await load('contracts', contract);
    const { apiKey } = await import('../support/world.ts');
    const send = (body: unknown, key = apiKey) =>
      world.app.request('/api/v1/deliveries', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect(await (await send([out, back])).json()).toMatchObject({ accepted: 2, errors: 0 });
    expect((await send(out, 'rk_wrong')).status).toBe(401);
    const openapi = (await (await world.app.request('/api/v1/openapi.json')).json()) as { paths: object };
    expect(Object.keys(openapi.paths)).toContain('/api/v1/deliveries');
  });
});

// The number that the packaging of W-1 has, once it is a breach.
const ofPallets = breachNumber('packaging', stableId('pf', 'packaging_out', stableId('ct', 'severny-metiz', 'T-1'), 'W-1', 'pallet'));
type File = [ImportKind, object[]];
const files: File[] = [
  ['contracts', [contract]],
  ['contracts', [amendment]],
  ['contracts', [{ ...amendment, amendment: 'Amendment No. 2', validFrom: '2026-10-01', paymentDays: 5 }]],
  ['invoices', [invoice, { ...invoice, number: 'T-INV-2', issuedOn: '2026-10-05' }]],
  ['payments', [payment, { ...payment, invoice: 'T-INV-2', amount: '1000.00' }]],
  ['deliveries', [out, back]],
  ['payments', [{ invoice: ofPallets, date: '2026-10-30', amount: '100.00', currency: 'RUB' }]],
  ['deliveries', [refused, { ...out, number: 'W-2', date: '2026-10-25' }]],
];
const withoutWho = (book: unknown): unknown =>
  JSON.parse(JSON.stringify(book, (key, value: unknown) => (key === 'by' || key === 'at' ? undefined : value)));

describe('the order of files', () => {
  it('does not matter: repeated until nothing errs, any order gives the same book and asks for the same', {
    timeout: 120_000,
  }, async () => {
    const books = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(files, { minLength: files.length, maxLength: files.length }), async (order) => {
        const fresh = await makeWorld();
        try {
          for (let round = 0, left = 1; left > 0; round++) {
            expect(round).toBeLessThan(8);
            left = 0;
            for (const [kind, rows] of order) {
              const results = await importRecords(fresh.deps, system, kind, rows);
              left += results.filter(({ status }) => status === 'error').length;
            }
          }
          const book = await fresh.deps.stores.accounts.book('severny-metiz');
          const [claim, ...others] = await fresh.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
          expect(others).toEqual([]);
          expect(claim?.sheet.lines.find(({ number }) => number === ofPallets)).toMatchObject({ fixedSum: '600.00', paidOnTop: '100.00' });
          const { fingerprint: _, ...sheet } = claim?.sheet ?? { fingerprint: '' };
          books.add(JSON.stringify(withoutWho({ book, sheet, look: (await fresh.deps.stores.looks.of('severny-metiz'))?.day })));
          expect(books.size).toBe(1);
        } finally {
          await fresh.end();
        }
      }),
      { numRuns: 12 },
    );
  });
});
