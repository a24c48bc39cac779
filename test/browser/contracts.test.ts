import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveries, invoices, supplies } from '#infra/local/sample/books.ts';
import { importRecords } from '#usecases/import-records.ts';
import type { World } from '../support/world.ts';
import { browserWanted, leftOut, lookAt } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

if (!browserWanted) console.log(leftOut);

/** A lawyer with a contract and the breaches of a day, in a real browser. */
describe.skipIf(!browserWanted)('contracts and breaches', () => {
  let stage: Stage;
  let world: World;
  let page: Page;
  let origin: string;

  beforeAll(async () => {
    stage = await openStage();
    ({ world, origin } = stage);
    const system = { kind: 'system', step: 'test' } as const;
    await importRecords(world.deps, system, 'contracts', supplies('2026-11-02'));
    await importRecords(world.deps, system, 'invoices', invoices('2026-11-02'));
    await importRecords(world.deps, system, 'deliveries', deliveries('2026-11-02'));
    page = await stage.signIn('Lev Polyanin');
  });
  afterAll(() => stage?.close());
  const look = (name: string) => lookAt(page, `contracts-${name}`);

  it('goes from what was found to the contract, reads what changed, and adds an amendment', async () => {
    await page.goto(`${origin}/breaches`);
    await look('breaches');
    await page.getByRole('link', { name: 'contract TS-2026/07' }).first().click();
    expect(await page.locator('h1').innerText()).toBe('Contract TS-2026/07');
    await look('contract');
    await page.getByLabel('Title of the amendment').fill('Amendment No. 2');
    await page.getByLabel('Ladder').fill('claim:0:0');
    await page.getByRole('button', { name: 'Add the amendment' }).click();
    expect(await page.getByLabel('Title of the amendment').inputValue()).toBe('Amendment No. 2');
    await look('contract-wrong');
    await page.getByLabel('In force from').fill('2026-12-01');
    await page.getByLabel('Ladder').fill('claim:20:0');
    await page.getByRole('button', { name: 'Add the amendment' }).click();
    await page.getByRole('heading', { name: 'Amendment No. 2' }).waitFor();
    await look('contract-amended');
    await page.goto(`${origin}/breaches?lang=ru`);
    await look('breaches-ru');
  });
});
