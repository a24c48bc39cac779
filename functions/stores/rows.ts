import * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import type { Item, Key, Table, Write } from '#usecases/ports.ts';
import { ConditionFailed } from '#usecases/ports.ts';

/** Reads one row and parses it; undefined when it is not there. A row that does not parse is a defect of ours and throws. */
export async function read<T>(table: Table, key: Key, schema: z.ZodType<T>): Promise<{ value: T; v: number } | undefined> {
  const item = await table.get(key);
  return item && { value: schema.parse(item.body), v: item.v };
}

export const parseAll = <T>(items: readonly Item[], schema: z.ZodType<T>): T[] => items.map((item) => schema.parse(item.body));

/** Writes all or none; a failed condition becomes Refusal('conflict'). */
export async function write(table: Table, writes: readonly Write[]): Promise<void> {
  try {
    await table.transact(writes);
  } catch (error) {
    if (error instanceof ConditionFailed) throw new Refusal('conflict');
    throw error;
  }
}

/**
 * Every row of a query, page after page, at most `most`. For lists that belong to one thing (events of a claim, links of a subject), never for the
 * company's whole stock.
 */
export async function all(table: Table, query: Omit<Parameters<Table['query']>[0], 'limit' | 'cursor'>, most = 5000): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ ...query, limit: Math.min(1000, most - items.length), cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor && items.length < most);
  return items;
}

/** A schema that checks what a reader depends on and keeps the rest as it is. */
export const shaped = <T>(shape: Record<string, z.ZodType>): z.ZodType<T> => z.looseObject(shape) as unknown as z.ZodType<T>;
