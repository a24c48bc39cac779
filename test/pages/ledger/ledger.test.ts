import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importRecords } from '#usecases/import-records.ts';
import { saveDraft } from '#usecases/save-draft.ts';
import { answer, body, handIn, load, upheld } from '../../support/claims.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { type Visit, visitAs } from '../desk/visit.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const system = { kind: 'system', step: 'test' } as const;
const account = 'severny-metiz';
const path = `/customers/${account}/ledger`;
const bill = () =>
  importRecords(world.deps, system, 'invoices', [
    { contract: 'SM-2025/14', number: 'INV-1', issuedOn: '2026-08-03', dueDate: '2026-09-02', amount: '100000.00', currency: 'RUB' },
  ]);
const claimed = () =>
  handIn(world, {
    contractNumber: 'SM-2025/14',
    contact: { name: 'Пётр', email: 'office@severny-metiz.example', language: 'ru' },
    demands: [{ ...body.demands[0], amount: '40000.00', currency: 'RUB' } as never],
  });
const contract = async () => (await world.deps.stores.accounts.contracts(account))[0]?.id ?? '';
/** What the forms hold that the page itself filled in. */
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
const plain = (text: string) =>
  text
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');
const proposed = async (visit: Visit, fields: Record<string, string | string[]>): Promise<string> => {
  const { status, headers, text } = await visit.post(`/customers/${account}/settlements`, fields);
  if (status !== 303) throw new Error(plain(text).slice(0, 3000));
  return headers.get('location')?.split('?')[0] ?? '';
};

describe('the ledger of an account', () => {
  it('shows both sides of any day, the picture with its table, and a statement that ends in the net position', async () => {
    await bill();
    await answer(world, (await claimed()).reference);
    const anna = await visitAs(world, 'anna');
    const { text } = await anna.get(path);
    expect(text).toContain('data-net="66100.00"');
    expect(plain(text)).toContain('They owe us RUB 66,100.00');
    expect(plain(text)).toMatch(/Claimed RUB 106,100.00 RUB 40,000.00/);
    expect(text).toMatch(/<svg[^>]*role="img"/);
    expect(plain(text)).toContain('RUB 40,000.00 can be set off under contract SM-2025/14');
    expect(plain(text)).toContain('art. 410 Civil Code of Russia (known, not checked');
    const past = (await anna.get(`${path}?day=2026-08-10`)).text;
    expect(past).toContain('data-net="100000.00"');
    expect(past).not.toContain(`/customers/${account}/settlements`); // what is shown of a past day cannot be acted on
    for (const day of ['9999-99-99', '0001-01-01', "'"])
      expect((await anna.get(`${path}?day=${encodeURIComponent(day)}`)).text).toContain('data-net="66100.00"');
    const russian = plain((await anna.get(`${path}?lang=ru`)).text);
    expect(russian).toContain('Клиент должен нам 66 100,00 ₽');
    expect(russian).toContain('По договору № SM-2025/14 можно зачесть 40 000,00 ₽');
    expect((await anna.get(`/customers/${account}`)).text).toContain(`href="${path}"`);
  });
  it('gives the statement as CSV whose effects add up to its last line', async () => {
    await bill();
    await answer(world, (await claimed()).reference);
    const { text, headers } = await (await visitAs(world, 'olga')).get(`${path}.csv?lang=en`);
    expect(headers.get('content-type')).toContain('text/csv');
    const rows = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(rows.length).toBeGreaterThan(3);
    const cents = (of: string | undefined) => Math.round(Number(of) * 100);
    expect(rows.reduce((sum, row) => sum + cents(row[8]), 0)).toBe(cents(rows.at(-1)?.[9]));
    expect(rows.at(-1)?.[9]).toBe('66100.00');
  });
  it('is not there for those who may not see the account, nor for an account that is not there', async () => {
    for (const [person, at] of [
      ['egor', path],
      ['anna', '/customers/nobody/ledger'],
      ['egor', `${path}.csv`],
    ] as const)
      expect((await (await visitAs(world, person)).get(at)).status).toBe(404);
    expect((await (await visitAs(world, 'olga')).post(`/customers/${account}/settlements`, { kind: 'set_off' })).status).toBe(404);
  });
});

describe('settlements', () => {
  it('a set-off is proposed by one, waits first in the list, and falls off both sides when another approves', async () => {
    await bill();
    await answer(world, (await claimed()).reference);
    const [anna, olga] = [await visitAs(world, 'anna'), await visitAs(world, 'olga')];
    const key = hidden((await anna.get(path)).text, 'key');
    const fields = { kind: 'set_off', contract: await contract(), key };
    const at = await proposed(anna, fields);
    expect(await proposed(anna, fields)).toBe(at);
    expect((await anna.get(at)).text).not.toContain(`action="${at}/approve"`);
    const list = plain((await olga.get('/settlements?lang=en')).text);
    expect(list).toMatch(/Waiting for approval.*set-off RUB 40,000.00 waits for approval/);
    const page = await olga.get(at);
    expect(page.text).toContain(`action="${at}/approve"`);
    const stale = await olga.post(`${at}/approve`, { fingerprint: 'old' });
    expect(stale.status).toBe(409);
    expect((await olga.post(`${at}/approve`, { fingerprint: hidden(page.text, 'fingerprint') })).status).toBe(303);
    const after = plain((await anna.get(path)).text);
    expect(after).toMatch(/Set off RUB 40,000.00 RUB 40,000.00/);
    expect(after).toMatch(/Open RUB 66,100.00 RUB 0.00/);
    expect((await olga.post(`${at}/approve`, { fingerprint: hidden(page.text, 'fingerprint') })).status).toBe(409);
  });
  it('a payment keeps what was typed when something is wrong, and ends in one batch that downloads the same again', async () => {
    const { reference } = await answer(world, (await claimed()).reference);
    const [anna, olga] = [await visitAs(world, 'anna'), await visitAs(world, 'olga')];
    const form = {
      kind: 'money',
      'money.reference': `${reference} RUB`,
      'money.amount': '50 000,00',
      'money.payToName': '=Severny "Метиз"',
      'money.payToAccount': '4070',
      'money.purpose': 'claim',
    };
    const wrong = await anna.post(`/customers/${account}/settlements`, form);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('value="=Severny &quot;Метиз&quot;"');
    expect(wrong.text).toContain('This is more than is open');
    expect(wrong.text).toContain('href="#f-money-amount"');
    const at = await proposed(anna, { ...form, 'money.amount': '40 000,00' });
    await olga.post(`${at}/approve`, { fingerprint: hidden((await olga.get(at)).text, 'fingerprint') });
    const orders = await olga.get('/payment-orders?lang=en');
    expect(plain(orders.text)).toContain('1 payment waits for an export');
    const key = hidden(orders.text, 'key');
    for (let n = 0; n < 2; n++) expect((await olga.post('/payment-orders/batches', { key })).status).toBe(303);
    const [one, two] = [await olga.get('/payment-orders/batches/1?format=csv'), await olga.get('/payment-orders/batches/1?format=csv')];
    expect(one.text).toBe(two.text);
    expect(one.text).toContain(`"'=Severny ""Метиз"""`);
    expect((await olga.get('/payment-orders/batches/2')).status).toBe(404);
    expect((await olga.post('/payment-orders/batches', { key: 'other' })).status).toBe(409);
    expect(plain((await olga.get(at)).text)).toContain('в пакете 1');
    for (const person of ['anna', 'vera', 'lev']) expect((await (await visitAs(world, person)).get('/payment-orders')).status).toBe(404);
  });
  it('instalments show their dates; refusing and taking back need a reason', async () => {
    await bill();
    const [anna, olga] = [await visitAs(world, 'anna'), await visitAs(world, 'olga')];
    const [invoice] = await world.deps.stores.accounts.invoices(account);
    const form = {
      kind: 'instalments',
      'due.0': '2026-11-10',
      'part.0': '50000',
      'due.1': '2026-12-10',
      'part.1': '50000',
      'instalments.graceDays': '3',
    };
    const nothing = await anna.post(`/customers/${account}/settlements`, form);
    expect([nothing.status, nothing.text.includes('href="#f-instalments-invoices"'), nothing.text.includes('value="2026-12-10"')]).toEqual([
      400,
      true,
      true,
    ]);
    const at = await proposed(anna, { ...form, invoice: invoice?.id ?? '' });
    expect((await olga.post(`${at}/refuse`, {})).text).toContain('href="#f-refuse-because"');
    await olga.post(`${at}/approve`, { fingerprint: hidden((await olga.get(at)).text, 'fingerprint') });
    expect(plain((await anna.get(path)).text)).toMatch(/Instalments .*1 .*10 Nov 2026.*to come/);
    expect((await olga.post(`${at}/instalments`, { 'record.number': '1', 'record.day': '2026-11-03' })).text).toContain(
      'href="#f-record-day"',
    );
    await olga.post(`${at}/instalments`, { 'record.number': '1', 'record.day': '2026-11-02' });
    expect(plain((await olga.get(`${at}?lang=en`)).text)).toContain('RUB 50,000.00 paid');
    expect((await anna.post(`${at}/cancel`, { 'cancel.because': 'new talks' })).status).toBe(303);
    expect(plain((await anna.get(at)).text)).toContain('new talks');
  });
});

describe('the reply to a claim', () => {
  it('is offered the set-off that its answers allow, and one click puts the numbers into it, once', async () => {
    await bill();
    const { reference } = await claimed();
    const anna = await visitAs(world, 'anna');
    const at = `/desk/claims/${reference}`;
    expect((await anna.get(at)).text).not.toContain('value="set-off"');
    const before = await load(world, reference);
    await saveDraft(world.deps, world.actor('anna'), reference, {
      answers: upheld(before),
      opening: 'Добрый день.',
      closing: 'Спасибо.',
      enclosures: [],
    });
    const offered = (await anna.get(at)).text;
    expect(plain(offered)).toMatch(/Set-off proposed .*RUB 40,000.00 can be set off/);
    const form = async () => ({
      action: 'set-off',
      seen: String((await load(world, reference)).version),
      opening: 'Добрый день.',
      closing: (await closing()) ?? '',
      'answers.d1.outcome': 'upheld',
      'answers.d1.granted': '40000.00',
      'answers.d1.reason': 'r',
      'answers.d1.source': 's',
    });
    const closing = async () => {
      const claim = await load(world, reference);
      return (await world.deps.stores.replies.load(reference, claim.reply?.version ?? 0))?.closing;
    };
    for (let n = 0; n < 2; n++) expect((await anna.post(`${at}/draft`, await form())).status).toBe(303);
    const text = ((await closing()) ?? '').replaceAll('\u00a0', ' ');
    expect(text).toMatch(/^Спасибо\.\n\nПо договору № SM-2025\/14 .* 106 100,00 ₽.*Предлагаем зачесть 40 000,00 ₽ \(ст\. 410 ГК РФ\)/);
    expect(text.match(/Предлагаем зачесть/g)).toHaveLength(1);
    expect(
      (
        await anna.post(`${at}/draft`, {
          ...(await form()),
          'answers.d1.outcome': '',
          'answers.d1.granted': '',
          'answers.d1.reason': '',
          'answers.d1.source': '',
        })
      ).status,
    ).toBe(422);
  });
});
