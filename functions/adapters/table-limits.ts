import type { Key, Query, Write } from '#usecases/ports.ts';

/**
 * What DynamoDB refuses, refused alike by every Table, so that what works on one machine works on AWS.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const mostWrites = 100;
const mostKeys = 100;
const mostItems = 1000;
const mostBody = 350 * 1024; // an item may have 400 KB with its keys and names
const mostTransaction = 4_000_000; // 4 MB, less what attribute names and index copies of the keys take
const rowOverhead = 200;

const bytesOf = (text: string): number => Buffer.byteLength(text);
const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/** The key that a write is about. */
export const keyOf = (write: Write): Key => ('put' in write ? write.put : 'delete' in write ? write.delete : write.check);

/** Checks the writes and returns the JSON of each body ('' where none is put). Throws RangeError. */
export function checkWrites(writes: readonly Write[]): string[] {
  if (writes.length < 1 || writes.length > mostWrites) throw new RangeError(`1 to ${mostWrites} writes, not ${writes.length}`);
  const names = new Set<string>();
  let total = 0;
  const bodies = writes.map((write) => {
    const key = keyOf(write);
    checkKey(key);
    names.add(nameOf(key));
    const body = 'put' in write ? checkItem(write.put) : '';
    total += bytesOf(body) + bytesOf(key.pk) + bytesOf(key.sk) + rowOverhead;
    return body;
  });
  if (names.size < writes.length) throw new RangeError('two writes to one key');
  if (total > mostTransaction) throw new RangeError(`a transaction of ${total} bytes`);
  return bodies;
}

function checkItem(item: Extract<Write, { put: unknown }>['put']): string {
  checkIndex(item.g1pk, item.g1sk);
  checkIndex(item.g2pk, item.g2sk);
  if (!Number.isSafeInteger(item.v) || item.v < 1) throw new RangeError('v counts from 1');
  if (item.expires !== undefined && !Number.isSafeInteger(item.expires)) throw new RangeError('expires is in whole seconds');
  const body: string | undefined = JSON.stringify(item.body);
  if (body === undefined) throw new RangeError('a body is JSON');
  if (bytesOf(body) > mostBody) throw new RangeError(`a body of ${bytesOf(body)} bytes`);
  return body;
}

function checkIndex(pk: string | undefined, sk: string | undefined): void {
  if (pk === undefined && sk === undefined) return;
  if (pk === undefined || sk === undefined) throw new RangeError('both keys of an index or none');
  checkKey({ pk, sk });
}

/** Throws RangeError when this can be no key of a row. */
export function checkKey({ pk, sk }: Key): void {
  checkPart(pk, 2048);
  checkPart(sk, 1024);
}
function checkPart(part: string, most: number): void {
  // A lone surrogate would become U+FFFD on the way, and two keys one.
  if (part === '' || bytesOf(part) > most || !part.isWellFormed()) throw new RangeError('not a key');
}

/** The distinct keys of a getMany. Throws RangeError. */
export function distinctKeys(keys: readonly Key[]): Key[] {
  if (keys.length > mostKeys) throw new RangeError(`at most ${mostKeys} keys, not ${keys.length}`);
  keys.forEach(checkKey);
  return [...new Map(keys.map((key) => [nameOf(key), key])).values()];
}

/** `found` in the order of `keys`. */
export function inOrder<T extends Key>(keys: readonly Key[], found: readonly T[]): T[] {
  const byName = new Map(found.map((item) => [nameOf(item), item]));
  return keys.flatMap((key) => byName.get(nameOf(key)) ?? []);
}

/** Where a page ended: the sort key, and in an index the key of the row, which breaks ties. */
export type Position = { sort: string; pk: string; sk: string };

/** Checks a query and returns where it goes on. Throws RangeError; a cursor of another query too. */
export function checkQuery({ pk, prefix, from, to, limit, cursor }: Query): Position | undefined {
  checkPart(pk, 2048);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostItems) throw new RangeError(`a limit of 1 to ${mostItems}, not ${limit}`);
  if (prefix !== undefined && (from !== undefined || to !== undefined)) throw new RangeError('prefix, or from and to');
  if (cursor === undefined) return undefined;
  const position = positionOf(cursor);
  const { sort } = position;
  const outside = (prefix && !sort.startsWith(prefix)) || (from && order(sort, from) < 0) || (to && order(sort, to) > 0);
  if (outside) throw new RangeError('a cursor of another query');
  return position;
}

/** No sort key lies between: DynamoDB refuses such a range instead of finding nothing. */
export const isEmptyRange = ({ from, to }: Query): boolean => to === '' || (from !== undefined && to !== undefined && order(from, to) > 0);

export const cursorOf = ({ sort, pk, sk }: Position): string => Buffer.from(JSON.stringify([sort, pk, sk])).toString('base64url');

function positionOf(cursor: string): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new RangeError('not a cursor');
  }
  if (!Array.isArray(parts) || parts.length !== 3 || !parts.every((part) => typeof part === 'string' && part !== ''))
    throw new RangeError('not a cursor');
  const [sort, pk, sk] = parts as [string, string, string];
  return { sort, pk, sk };
}

// Sort keys are ordered by their UTF-8 bytes, in DynamoDB and in SQLite; JavaScript's < differs beyond U+FFFF.
const order = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
