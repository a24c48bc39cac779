import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { visitAs } from '../desk/visit.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const account = 'severny-metiz';
const contractOf = async () => {
  const found = (await world.deps.stores.accounts.contracts(account)).find(({ number }) => number === 'SM-2025/14');
  if (!found) throw new Error('no contract');
  return found;
};
const place = async () => `/customers/${account}/contracts/${(await contractOf()).id}`;
/** What the form would send, as a browser reads it off the page. */
const fieldsOf = (text: string): Record<string, string> => {
  const form = text.slice(text.indexOf('name="amendment"') - 200);
  const inputs = [...form.matchAll(/<input [^>]*name="(\w+)"[^>]*value="([^"]*)"/g)].map((match): [string, string] => [
    match[1] ?? '',
    match[2] ?? '',
  ]);
  const selects = [...form.matchAll(/<select [^>]*name="(\w+)"[\s\S]*?<\/select>/g)].map((match): [string, string] => [
    match[1] ?? '',
    /<option value="([^"]*)" selected/.exec(match[0])?.[1] ?? '',
  ]);
  return Object.fromEntries([...inputs, ...selects].filter(([name]) => name !== 'csrf'));
};

describe('the page of a contract', () => {
  it('is linked from the customer and says its terms in words, in both languages', async () => {
    const anna = await visitAs(world, 'anna');
    expect((await anna.get(`/customers/${account}`)).text).toContain(`href="${await place()}"`);
    const english = (await anna.get(await place())).text;
    for (const words of [
      '30 calendar days, from the invoice',
      '0.1\u00a0% a day',
      'at most 10\u00a0% of the sum',
      'penalty: п. 7.2',
      'in force now',
    ])
      expect(english).toContain(words);
    expect(english).not.toContain('name="amendment"'); // managers read
    const russian = (await anna.get(`${await place()}?lang=ru`)).text;
    for (const words of ['30 календарных дней, со дня счёта', '0,1\u00a0% в день', 'не более 10\u00a0% суммы', 'действует сейчас'])
      expect(russian).toContain(words);
  });
  it('begins the form of legal with the newest terms, and shows what an amendment changed, who entered it and when', async () => {
    const lev = await visitAs(world, 'lev');
    const before = fieldsOf((await lev.get(await place())).text);
    expect(before).toMatchObject({ paymentDays: '30', penaltyPercentPerDay: '0.1', penaltyCapPercent: '10', answerUnit: 'calendar_days' });
    const sent = {
      ...before,
      amendment: 'Amendment No. 1',
      validFrom: '2026-12-01',
      paymentDays: '14',
      penaltyCapPercent: '',
      packagingReturnDays: '10',
      packagingSumPerPiece: '250',
    };
    const { status, headers } = await lev.post(await place(), sent);
    expect([status, headers.get('location')]).toEqual([303, `${await place()}?done=contract-amended`]);
    expect(await contractOf()).toMatchObject({
      terms: {
        paymentDays: 14,
        late: { kind: 'contract-penalty', percentPerDay: '0.1' },
        packaging: { returnDays: 10, sumPerPiece: '250.00' },
      },
      versions: [{ version: 1 }, { version: 2, title: 'Amendment No. 1', by: 'person:lev', at: '2026-11-02T09:00:00.123Z' }],
    });
    const { text } = await lev.get(await place());
    expect(text).toMatch(/Entered by Lev [^,]+, Mon 2 November 2026|Entered by Lev [^,]+, Mon 2 Nov 2026/);
    expect(text).toContain('not in force yet');
    const changes = /<table[\s\S]*?<\/table>/.exec(text)?.[0].replaceAll(/<[^>]+>/g, '|') ?? '';
    expect(changes).toContain('Payment');
    expect(changes).toMatch(/30 calendar days, from the invoice\|+14 calendar days, from the invoice/);
    expect(changes).toMatch(/at most 10\u00a0% of the sum\|+not agreed/);
    expect(changes).not.toContain('Governing law');
    expect((await lev.post(await place(), sent)).headers.get('location')).toContain('done=contract-unchanged');
  });
  it('says what is wrong beside each field and in a summary, and loses nothing that was typed', async () => {
    const lev = await visitAs(world, 'lev');
    const before = fieldsOf((await lev.get(await place())).text);
    const { status, text } = await lev.post(await place(), {
      ...before,
      amendment: '<Допсоглашение № 1>',
      validFrom: '2020-01-01',
      penaltyPercentPerYear: '12',
      ladder: 'first:1:2',
      noticeAddress: 'ул. Новая, 7',
    });
    expect(status).toBe(400);
    expect(text).toContain('value="&lt;Допсоглашение № 1&gt;"');
    expect(text).toContain('ул. Новая, 7');
    expect(text).toContain('href="#f-penaltyPercentPerYear"');
    expect(text).toContain('Choose one: a percentage a day, one a year, or the rule of law');
    expect(text).toContain('href="#f-ladder"');
    const early = await lev.post(await place(), { ...before, amendment: 'No. 1', validFrom: '2020-01-01' });
    expect([early.status, early.text.includes('An amendment cannot be in force before the contract')]).toEqual([400, true]);
    const nameless = await lev.post(await place(), { ...before, amendment: ' ', validFrom: '2026-12-01' });
    expect([nameless.status, nameless.text.includes('href="#f-amendment"')]).toEqual([400, true]);
    expect((await contractOf()).versions).toHaveLength(1);
  });
  it('takes an amendment from legal only; unknown and forbidden look the same', async () => {
    const sent = { amendment: 'No. 1', validFrom: '2026-12-01', paymentDays: '1' };
    for (const person of ['anna', 'vera', 'olga'])
      expect((await (await visitAs(world, person)).post(await place(), sent)).status).toBe(404);
    const lev = await visitAs(world, 'lev');
    expect((await lev.get(`/customers/${account}/contracts/none`)).status).toBe(404);
    expect((await lev.get(`/customers/none/contracts/${(await contractOf()).id}`)).status).toBe(404);
    expect((await contractOf()).versions).toHaveLength(1);
  });
});

describe('the page of breaches', () => {
  const system = { kind: 'system', step: 'test' } as const;
  const invoice = {
    contract: 'SM-2025/14',
    number: '=INV-1',
    issuedOn: '2026-08-03',
    dueDate: '2026-09-02',
    amount: '100000.00',
    currency: 'RUB',
  };
  beforeEach(async () => {
    await importRecords(world.deps, system, 'invoices', [{ ...invoice, number: 'INV-1' }]);
    await importRecords(world.deps, system, 'deliveries', [
      { kind: 'refused', number: 'ACT-1', contract: 'SM-2025/14', date: '2026-10-01', item: '=1+1', amount: '5000' },
    ]);
  });
  it('shows what was found on a day, what it rests on and what became of it', async () => {
    const { text } = await (await visitAs(world, 'lev')).get('/breaches');
    for (const words of [
      '2 breaches',
      'unpaid',
      'INV-1',
      'Severny Metiz',
      'RUB\u00a0106,100.00',
      'proposed',
      'refused without a reason',
      'no sum agreed',
      'shown only',
    ])
      expect(text).toContain(words);
    expect(text).toMatch(/href="\/counter-claims\/CC-[0-9A-Z]+"/);
    const other = (await (await visitAs(world, 'lev')).get('/breaches?day=2026-11-01')).text;
    expect(other).toContain('No breach was found on this day');
    const refusals = (await (await visitAs(world, 'lev')).get('/breaches?kind=refused_acceptance')).text;
    expect([refusals.includes('1 breach'), refusals.includes('INV-1')]).toEqual([true, false]);
    expect((await (await visitAs(world, 'lev')).get('/breaches?lang=ru')).text).toContain('Найденные нарушения');
  });
  it('gives them as CSV in which no cell is a formula', async () => {
    const { text, headers } = await (await visitAs(world, 'lev')).get('/breaches.csv?day=2026-11-02');
    expect(headers.get('content-type')).toContain('text/csv');
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toContain(`"'=1+1: refused without a reason"`);
  });
  it('is for legal, finance, and the department whose customer it is; what is typed into the address breaks nothing', async () => {
    for (const [person, seen] of [
      ['anna', true],
      ['vera', true],
      ['olga', true],
      ['lev', true],
    ] as const)
      expect((await (await visitAs(world, person)).get('/breaches')).text.includes('INV-1'), person).toBe(seen);
    expect((await (await visitAs(world, 'egor')).get('/breaches')).status).toBe(404);
    const lev = await visitAs(world, 'lev');
    for (const asked of ['day=2026-02-30', 'day=<script>', 'kind=toString', 'cursor=nonsense', `day=${'9'.repeat(500)}`])
      expect([200, 302], asked).toContain((await lev.get(`/breaches?${asked}`)).status);
  });
});

describe('a new contract', () => {
  const terms = {
    number: 'НД-1',
    signedOn: '2026-10-01',
    currency: 'RUB',
    paymentDays: '14',
    penaltyPercentPerDay: '0,2',
    paymentOrder: 'interest_first',
  };
  it('is entered by legal from the customer’s page, with who and when, once', async () => {
    const lev = await visitAs(world, 'lev');
    expect((await lev.get(`/customers/${account}`)).text).toContain(`href="/customers/${account}/contracts"`);
    const wrong = await lev.post(`/customers/${account}/contracts`, { ...terms, penaltyPercentPerDay: 'a fifth' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('id="f-penaltyPercentPerDay-error"');
    expect(wrong.text).toContain('value="НД-1"');
    const sent = await lev.post(`/customers/${account}/contracts`, terms);
    expect(sent.status).toBe(303);
    const entered = (await world.deps.stores.accounts.contracts(account)).find(({ number }) => number === 'НД-1');
    expect(entered?.versions).toMatchObject([
      { version: 1, by: 'person:lev', terms: { paymentDays: 14, late: { percentPerDay: '0.2' }, paymentOrder: 'interest_first' } },
    ]);
    const page = (await lev.get(`/customers/${account}/contracts/${entered?.id}`)).text;
    expect(page).toContain('void under Russian law: the order of art. 319 stays');
    const again = await lev.post(`/customers/${account}/contracts`, { ...terms, penaltyPercentPerDay: '0.5' });
    expect([again.status, again.text.includes('on record already')]).toEqual([400, true]);
  });
  it('is not for managers, nor under a customer that is none', async () => {
    const [anna, lev] = [await visitAs(world, 'anna'), await visitAs(world, 'lev')];
    expect((await anna.get(`/customers/${account}/contracts`)).status).toBe(404);
    expect((await anna.post(`/customers/${account}/contracts`, { ...terms, penaltyPercentPerDay: '0.2' })).status).toBe(404);
    expect((await lev.get('/customers/nobody/contracts')).status).toBe(404);
  });
});
