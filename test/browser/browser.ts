import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const executablePath = '/usr/bin/chromium';
/** Chromium is there, or CI demands it. */
export const browserThere = existsSync(executablePath);
export const browserWanted = browserThere || process.env.REDRESS_REQUIRE_ALL === '1';
export const leftOut = 'left out: the browser journey (no Chromium)';

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A page that fails the test on any script error or any refusal of the content security policy. */
export async function watchedPage(
  browser: Browser,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  return { page, problems };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Findings of axe on the page: rule and the first place. A click that is still opening the next page makes it look again when that one is there. */
export async function axeProblems(page: Page): Promise<string[]> {
  const address = page.url();
  try {
    return await axeFindings(page);
  } catch (error) {
    await page.waitForLoadState('load');
    if (page.url() === address && !/context|documentElement/.test(String(error))) throw error;
    return axeFindings(page);
  }
}

/** The script is run by the debugger, so the page's own policy stays strict. */
async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations.map(({ id, nodes }) => ({ id, nodes })))',
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

/** At 320 px nothing may make the page wider than the screen. */
export async function narrowProblems(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  const wide = await page.evaluate<string[]>(
    `document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('main *, header *')].filter((e) => e.getBoundingClientRect().right > 321 && !e.closest('.table-wrap, .scroll, [data-scroll]')).slice(0, 3).map((e) => e.outerHTML.slice(0, 120))`,
  );
  if (before) await page.setViewportSize(before);
  return wide;
}

/** A folder for pictures of every page that a test comes by; none are taken without it. */
const pictures = process.env.REDRESS_PICTURES;

/** No finding of axe, nothing wider than a small phone. Where pictures are wanted, leaves one of the page at either width. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const place = `${name} (${page.url()})`;
  expect(await axeProblems(page), place).toEqual([]);
  expect(await narrowProblems(page), place).toEqual([]);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  const before = page.viewportSize();
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}
