import * as z from 'zod';
import type { MailId } from '#domain/ids.ts';
import type { Item, Table, Write } from '#usecases/ports.ts';
import { keys, lists } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

/** A mail that we send. `sending` is written before it leaves; what a crash leaves there is resolved by delivery events, never by sending again blindly. */
export type OutMail = {
  id: MailId;
  messageId: string;
  kind: 'receipt' | 'reply' | 'counter-claim' | 'warning' | 'notice' | 'survey' | 'request';
  subject: string; // reference, counter-claim id or person
  to: string;
  state: 'sending' | 'sent' | 'unknown' | 'bounced';
  at: string;
};
const outMailSchema = shaped<OutMail>({ id: z.string(), messageId: z.string(), kind: z.string(), state: z.string() });

/** Which conversation a message id belongs to. `party`: the address that may go on with it. */
export type Threaded = { reference?: string | undefined; counterClaim?: string | undefined; mailId?: MailId | undefined; party: string };
const threadedSchema = shaped<Threaded>({ party: z.string() });

/** A mail that came in: recorded before anything else is done with it. `end` says how it ended; without one the sweep takes it up again. */
export type Received = {
  id: string;
  day: string;
  raw: string; // blob key
  size: number;
  envelope: { from: string; to: readonly string[] };
  at: string;
  end?: { kind: 'claim' | 'message' | 'quarantine' | 'duplicate'; target: string } | undefined;
  attempts: number;
};
const receivedSchema = shaped<Received>({ id: z.string(), day: z.string(), raw: z.string(), attempts: z.number() });

export const quarantineReasons = [
  'too-large',
  'unparseable',
  'automatic',
  'own-address',
  'unknown-sender',
  'rate',
  'empty',
  'failed',
] as const;
export type Quarantined = {
  id: string;
  at: string;
  reason: (typeof quarantineReasons)[number];
  raw: string;
  size: number;
  from: string;
  subject: string;
  reference?: string | undefined; // the thread that it would join
  released?: { by: string; at: string; as: 'claim' | 'discarded'; target?: string | undefined } | undefined;
};
const quarantinedSchema = shaped<Quarantined>({ id: z.string(), at: z.string(), reason: z.enum(quarantineReasons), raw: z.string() });

export function mailStore(table: Table) {
  const threadedWrite = (messageId: string, threaded: Threaded): Write => ({
    put: { ...keys.mailByMessageId(messageId), v: 1, body: threaded },
    expect: 'any',
  });
  return {
    threadedWrite,
    outWrite: (mail: OutMail, expect: 'absent' | 'any' = 'any'): Write => ({ put: { ...keys.mail(mail.id), v: 1, body: mail }, expect }),
    async out(id: string): Promise<OutMail | undefined> {
      return (await read(table, keys.mail(id), outMailSchema))?.value;
    },
    async byMessageId(messageId: string): Promise<Threaded | undefined> {
      return (await read(table, keys.mailByMessageId(messageId), threadedSchema))?.value;
    },
    receivedWrite: (received: Received, expect: 'absent' | 'any' = 'any'): Write => ({
      // Those without an end are on the sweep's list.
      put: {
        ...keys.received(received.day, received.id),
        v: 1,
        ...(received.end ? {} : { g1pk: lists.g1.outbox, g1sk: `mail#${received.at}` }),
        body: received,
      },
      expect,
    }),
    async received(day: string, id: string): Promise<Received | undefined> {
      return (await read(table, keys.received(day, id), receivedSchema))?.value;
    },
    async receivedOn(day: string): Promise<Received[]> {
      return parseAll(await all(table, { pk: keys.received(day, '').pk }), receivedSchema);
    },
    parseReceived: (item: Item): Received => receivedSchema.parse(item.body),
    quarantineWrite: (entry: Quarantined): Write => ({
      put: {
        ...keys.quarantine(entry.id),
        v: 1,
        ...(entry.released ? {} : { g1pk: lists.g1.quarantine, g1sk: `${entry.at}#${entry.id}` }),
        body: entry,
      },
      expect: 'any',
    }),
    async quarantined(id: string): Promise<Quarantined | undefined> {
      return (await read(table, keys.quarantine(id), quarantinedSchema))?.value;
    },
    async inQuarantine(limit: number, cursor?: string) {
      const page = await table.query({ index: 'g1', pk: lists.g1.quarantine, limit, cursor, descending: true });
      return { entries: parseAll(page.items, quarantinedSchema), cursor: page.cursor };
    },
    write: (writes: readonly Write[]) => write(table, writes),
  };
}
