import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '#domain/chain.ts';
import { type Database, openDatabase } from '#infra/local/database.ts';
import { people } from '#infra/local/sample/people.ts';
import { sqliteTable } from '#infra/local/sqlite-table.ts';
import { type PeopleDeps, readPeople, runPeople } from '#infra/people.ts';
import { companyStore } from '#stores/company-store.ts';

const file = (changes: (person: Record<string, unknown>, at: number) => Record<string, unknown> = (person) => person): string =>
  JSON.stringify(people.map((person, at) => changes({ ...person }, at)));

describe('the people file', () => {
  test('is the sample company, word for word', () => {
    expect(readPeople(file())).toEqual(people);
  });

  test.each([
    ['an unknown role', { roles: ['chief'] }, 'people.1.roles.0'],
    ['no role', { roles: [] }, 'people.1.roles'],
    ['a zone that is none', { zone: 'Europe/Nowhere' }, 'people.1.zone: a zone like "Europe/Berlin"'],
    ['a limit that is no amount', { limits: { EUR: '1,000' } }, 'people.1.limits.EUR: an amount like "1000.00"'],
    ['a limit below nothing', { limits: { EUR: '-1.00' } }, 'people.1.limits.EUR'],
    ['a currency that is not kept', { limits: { JPY: '1.00' } }, 'people.1.limits'],
    ['a mail address that is none', { email: 'boris' }, 'people.1.email'],
    ['a field that does not exist', { role: 'head' }, 'people.1: Unrecognized key: "role"'],
    ['an id with a blank', { id: 'boris l' }, 'people.1.id: small letters, digits and hyphens'],
  ])('refuses %s and says where', (_what, wrong, message) => {
    expect(() => readPeople(file((person, at) => (at === 1 ? { ...person, ...wrong } : person)))).toThrow(message);
  });

  test('refuses two people with one id or one address, whatever its case', () => {
    expect(() => readPeople(file((person) => ({ ...person, id: 'anna' })))).toThrow('two people have the id anna');
    expect(() =>
      readPeople(file((person, at) => (at < 2 ? { ...person, email: at ? 'A@polar.example' : 'a@polar.example' } : person))),
    ).toThrow('two people have the email a@polar.example');
  });

  test('refuses a company without a head who works', () => {
    expect(() => readPeople(file((person) => (person.id === 'vera' ? { ...person, disabled: true } : person)))).toThrow('nobody is a head');
  });

  test('refuses what is no JSON or no list', () => {
    expect(() => readPeople('[{')).toThrow('the file is no JSON');
    expect(() => readPeople('{}')).toThrow('people: Invalid input: expected array');
  });
});

describe('npm run people', () => {
  let directory: string;
  let database: Database;
  let printed: string[];
  let deps: PeopleDeps;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'redress-people-'));
    database = openDatabase(join(directory, 'redress.sqlite'));
    printed = [];
    const table = sqliteTable(database);
    deps = {
      table: async () => table,
      file: () => file(),
      random: (bytes) => new Uint8Array(bytes).fill(7),
      print: (line) => printed.push(line),
    };
  });
  afterEach(async () => {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const store = () => companyStore(sqliteTable(database));

  test('writes everybody, and leaves those who are not in the file as they are', async () => {
    await runPeople(['people.json', '--table=Redress'], deps);
    await runPeople(['people.json', '--table=Redress'], {
      ...deps,
      file: () =>
        JSON.stringify(
          people.filter(({ id }) => id !== 'olga').map((person) => (person.id === 'boris' ? { ...person, disabled: true } : person)),
        ),
    });
    const kept = (await store().everyone()).people;
    expect(kept.map(({ id }) => id).sort()).toEqual(people.map(({ id }) => id).sort());
    expect(kept.filter(({ disabled }) => disabled).map(({ id }) => id)).toEqual(['boris']);
    expect(printed).toEqual(['6 people written to Redress', '5 people written to Redress']);
  });

  test('makes an API key, keeps its hash only, and revokes it again', async () => {
    await runPeople(['--table=Redress', '--api-key=erp:claims,imports'], deps);
    const key = /^api key of erp \(shown once\): (rk_[0-9a-z]{32})$/.exec(printed[0] ?? '')?.[1] ?? '';
    expect(await store().apiKey(sha256(key))).toEqual({ id: 'erp', name: 'erp', scopes: ['claims', 'imports'] });
    expect(JSON.stringify(database.db.prepare('select * from item').all())).not.toContain(key);
    await runPeople(['--table=Redress', `--revoke-key=${key}`], deps);
    expect(await store().apiKey(sha256(key))).toMatchObject({ id: 'erp', revoked: true });
  });

  test.each([
    ['no table', ['people.json'], 'usage: npm run people'],
    ['nothing to do', ['--table=Redress'], 'usage: npm run people'],
    ['an option that does not exist', ['people.json', '--table=Redress', '--force=yes'], '--force=yes is not known'],
    ['a scope that does not exist', ['people.json', '--table=Redress', '--api-key=erp:everything'], 'api-key.scopes.0'],
    ['no scope', ['people.json', '--table=Redress', '--api-key=erp'], 'api-key.scopes'],
    [
      'a key that nobody made',
      ['people.json', '--table=Redress', '--revoke-key=rk_00000000000000000000'],
      'the table does not know this key',
    ],
  ])('writes nothing with %s', async (_what, args, message) => {
    await expect(runPeople(args, deps)).rejects.toThrow(message);
    expect(database.db.prepare('select count(*) as n from item').get()).toEqual({ n: 0 });
  });
});
