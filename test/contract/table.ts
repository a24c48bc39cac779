import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Item, Query, Table, Write } from '#usecases/ports.ts';
import { ConditionFailed } from '#usecases/ports.ts';

export type MadeTable = { table: Table; close: () => Promise<void> };

/** What every Table must do. Each test works in partitions of its own, because a table cannot be emptied. */
export function describeTable(name: string, make: () => Promise<MadeTable>): void {
  describe(`Table: ${name}`, () => {
    let made: MadeTable;
    let partition = 0;
    const fresh = (): string => `P${partition++}`;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made.close());
    const write = (...writes: Write[]): Promise<void> => made.table.transact(writes);
    const row = (pk: string, sk: string, rest: Partial<Item> = {}): Item => ({ pk, sk, v: 1, body: { sk }, ...rest });
    const put = (...items: Item[]): Promise<void> => write(...items.map((item) => ({ put: item, expect: 'any' as const })));
    const query = async (asked: Query): Promise<string[]> => (await made.table.query(asked)).items.map(({ sk }) => sk);
    const failure = async (...writes: Write[]): Promise<readonly number[]> => {
      const error = await write(...writes).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(ConditionFailed);
      return (error as ConditionFailed).positions;
    };

    describe('rows', () => {
      test('come back exactly as they were put', async () => {
        const pk = fresh();
        const body = { amount: '0.10', big: 9007199254740991, tiny: 1e-7, none: null, list: [1, 'дваⅡ😀', { '': true }], empty: '' };
        const item: Item = { pk, sk: 'A', v: 7, g1pk: `${pk}-1`, g1sk: 'x', g2pk: `${pk}-2`, g2sk: 'y', expires: 1, body };
        await put(item);
        expect(await made.table.get({ pk, sk: 'A' })).toStrictEqual(item); // although it expired in 1970
        await put(row(pk, 'bare', { body: 'text' }));
        expect(await made.table.get({ pk, sk: 'bare' })).toStrictEqual({ pk, sk: 'bare', v: 1, body: 'text' });
      });
      test('that are not there are undefined', async () => {
        expect(await made.table.get({ pk: fresh(), sk: 'A' })).toBeUndefined();
      });
      test('are replaced whole, and leave an index with their keys', async () => {
        const pk = fresh();
        await put(row(pk, 'A', { g1pk: pk, g1sk: '1', expires: 9, body: { old: 1 } }));
        await put(row(pk, 'A', { v: 2, body: { fresh: 1 } }));
        expect(await made.table.get({ pk, sk: 'A' })).toStrictEqual({ pk, sk: 'A', v: 2, body: { fresh: 1 } });
        expect(await query({ index: 'g1', pk, limit: 10 })).toEqual([]);
      });
    });

    test('getMany answers in the order of the keys and leaves out what is not there', async () => {
      const pk = fresh();
      await put(...Array.from({ length: 98 }, (_, n) => row(pk, `k${n}`)));
      const keys = Array.from({ length: 98 }, (_, n) => ({ pk, sk: `k${97 - n}` }));
      const found = await made.table.getMany([{ pk, sk: 'none' }, ...keys, { pk, sk: 'k5' }]);
      expect(found.map(({ sk }) => sk)).toEqual([...keys.map(({ sk }) => sk), 'k5']);
      expect(await made.table.getMany([])).toEqual([]);
    });

    describe('a transaction', () => {
      test.each([
        ['absent', 'absent', true],
        ['absent', 'any', true],
        ['absent', 1, false],
        [3, 'absent', false],
        [3, 'any', true],
        [3, 3, true],
        [3, 2, false],
        [3, 4, false],
      ] as const)('finds %s, expects %s: %s', async (there, expect_, holds) => {
        for (const make of [
          (key: { pk: string; sk: string }): Write => ({ put: { ...key, v: 9, body: 'after' }, expect: expect_ }),
          (key: { pk: string; sk: string }): Write => ({ delete: key, expect: expect_ }),
          (key: { pk: string; sk: string }): Write => ({
            check: key,
            expect: expect_ === 'any' ? (there === 'absent' ? 'absent' : there) : expect_,
          }),
        ]) {
          const key = { pk: fresh(), sk: 'A' };
          if (there !== 'absent') await put({ ...key, v: there, body: 'before' });
          const one = make(key);
          if (!holds) expect(await failure(one)).toEqual([0]);
          else await write(one);
          const after = await made.table.get(key);
          const before = there === 'absent' ? undefined : 'before';
          expect(after?.body).toBe(holds && 'put' in one ? 'after' : holds && 'delete' in one ? undefined : before);
        }
      });
      test('writes all or none, and names every position that failed', async () => {
        const pk = fresh();
        await put(row(pk, 'there'));
        const positions = await failure(
          { put: row(pk, 'a'), expect: 'absent' },
          { put: row(pk, 'there', { v: 2 }), expect: 'absent' },
          { delete: { pk, sk: 'x' }, expect: 5 },
          { check: { pk, sk: 'y' }, expect: 'absent' },
          { check: { pk, sk: 'z' }, expect: 1 },
        );
        expect(positions).toEqual([1, 2, 4]);
        expect(await query({ pk, limit: 10 })).toEqual(['there']);
        expect((await made.table.get({ pk, sk: 'there' }))?.v).toBe(1);
      });
      test('of 100 rows is written', async () => {
        const pk = fresh();
        await write(...Array.from({ length: 100 }, (_, n): Write => ({ put: row(pk, `${n}`.padStart(3, '0')), expect: 'absent' })));
        expect(await query({ pk, limit: 1000 })).toHaveLength(100);
      });
      test('one of many that race for a version wins', async () => {
        const key = { pk: fresh(), sk: 'A' };
        await put({ ...key, v: 1, body: 'start' });
        const race = await Promise.allSettled(
          Array.from({ length: 8 }, (_, n) =>
            write({ put: { ...key, v: 2, body: n }, expect: 1 }, { put: row(key.pk, `n${n}`), expect: 'absent' }),
          ),
        );
        const winner = race.findIndex(({ status }) => status === 'fulfilled');
        expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect((await made.table.get(key))?.body).toBe(winner);
        expect(await query({ pk: key.pk, prefix: 'n', limit: 10 })).toEqual([`n${winner}`]);
      });
    });

    describe('a query', () => {
      test('orders by bytes of UTF-8 and reads ranges, prefixes and backwards', async () => {
        const pk = fresh();
        const keys = ['A', 'B#1', 'B#10', 'B#2', 'B$', 'a', 'я', '\uffee', '😀'];
        await put(...keys.map((sk) => row(pk, sk)));
        const ask = (asked: Partial<Query>): Promise<string[]> => query({ pk, limit: 100, ...asked });
        expect(await ask({})).toEqual(keys);
        expect(await ask({ descending: true })).toEqual(keys.toReversed());
        expect(await ask({ prefix: 'B#' })).toEqual(['B#1', 'B#10', 'B#2']);
        expect(await ask({ prefix: 'B#1', descending: true })).toEqual(['B#10', 'B#1']);
        expect(await ask({ prefix: '' })).toEqual(keys);
        expect(await ask({ from: 'B#10' })).toEqual(keys.slice(2));
        expect(await ask({ to: 'B#10' })).toEqual(keys.slice(0, 3));
        expect(await ask({ from: 'B#2', to: 'a' })).toEqual(['B#2', 'B$', 'a']);
        expect(await ask({ from: 'z', to: 'a' })).toEqual([]);
        expect(await ask({ to: '' })).toEqual([]);
        expect(await ask({ limit: 2 })).toEqual(['A', 'B#1']);
      });
      test('pages without gap or repetition while rows are inserted', async () => {
        for (const descending of [false, true]) {
          const pk = fresh();
          await put(...[10, 20, 30, 40, 50].map((n) => row(pk, `${n}`)));
          const first = await made.table.query({ pk, limit: 2, descending });
          await put(row(pk, '05'), row(pk, '35'), row(pk, '55'));
          const second = await made.table.query({ pk, limit: 3, descending, cursor: first.cursor });
          const third = await made.table.query({ pk, limit: 3, descending, cursor: second.cursor });
          const seen = [first, second, third].flatMap(({ items }) => items.map(({ sk }) => sk));
          expect(seen).toEqual(descending ? ['50', '40', '35', '30', '20', '10', '05'] : ['10', '20', '30', '35', '40', '50', '55']);
          expect(third.cursor).toBeUndefined();
        }
      });
      test('gives no cursor with the last page, even when it is full', async () => {
        const pk = fresh();
        await put(row(pk, '1'), row(pk, '2'));
        expect((await made.table.query({ pk, limit: 2 })).cursor).toBeUndefined();
        expect((await made.table.query({ pk, limit: 1 })).cursor).toBeTypeOf('string');
      });
      test('goes past the megabyte that one answer of DynamoDB may hold', async () => {
        const pk = fresh();
        for (let n = 0; n < 8; n++) await put(row(pk, `${n}`, { body: 'x'.repeat(300_000) }));
        expect(await query({ pk, limit: 8 })).toHaveLength(8);
        expect(await made.table.getMany(Array.from({ length: 8 }, (_, n) => ({ pk, sk: `${n}` })))).toHaveLength(8);
      });
      test.each(['g1', 'g2'] as const)('by index %s lists only rows that have its keys, ties once each', async (index) => {
        const pk = fresh();
        const at = (sk: string, sort: string): Item => row(fresh(), sk, { [`${index}pk`]: pk, [`${index}sk`]: sort });
        await put(row(pk, 'plain'), at('a', '1'), at('b', '2'), at('c', '2'), at('d', '2'), at('e', '2'), at('f', '3'));
        const list = (asked: Partial<Query>): Promise<string[]> => query({ index, pk, limit: 10, ...asked });
        expect((await list({})).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
        expect((await list({ prefix: '2' })).toSorted()).toEqual(['b', 'c', 'd', 'e']);
        expect(await list({ from: '3' })).toEqual(['f']);
        expect(await list({ to: '1' })).toEqual(['a']);
        for (const descending of [false, true]) {
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await made.table.query({ index, pk, limit: 2, descending, cursor });
            seen.push(...page.items.map(({ sk }) => sk));
            cursor = page.cursor;
          } while (cursor);
          expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
          expect([seen[0], seen[5]]).toEqual(descending ? ['f', 'a'] : ['a', 'f']);
        }
      });
    });

    describe('refuses with RangeError', () => {
      const item = (rest: Partial<Item> = {}): Write => ({ put: row('R', 'A', rest), expect: 'any' });
      const many = (n: number, body: unknown): Write[] => Array.from({ length: n }, (_, i) => item({ sk: `${i}`, body }));
      test.each<[string, () => Promise<unknown>]>([
        ['no writes', () => write()],
        ['101 writes', () => write(...many(101, 0))],
        ['two writes to one key', () => write(item(), { check: { pk: 'R', sk: 'A' }, expect: 'absent' })],
        ['a body over 350 KB, counted in bytes', () => write(item({ body: 'я'.repeat(180 * 1024) }))],
        ['a transaction over 4 MB', () => write(...many(13, 'x'.repeat(320_000)))],
        ['a body that is not JSON', () => write(item({ body: undefined }))],
        ['half an index', () => write(item({ g1pk: 'x' }))],
        ['an empty key', () => write(item({ sk: '' }))],
        ['a key with half a character', () => write(item({ sk: '\ud800' }))],
        ['a sort key over 1024 bytes', () => write(item({ sk: 'я'.repeat(513) }))],
        ['a version of 0', () => write(item({ v: 0 }))],
        ['reading an empty key', () => made.table.get({ pk: '', sk: 'A' })],
        ['101 keys', () => made.table.getMany(Array.from({ length: 101 }, (_, n) => ({ pk: 'R', sk: `${n}` })))],
        ['a limit of 0', () => query({ pk: 'R', limit: 0 })],
        ['a limit of 1001', () => query({ pk: 'R', limit: 1001 })],
        ['prefix with from', () => query({ pk: 'R', prefix: 'a', from: 'b', limit: 1 })],
        ['a cursor that is none', () => query({ pk: 'R', limit: 1, cursor: 'x' })],
      ])('%s', async (_, act) => {
        await expect(act()).rejects.toThrow(RangeError);
      });
      test('a cursor of another query', async () => {
        const pk = fresh();
        await put(row(pk, 'a1'), row(pk, 'b1'));
        const { cursor } = await made.table.query({ pk, limit: 1 });
        await expect(query({ pk, prefix: 'b', limit: 1, cursor })).rejects.toThrow(RangeError);
        await expect(query({ pk, from: 'b', limit: 1, cursor })).rejects.toThrow(RangeError);
        expect(await query({ pk: fresh(), limit: 1, cursor })).toEqual([]); // and never shows rows of its first partition
      });
    });
  });
}
