import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startHost } from '#infra/local/host.ts';
import { freePort } from '../support/free-port.ts';
import { makeWorld, type World } from '../support/world.ts';
import { launch, watchedPage } from './browser.ts';

type PageOptions = Parameters<Browser['newPage']>[0];
export type Stage = {
  world: World;
  browser: Browser;
  /** "http://localhost:<port>" */
  origin: string;
  /** A page whose script errors and policy refusals are found by `close`. */
  open(options?: PageOptions): Promise<Page>;
  /** A page of its own, signed in as this person of the sample. */
  signIn(name: string, options?: PageOptions): Promise<Page>;
  /** Ends all of it; fails when a page had an error that nobody expects. */
  close(): Promise<void>;
};

export const assetFolder = join(import.meta.dirname, '../../functions/pages/assets');

/** A world with its server on loopback and a browser. `statuses`: answers that the test provokes, which the browser writes to its console. */
export async function openStage({ start, statuses = [400, 404] }: { start?: number; statuses?: readonly number[] } = {}): Promise<Stage> {
  const [port, smtpPort] = await Promise.all([freePort(), freePort()]);
  const origin = `http://localhost:${port}`;
  const world = await makeWorld({ publicUrl: origin, ...(start === undefined ? {} : { start }) });
  const host = await startHost(world, { port, smtpPort, assets: assetFolder, versions: {} });
  const browser = await launch();
  const expected = new RegExp(`inter-.*woff2|ERR_ABORTED|status of (${statuses.join('|')})`);
  const seen: string[][] = [];
  const open = async (options?: PageOptions): Promise<Page> => {
    const { page, problems } = await watchedPage(browser, options);
    seen.push(problems);
    return page;
  };
  return {
    world,
    browser,
    origin,
    open,
    async signIn(name, options) {
      const page = await open(options);
      await page.goto(`${origin}/desk`);
      await page.getByRole('button', { name }).click();
      await page.waitForURL(`${origin}/**`);
      return page;
    },
    async close() {
      await browser.close();
      await host.close();
      expect(seen.flat().filter((text) => !expected.test(text))).toEqual([]);
    },
  };
}
