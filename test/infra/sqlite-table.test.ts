import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '#infra/local/database.ts';
import { deleteExpired, sqliteTable } from '#infra/local/sqlite-table.ts';
import type { Item, Query } from '#usecases/ports.ts';

let folder: string;
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-table-'));
  database = openDatabase(join(folder, 'table.db'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});
const put = (...items: Item[]) => sqliteTable(database).transact(items.map((item) => ({ put: item, expect: 'any' as const })));
const row = (pk: string, sk: string, rest: Partial<Item> = {}): Item => ({ pk, sk, v: 1, body: {}, ...rest });

test('equal sort keys of an index come in the order of the row keys, both ways and over pages', async () => {
  const table = sqliteTable(database);
  const listed = (pk: string, sk: string, sort: string) => row(pk, sk, { g1pk: 'L', g1sk: sort });
  await put(listed('b', '2', '1'), listed('a', '9', '1'), listed('b', '1', '1'), listed('z', '0', '0'));
  for (const descending of [false, true]) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await table.query({ index: 'g1', pk: 'L', limit: 1, descending, cursor });
      seen.push(...page.items.map(({ pk, sk }) => pk + sk));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(descending ? ['b2', 'b1', 'a9', 'z0'] : ['z0', 'a9', 'b1', 'b2']);
  }
});
test('deletes what has expired and nothing else, so many at a time', async () => {
  await put(row('p', 'a', { expires: 99 }), row('p', 'b', { expires: 98 }), row('p', 'c', { expires: 100 }), row('p', 'd'));
  expect(await deleteExpired(database, 100, 1)).toBe(1);
  expect(await deleteExpired(database, 100)).toBe(1);
  expect(await deleteExpired(database, 100)).toBe(0);
  expect((await sqliteTable(database).query({ pk: 'p', limit: 9 })).items.map(({ sk }) => sk)).toEqual(['c', 'd']);
});
test.each<Partial<Query>>([
  {},
  { prefix: 'a' },
  { from: 'a', to: 'b', descending: true },
  { index: 'g1' },
  { index: 'g2', prefix: 'a' },
  { index: 'g1', from: 'a', to: 'b', descending: true },
])('%j is answered from an index alone, without sorting', async (query) => {
  const texts: string[] = [];
  const prepare = database.db.prepare.bind(database.db);
  const table = sqliteTable(database);
  database.db.prepare = (text) => {
    texts.push(text);
    return prepare(text);
  };
  await put(
    row('p', 'a1', { g1pk: 'p', g1sk: 'a1', g2pk: 'p', g2sk: 'a1' }),
    row('p', 'a2', { g1pk: 'p', g1sk: 'a2', g2pk: 'p', g2sk: 'a2' }),
  );
  const { cursor } = await table.query({ pk: 'p', limit: 1, ...query });
  expect(cursor).toBeDefined();
  await table.query({ pk: 'p', limit: 1, ...query, cursor });
  const reads = texts.filter((text) => text.startsWith('select'));
  expect(reads).toHaveLength(2);
  for (const text of reads) {
    const plan = prepare(`explain query plan ${text}`)
      .all()
      .map(({ detail }) => String(detail));
    expect(plan).toEqual([
      expect.stringMatching(
        query.index ? `^SEARCH item USING INDEX item_${query.index} ` : /^SEARCH item USING INDEX sqlite_autoindex_item_1 /,
      ),
    ]);
  }
});
test('the end of a prefix is found where code points jump', async () => {
  const edges = ['a\ud7ff', 'a\ud7ffx', 'a\ue000', 'a\u{10ffff}', 'a\u{10ffff}x', 'b'];
  await put(...edges.map((sk) => row('p', sk)));
  const list = async (prefix: string) => (await sqliteTable(database).query({ pk: 'p', prefix, limit: 9 })).items.map(({ sk }) => sk);
  expect(await list('a\ud7ff')).toEqual(['a\ud7ff', 'a\ud7ffx']);
  expect(await list('a\u{10ffff}')).toEqual(['a\u{10ffff}', 'a\u{10ffff}x']);
  expect(await list('a')).toEqual(edges.slice(0, 5));
});
