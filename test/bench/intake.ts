import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import autocannon, { type Options, type Result } from 'autocannon';
import { type Figure, figure, number, verdict } from './figures.ts';
import { type Running, start } from './processes.ts';

const connections = 32;
const warm = 10; // seconds
const measured = 15;
const mostSeconds = 120; // for what is stored beforehand
const many = 100_000;

let claims = 0;
const body = (): string =>
  JSON.stringify({
    contact: { name: 'Karl Beispiel', email: `karl-${claims}@holzbau-prager.example`, language: 'en' },
    orderNumber: `INV-${claims}`,
    subject: 'Cracked connectors',
    text: 'Forty connectors are cracked along the weld. The delivery note and two pictures can be sent on request.',
    demands: [{ kind: 'refund', amount: '620.00', currency: 'EUR', text: 'forty pieces' }],
  });

const keyOf = (host: Running): string => JSON.parse(readFileSync(join(host.directory, 'loaded.json'), 'utf8')).apiKey;

/** Claims over real HTTP, each with an idempotency key of its own. Fails when one is refused: a refusal is quicker than an intake. */
async function load(running: Running, path: string, key: string, limit: Pick<Options, 'duration' | 'amount'>): Promise<Result> {
  const headers = () => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': `bench-${++claims}` });
  const setupRequest = (request: object) => ({ ...request, method: 'POST', path, headers: headers(), body: body() });
  const result = await autocannon({
    url: `http://127.0.0.1:${running.port}`,
    connections,
    requests: [{ method: 'POST', path, setupRequest }],
    ...limit,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals and ${result.errors} failures under load`);
  return result;
}

/** So many claims, and as long as it takes until no step of them is to be done at once. */
export async function fill(host: Running, count: number): Promise<void> {
  await load(host, '/api/v1/claims', keyOf(host), { amount: count });
  await quiet(host);
}

/** Until nobody has written for three seconds; looked up from outside, so that asking costs the application nothing. */
async function quiet(host: Running): Promise<void> {
  const db = new DatabaseSync(join(host.directory, 'redress.sqlite'), { readOnly: true });
  const version = (): unknown => db.prepare('pragma data_version').get()?.data_version;
  for (let before: unknown, now = version(); now !== before; now = version()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 3000));
  }
  db.close();
}

/** Acknowledged claims per second and p99, beside a bare server in the same run; then again with many claims stored. */
export async function benchIntake(scripts: { host: string; bare: string }): Promise<Figure[]> {
  const area = 'Intake';
  const least = await start(scripts.bare);
  await load(least, '/', '', { duration: warm });
  const bare = await load(least, '/', '', { duration: measured });
  await least.stop();

  const host = await start(scripts.host, ['--empty']);
  const key = keyOf(host);
  const first = await load(host, '/api/v1/claims', key, { duration: warm });
  const ours = await load(host, '/api/v1/claims', key, { duration: measured });
  const stored = first['2xx'] + ours['2xx'] + (await storeMany(host, key));
  const later = await load(host, '/api/v1/claims', key, { duration: measured });
  await host.stop();
  const rate = ours.requests.average;
  const share = later.requests.average / rate;
  return [
    figure(area, `claims acknowledged, ${connections} connections`, rate, '/s', { atLeast: 2500 }),
    figure(area, 'p99', ours.latency.p99, 'ms', { atMost: 40 }),
    figure(area, 'a bare SQLite server with group commit', bare.requests.average, '/s'),
    figure(area, 'its p99', bare.latency.p99, 'ms'),
    figure(area, 'ratio to it', rate / bare.requests.average, 'x', {}, 2),
    figure(area, `with ${number(stored)} claims stored (${mostSeconds} s were given for ${number(many)})`, later.requests.average, '/s'),
    {
      area,
      what: 'of the rate before',
      figure: `${Math.round(share * 100)} %`,
      target: 'at least 95 % (with 1,000,000)',
      verdict: verdict(share, { atLeast: 0.95 }),
    },
  ];
}

async function storeMany(host: Running, key: string): Promise<number> {
  const begun = performance.now();
  let stored = 0;
  while (stored < many && performance.now() - begun < mostSeconds * 1000)
    stored += (await load(host, '/api/v1/claims', key, { duration: 10 }))['2xx'];
  return stored;
}
