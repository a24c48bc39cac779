import * as z from 'zod';
import type { DemandAnswer } from '#domain/claims/claim.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { keys } from './keys.ts';
import { read, shaped } from './rows.ts';

/** One version of a reply: what the author wrote, and once it went for approval the exact letter. */
export type ReplyRecord = {
  version: number;
  at: string;
  author: string;
  opening: string;
  closing: string;
  answers: Record<string, DemandAnswer | null>;
  /** Evidence ids that go with the letter. */
  enclosures: readonly string[];
  letter?: { key: string; sha256: string; outgoingNumber: string; date: string; hash: string } | undefined;
};
const replySchema = shaped<ReplyRecord>({ version: z.number(), opening: z.string(), closing: z.string(), enclosures: z.array(z.string()) });

export function replyStore(table: Table) {
  return {
    async load(reference: string, version: number): Promise<ReplyRecord | undefined> {
      return (await read(table, keys.reply(reference, version), replySchema))?.value;
    },
    write: (reference: string, reply: ReplyRecord): Write => ({
      put: { ...keys.reply(reference, reply.version), v: 1, body: reply },
      expect: 'any',
    }),
  };
}
