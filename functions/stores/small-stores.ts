import * as z from 'zod';
import type { PersonId } from '#domain/ids.ts';
import type { Table, Write } from '#usecases/ports.ts';
import { ConditionFailed } from '#usecases/ports.ts';
import { keys, wordPrefix } from './keys.ts';
import { read, shaped } from './rows.ts';

const seconds = (instant: number): number => Math.floor(instant / 1000);

export type Session = { person: PersonId; csrf: string; createdAt: string; seenAt: string; expiresAt: string };
const sessionSchema = shaped<Session>({ person: z.string(), csrf: z.string(), expiresAt: z.string() });
export type SignIn = { state: string; nonce: string; verifier: string; returnTo: string; expiresAt: string };
const signInSchema = shaped<SignIn>({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  expiresAt: z.string(),
});

/** Sessions and sign-ins under way, by the hash of what the cookie holds. */
export function sessionStore(table: Table) {
  return {
    async session(hash: string): Promise<Session | undefined> {
      return (await read(table, keys.session(hash), sessionSchema))?.value;
    },
    async saveSession(hash: string, session: Session): Promise<void> {
      await table.transact([
        { put: { ...keys.session(hash), v: 1, expires: seconds(Date.parse(session.expiresAt)), body: session }, expect: 'any' },
      ]);
    },
    async endSession(hash: string): Promise<void> {
      await table.transact([{ delete: keys.session(hash), expect: 'any' }]);
    },
    async saveSignIn(hash: string, signIn: SignIn): Promise<void> {
      await table.transact([
        { put: { ...keys.signIn(hash), v: 1, expires: seconds(Date.parse(signIn.expiresAt)), body: signIn }, expect: 'absent' },
      ]);
    },
    /** Takes the sign-in away while reading it: it works once. */
    async takeSignIn(hash: string): Promise<SignIn | undefined> {
      const found = await read(table, keys.signIn(hash), signInSchema);
      if (!found) return undefined;
      try {
        await table.transact([{ delete: keys.signIn(hash), expect: found.v }]);
      } catch (error) {
        if (error instanceof ConditionFailed) return undefined;
        throw error;
      }
      return found.value;
    },
  };
}

export type Remembered = { bodyHash: string; linkId: string; reference: string; answer: unknown };
const rememberedSchema = shaped<Remembered>({ bodyHash: z.string(), reference: z.string() });

/** Answers already given, by the caller's idempotency key. They are kept for good: a repeat after a year is still a repeat. */
export function idempotencyStore(table: Table) {
  return {
    async find(scope: string, key: string): Promise<Remembered | undefined> {
      return (await read(table, keys.idempotency(scope, key), rememberedSchema))?.value;
    },
    rememberWrite: (scope: string, key: string, remembered: Remembered): Write => ({
      put: { ...keys.idempotency(scope, key), v: 1, body: remembered },
      expect: 'absent',
    }),
  };
}

export type Upload = { id: string; key: string; name: string; type: string; size: number; expiresAt: string; owner: string };
const uploadSchema = shaped<Upload>({ id: z.string(), key: z.string(), name: z.string(), size: z.number() });

/** Files under way: what was promised to come under which key. */
export function uploadStore(table: Table) {
  return {
    async save(upload: Upload): Promise<void> {
      await table.transact([
        { put: { ...keys.upload(upload.id), v: 1, expires: seconds(Date.parse(upload.expiresAt)), body: upload }, expect: 'absent' },
      ]);
    },
    async find(id: string): Promise<Upload | undefined> {
      return (await read(table, keys.upload(id), uploadSchema))?.value;
    },
  };
}

const countSchema = z.object({ n: z.number().int() });

/** Counters and rate windows. */
export function counterStore(table: Table) {
  /** Adds one; tries again when somebody else was faster. */
  async function increment(key: { pk: string; sk: string }, expires?: number): Promise<number> {
    for (let attempt = 0; attempt < 50; attempt++) {
      const found = await read(table, key, countSchema);
      const n = (found?.value.n ?? 0) + 1;
      try {
        await table.transact([{ put: { ...key, v: (found?.v ?? 0) + 1, expires, body: { n } }, expect: found?.v ?? 'absent' }]);
        return n;
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
    throw new Error('a counter is contended too much');
  }
  return {
    next: (name: string): Promise<number> => increment(keys.counter(name)),
    hit: (door: string, who: string, window: string, expires: number): Promise<number> =>
      increment(keys.rate(door, who, window), Math.ceil(expires)),
    async marked(name: string): Promise<boolean> {
      return (await table.get(keys.marker(name))) !== undefined;
    },
    /** True for the first caller only. */
    async mark(name: string): Promise<boolean> {
      try {
        await table.transact([{ put: { ...keys.marker(name), v: 1, body: {} }, expect: 'absent' }]);
        return true;
      } catch (error) {
        if (error instanceof ConditionFailed) return false;
        throw error;
      }
    },
  };
}

/** Words of claims, for the search: the row's sort key is the word and the reference. */
export function wordStore(table: Table) {
  return {
    async save(reference: string, words: readonly string[]): Promise<void> {
      for (let at = 0; at < words.length; at += 100) {
        const batch = words.slice(at, at + 100);
        await table.transact(
          batch.map((word): Write => ({ put: { ...keys.word(word, reference), v: 1, body: { reference } }, expect: 'any' })),
        );
      }
    },
    /** References of claims that hold a word beginning like this, at most `limit`. */
    async find(typed: string, limit: number): Promise<string[]> {
      const page = await table.query({ ...wordPrefix(typed), limit });
      return page.items.map((item) => z.object({ reference: z.string() }).parse(item.body).reference);
    },
  };
}
