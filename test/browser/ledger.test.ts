import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { saveDraft } from '#usecases/save-draft.ts';
import { viewLedger } from '#usecases/view-ledger.ts';
import { answer, body, handIn, upheld } from '../support/claims.ts';
import type { World } from '../support/world.ts';
import { browserWanted, leftOut, lookAt } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

if (!browserWanted) console.log(leftOut);
const system = { kind: 'system', step: 'test' } as const;
const account = 'severny-metiz';

/** Two people settle what they and a customer owe each other, in a real browser. */
describe.skipIf(!browserWanted)('the ledger', () => {
  let stage: Stage;
  let world: World;
  let page: Page;
  let origin: string;
  let second = '';

  beforeAll(async () => {
    stage = await openStage({ statuses: [400, 404, 409] });
    ({ world, origin } = stage);
    const row = { contract: 'SM-2025/14', issuedOn: '2026-08-03', currency: 'RUB' };
    await importRecords(world.deps, system, 'invoices', [
      { ...row, number: 'INV-1', dueDate: '2026-09-02', amount: '350000.00' },
      { ...row, number: 'INV-2', dueDate: '2026-12-02', amount: '128400.00' },
    ]);
    await importRecords(world.deps, system, 'payments', [{ invoice: 'INV-1', date: '2026-10-01', amount: '100000.00', currency: 'RUB' }]);
    const claim = (amount: string) =>
      handIn(world, {
        contractNumber: 'SM-2025/14',
        contact: { name: 'Пётр', email: 'office@severny-metiz.example', language: 'ru' },
        demands: [{ ...body.demands[0], amount, currency: 'RUB' } as never],
      });
    await answer(world, (await claim('40000.00')).reference);
    const open = await claim('15000.00');
    second = open.reference;
    await saveDraft(world.deps, world.actor('anna'), second, {
      answers: upheld(open),
      opening: 'Добрый день.',
      closing: 'Спасибо.',
      enclosures: [],
    });
    page = await stage.open();
  });
  afterAll(() => stage?.close());

  const signIn = async (name: string): Promise<void> => {
    await page.context().clearCookies();
    await page.goto(`${origin}/desk?lang=en`);
    await page.getByRole('button', { name }).click();
    await page.waitForURL(`${origin}/**`);
    await page.goto(`${origin}/desk?lang=en`);
  };
  /** The page in both languages: no finding of axe, nothing wider than a small screen. */
  const look = async (name: string, refused = false): Promise<void> => {
    for (const language of refused ? ['en'] : ['ru', 'en']) {
      const url = new URL(page.url());
      url.searchParams.set('lang', language);
      if (!refused) await page.goto(url.href); // the answer to a post is looked at as it came
      await lookAt(page, `ledger-${name}-${language}`);
    }
  };
  const net = async () => page.locator('[data-net]').getAttribute('data-net');
  const main = async () => ((await page.locator('main').textContent()) ?? '').replaceAll('\u00a0', ' ');

  it('shows both sides, and what its draft would set off beside the reply', async () => {
    await signIn('Anna Kedrova');
    await page.goto(`${origin}/customers/${account}`);
    await page.getByRole('link', { name: /^Ledger/ }).click();
    await page.getByRole('heading', { name: /^Ledger/, level: 1 }).waitFor();
    await look('ledger');
    await page.goto(`${origin}/desk/claims/${second}`);
    await page.getByRole('button', { name: 'Put the paragraph into the reply' }).click();
    await page.getByText('The paragraph is in the reply').waitFor();
    expect(await page.locator('[name=closing]').inputValue()).toContain('Предлагаем зачесть');
    await look('draft-set-off');
  });

  it('a set-off proposed by one is booked when another approves: both sides fall by it and the statement adds up', async () => {
    await page.goto(`${origin}/customers/${account}/ledger`);
    const before = await net();
    await page.getByRole('button', { name: 'Propose this set-off' }).click();
    await page.getByText('It is booked when somebody else approves').waitFor();
    await look('settlement-proposed');
    await page.goto(`${origin}/customers/${account}/ledger`);
    expect(await net()).toBe(before);

    await signIn('Olga Ruchyova');
    await page.getByRole('link', { name: 'Settlements' }).click();
    await look('settlements');
    await page.getByRole('link', { name: 'set-off' }).click();
    await page.getByRole('button', { name: /^Approve RUB/ }).click();
    await page.getByText('Approved and booked.').waitFor();
    await look('settlement-booked');
    await page.goto(`${origin}/customers/${account}/ledger`);
    expect(await main()).toMatch(/Set offRUB 40,000.00RUB 40,000.00/);
    await look('ledger-after');
    const [ledger] = (await viewLedger(world.deps, world.actor('olga'), account)).ledgers;
    expect(await net()).toBe(ledger?.net);
    const csv = await (await page.request.get(`${origin}/customers/${account}/ledger.csv?lang=en`)).text();
    const effects = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Math.round(Number(line.split(',')[8]) * 100));
    expect(effects.reduce((sum, effect) => sum + effect, 0)).toBe(Math.round(Number(ledger?.net) * 100));
    expect(ledger?.theirs).toMatchObject({ setOff: '40000.00', open: '0.00' });
  });

  it('money and instalments are proposed by form, and finance exports what is paid', async () => {
    await signIn('Anna Kedrova');
    await answer(world, second);
    await page.goto(`${origin}/customers/${account}/ledger`);
    await page.getByText('Pay money', { exact: true }).click();
    const form = page.locator('details[open] form');
    await form.getByLabel('Amount').fill('20 000,00');
    await form.getByRole('button', { name: 'Propose' }).click();
    await page.getByRole('alert').waitFor();
    await look('ledger-wrong', true);
    await page.goto(`${origin}/customers/${account}/ledger`);
    await page.getByText('Pay money', { exact: true }).click();
    await form.getByLabel('Amount').fill('15 000,00');
    await form.getByLabel('Payee, as the bank has it').fill('ООО «Северный метиз»');
    await form.getByLabel(/^Account/).fill('40702810000000000001');
    await form.getByLabel('Purpose of the payment').fill(`По претензии ${second}`);
    await form.getByRole('button', { name: 'Propose' }).click();
    await page.getByText('It is booked when somebody else approves').waitFor();
    const money = page.url();
    await page.goto(`${origin}/customers/${account}/ledger`);
    await page.locator('summary', { hasText: 'Let them pay in instalments' }).click();
    await form.getByLabel(/^INV-1/).check();
    await form.getByLabel('Due date 1').fill('2026-11-10');
    await form.getByLabel('Amount 1').fill('100 000');
    await form.getByRole('button', { name: 'Propose' }).click();
    await page.getByText('It is booked when somebody else approves').waitFor();
    const plan = page.url();

    await signIn('Olga Ruchyova');
    for (const url of [money, plan]) {
      await page.goto(url);
      await page.getByRole('button', { name: /^Approve RUB/ }).click();
      await page.getByText('Approved and booked.').waitFor();
    }
    await look('instalments');
    await page.goto(`${origin}/payment-orders`);
    await look('payment-orders');
    await page.getByRole('button', { name: 'Export as the next batch' }).click();
    await page.getByText('The batch is made').waitFor();
    await look('payment-batches');
    const [, download] = await Promise.all([page.getByRole('link', { name: 'CSV № 1' }).click(), page.waitForEvent('download')]);
    expect(download.suggestedFilename()).toBe('payments-1.csv');
    await page.goto(`${origin}/customers/${account}/ledger`);
    await look('ledger-plans');
  });
});
