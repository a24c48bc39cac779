import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Host, startHost } from '#infra/local/host.ts';
import { freePort } from '../support/free-port.ts';
import { makeWorld, type World } from '../support/world.ts';
import { axeProblems, browserWanted, launch, leftOut, watchedPage } from './browser.ts';

if (!browserWanted) console.log(leftOut);

/** No file of a claim is left out silently: not one that is still on its way, not one that failed. */
describe.skipIf(!browserWanted)('files that go up while the claim is written', () => {
  let world: World;
  let host: Host;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    const [port, smtpPort] = await Promise.all([freePort(), freePort()]);
    origin = `http://localhost:${port}`;
    world = await makeWorld({ publicUrl: origin });
    const assets = join(import.meta.dirname, '../../functions/pages/assets');
    host = await startHost(world, { port, smtpPort, assets, versions: {} });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });

  const write = async (): Promise<Page> => {
    const { page } = await watchedPage(browser);
    await page.goto(`${origin}/claims/new`);
    await page.getByLabel('Your name, or your company and your name').fill('Karl Beispiel');
    await page.getByLabel('E-mail address').fill('karl@example.org');
    await page.getByLabel('In one line').fill('Cracked connectors');
    await page.getByLabel('Tell us in your own words').fill('Forty connectors are cracked.');
    return page;
  };
  const choose = (page: Page, name: string, size = 5): Promise<void> =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.alloc(size, 'x') });
  const send = (page: Page) => page.getByRole('button', { name: 'Send the claim' }).click();
  const status = (page: Page) => page.locator('[data-upload-status]').textContent();

  it('a file on its way holds the claim, which then goes with it, by itself and once', async () => {
    const page = await write();
    let arrive = (): void => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/*', async (route) => {
      if (route.request().method() === 'PUT') await held;
      await route.continue();
    });
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && request.url().endsWith('/claims') && posts.push(request.url()));
    await choose(page, 'slow.txt');
    await send(page);
    await send(page);
    expect(await status(page)).toContain('still on their way');
    expect([page.url(), posts]).toEqual([`${origin}/claims/new`, []]);
    arrive();
    await page.waitForURL(/\/c\/[0-9a-f]{32}/);
    expect(await page.getByText('slow.txt').count()).toBe(1);
    expect(posts).toHaveLength(1);
    await page.close();
  });

  it('a file that failed stops the claim until it is tried again or removed', async () => {
    const page = await write();
    let failing = true;
    await page.route('**/*', (route) => (failing && route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await choose(page, 'lost.txt');
    await page.getByRole('button', { name: 'Did not arrive. Try again' }).waitFor();
    await send(page);
    expect(await status(page)).toContain('Try it again or remove it');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Did not arrive. Try again');
    expect(await axeProblems(page)).toEqual([]);
    failing = false;
    await page.getByRole('button', { name: 'Did not arrive. Try again' }).click();
    await expect.poll(() => page.locator('input[name=upload]').count()).toBe(1);
    await send(page);
    await page.waitForURL(/\/c\/[0-9a-f]{32}/);
    expect(await page.getByText('lost.txt').count()).toBe(1);
    await page.close();
  });

  it('a file that cannot go up says why, without offering to try again', async () => {
    const page = await write();
    await choose(page, 'big.bin', 21 * 1024 * 1024);
    await page.getByText('big.bin — A file is larger than 20 MB; send a smaller one').waitFor();
    await choose(page, 'empty.txt', 0);
    await page.getByText('empty.txt — A file is empty; choose another').waitFor();
    expect(await page.getByRole('button', { name: 'Did not arrive. Try again' }).count()).toBe(0);
    await send(page);
    expect(await status(page)).toContain('remove it');
    await page.getByRole('button', { name: 'Remove: big.bin' }).click();
    await page.getByRole('button', { name: 'Remove: empty.txt' }).click();
    await send(page);
    await page.waitForURL(/\/c\/[0-9a-f]{32}/);
    await page.close();
  });

  it('in the other language the form still has what was typed and uploaded', async () => {
    const page = await write();
    await choose(page, 'kept.txt');
    await expect.poll(() => page.locator('input[name=upload]').count()).toBe(1);
    await page.getByRole('link', { name: 'РУ' }).click();
    await page.getByRole('heading', { name: 'Подать претензию' }).waitFor();
    expect(await page.locator('[name=subject]').inputValue()).toBe('Cracked connectors');
    await page.getByRole('button', { name: 'Отправить' }).click();
    await page.waitForURL(/\/c\/[0-9a-f]{32}/);
    expect(await page.getByText('kept.txt').count()).toBe(1);
    await page.close();
  });

  it('without script, too much at once is answered by a page, not by a broken connection', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false, locale: 'en-GB' });
    await page.goto(`${origin}/claims/new`);
    await choose(page, 'big.bin', 23 * 1024 * 1024);
    await send(page);
    await page.getByRole('heading', { name: 'That is too large' }).waitFor();
    await page.close();
  });
});
