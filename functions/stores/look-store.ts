import * as z from 'zod';
import type { Table, Write } from '#usecases/ports.ts';
import { keys, last, lists, shardOf } from './keys.ts';
import { read } from './rows.ts';

const lookSchema = z.object({ account: z.string(), day: z.string().optional() });

/** On which day something can happen next on an account's contracts: one row each, listed by that day. */
export function lookStore(table: Table) {
  return {
    async of(account: string): Promise<{ day?: string | undefined; v: number } | undefined> {
      const row = await read(table, keys.look(account), lookSchema);
      return row && { day: row.value.day, v: row.v };
    },
    /** Accounts of a shard on which something can happen by `day`, the longest waiting first. */
    async due(shard: string, day: string, limit: number): Promise<string[]> {
      const page = await table.query({ index: 'g1', pk: lists.g1.looks(shard), to: `${day}#${last}`, limit });
      return page.items.map((item) => lookSchema.parse(item.body).account);
    },
    /** Moves the account to `day`; without one it is listed no more until a fact comes. `before`: the version that was read, 0 for none. */
    write: (account: string, day: string | undefined, before: number): Write => ({
      put: {
        ...keys.look(account),
        v: before + 1,
        ...(day === undefined ? {} : { g1pk: lists.g1.looks(shardOf(account)), g1sk: `${day}#${account}` }),
        body: { account, day },
      },
      expect: before === 0 ? 'absent' : before,
    }),
    save: async (write: Write) => table.transact([write]),
  };
}
