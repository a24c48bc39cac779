import * as z from 'zod';
import { type RateEntry, ratesWith } from '#domain/contracts/rate-entry.ts';
import type { Rates } from '#domain/contracts/rates.ts';
import type { Table } from '#usecases/ports.ts';
import { keys } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

const entrySchema = shaped<RateEntry>({
  id: z.string(),
  series: z.string(),
  from: z.string(),
  percent: z.string(),
  knownThrough: z.string(),
});

/** Every rate that the company added: one small partition, read whole. */
export const rateEntries = async (table: Table): Promise<RateEntry[]> =>
  parseAll(await all(table, { pk: keys.rateEntry('').pk, prefix: 'R#' }), entrySchema);

export function rateStore(table: Table) {
  return {
    entries: () => rateEntries(table),
    current: async (): Promise<Rates> => ratesWith(await rateEntries(table)),
    async entry(id: string): Promise<{ entry: RateEntry; v: number } | undefined> {
      const found = await read(table, keys.rateEntry(id), entrySchema);
      return found && { entry: found.value, v: found.v };
    },
    /** Throws Refusal('conflict') when somebody was faster. */
    save: (entry: RateEntry, v: number): Promise<void> =>
      write(table, [{ put: { ...keys.rateEntry(entry.id), v: v + 1, body: entry }, expect: v === 0 ? 'absent' : v }]),
  };
}
