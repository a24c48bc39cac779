import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Host, startHost } from '#infra/local/host.ts';
import { deliveries, invoices, supplies } from '#infra/local/sample/books.ts';
import { importRecords } from '#usecases/import-records.ts';
import { freePort } from '../support/free-port.ts';
import { makeWorld, type World } from '../support/world.ts';
import { axeProblems, browserWanted, launch, leftOut, narrowProblems, watchedPage } from './browser.ts';

if (!browserWanted) console.log(leftOut);
const shots = process.env.REDRESS_SHOTS;

/** A lawyer with a contract and the breaches of a day, in a real browser. */
describe.skipIf(!browserWanted)('contracts and breaches', () => {
  let world: World;
  let host: Host;
  let browser: Browser;
  let page: Page;
  let origin: string;

  beforeAll(async () => {
    const [port, smtpPort] = await Promise.all([freePort(), freePort()]);
    origin = `http://localhost:${port}`;
    world = await makeWorld({ publicUrl: origin });
    const system = { kind: 'system', step: 'test' } as const;
    await importRecords(world.deps, system, 'contracts', supplies('2026-11-02'));
    await importRecords(world.deps, system, 'invoices', invoices('2026-11-02'));
    await importRecords(world.deps, system, 'deliveries', deliveries('2026-11-02'));
    const assets = join(import.meta.dirname, '../../functions/pages/assets');
    host = await startHost(world, { port, smtpPort, assets, versions: {} });
    browser = await launch();
    page = (await watchedPage(browser)).page;
    await page.goto(`${origin}/desk`);
    await page.getByRole('button', { name: 'Lev Polyanin' }).click();
    await page.waitForURL(`${origin}/**`);
  });
  afterAll(async () => {
    await page?.close();
    await browser?.close();
    await host?.close();
  });
  const look = async (name: string): Promise<void> => {
    expect(await axeProblems(page), page.url()).toEqual([]);
    expect(await narrowProblems(page), page.url()).toEqual([]);
    if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  };

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
