import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import * as z from 'zod';
import { type ImportKind, importKinds } from '#domain/contracts/import-rows.ts';

/**
 * `npm run import -- file.csv|json`: reads accounts, contracts, invoices or payments and hands them to the running application's API. The kind is the
 * file's name ("invoices.csv", "invoices-may.json") or `--kind=invoices`.
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
  stop('usage: npm run import -- file.csv|json [--kind=accounts|contracts|invoices|payments] [--url=http://localhost:8080] [--key=…]');
if (!existsSync(path)) stop(`no file ${path}`);
const kind = (option('kind') ?? importKinds.find((name) => basename(path).toLowerCase().startsWith(name))) as ImportKind | undefined;
if (!kind || !importKinds.includes(kind)) stop(`what is in ${basename(path)}? Say it with --kind=${importKinds.join('|')}`);

const url = option('url') ?? `http://localhost:${process.env.PORT ?? 8080}`;
const loaded = join(process.env.DATA_DIR ?? '.data', 'loaded.json');
const key =
  option('key') ??
  (existsSync(loaded) ? z.object({ apiKey: z.string() }).parse(JSON.parse(readFileSync(loaded, 'utf8'))).apiKey : undefined);
if (!key) stop('no API key: start the application once, or give --key=…');

/** In which line of a CSV each row stands; a cell may hold line breaks. */
const lines: number[] = [];
function csvRows(csv: string): unknown[] {
  const delimiter = [';', '\t', ','].find((mark) => csv.split('\n', 1)[0]?.includes(mark)) ?? ',';
  const records = z
    .array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }))
    .parse(parseCsv(csv, { columns: true, trim: true, skip_empty_lines: true, delimiter, info: true }));
  lines.push(...records.map((entry) => entry.info.lines));
  return records.map((entry) => entry.record);
}

const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
const rows = path.toLowerCase().endsWith('.json')
  ? z.union([z.array(z.unknown()), z.unknown().transform((row) => [row])]).parse(JSON.parse(text))
  : csvRows(text);
const lineOf = (row: number) => (lines[row - 1] ? `line ${lines[row - 1]}` : `entry ${row}`);
const answerSchema = z.object({
  accepted: z.number(),
  unchanged: z.number(),
  errors: z.number(),
  rows: z.array(
    z.object({ row: z.number(), status: z.string(), errors: z.array(z.object({ path: z.string(), code: z.string() })).optional() }),
  ),
});

const sum = { accepted: 0, unchanged: 0, errors: 0 };
for (let at = 0; at < rows.length; at += batch) {
  const response = await fetch(`${url}/api/v1/${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows.slice(at, at + batch)),
  }).catch(() => stop(`nothing answers at ${url}: start the application first`));
  const parsed = answerSchema.safeParse(await response.json());
  if (!parsed.success) stop(`refused: HTTP ${response.status}`);
  sum.accepted += parsed.data.accepted;
  sum.unchanged += parsed.data.unchanged;
  sum.errors += parsed.data.errors;
  for (const row of parsed.data.rows)
    for (const error of row.errors ?? []) console.log(`${lineOf(at + row.row)}, column ${error.path}: ${error.code}`);
  if (rows.length > batch) console.log(`${Math.min(at + batch, rows.length)} of ${rows.length} rows`);
}
console.log(`${kind}: ${sum.accepted} accepted, ${sum.unchanged} unchanged, ${sum.errors} with errors`);
process.exit(sum.errors > 0 ? 1 : 0);
