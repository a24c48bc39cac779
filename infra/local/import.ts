import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { importKinds } from '#domain/contracts/import-rows.ts';
import { readImportFile } from './import-file.ts';

/**
 * `npm run import -- file.csv|json`: reads accounts, contracts, invoices, payments or deliveries and hands them to the running application's API. The kind is
 * `--kind=invoices`, the file's name ("invoices.csv", "invoices-may.json") or what its columns say. Exit: 0, 1 with errors in rows, 2 when nothing was sent.
 */
const args = process.argv.slice(2);
const path = args.find((arg) => !arg.startsWith('--'));
const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const batch = 500;

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
if (!path)
  stop(
    'usage: npm run import -- file.csv|json [--kind=accounts|contracts|invoices|payments|deliveries] [--url=http://localhost:8080] [--key=…]',
  );
if (!statSync(path, { throwIfNoEntry: false })?.isFile()) stop(`no file ${path}`);
const wanted = option('kind');
const asked = importKinds.find((name) => name === wanted);
if (wanted !== undefined && !asked) stop(`--kind is one of ${importKinds.join(', ')}`);
const file = readImportFile(path, readFileSync(path), asked);
if ('problem' in file) stop(file.problem);
const { kind, rows, bad } = file;
if (!kind) stop(`what is in ${basename(path)}? Say it with --kind=${importKinds.join('|')}`);

const url = option('url') ?? `http://localhost:${process.env.PORT ?? 8080}`;
const loaded = join(process.env.DATA_DIR ?? '.data', 'loaded.json');
const key =
  option('key') ??
  (existsSync(loaded) ? z.object({ apiKey: z.string() }).parse(JSON.parse(readFileSync(loaded, 'utf8'))).apiKey : undefined);
if (!key) stop('no API key: start the application once, or give --key=…');

const answerSchema = z.object({
  accepted: z.number(),
  unchanged: z.number(),
  errors: z.number(),
  rows: z.array(
    z.object({ row: z.number(), status: z.string(), errors: z.array(z.object({ path: z.string(), code: z.string() })).optional() }),
  ),
});

for (const { place, code } of bad) console.log(`${place}: ${code}`);
const sum = { accepted: 0, unchanged: 0, errors: bad.length };
for (let at = 0; at < rows.length; at += batch) {
  const response = await fetch(`${url}/api/v1/${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows.slice(at, at + batch).map(({ row }) => row)),
  }).catch(() => stop(`nothing answers at ${url}: start the application first`));
  const parsed = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) stop(`refused: HTTP ${response.status}`);
  sum.accepted += parsed.data.accepted;
  sum.unchanged += parsed.data.unchanged;
  sum.errors += parsed.data.errors;
  for (const row of parsed.data.rows)
    for (const error of row.errors ?? []) console.log(`${rows[at + row.row - 1]?.place}, column ${error.path}: ${error.code}`);
  if (rows.length > batch) console.log(`${Math.min(at + batch, rows.length)} of ${rows.length} rows`);
}
console.log(`${kind}: ${sum.accepted} accepted, ${sum.unchanged} unchanged, ${sum.errors} with errors`);
process.exit(sum.errors > 0 ? 1 : 0);
