import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { claimsAddress, company, people } from '#infra/local/sample/people.ts';
import { createLocal, type Local } from '#infra/local/wiring.ts';
import { listDeadlines } from '#usecases/list-deadlines.ts';
import { clockItem } from '../support/clock-rows.ts';
import { type Figure, figure, number } from './figures.ts';

const clocks = 1_000_000;
const perPage = 200;
const runs = 300;
const start = Date.parse('2026-11-02T09:00:00Z');
const days = 1600; // the claims came in over four and a half years

/** What the board asks for, with a million open clocks in the table: the first page, one in the middle, and one person's. */
export async function benchBoard(): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'redress-board-'));
  const config = { publicUrl: 'http://localhost:8080', claimsAddress, company };
  const local = await createLocal({ dataDir: directory, config, start, frozen: true });
  try {
    await local.deps.stores.mails.write(people.map((person) => local.deps.stores.company.personWrite(person)));
    fillTable(local);
    const from = new Date(start + (days / 2) * 86_400_000).toISOString();
    const middle = await page(local, { from });
    return [
      ...(await timed(local, 'first page', {})),
      ...(await timed(local, 'a page in the middle', { cursor: middle.cursor })),
      ...(await timed(local, 'one person’s first page', { person: 'anna' })),
    ];
  } finally {
    await local.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Asked = { from?: string; cursor?: string | undefined; person?: string };
function page(local: Local, asked: Asked) {
  const lev = people.find(({ id }) => id === 'lev');
  if (!lev) throw new Error('no lawyer among the sample people');
  return listDeadlines(local.deps, { kind: 'person', id: lev.id, roles: lev.roles }, { ...asked, limit: perPage });
}

/** Straight into the file: through the port, a hundred rows per transaction, it would take minutes. */
function fillTable({ database: { db } }: Local): void {
  const insert = db.prepare('insert into item (pk, sk, v, g1pk, g1sk, g2pk, g2sk, body) values (?, ?, 1, ?, ?, ?, ?, ?)');
  for (let at = 0; at < clocks; at += 50_000) {
    db.exec('begin');
    for (let n = at; n < at + 50_000; n++) {
      const { pk, sk, g1pk = null, g1sk = null, g2pk = null, g2sk = null, body } = clockItem(n, addDays('2026-11-02', n % days));
      insert.run(pk, sk, g1pk, g1sk, g2pk, g2sk, JSON.stringify(body));
    }
    db.exec('commit');
  }
}

async function timed(local: Local, what: string, asked: Asked): Promise<Figure[]> {
  for (let run = 0; run < 20; run++) await page(local, asked);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    const { rows } = await page(local, asked);
    times.push(performance.now() - begun);
    if (rows.length !== perPage) throw new Error(`${rows.length} rows instead of ${perPage}`);
  }
  const at = (share: number): number => times.toSorted((a, b) => a - b)[Math.floor(share * (runs - 1))] ?? Number.NaN;
  const name = `${what}, ${perPage} of ${number(clocks)} open clocks`;
  return [figure('Board', `${name}: p50`, at(0.5), 'ms', {}, 1), figure('Board', `${name}: p99`, at(0.99), 'ms', { atMost: 50 }, 1)];
}
