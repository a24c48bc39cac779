import * as z from 'zod';
import { sha256 } from '#domain/chain.ts';
import { Refusal } from '#domain/errors.ts';
import { tokenOf } from '#domain/link-token.ts';
import { ConditionFailed, type Table, type Write } from '#usecases/ports.ts';
import { keys, lists } from './keys.ts';
import { all, parseAll, read, shaped, write } from './rows.ts';

/** A signed link. The token is 128 bits made from 128 random bits and the server's secret; the table holds its hash only, so a copy of the table opens nothing. */
export type Link = {
  id: string;
  hash: string;
  purpose: 'claim' | 'counter-claim' | 'reply-address' | 'feed';
  subject: string; // reference, counter-claim id, or whose calendar
  expiresAt: string;
  revoked?: boolean | undefined;
  /** Of a calendar: when it was made, and when a program last asked for it. */
  madeAt?: string | undefined;
  fetchedAt?: string | undefined;
};
const linkSchema = shaped<Link>({ id: z.string(), purpose: z.string(), subject: z.string(), expiresAt: z.string() });

export function linkStore(table: Table) {
  const linkWrite = (link: Link): Write => ({
    put: { ...keys.link(link.hash), v: 1, g1pk: lists.g1.linksOf(link.subject), g1sk: link.expiresAt, body: link },
    expect: 'any',
  });
  return {
    linkWrite,
    make(
      secret: string,
      bytes: Uint8Array,
      link: Pick<Link, 'purpose' | 'subject' | 'expiresAt' | 'madeAt'>,
    ): { token: string; link: Link } {
      const id = Buffer.from(bytes).toString('hex');
      const token = tokenOf(secret, id);
      return { token, link: { id, hash: sha256(token), ...link } };
    },
    /** The link behind a token when it is of that purpose, not expired and not revoked. */
    async open(token: string, purpose: Link['purpose'], now: string): Promise<Link | undefined> {
      if (!/^[0-9a-f]{32}$/.test(token)) return undefined;
      const link = (await read(table, keys.link(sha256(token)), linkSchema))?.value;
      return link && link.purpose === purpose && !link.revoked && link.expiresAt > now ? link : undefined;
    },
    /**
     * Changes a link that nobody has revoked, on the version that was read: a change that began before a revocation never undoes it. Under a race the
     * change is tried again; a revoked link stays as it is.
     */
    async change(hash: string, change: Pick<Link, 'revoked' | 'fetchedAt'>): Promise<void> {
      for (let left = 5; left > 0; left--) {
        const found = await read(table, keys.link(hash), linkSchema);
        if (!found || found.value.revoked) return;
        const link = { ...found.value, ...change };
        const row = { ...keys.link(hash), v: found.v + 1, g1pk: lists.g1.linksOf(link.subject), g1sk: link.expiresAt, body: link };
        try {
          await table.transact([{ put: row, expect: found.v }]);
          return;
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
        }
      }
      throw new Refusal('conflict');
    },
    async ofSubject(subject: string): Promise<Link[]> {
      return parseAll(await all(table, { index: 'g1', pk: lists.g1.linksOf(subject) }), linkSchema);
    },
    async revokeAll(subject: string): Promise<void> {
      const links = await all(table, { index: 'g1', pk: lists.g1.linksOf(subject) });
      for (const item of links) await write(table, [linkWrite({ ...linkSchema.parse(item.body), revoked: true })]);
    },
  };
}
