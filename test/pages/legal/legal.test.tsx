import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { csvCell } from '#domain/csv.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { sqliteTable } from '#infra/local/sqlite-table.ts';
import { importRecords } from '#usecases/import-records.ts';
import { handIn } from '../../support/claims.ts';
import { clockItem, putAll } from '../../support/clock-rows.ts';
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

  const rowsIn = (text: string) =>
    [...text.matchAll(/<tr data-row[^>]*data-href="\/desk\/claims\/([^"]+)"/g)].map((match) => match[1] ?? '');
  const put = (items: Parameters<typeof putAll>[1]) => putAll(sqliteTable(world.database), items);
  const days = (count: number) => Array.from({ length: count }, (_, n) => clockItem(n, addDays('2026-11-02', n)));

  it('goes through a long list page by page and says which part of it is shown', async () => {
    await put(days(450));
    const lev = await visitAs(world, 'lev');
    const seen: string[] = [];
    let path = '/deadlines';
    for (const [part, count] of [
      ['Rows 1 to 200 of the list', 200],
      ['Rows 201 to 400 of the list', 200],
      ['Rows 401 to 450 of the list', 50],
    ] as const) {
      const { text } = await lev.get(path);
      expect(text).toContain(part);
      expect(text).toContain(`${count} running deadlines on this page`);
      expect(rowsIn(text)).toHaveLength(count);
      seen.push(...rowsIn(text));
      path = /<a href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    }
    expect(path).toBe('');
    expect(new Set(seen).size).toBe(450);
    const { headers, status } = await lev.get('/deadlines?cursor=bm8&at=200&kind=own_target');
    expect([status, headers.get('location')]).toEqual([302, '/deadlines?kind=own_target']);
  });

  it('looks for rule, customer and country among what was read, and says how much that was', async () => {
    await put(days(250));
    const lev = await visitAs(world, 'lev');
    const { text } = await lev.get('/deadlines?account=Customer+7');
    expect(text).toContain('200 rows read, 4 of them shown here');
    expect(text).toMatch(/<a href="\/deadlines\?account=Customer\+7&amp;cursor=[^"]+&amp;at=200" rel="next">Read on/);
    expect((await lev.get('/deadlines?account=Customer+7000')).text).toContain('None on this page');
    expect(text).toContain('<td data-label="Customer">Customer 7</td>');
    expect(text).not.toContain('<td data-label="Customer">Customer 8</td>');
  });

  it('counts each urgency, and each count leads to those rows alone', async () => {
    // Received ten working days before they are due; it is Monday 2 November, noon.
    const received = ['2026-10-16', '2026-10-19', '2026-10-20', '2026-10-21', '2026-10-22', '2026-11-02'];
    await put(received.map((day, n) => clockItem(n, day)));
    const lev = await visitAs(world, 'lev');
    const { text } = await lev.get('/deadlines');
    const counts = [...text.matchAll(/<span class="bucket-name">([^<]+)<\/span><strong>(\d+)<\/strong>/g)].map(
      ([, name, n]) => `${name}: ${n}`,
    );
    expect(counts).toEqual(['Overdue: 1', 'Today: 1', 'Next working day: 1', 'This week: 2', 'Later: 1']);
    const all: string[] = [];
    for (const [when, count] of Object.entries({ overdue: 1, today: 1, next: 1, week: 2, later: 1 })) {
      expect(text).toContain(`href="/deadlines?when=${when}"`);
      const rows = rowsIn((await lev.get(`/deadlines?when=${when}`)).text);
      expect(rows).toHaveLength(count);
      all.push(...rows);
    }
    expect(all).toEqual(rowsIn(text));
  });

  it('groups in picture and table, with number and amount; each claim counts once and no currency is converted', async () => {
    const claim = await handIn(world);
    await put([clockItem(1, '2026-11-02', { amount: '84000.00 RUB + 12.00 EUR', acting: 'boris' })]);
    expect(claim.clocks.length).toBeGreaterThan(1);
    const lev = await visitAs(world, 'lev');
    const { text } = await lev.get('/deadlines?group=person');
    expect(text).toContain('€632.00 + RUB\u00a084,000.00 at stake');
    const heads = [
      ...text.matchAll(/<th scope="rowgroup"[^>]*>([^<]+)<span class="count">(\d+)<\/span><span class="lane-stake">([^<]+)</g),
    ];
    const open = claim.clocks.filter(({ state }) => state === 'running').length;
    expect(new Set(heads.map(([, name, count, stake]) => `${name?.trim()} ${count} ${stake}`))).toEqual(
      new Set(['Boris Lugovoy 1 €12.00 + RUB\u00a084,000.00', `Anna Kedrova ${open} €620.00`]),
    );
    expect(text.match(/class="lane-name"/g)).toHaveLength(2);
    for (const [group, name] of [
      ['rule', 'Our own target'],
      ['account', 'Holzbau Prager'],
      ['jurisdiction', 'the contract'],
    ] as const)
      expect((await lev.get(`/deadlines?group=${group}`)).text).toMatch(new RegExp(`<th scope="rowgroup"[^>]*>${name}`));
    expect((await lev.get('/deadlines?group=jurisdiction&lang=ru')).text).toContain('наше внутреннее правило');
  });

  it('gives every row that fits as CSV, however many pages that are', async () => {
    await put(days(2300));
    const lev = await visitAs(world, 'lev');
    const lines = (text: string) => text.split('\r\n').filter(Boolean).length - 1;
    expect(lines((await lev.get('/deadlines.csv')).text)).toBe(2300);
    expect(lines((await lev.get('/deadlines.csv?account=Customer+7')).text)).toBe(46);
    expect(lines((await lev.get('/deadlines.csv?person=anna')).text)).toBe(767);
    expect((await (await visitAs(world, 'anna')).get('/deadlines.csv')).status).toBe(404);
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
    expect((await lev.get('/counter-claims')).text).toContain('Sent, the customer’s term runs');
  });
});
