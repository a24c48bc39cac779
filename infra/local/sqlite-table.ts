import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { checkKey, checkQuery, checkWrites, cursorOf, distinctKeys, inOrder } from '#adapters/table-limits.ts';
import type { Item, Key, Query, Table, Write } from '#usecases/ports.ts';
import { ConditionFailed } from '#usecases/ports.ts';
import type { Database } from './database.ts';

// Collation is BINARY: UTF-8 byte order, as in DynamoDB. A rowid table, because bodies are long: new rows are appended and only
// the small indexes are written at random: twice as fast as WITHOUT ROWID (measured; https://www.sqlite.org/withoutrowid.html).
const schema = `
create table if not exists item (
  pk text not null, sk text not null, v integer not null, g1pk text, g1sk text, g2pk text, g2sk text, expires integer, body text not null,
  unique (pk, sk));
create index if not exists item_g1 on item (g1pk, g1sk, pk, sk) where g1pk is not null;
create index if not exists item_g2 on item (g2pk, g2sk, pk, sk) where g2pk is not null;
create index if not exists item_expires on item (expires) where expires is not null;`;

const columns = 'pk, sk, v, g1pk, g1sk, g2pk, g2sk, expires, body';
const insert = `insert into item (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (pk, sk)`;
const set = 'v = ?3, g1pk = ?4, g1sk = ?5, g2pk = ?6, g2sk = ?7, expires = ?8, body = ?9';
const sql = {
  get: `select ${columns} from item where pk = ? and sk = ?`,
  version: 'select v from item where pk = ? and sk = ?',
  putAbsent: `${insert} do nothing`,
  putAny: `${insert} do update set ${set}`,
  putAt: `update item set ${set} where pk = ?1 and sk = ?2 and v = ?10`,
  deleteAny: 'delete from item where pk = ? and sk = ?',
  deleteAt: 'delete from item where pk = ? and sk = ? and v = ?',
};
type Row = Record<string, SQLOutputValue>;

/** The Table port in SQLite. A row past its `expires` is still returned until deleteExpired takes it, as in DynamoDB. Rows with equal index sort keys come in the order of (pk, sk). */
export function sqliteTable(database: Database): Table {
  const { db } = database;
  db.exec(schema);
  const get = ({ pk, sk }: Key): Item | undefined => {
    const row = db.prepare(sql.get).get(pk, sk);
    return row && itemOf(row);
  };
  return {
    async get(key) {
      checkKey(key);
      return get(key);
    },
    async getMany(keys) {
      return inOrder(
        keys,
        distinctKeys(keys).flatMap((key) => get(key) ?? []),
      );
    },
    async query(query) {
      const { text, values } = select(query);
      const rows = db.prepare(text).all(...values);
      const items = rows.slice(0, query.limit).map(itemOf);
      const last = items.at(-1);
      const sort = last && (query.index ? last[`${query.index}sk`] : last.sk);
      return rows.length > query.limit && last && sort ? { items, cursor: cursorOf({ sort, pk: last.pk, sk: last.sk }) } : { items };
    },
    async transact(writes) {
      const bodies = checkWrites(writes);
      await database.write('table', () => {
        const failed = writes.flatMap((write, position) => (apply(database, write, bodies[position] ?? '') ? [] : [position]));
        if (failed.length > 0) throw new ConditionFailed(failed);
      });
    },
  };
}

/** Deletes at most `limit` rows whose `expires` is before `now` (seconds since the epoch); returns how many. */
export function deleteExpired(database: Database, now: number, limit = 1000): Promise<number> {
  const text = 'delete from item where rowid in (select rowid from item where expires < ? limit ?)';
  return database.write('expire', (db) => Number(db.prepare(text).run(now, limit).changes));
}

/** Applies one write when its condition holds; false when it does not. */
function apply({ db }: Database, write: Write, body: string): boolean {
  const changed = (text: string, ...values: SQLInputValue[]): boolean => db.prepare(text).run(...values).changes === 1;
  const { expect } = write;
  if ('put' in write) {
    const { pk, sk, v, g1pk, g1sk, g2pk, g2sk, expires } = write.put;
    const row = [pk, sk, v, g1pk ?? null, g1sk ?? null, g2pk ?? null, g2sk ?? null, expires ?? null, body];
    if (typeof expect === 'number') return changed(sql.putAt, ...row, expect);
    return changed(expect === 'absent' ? sql.putAbsent : sql.putAny, ...row);
  }
  if ('delete' in write && typeof expect === 'number') return changed(sql.deleteAt, write.delete.pk, write.delete.sk, expect);
  if ('delete' in write && expect === 'any') {
    changed(sql.deleteAny, write.delete.pk, write.delete.sk);
    return true;
  }
  const { pk, sk } = 'delete' in write ? write.delete : write.check;
  const found = db.prepare(sql.version).get(pk, sk)?.v;
  return expect === 'absent' ? found === undefined : found === expect;
}

function select(query: Query): { text: string; values: SQLInputValue[] } {
  const after = checkQuery(query);
  const { index, descending, prefix, from, to } = query;
  const sort = index ? `${index}sk` : 'sk';
  const where = [`${index ?? ''}pk = ?`];
  const values: SQLInputValue[] = [query.pk];
  const and = (condition: string, ...more: SQLInputValue[]): void => {
    where.push(condition);
    values.push(...more);
  };
  const end = prefix && following(prefix);
  if (prefix) and(`${sort} >= ?`, prefix);
  if (end) and(`${sort} < ?`, end);
  if (from) and(`${sort} >= ?`, from);
  if (to !== undefined) and(`${sort} <= ?`, to);
  const than = descending ? '<' : '>';
  if (after && index) and(`(${sort}, pk, sk) ${than} (?, ?, ?)`, after.sort, after.pk, after.sk);
  else if (after) and(`sk ${than} ?`, after.sk);
  const by = (index ? [sort, 'pk', 'sk'] : ['sk']).map((column) => (descending ? `${column} desc` : column)).join(', ');
  // One more than asked for says whether there is a next page.
  return { text: `select ${columns} from item where ${where.join(' and ')} order by ${by} limit ?`, values: [...values, query.limit + 1] };
}

/** The first text after all that begin with `prefix`, in the order of code points (which is that of UTF-8). Undefined when there is none. */
function following(prefix: string): string | undefined {
  const points = Array.from(prefix, (point) => point.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1); // D800 to DFFF are no characters
}

function itemOf(row: Row): Item {
  const item: Record<string, unknown> = { pk: row.pk, sk: row.sk, v: row.v };
  for (const name of ['g1pk', 'g1sk', 'g2pk', 'g2sk', 'expires'] as const) if (row[name] !== null) item[name] = row[name];
  item.body = JSON.parse(String(row.body));
  return item as Item;
}
