import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handIn, load } from '../../support/claims.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const rowsOf = (text: string) => [...text.matchAll(/data-href="\/desk\/claims\/([^"#]+)"/g)].map((match) => match[1]);

describe('the desk', () => {
  it('says what will appear when nothing waits', async () => {
    expect((await (await visitAs(world, 'anna')).get('/desk')).text).toContain('Nothing waits here');
  });

  it('lists the most urgent first, with how far it is, and counts by urgency', async () => {
    const old = await handIn(world, { subject: 'Old one' });
    await world.days(20);
    const fresh = await handIn(world, { subject: 'Fresh one' });
    const { text } = await (await visitAs(world, 'anna')).get('/desk');
    expect(rowsOf(text)).toEqual([old.reference, fresh.reference]);
    expect(text).toContain('1 overdue');
    expect(text).toMatch(/class="state overdue">.*?<\/svg>\d+ days late/);
    expect(text).toContain('answer by contract');
  });

  it('filters by what the address says', async () => {
    const rouble = { contractNumber: 'SM-2025/14', contact: { name: 'Пётр', email: 'office@severny-metiz.example', language: 'ru' } };
    const [one, two] = [await handIn(world), await handIn(world, rouble)];
    const vera = await visitAs(world, 'vera');
    expect(new Set(rowsOf((await vera.get('/desk/team')).text))).toEqual(new Set([one.reference, two.reference]));
    expect(rowsOf((await vera.get(`/desk/team?customer=${encodeURIComponent('Severny Metiz LLC (sample)')}`)).text)).toEqual([
      two.reference,
    ]);
    expect((await vera.get('/desk/team?manager=boris')).text).toContain('No claim fits these filters');
  });

  it('finds by reference and by words', async () => {
    const claim = await handIn(world);
    const anna = await visitAs(world, 'anna');
    expect(rowsOf((await anna.get(`/desk/search?q=${claim.reference.toLowerCase()}`)).text)).toEqual([claim.reference]);
    expect(rowsOf((await anna.get('/desk/search?q=connectors')).text)).toEqual([claim.reference]);
    expect((await anna.get('/desk/search?q=zebra')).text).toContain('Nothing found');
  });
});

describe('the load of the department', () => {
  it('plans an absence, whose work moves and comes back, and keeps what was typed wrongly', async () => {
    const claim = await handIn(world);
    const vera = await visitAs(world, 'vera');
    const plan = { absent: 'anna', substitute: 'boris', from: '2026-11-02', to: '2026-11-06', scope: 'all', reason: 'leave' };
    const wrong = await vera.post('/team/substitutions', { ...plan, to: '2026-11-01' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('value="2026-11-01"');
    expect((await vera.post('/team/substitutions', plan)).status).toBe(303);
    expect(await load(world, claim.reference)).toMatchObject({ owner: 'anna', acting: 'boris' });
    const { text } = await vera.get('/team');
    expect(text).toContain('away until Fri 6 Nov 2026; Boris Lugovoy acts');
    const id = /\/team\/substitutions\/([0-9a-f]+)\/cancel/.exec(text)?.[1];
    expect((await vera.post(`/team/substitutions/${id}/cancel`, {})).status).toBe(303);
    expect((await load(world, claim.reference)).acting).toBe('anna');
  });
});

describe('customers', () => {
  it('shows the terms of the contract in words', async () => {
    const anna = await visitAs(world, 'anna');
    expect((await anna.get('/customers')).text).toContain('/customers/severny-metiz');
    const { text } = await anna.get('/customers/severny-metiz');
    expect(text).toContain('0.1\u00a0% per day, at most 10\u00a0%');
    expect((await anna.get('/customers/nobody')).status).toBe(404);
  });
});
