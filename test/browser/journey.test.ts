import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileAssets } from '#pages/assets.ts';
import { importRecords } from '#usecases/import-records.ts';
import { mailsTo } from '../support/claims.ts';
import type { World } from '../support/world.ts';
import { browserWanted, leftOut, lookAt } from './browser.ts';
import { assetFolder, openStage, type Stage } from './stage.ts';

if (!browserWanted) console.log(leftOut);

/** The README's walk, in a real browser, against a real server on loopback: customer, manager, head and lawyer. */
describe.skipIf(!browserWanted)('the walk through the loop', () => {
  let stage: Stage;
  let world: World;
  let origin: string;
  const looked: string[] = [];

  beforeAll(async () => {
    stage = await openStage();
    ({ world, origin } = stage);
    expect(await fileAssets(assetFolder)('redress.css')).toBeDefined();
    const invoice = {
      contract: 'HP-77',
      number: 'INV-77',
      issuedOn: '2026-08-03',
      dueDate: '2026-09-02',
      amount: '5000.00',
      currency: 'EUR',
    };
    await importRecords(world.deps, { kind: 'system', step: 'test' }, 'invoices', [invoice]);
    await world.idle();
  });
  afterAll(() => stage?.close());

  /** Every page that the walk comes by is looked at: no finding of axe, nothing wider than a small phone. */
  const look = async (page: Page): Promise<void> => {
    looked.push(new URL(page.url()).pathname.replaceAll(/[0-9A-Fa-f]{32}|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}|CC-\w+/g, '*'));
    await lookAt(page, `walk-${String(looked.length).padStart(2, '0')}`);
  };

  let reference = '';
  let statusUrl = '';

  it('a customer hands in a claim with a file, sees the number and gets the receipt', async () => {
    const page = await stage.open();
    await page.goto(origin);
    await look(page);
    await page.getByRole('link', { name: 'Hand in a claim' }).first().click();
    await page.getByRole('button', { name: 'Send the claim' }).click();
    await expect.poll(() => page.locator('.error-summary li').count()).toBeGreaterThan(2);
    await look(page);
    await page.getByLabel('Your name, or your company and your name').fill('Karl Beispiel');
    await page.getByLabel('E-mail address').fill('einkauf@holzbau-prager.example');
    await page.getByLabel('In one line').fill('Cracked connectors');
    await page.getByLabel('Contract number').fill('HP-77');
    await page.getByLabel('Tell us in your own words').fill('Forty connectors are cracked along the weld.');
    await page.getByLabel('What', { exact: true }).selectOption('refund');
    await page.getByLabel('Amount').fill('620.00');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'трещина.txt', mimeType: 'text/plain', buffer: Buffer.from('forty cracks') });
    await expect.poll(() => page.locator('input[name=upload]').count()).toBe(1);
    await page.getByRole('button', { name: 'Send the claim' }).click();
    await page.waitForURL(/\/c\/[0-9a-f]{32}/);
    reference = (await page.locator('[data-copy]').innerText()).trim();
    statusUrl = page.url().split('?')[0] ?? '';
    expect(await page.getByText('трещина.txt').count()).toBe(1);
    await look(page);
    await world.idle();
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    expect(receipt?.text).toContain(reference);
    await page.close();
  });

  it('the manager signs in, finds it on the desk, answers each demand and sends the reply for approval', async () => {
    const page = await stage.signIn('Anna Kedrova');
    await look(page);
    await page.getByRole('link', { name: reference }).first().click();
    await look(page);
    await page.locator('[name="answers.d1.outcome"]').selectOption('upheld');
    await page.locator('[name="answers.d1.granted"]').fill('620.00');
    await page.locator('[name="answers.d1.reason"]').fill('The inspection confirmed the cracks.');
    await page.locator('[name="answers.d1.source"]').fill('contract HP-77, clause 12(2)');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('button', { name: 'Send for approval' }).click();
    await expect.poll(async () => (await world.deps.stores.claims.load(reference))?.stage).toBe('in-approval');
    await look(page);
    expect(await page.locator('form[action$="/approve"]').count()).toBe(0);
    await page.close();
  });

  it('the head finds it under approvals and approves exactly this letter; it is sent', async () => {
    const page = await stage.signIn('Vera Sosnina');
    await page.goto(`${origin}/desk/approvals`);
    await look(page);
    await page.getByRole('link', { name: reference }).first().click();
    await page.locator('form[action$="/approve"] button[type=submit]').click();
    await expect.poll(async () => (await world.deps.stores.claims.load(reference))?.stage).toBe('answered');
    await page.goto(`${origin}/team`);
    await look(page);
    const [reply] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    expect(reply?.attachments[0]?.type).toBe('application/pdf');
    await page.close();
  });

  it('the customer reads the answer, accepts it and rates', async () => {
    const page = await stage.open({ viewport: { width: 360, height: 800 } });
    await page.goto(statusUrl);
    await look(page);
    await page.getByRole('button', { name: 'Accept the answer' }).click();
    await page.getByLabel(/^5/).check();
    await page.locator('form[action$="/rating"] button').click();
    await expect.poll(async () => (await world.deps.stores.claims.load(reference))?.satisfaction).toBe(5);
    await look(page);
    await page.close();
  });

  it('the lawyer sees every deadline with its reason, approves the counter-claim, and the customer disputes a line', async () => {
    const page = await stage.signIn('Lev Polyanin');
    for (const path of ['/deadlines', '/counter-claims', '/customers', '/customers/holzbau-prager']) {
      await page.goto(`${origin}${path}`);
      await look(page);
    }
    await page.goto(`${origin}/counter-claims`);
    await page.locator('a[href*="/counter-claims/CC-"]').first().click();
    await page.waitForURL('**/counter-claims/CC-*');
    await look(page);
    await page.locator('form[action$="/approve"] button[type=submit]').click();
    await expect.poll(async () => (await world.deps.stores.counterClaims.ofAccount('holzbau-prager', 5))[0]?.state).toBe('sent');
    await world.idle();
    const [letter] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    const sheet = /http:\/\/localhost:\d+\/s\/[0-9a-f]{32}/.exec(letter?.text ?? '')?.[0] ?? '';
    await page.close();
    const customer = await stage.open();
    await customer.goto(sheet);
    await look(customer);
    await customer.getByRole('checkbox').first().check();
    await customer.getByLabel('Why?').fill('The goods were cracked.');
    await customer.getByRole('button', { name: 'Send the objection' }).click();
    await expect.poll(async () => (await world.deps.stores.counterClaims.ofAccount('holzbau-prager', 5))[0]?.state).toBe('disputed');
    await customer.close();
  });

  it('the pages are whole in Russian, in the dark and without script', async () => {
    const page = await stage.open({ locale: 'ru-RU', colorScheme: 'dark', javaScriptEnabled: true });
    await page.goto(`${origin}/claims/new`);
    expect(await page.locator('h1').innerText()).toBe('Подать претензию');
    await look(page);
    await page.close();
    const plain = await stage.browser.newPage({ javaScriptEnabled: false, locale: 'en-GB' });
    await plain.goto(`${origin}/claims/new`);
    await plain.getByRole('button', { name: '+ Add another demand' }).click();
    expect(await plain.locator('[data-demand]').count()).toBe(2);
    await plain.close();
    const engineer = await stage.signIn('Egor Kamnev');
    await engineer.goto(`${origin}/desk/quarantine`);
    await look(engineer);
    await engineer.close();
    console.log(`looked at ${looked.length} pages: ${[...new Set(looked)].join(' ')}`);
  });
});
