import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserWanted, leftOut, lookAt } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

if (!browserWanted) console.log(leftOut);

/** The calculators in a real browser: asked, answered, kept in the address, readable on a small phone and without script. */
describe.skipIf(!browserWanted)('the calculators', () => {
  let stage: Stage;
  let origin: string;

  beforeAll(async () => {
    stage = await openStage({ statuses: [400, 404, 422] });
    ({ origin } = stage);
  });
  afterAll(() => stage?.close());

  const open = async (path: string, options?: Parameters<Stage['open']>[0]): Promise<Page> => {
    const page = await stage.open(options);
    await page.goto(`${origin}${path}`);
    return page;
  };
  const look = (page: Page, name: string) => lookAt(page, `calculator-${name}`);

  it('count a deadline, say why, and keep the question in the address, in either language', async () => {
    const page = await open('/calculators');
    await look(page, 'deadline-empty');
    await page.getByLabel('Day of the event').fill('2027-04-28');
    await page.getByLabel('How long').fill('4');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await expect.poll(() => page.locator('.answer .reference').textContent()).toBe('Wed 5 May 2027');
    expect(await page.locator('.answer ol li').count()).toBeGreaterThan(4);
    await look(page, 'deadline');
    const kept = await open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await kept.locator('.answer .reference').textContent()).toBe('Wed 5 May 2027');
    await kept.getByRole('link', { name: /Русский/ }).click();
    await expect.poll(() => kept.locator('.answer .reference').textContent()).toBe('ср, 5 мая 2027 г.');
    await look(kept, 'deadline-ru');
    await Promise.all([page.close(), kept.close()]);
  });

  it('say what is wrong, and lose nothing', async () => {
    const page = await open('/calculators');
    await page.getByLabel('How long').fill('many');
    await page.getByText('More: cut-off').click();
    await page.getByLabel('Time zone').fill('Mars');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await expect.poll(() => page.locator('.error-summary li').count()).toBe(2);
    expect(await page.getByLabel('How long').inputValue()).toBe('many');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Mars');
    await look(page, 'wrong');
    await page.close();
  });

  it('work without script: a rule, working time, a year', async () => {
    const bare = { javaScriptEnabled: false };
    const page = await open('/calculators?part=rule', bare);
    await page.getByLabel('Rule').selectOption('ru-consumer-22-refund');
    await page.getByLabel('Day of the event').fill('2026-07-31');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await expect.poll(() => page.locator('.answer .reference').textContent()).toBe('Mon 10 Aug 2026');
    await page.getByRole('link', { name: 'Working time' }).click();
    await page.getByLabel('or plus working hours').fill('12');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await expect.poll(() => page.locator('.answer .reference').textContent()).toContain('12:00 (Europe/Moscow)');
    await page.getByRole('link', { name: 'Calendar of a year' }).click();
    expect(await page.locator('.month svg').count()).toBe(12);
    await page.close();
  });

  it('show every part so that everybody can read it', async () => {
    for (const [name, path] of [
      ['rule', '/calculators?part=rule&rule=ru-consumer-22-refund&trigger=2026-07-31&place='],
      ['time', '/calculators?part=time&place=DE-BY&from=2026-12-23&fromHour=15%3A00&addHours=12'],
      ['year', '/calculators?part=year&place=RU&year=2025'],
      ['provisional', '/calculators?part=deadline&trigger=2029-04-28&length=4&unit=working_days&place=RU'],
    ] as const) {
      const page = await open(path);
      await look(page, name);
      await page.close();
    }
    const dark = await open('/calculators?part=year&place=RU&year=2027', { colorScheme: 'dark' });
    await look(dark, 'year-dark');
    await dark.close();
  });
  it('count interest row by row, and what another day of payment would change', async () => {
    const page = await open('/calculators?part=interest');
    await page.getByLabel('Debt', { exact: true }).fill('350000');
    await page.getByLabel('Due on').fill('2026-01-31');
    await page.getByLabel('Paid on, or counted until').fill('2026-08-01');
    await page.getByLabel('Compare with payment on').fill('2026-09-01');
    await page.getByLabel('Part payments').fill('2026-05-12 100000.00');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await expect.poll(() => page.locator('.answer .flash').textContent()).toContain('more.');
    expect(await page.locator('.answer tbody tr').count()).toBeGreaterThan(3);
    await look(page, 'interest');
    await page.close();
  });
});
