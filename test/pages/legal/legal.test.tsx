import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvCell } from '#pages/legal/deadline-csv.ts';
import { importRecords } from '#usecases/import-records.ts';
import { handIn } from '../../support/claims.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { visitAs } from '../desk/visit.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

describe('deadlines', () => {
  it('shows every open clock as a mark that leads to its claim, and as a row; sorted and filtered by the address', async () => {
    const one = await handIn(world);
    const two = await handIn(world, {
      contractNumber: 'SM-2025/14',
      contact: { name: 'Пётр', email: 'office@severny-metiz.example', language: 'ru' },
    });
    const lev = await visitAs(world, 'lev');
    const { text } = await lev.get('/deadlines');
    const marks = [...text.matchAll(/<a href="\/desk\/claims\/([^"]+)" aria-label="[^"]*" class="mark"/g)].map((match) => match[1]);
    const rows = [...text.matchAll(/<tr data-row[^>]*data-href="\/desk\/claims\/([^"]+)"/g)].map((match) => match[1]);
    expect(marks).toHaveLength(rows.length);
    expect(new Set(marks)).toEqual(new Set(rows));
    expect(new Set(rows)).toEqual(new Set([one.reference, two.reference]));
    const german = (await lev.get('/deadlines?country=DE&sort=kind')).text;
    expect(german).not.toContain(two.reference);
    expect(german).toMatch(/<th scope="col" aria-sort="ascending"><a href="[^"]*sort=kind"/);
  });

  it('gives all of them as CSV in which no cell is a formula', async () => {
    const claim = await handIn(world, { subject: '=HYPERLINK("http://x.example")' });
    const { text, headers } = await (await visitAs(world, 'lev')).get('/deadlines.csv');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(text).toContain(claim.reference);
    expect(text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
    for (const start of ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
      expect(csvCell(`${start}1`).replace(/^"/, '')[0], start).toBe("'");
    expect(csvCell('plain')).toBe('plain');
    expect(csvCell('a,b "c"')).toBe('"a,b ""c"""');
  });
});

describe('counter-claims', () => {
  const bill = async () => {
    const row = {
      contract: 'SM-2025/14',
      number: 'INV-1',
      issuedOn: '2026-08-03',
      dueDate: '2026-09-02',
      amount: '100000.00',
      currency: 'RUB',
    };
    await importRecords(world.deps, { kind: 'system', step: 'test' }, 'invoices', [row]);
    await world.idle();
    const [found] = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 10);
    return `/counter-claims/${found?.id}`;
  };
  const stateOf = async (path: string) => (await world.deps.stores.counterClaims.load(path.split('/')[2] ?? ''))?.state;

  it('are held by the manager with a reason that legal reads, and approved by legal alone as shown', async () => {
    const path = await bill();
    const [anna, lev] = [await visitAs(world, 'anna'), await visitAs(world, 'lev')];
    expect((await anna.get(path)).text).not.toContain(`${path}/approve`);
    const bare = await anna.post(`${path}/hold`, { reason: '', days: '7' });
    expect(bare.status).toBe(400);
    expect((await anna.post(`${path}/hold`, { reason: 'They renew next week', days: '7' })).status).toBe(303);
    expect((await lev.get(path)).text).toContain('They renew next week');
    expect((await anna.post(`${path}/end-hold`, {})).status).toBe(303);
    const { text } = await lev.get(path);
    expect(text).toContain('RUB\u00a0106,100.00');
    const fingerprint = /name="fingerprint" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await anna.post(`${path}/approve`, { fingerprint })).status).toBe(404);
    expect((await lev.post(`${path}/approve`, { fingerprint: 'other' })).status).toBe(409);
    expect(await stateOf(path)).toBe('proposed');
    expect((await lev.post(`${path}/approve`, { fingerprint })).status).toBe(303);
    await world.idle();
    expect(await stateOf(path)).toBe('sent');
    expect((await lev.get(`${path}/letter`)).status).toBe(303);
    expect((await lev.get('/counter-claims')).text).toContain('Sent, their term runs');
  });
});
