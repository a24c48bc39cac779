import { afterEach, beforeEach, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { handIn } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

it('the claims of an account are not crowded out by its counter-claims, which stand in the same list', async () => {
  const claim = await handIn(world);
  await importRecords(world.deps, { kind: 'system', step: 'test' }, 'invoices', [
    { contract: 'HP-77', number: 'INV-1', issuedOn: '2026-08-03', dueDate: '2026-09-02', amount: '100.00', currency: 'EUR' },
  ]);
  await world.idle();
  const { claims, counterClaims } = world.deps.stores;
  expect(await counterClaims.ofAccount('holzbau-prager', 5)).toHaveLength(1);
  expect((await claims.ofAccount('holzbau-prager', 1)).map(({ reference }) => reference)).toEqual([claim.reference]);
  expect((await claims.allOfAccount('holzbau-prager')).map(({ reference }) => reference)).toEqual([claim.reference]);
});
