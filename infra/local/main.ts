import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { hex } from '#usecases/deps.ts';
import { lockFolder, needPort, stop } from './guard.ts';
import { startHost } from './host.ts';
import { loadPeople, loadSample } from './sample/load.ts';
import { claimsAddress, company } from './sample/people.ts';
import { createLocal } from './wiring.ts';

const settings = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    SMTP_PORT: z.coerce.number().int().min(0).max(65_535).default(2525),
    DATA_DIR: z.string().min(1).default('.data'),
    CLOCK_START: z.iso.datetime({ offset: true }).optional(),
    SMTP_RELAY: z.string().optional(),
    /** For crash tests: the process kills itself at this durable write, counted from the first one after `ready`. */
    KILL_AT_WRITE: z.coerce.number().int().positive().optional(),
  })
  .safeParse(process.env);
if (!settings.success)
  stop(`These settings cannot be read: ${settings.error.issues.map((issue) => issue.path.join('.')).join(', ')}. See the README.`);
const environment = settings.data;

const days = 86_400_000;
const empty = process.argv.includes('--empty');
const { DATA_DIR: dataDir, PORT: port, KILL_AT_WRITE: killAt } = environment;
const start = environment.CLOCK_START ? Date.parse(environment.CLOCK_START) : Date.now();
await needPort(port, 'PORT');
await needPort(environment.SMTP_PORT, 'SMTP_PORT');
const lock = lockFolder(dataDir);
const fresh = !existsSync(join(dataDir, 'loaded.json'));
let writes = 0;
let counting = false;

const local = await createLocal({
  dataDir,
  config: { publicUrl: `http://localhost:${port}`, claimsAddress, company, sessionHours: 400 * 24 },
  // The sample company lives through forty days first, so that its clock arrives at the start.
  start: fresh && !empty ? start - 40 * days : start,
  relay: environment.SMTP_RELAY,
  letterAssets: join(import.meta.dirname, 'assets'),
  log: (event, facts) => console.log(JSON.stringify({ event, ...facts })),
  afterCommit: (labels) => {
    if (!counting || killAt === undefined) return;
    writes += labels.length;
    if (writes >= killAt) process.kill(process.pid, 'SIGKILL');
  },
});

if (fresh) {
  const key = await loadPeople(local.deps);
  if (!empty) {
    console.log('loading the sample company (first start only) …');
    await loadSample({ deps: local.deps, runTo: local.runTo, idle: local.idle });
  }
  writeFileSync(join(dataDir, 'loaded.json'), JSON.stringify({ apiKey: key, id: hex(local.deps.newId(8)), sample: !empty }), {
    flush: true,
    mode: 0o600,
  });
}
await local.resume();
const versions = { node: process.versions.node, redress: '0.1.0' };
const host = await startHost(local, { port, smtpPort: environment.SMTP_PORT, assets: join(import.meta.dirname, 'assets'), versions });
const driver = local.drive();
counting = true;

const address = host.server.address();
const at = `http://localhost:${typeof address === 'object' && address ? address.port : port}`;
const { people } = await local.deps.stores.company.everyone();
const loaded = z.object({ apiKey: z.string() }).parse(JSON.parse(readFileSync(join(dataDir, 'loaded.json'), 'utf8')));
console.log(`
Redress on this machine, with data in ${dataDir}

  hand in a claim     ${at}/claims/new   or by mail to ${claimsAddress} at 127.0.0.1:${host.smtp.port}
  desk (sign in)      ${at}/desk
  outgoing mail       ${at}/local/mailbox
  API                 ${at}/api/v1/openapi.json

  who can sign in     ${people.map((person) => `${person.name} (${person.roles.join(', ')})`).join('\n                      ')}

api key: ${loaded.apiKey}
ready ${at}`);

async function end(): Promise<void> {
  await driver.stop();
  await host.close();
  lock.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
