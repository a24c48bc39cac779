import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { handIn, load } from '../support/claims.ts';
import type { World } from '../support/world.ts';
import { browserWanted, leftOut, lookAt } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

if (!browserWanted) console.log(leftOut);

/** What a lawyer does with dates, in a real browser: board, explanation, feed, rules and calendars, what would be missed if. */
describe.skipIf(!browserWanted)('legal and the dates', () => {
  let stage: Stage;
  let world: World;
  let page: Page;
  let origin: string;
  let reference = '';

  beforeAll(async () => {
    stage = await openStage({ start: Date.parse('2027-12-13T09:00:00.000Z') });
    ({ world, origin } = stage);
    const russian = { contractNumber: 'RET-1001', contact: { name: 'Иван Тестов', email: 'ivan.testov@mail.example', language: 'ru' } };
    await handIn(world);
    await world.days(7);
    for (let n = 0; n < 6; n++) await handIn(world, n % 2 ? russian : {});
    reference = (await handIn(world, russian)).reference;
    page = await stage.signIn('Lev Polyanin');
  });
  afterAll(() => stage?.close());

  const look = (name: string) => lookAt(page, `legal-${name}`);

  it('sees every open clock on the board, filters it in the address, and reads why a date is what it is', async () => {
    await page.goto(`${origin}/deadlines`);
    await page.getByRole('heading', { name: 'Deadlines', level: 1 }).waitFor();
    expect(await page.locator('main').textContent()).toContain(reference);
    await look('board');
    await page.goto(`${origin}/deadlines?group=rule`);
    await look('board-by-rule');
    const csv = await page.request.get(`${origin}/deadlines.csv`);
    expect((await csv.text()).split('\r\n').length).toBeGreaterThan(14);
    await page.goto(`${origin}/desk/claims/${reference}`);
    await page.goto(`${origin}/desk/claims/${reference}/clocks/ru-consumer-22-refund`);
    const text = (await page.locator('main').textContent()) ?? '';
    for (const words of ['Law 2300-1 art. 22', 'Received', 'art. 191 Civil Code', 'S']) expect(text).toContain(words);
    await look('why');
  });

  it('makes a calendar address, which a calendar program can fetch, and makes it void', async () => {
    await page.goto(`${origin}/calendar`);
    await page.getByLabel('All deadlines of the company').check();
    await page.getByRole('button', { name: 'Make an address' }).click();
    const address = await page.getByLabel('Copy it now:').inputValue();
    await look('calendar');
    const text = await (await fetch(address)).text();
    expect(text).toContain(`UID:${reference}-ru-consumer-22-refund@`);
    await page.getByRole('button', { name: /Make void/ }).click();
    await page.getByText('You have no address yet').waitFor();
    expect((await fetch(address)).status).toBe(404);
  });

  it('drafts a year of the calendar, sees which deadlines move, and applies it', async () => {
    await page.goto(`${origin}/law`);
    await look('law');
    await page.getByText('A year of a calendar').click();
    const form = page.locator('details[open] form');
    await form.getByLabel('What to call this change').fill('Calendar of 2028 as drafted');
    await page.getByLabel('File of the year').fill('{"country":"RU","year":2028');
    await form.getByRole('button', { name: 'Draft and see what moves' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('This is not JSON');
    expect(await page.getByLabel('File of the year').inputValue()).toBe('{"country":"RU","year":2028');
    await look('law-wrong');
    await page
      .getByLabel('File of the year')
      .fill('{"country":"RU","year":2028,"source":"draft decree","moved":[["2028-01-01","2028-01-10"],["2028-01-02","2028-12-29"]]}');
    await form.getByRole('button', { name: 'Draft and see what moves' }).click();
    await page.getByRole('heading', { name: 'Open deadlines that would move' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('+1 day');
    await look('law-draft');

    await page.getByRole('link', { name: 'See what would be missed' }).click();
    await page.getByLabel('Somebody were away').selectOption((await load(world, reference)).acting);
    await page.getByLabel('from', { exact: true }).fill('2027-12-20');
    await page.getByLabel('to', { exact: true }).fill('2028-01-31');
    await page.getByRole('button', { name: 'Live through it' }).click();
    await page.getByRole('heading', { name: 'What would be missed', exact: true }).waitFor();
    expect(await page.getByText('would be missed only then').count()).toBeGreaterThan(0);
    await look('what-if');
    const before = await load(world, reference);

    await page.goBack();
    await page.goBack();
    await page.getByLabel('Why').fill('The decree was published');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('The change counts from now on').waitFor();
    await world.idle();
    await page.reload();
    await look('law-applied');
    const after = await load(world, reference);
    const target = (claim: typeof after) => claim.clocks.find(({ id }) => id === 'house-own-target')?.lastDay;
    expect([target(before), target(after)]).toEqual(['2028-01-11', '2028-01-12']);
  });

  it('adds a reference rate with its source after seeing which sums it changes, and takes it back', async () => {
    const system = { kind: 'system', step: 'test' } as const;
    await importRecords(world.deps, system, 'contracts', [
      { account: 'severny-metiz', number: 'KEY-1', signedOn: '2027-01-10', currency: 'RUB', paymentDays: 10, statutoryRule: 'ru-395' },
    ]);
    await importRecords(world.deps, system, 'invoices', [
      { contract: 'KEY-1', number: 'K-1', issuedOn: '2027-09-01', dueDate: '2027-09-30', amount: '365000.00', currency: 'RUB' },
    ]);
    await world.idle();
    await page.goto(`${origin}/law`);
    await page.getByRole('link', { name: 'Reference rates' }).click();
    await look('rates');
    await page.getByText('Add a rate').click();
    await page.getByLabel('Series').selectOption('ru-key');
    await page.getByLabel('In force from').fill('2026-10-11');
    await page.getByLabel('Percent a year').fill('12,5');
    await page.getByLabel('Nothing newer until').fill('2027-12-20');
    await page.getByLabel('Source: address or document').fill('https://bank.example/decision');
    await page.getByRole('button', { name: 'See what changes' }).click();
    await page.getByText('1 of 1 open counter-claims changes.').waitFor();
    await look('rates-preview');
    await page.getByLabel('Why', { exact: true }).fill('Decisions of the year');
    await page.getByRole('button', { name: 'Add this rate' }).click();
    await page.getByText('The rate counts from now on').waitFor();
    await world.idle();
    expect((await world.deps.stores.counterClaims.ofAccount('severny-metiz', 1))[0]?.sheet.provisional).toBe(false);
    await page.reload();
    await look('rates-added');
    await page.getByText('Take back').first().click();
    await page.getByLabel('Why it is taken back').fill('Misread');
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('The rate is taken back').waitFor();
  });
});
