import type { Clock, Mail, OutgoingMail } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { type KeptMail, openAttachment, openMail } from './mailbox-view.ts';
import { type Relay, smtpRelay } from './smtp-relay.ts';

const schema = `
create table if not exists mailbox (
  id integer primary key autoincrement, message_id text not null unique, at integer not null, sender text not null, recipient text not null,
  raw blob not null, state text not null, told integer not null);
create index if not exists mailbox_untold on mailbox (id) where told = 0;`;

export type MailboxOptions = {
  database: Database;
  clock: Clock;
  /** The address of an SMTP server that takes each mail to the world; without it they stay here. */
  relay?: string | Relay | undefined;
  onDelivered?: ((messageId: string) => void | Promise<void>) | undefined;
  onBounced?: ((messageId: string, reason: string) => void | Promise<void>) | undefined;
  /** Told when one of the two above threw; it is called again at the next `tellAgain`. */
  onFailed?: ((messageId: string, error: unknown) => void) | undefined;
};

export type Mailbox = Mail & {
  /** Newest first, at most `limit` (100). */
  list(limit?: number): Promise<KeptMail[]>;
  attachment(id: string, index: number): Promise<{ name: string; type: string; bytes: Uint8Array } | undefined>;
  /** Tells what a crash kept from being told; for the start of the host. */
  tellAgain(): Promise<void>;
  /** Resolves when nothing is left to tell. */
  idle(): Promise<void>;
};

type Row = { id: number; message_id: string; at: number; sender: string; recipient: string; raw: Uint8Array; state: State };
/** 'relaying': offered to the relay, answer not known. 'refused': the relay said no. */
type State = 'kept' | 'relaying' | 'refused';

/**
 * The Mail port on one machine: each mail is kept where a person can read it, once per Message-ID. An address whose local part
 * begins with "bounce" is reported as bounced instead of delivered, so that one can see what a bounce does.
 */
export function createMailbox({ database, clock, relay: to, onDelivered, onBounced, onFailed }: MailboxOptions): Mailbox {
  const { db } = database;
  const relay = typeof to === 'string' ? smtpRelay(to) : to;
  db.exec(schema);
  const rows = (sql: string, ...values: (string | number)[]): Row[] => db.prepare(sql).all(...values) as unknown as Row[];
  const one = (messageId: string): Row | undefined => rows('select * from mailbox where message_id = ?', messageId)[0];
  const mark = (id: number, state: State, told: 0 | 1): Promise<unknown> =>
    database.write(`mailbox ${state}`, () => db.prepare('update mailbox set state = ?, told = ? where id = ?').run(state, told, id));

  /** The row of a mail; fresh when it is to be offered now: never before, or refused by the relay. */
  function enter({ messageId, from, to, raw }: OutgoingMail): { row: Row; fresh: boolean } {
    const found = one(messageId);
    if (found && found.state !== 'refused') return { row: found, fresh: false };
    const state: State = relay ? 'relaying' : 'kept';
    const insert = 'insert into mailbox (message_id, at, sender, recipient, raw, state, told) values (?, ?, ?, ?, ?, ?, ?)';
    if (found) db.prepare('update mailbox set state = ? where id = ?').run(state, found.id);
    else db.prepare(insert).run(messageId, clock.now(), from, to, raw, state, relay ? 1 : 0);
    return { row: one(messageId) as Row, fresh: true };
  }

  let telling: Promise<void> = Promise.resolve();
  /** Apart from the sending, as on AWS: whoever sent has its answer before the event comes. */
  function tell({ id, message_id, recipient }: Row): void {
    telling = telling.then(async () => {
      try {
        if (recipient.toLowerCase().startsWith('bounce')) await onBounced?.(message_id, 'the address begins with "bounce"');
        else await onDelivered?.(message_id);
        await mark(id, 'kept', 1);
      } catch (error) {
        onFailed?.(message_id, error);
      }
    });
  }

  async function offer(row: Row): Promise<void> {
    try {
      await relay?.({ from: row.sender, to: row.recipient, raw: row.raw });
    } catch (error) {
      if ((error as { refused?: boolean }).refused) await mark(row.id, 'refused', 1);
      throw error;
    }
    if (relay) await mark(row.id, 'kept', 0);
  }

  return {
    async send(mail) {
      const { row, fresh } = await database.write('mailbox', () => enter(mail));
      if (fresh) {
        await offer(row);
        tell(row);
      } else if (row.state === 'relaying') throw new Error('the relay has not answered for this mail; it is not offered again');
      return { providerId: String(row.id) };
    },
    async outcome(messageId) {
      const state = one(messageId)?.state;
      return state === 'kept' ? 'handed-over' : state === 'relaying' ? 'unknown' : 'never';
    },
    list: (limit = 100) => Promise.all(rows('select * from mailbox order by id desc limit ?', limit).map(openMail)),
    async attachment(id, index) {
      const row = db.prepare('select raw from mailbox where id = ?').get(id) as Pick<Row, 'raw'> | undefined;
      return row && openAttachment(row.raw, index);
    },
    async tellAgain() {
      for (const row of rows('select * from mailbox where told = 0 order by id')) tell(row);
      await telling;
    },
    async idle() {
      for (let seen: Promise<void> | undefined; seen !== telling; ) {
        seen = telling;
        await seen;
      }
    },
  };
}
