import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { mailsTo } from '../support/claims.ts';
import type { World } from '../support/world.ts';
import { browserWanted, leftOut, lookAt } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

if (!browserWanted) console.log(leftOut);

/** A counter-claim in a real browser: held, approved, opened by the customer, disputed in part with a file, decided, and up to the next rung. */
describe.skipIf(!browserWanted)('a counter-claim on its ladder', () => {
  let stage: Stage;
  let world: World;
  let origin: string;
  let sheet = '';
  let taken = 0;
  const path = async () => `/counter-claims/${(await only()).id}`;
  const only = async () => {
    const [found] = await world.deps.stores.counterClaims.ofAccount('holzbau-prager', 5);
    if (!found) throw new Error('no counter-claim was proposed');
    return found;
  };

  beforeAll(async () => {
    stage = await openStage();
    ({ world, origin } = stage);
    const system = { kind: 'system', step: 'test' } as const;
    const invoice = { contract: 'HP-77', issuedOn: '2026-08-03', currency: 'EUR' };
    await importRecords(world.deps, system, 'invoices', [
      { ...invoice, number: 'INV-70', dueDate: '2026-06-02', issuedOn: '2026-05-03', amount: '3200.00' },
      { ...invoice, number: 'INV-77', dueDate: '2026-09-02', amount: '5000.00' },
      { ...invoice, number: 'INV-78', dueDate: '2026-09-15', amount: '1800.00' },
    ]);
    await importRecords(world.deps, system, 'payments', [{ invoice: 'INV-70', date: '2026-06-20', amount: '3200.00', currency: 'EUR' }]);
    await world.idle();
  });
  afterAll(() => stage?.close());

  const look = (page: Page, name: string) => lookAt(page, `counter-claim-${String(++taken).padStart(2, '0')}-${name}`);

  it('the manager sees how the customer pays, and holds it with a reason that legal reads in the queue', async () => {
    const anna = await stage.signIn('Anna Kedrova');
    await anna.goto(`${origin}${await path()}`);
    expect(await anna.getByText('€10,000.00').count()).toBe(1); // turnover of twelve months
    await look(anna, 'proposed');
    await anna.getByText('Hold it').click();
    await anna.getByLabel('Reason, as legal sees it').fill('Renewal talks on Thursday.');
    await anna.getByLabel('For how many days (1 to 30)').fill('3');
    await anna.getByRole('button', { name: 'Hold', exact: true }).click();
    await expect.poll(async () => (await only()).state).toBe('held');
    const lev = await stage.signIn('Lev Polyanin');
    await lev.goto(`${origin}/counter-claims?waits=held`);
    expect(await lev.getByText('Renewal talks on Thursday.').count()).toBe(1);
    await look(lev, 'queue-held');
    await anna.getByRole('button', { name: 'End the hold' }).click();
    await expect.poll(async () => (await only()).state).toBe('proposed');
    await anna.close();
    await lev.close();
  });

  it('legal approves the reminder, and the customer opens the sheet and asks for another day of payment', async () => {
    const lev = await stage.signIn('Lev Polyanin');
    await lev.goto(`${origin}${await path()}`);
    await lev.locator('form[action$="/approve"] button[type=submit]').click();
    await expect.poll(async () => (await only()).state).toBe('sent');
    await lev.close();
    await world.idle();
    const [letter] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    sheet = /http:\/\/localhost:\d+\/s\/[0-9a-f]{32}/.exec(letter?.text ?? '')?.[0] ?? '';
    const customer = await stage.open();
    await customer.goto(sheet);
    await look(customer, 'sheet');
    await customer.getByLabel('Day of payment').fill('2026-12-01');
    await customer.getByRole('button', { name: 'Show' }).click();
    await customer.waitForURL(/pay=2026-12-01/);
    expect(await customer.getByRole('columnheader', { name: 'Difference' }).count()).toBe(1);
    await look(customer, 'sheet-other-day');
    await customer.goto(`${sheet}?pay=2026-10-01`);
    expect(await customer.locator('#f-pay-error').innerText()).toBe('Choose today or a later day');
    await look(customer, 'sheet-wrong-day');
    await customer.close();
  });

  it('they dispute a part of one line with a file; that part is frozen, the rest stands', async () => {
    const customer = await stage.open();
    await customer.goto(sheet);
    const id = (await only()).sheet.lines.find(({ number }) => number === 'INV-77')?.invoiceId ?? '';
    await customer.locator(`[name="amount.${id}"]`).fill('1,250.00');
    await customer.getByLabel('Why?').fill('A quarter of the connectors was cracked.');
    await customer.getByRole('button', { name: 'Send the objection' }).click();
    await customer.waitForURL(/dispute$/);
    expect(await customer.locator('.error-summary li').count()).toBe(1); // a comma for thousands is no amount
    expect(await customer.getByLabel('Why?').inputValue()).toBe('A quarter of the connectors was cracked.');
    await look(customer, 'sheet-dispute-wrong');
    await customer.locator(`[name="amount.${id}"]`).fill('1250');
    await customer
      .locator('input[type=file]')
      .setInputFiles({ name: 'акт.txt', mimeType: 'text/plain', buffer: Buffer.from('a quarter is cracked') });
    await expect.poll(() => customer.locator('input[name=upload]').count()).toBe(1);
    await customer.getByRole('button', { name: 'Send the objection' }).click();
    await customer.waitForURL(/done=disputed/);
    expect(await customer.getByText('We are looking into it').count()).toBe(1);
    await look(customer, 'sheet-disputed');
    // INV-70 was paid 18 days late: its payment met €16.21 of interest and the flat €40 first (BGB § 367), so €56.21 of it is open still.
    expect(await only()).toMatchObject({ state: 'sent', sheet: { principal: '5606.21', frozen: '1250.00' } });
    expect((await only()).freezes[0]?.files[0]?.name).toBe('акт.txt');
    await customer.close();
  });

  it('legal reads it, accepts a part, and the customer sees the decision and the new term', async () => {
    await world.days(2);
    const lev = await stage.signIn('Lev Polyanin');
    await lev.goto(`${origin}${await path()}`);
    await look(lev, 'disputed');
    await lev.getByText('Decide', { exact: true }).click();
    await lev.getByLabel(/^Accepted/).fill('2000');
    await lev.getByLabel('Reason, as the customer reads it').fill('The act shows ten cracked pieces.');
    await lev.getByRole('button', { name: 'Decide and send the letter' }).click();
    await expect.poll(() => lev.locator('.error-summary li').count()).toBe(1);
    await lev.getByLabel(/^Accepted/).fill('500.00');
    await lev.getByRole('button', { name: 'Decide and send the letter' }).click();
    await expect.poll(async () => (await only()).freezes[0]?.decision?.accepted).toBe('500.00');
    await look(lev, 'decided');
    await lev.close();
    const customer = await stage.open();
    await customer.goto(sheet);
    expect(await customer.getByText('Accepted: €500.00').count()).toBe(1);
    await look(customer, 'sheet-decided');
    await customer.close();
  });

  it('the ladder goes on: the claim is proposed after the new term, and legal finds it with its court file', async () => {
    await world.days(10);
    expect(await only()).toMatchObject({ state: 'proposed', rung: 'claim', sheet: { principal: '6356.21' } });
    const lev = await stage.signIn('Lev Polyanin');
    for (const [address, name] of [
      ['/counter-claims', 'queue'],
      [await path(), 'claim-proposed'],
      [`${await path()}/court-file`, 'court-file'],
      ['/exposure', 'exposure'],
      ['/exposure?week=2026-11-02', 'exposure-week'],
    ] as const) {
      await lev.goto(`${origin}${address}`);
      await look(lev, name);
    }
    await lev.close();
  });

  it('by post: the manager prints the letter and records its posting', async () => {
    const lev = await stage.signIn('Lev Polyanin');
    await lev.goto(`${origin}${await path()}`);
    await lev.getByLabel('How it goes').selectOption('post');
    await lev.locator('form[action$="/approve"] button[type=submit]').click();
    await expect.poll(async () => (await only()).delivery).toBe('to-post');
    await lev.close();
    const anna = await stage.signIn('Anna Kedrova');
    await anna.goto(`${origin}${await path()}`);
    await look(anna, 'to-post');
    await anna.getByLabel('Number of the posting').fill('RR 000 000 001 DE');
    await anna.getByRole('button', { name: 'It was posted' }).click();
    await expect.poll(async () => (await only()).state).toBe('sent');
    await anna.close();
  });

  it('is whole in Russian', async () => {
    const lev = await stage.signIn('Lev Polyanin', { locale: 'ru-RU' });
    for (const address of [await path(), '/counter-claims', '/exposure', `${await path()}/court-file`]) {
      await lev.goto(`${origin}${address}?lang=ru`);
      expect(await lev.locator('html').getAttribute('lang')).toBe('ru');
      await look(lev, `ru-${address.split('/').at(-1)}`);
    }
    await lev.close();
    const customer = await stage.open({ locale: 'ru-RU' });
    await customer.goto(`${sheet}?pay=2026-12-24`);
    expect(await customer.locator('h1').innerText()).toBe('Наше требование по договору № HP-77');
    await look(customer, 'ru-sheet');
    await customer.close();
  });
});
