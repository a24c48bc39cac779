import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { decideDispute } from '#usecases/decide-dispute.ts';
import { freezePart } from '#usecases/dispute-counter-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { mailsTo } from '../../support/claims.ts';
import { makeWorld, type World } from '../../support/world.ts';

/** INV-1 of 100,000 and INV-2 of 50,000, due on 2 September 2026, 0.1 % a day; today is Monday 2 November, day 61. */
let world: World;
let path: string;
const system = { kind: 'system', step: 'test' } as const;
const only = async () => {
  const [found] = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 5);
  if (!found) throw new Error('no counter-claim');
  return found;
};
const lineOf = async (number: string) => (await only()).sheet.lines.find((line) => line.number === number)?.invoiceId ?? '';

beforeEach(async () => {
  world = await makeWorld();
  const invoice = { issuedOn: '2026-08-03', dueDate: '2026-09-02', currency: 'RUB' };
  await importRecords(world.deps, system, 'invoices', [
    { ...invoice, contract: 'SM-2025/14', number: 'INV-1', amount: '100000.00' },
    { ...invoice, contract: 'SM-2025/14', number: 'INV-2', amount: '50000.00' },
    { ...invoice, contract: 'TS-2025/03', number: 'OF-OTHERS', amount: '70000.00' },
  ]);
  await world.idle();
  const { id, sheet } = await only();
  await approveCounterClaim(world.deps, world.actor('lev'), id, { fingerprint: sheet.fingerprint });
  await world.idle();
  const [mail] = await mailsTo(world, 'office@severny-metiz.example');
  path = /\/s\/[0-9a-f]{32}/.exec(mail?.text ?? '')?.[0] ?? '';
});
afterEach(() => world.end());

/** A browser without script. */
function visitor(language = 'en') {
  const cookies = new Map<string, string>();
  const keep = async (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: response.status, text: (await response.text()).replaceAll('\u00a0', ' '), location: response.headers.get('location') };
  };
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'accept-language': language });
  const get = async (address: string) => keep(await world.app.request(address, { headers: headers() }));
  return {
    get,
    async post(address: string, fields: readonly (readonly [string, string | File])[]) {
      const { text } = await get(path);
      const body = new FormData();
      body.append('csrf', /name="csrf" value="([0-9a-f]+)"/.exec(text)?.[1] ?? '');
      for (const [name, value] of fields) body.append(name, value);
      return keep(await world.app.request(address, { method: 'POST', headers: headers(), body }));
    },
  };
}

describe('the customer’s sheet', () => {
  it('shows every row with base, days, rate and ground, and nothing of other contracts, people or colleagues', async () => {
    const { id } = await only();
    const disputed = [{ invoiceId: await lineOf('INV-2'), amount: '1000.00' }];
    await freezePart(world.deps, world.actor('anna'), id, { text: 'They are a nuisance.', disputed });
    const { status, text } = await visitor().get(path);
    expect(status).toBe(200);
    for (const shown of ['INV-1', 'RUB 100,000.00', '61', '0.1 % a day', 'RUB 6,100.00', 'п. 7.2', 'RUB 1,000.00'])
      expect(text).toContain(shown);
    for (const hidden of ['OF-OTHERS', 'Anna', 'Kedrova', 'Tri Sosny', 'nuisance', 'severny-metiz@']) expect(text).not.toContain(hidden);
  });
  it('shows another day of payment beside today’s, line by line, by its address alone', async () => {
    const { status, text } = await visitor().get(`${path}?pay=2026-11-12`);
    expect(status).toBe(200);
    // Ten more days: 1,000 on INV-1 and 500 on INV-2.
    for (const shown of ['RUB 106,100.00', 'RUB 107,100.00', '+RUB 1,000.00', '+RUB 500.00', '+RUB 1,500.00', 'RUB 160,650.00'])
      expect(text).toContain(shown);
    expect((await only()).sheet.asOf).toBe('2026-11-02');
  });
  it('stops at the cap: 10 % is met on day 100, and no later day costs more', async () => {
    const { text } = await visitor().get(`${path}?pay=2027-06-01`);
    expect(text).toContain('RUB 165,000.00'); // 150,000 and 15,000
  });
  it.each([
    ['2026-11-01', 'Choose today or a later day'],
    ['2026-02-30', 'Write a date'],
    ['tomorrow', 'Write a date'],
    ['2999-01-01', 'Choose a day within two years'],
    ['"><script>alert(1)</script>', 'Write a date'],
  ])('a wrong day (%s) is named beside the field, and today’s sheet stays', async (day, sentence) => {
    const { status, text } = await visitor().get(`${path}?pay=${encodeURIComponent(day)}`);
    expect(status).toBe(400);
    expect(text).toContain(`<p class="error-text" id="f-pay-error">${sentence}</p>`);
    expect(text).toContain('RUB 159,150.00');
    expect(text).not.toContain('<script>alert');
  });
  it('takes an objection to a part with a file, without script; the same form again finds nothing left to freeze', async () => {
    const customer = visitor('ru');
    const line = await lineOf('INV-1');
    const file = new File(['forty cracked'], 'акт.txt', { type: 'text/plain' });
    const fields = [
      ['line', line],
      [`amount.${line}`, '40 000,00'],
      ['text', 'Сорок штук с трещинами. <b>'],
      ['files', file],
    ] as const;
    const { status, location } = await customer.post(`${path}/dispute`, fields);
    expect([status, location]).toEqual([303, `${path}?done=disputed`]);
    const { text } = await customer.get(`${path}?done=disputed`);
    for (const shown of ['Возражение сохранено', 'INV-1: 40 000,00 ₽', 'Сорок штук с трещинами. &lt;b&gt;', 'акт.txt'])
      expect(text).toContain(shown);
    expect((await only()).freezes).toMatchObject([{ amount: '40000.00', files: [{ name: 'акт.txt', size: 13 }] }]);
    const again = await customer.post(`${path}/dispute`, [
      ['line', line],
      [`amount.${line}`, '60 000,01'],
      ['text', 'x'],
    ]);
    expect(again.status).toBe(400);
    expect(again.text).toContain('Это больше, чем не оплачено по этой строке');
    expect(again.text).toContain('value="60 000,01"');
  });
  it('names what is missing and keeps what was typed', async () => {
    const customer = visitor();
    const { status, text } = await customer.post(`${path}/dispute`, [['text', '']]);
    expect(status).toBe(400);
    for (const field of ['f-line', 'f-text']) expect(text).toContain(`href="#${field}"`);
    const kept = await customer.post(`${path}/dispute`, [['text', 'Two of them were never delivered.']]);
    expect(kept.text).toContain('Two of them were never delivered.');
    expect((await only()).freezes).toEqual([]);
  });
  it('shows what was decided and the new term', async () => {
    const customer = visitor();
    const line = await lineOf('INV-1');
    await customer.post(`${path}/dispute`, [
      ['line', line],
      [`amount.${line}`, '40000'],
      ['text', 'Cracked.'],
    ]);
    const { id, freezes } = await only();
    await world.days(1);
    await decideDispute(world.deps, world.actor('lev'), id, {
      freeze: freezes[0]?.id ?? '',
      accepted: '15000',
      reason: 'Fifteen, not forty.',
    });
    const { text } = await customer.get(path);
    for (const shown of ['Accepted: RUB 15,000.00', 'Fifteen, not forty.', 'New term for the rest: Tue 10 Nov 2026'])
      expect(text).toContain(shown);
  });
  it('of an unknown, a revoked or another link does not exist', async () => {
    const customer = visitor();
    for (const address of ['/s/00000000000000000000000000000000', '/s/x', `${path}0`])
      expect((await customer.get(address)).status).toBe(404);
    await world.deps.stores.links.revokeAll((await only()).id);
    expect((await customer.get(path)).status).toBe(404);
    expect((await world.app.request(`${path}/dispute`, { method: 'POST' })).status).toBe(403);
    expect((await world.app.request(`${path}/uploads`, { method: 'POST' })).status).toBe(403);
  });
});
