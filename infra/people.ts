import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { roles } from '#domain/actor.ts';
import { sha256 } from '#domain/chain.ts';
import { base32, type PersonId } from '#domain/ids.ts';
import { currencies, minorOf } from '#domain/money.ts';
import type { Person } from '#domain/routing/people.ts';
import { companyStore } from '#stores/company-store.ts';
import type { Table } from '#usecases/ports.ts';

const usage = `usage: npm run people -- people.json --table=NAME [--api-key=NAME:SCOPE,SCOPE] [--revoke-key=KEY]
  people.json   who works with Redress; a person who is not in it stays as they are (to let one go: "disabled": true)
  --table       the output TableName of the deployed stack
  --api-key     makes a key for a connected system and prints it once; scopes: claims, imports, counter-claims, payments`;

const isAmount = (text: string): boolean => {
  try {
    return minorOf(text) >= 0n;
  } catch {
    return false;
  }
};
const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};
const named = z.string().trim().min(1).max(200);
const personSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'),
  name: named,
  nameRu: named,
  title: named,
  titleRu: named,
  email: z.email(),
  roles: z.array(z.enum(roles)).min(1),
  department: named,
  limits: z.partialRecord(z.enum(currencies), z.string().refine(isAmount, 'an amount like "1000.00"')),
  zone: z.string().refine(isZone, 'a zone like "Europe/Berlin"'),
  language: z.enum(['en', 'ru']),
  disabled: z.boolean().optional(),
});
const apiKeySchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'),
  scopes: z.array(z.enum(['claims', 'imports', 'counter-claims', 'payments'])).min(1),
});

/** A mistake of whoever called; its message says what to change. */
const mistake = (message: string): Error => Object.assign(new Error(message), { name: 'Mistake' });
function parsed<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw mistake(result.error.issues.map(({ path, message }) => `${[what, ...path].join('.')}: ${message}`).join('\n'));
}

/** The people of a file. Throws a Mistake that names each wrong field; two people with one id or address, and a company without a head, are refused. */
export function readPeople(text: string): Person[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw mistake(`the file is no JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const people = parsed(z.array(personSchema), json, 'people').map((person): Person => ({ ...person, id: person.id as PersonId }));
  for (const [what, values] of [
    ['id', people.map(({ id }) => id as string)],
    ['email', people.map(({ email }) => email.toLowerCase())],
  ] as const) {
    const twice = values.find((value, at) => values.indexOf(value) !== at);
    if (twice) throw mistake(`two people have the ${what} ${twice}`);
  }
  // Every claim without a person of its own goes to a head.
  if (!people.some((person) => person.roles.includes('head') && !person.disabled))
    throw mistake('nobody is a head: no claim could be routed');
  return people;
}

export type PeopleDeps = {
  table: (name: string) => Promise<Table>;
  file: (path: string) => string;
  random: (bytes: number) => Uint8Array;
  print: (line: string) => void;
};

/** Runs the command with its arguments. An API key has 160 random bits; only its hash is kept. Throws a Mistake before anything is written. */
export async function runPeople(args: readonly string[], deps: PeopleDeps): Promise<void> {
  const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [path] = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.find((arg) => arg.startsWith('--') && !/^--(table|api-key|revoke-key)=/.test(arg));
  const tableName = option('table');
  const wanted = option('api-key')?.split(':');
  const revoked = option('revoke-key');
  if (unknown) throw mistake(`${unknown} is not known\n${usage}`);
  if (!tableName || !(path || wanted || revoked)) throw mistake(usage);

  const people = path ? readPeople(deps.file(path)) : [];
  const apiKey = wanted && parsed(apiKeySchema, { name: wanted[0], scopes: wanted[1]?.split(',') }, 'api-key');
  const table = await deps.table(tableName);
  const store = companyStore(table);
  const old = revoked && (await store.apiKey(sha256(revoked)));
  if (revoked && !old) throw mistake('the table does not know this key');

  for (let at = 0; at < people.length; at += 100) await table.transact(people.slice(at, at + 100).map(store.personWrite));
  if (path) deps.print(`${people.length} people written to ${tableName}`);
  if (revoked && old) {
    await table.transact([store.apiKeyWrite(sha256(revoked), { ...old, revoked: true })]);
    deps.print(`the key of ${old.id} is revoked`);
  }
  if (apiKey) {
    const key = `rk_${base32(deps.random(20)).toLowerCase()}`;
    await table.transact([store.apiKeyWrite(sha256(key), { id: apiKey.name, name: apiKey.name, scopes: apiKey.scopes })]);
    deps.print(`api key of ${apiKey.name} (shown once): ${key}`);
  }
}

async function deployedTable(tableName: string): Promise<Table> {
  const [{ DynamoDBClient }, { dynamoTable }] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('#adapters/dynamo-table.ts'),
  ]);
  return dynamoTable({ client: new DynamoDBClient({}), tableName });
}

if (import.meta.main) {
  try {
    await runPeople(process.argv.slice(2), {
      table: deployedTable,
      file: (path) => readFileSync(path, 'utf8'),
      random: randomBytes,
      print: console.log,
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
