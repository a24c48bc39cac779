import * as z from 'zod';
import { type Law, lawOf } from '#domain/deadlines/law.ts';
import { appliedOf, type LawRecord } from '#domain/deadlines/law-record.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { keys } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

const recordSchema = shaped<LawRecord>({
  id: z.string(),
  title: z.string(),
  change: shaped({ kind: z.enum(['calendar-year', 'company-days', 'rule']) }),
  state: z.enum(['draft', 'applied', 'discarded']),
});

/** Changes of rules and calendars: one small partition, read whole. */
export function lawStore(table: Table) {
  const records = async (): Promise<LawRecord[]> => parseAll(await all(table, { pk: keys.lawChange('').pk }), recordSchema);
  return {
    records,
    /** The law of the company as it stands: what ships, and the applied changes over it in the order in which they were applied. */
    async current(): Promise<Law> {
      return lawOf(appliedOf(await records()));
    },
    async record(id: string): Promise<{ record: LawRecord; v: number } | undefined> {
      const found = await read(table, keys.lawChange(id), recordSchema);
      return found && { record: found.value, v: found.v };
    },
    /** Throws Refusal('conflict') when somebody was faster. */
    save: (record: LawRecord, v: number): Promise<void> => write(table, [recordWrite(record, v)]),
  };
}

const recordWrite = (record: LawRecord, v: number): Write => ({
  put: { ...keys.lawChange(record.id), v: v + 1, body: record },
  expect: v === 0 ? 'absent' : v,
});
