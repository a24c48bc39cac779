import * as z from 'zod';
import { type Law, type LawChange, lawOf } from '#domain/deadlines/law.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { keys } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

/** How far the open claims have been counted anew. A pass that moved nothing is the last one. */
export type LawRun = {
  pass: number;
  cursor?: string | undefined;
  seen: number;
  moved: number;
  movedInPass: number;
  finished?: string | undefined;
};
/** A change of a rule or a calendar: drafted, then applied or set aside. `why` is asked for when it is applied. */
export type LawRecord = {
  id: string;
  title: string;
  change: LawChange;
  state: 'draft' | 'applied' | 'discarded';
  draftedBy: PersonId;
  draftedAt: string;
  decidedBy?: PersonId | undefined;
  decidedAt?: string | undefined;
  why?: string | undefined;
  run?: LawRun | undefined;
};
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
      const applied = (await records()).filter((record) => record.state === 'applied');
      return lawOf(
        applied.toSorted((a, b) => ((a.decidedAt ?? '') < (b.decidedAt ?? '') ? -1 : 1)).map(({ id, change }) => ({ id, change })),
      );
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
