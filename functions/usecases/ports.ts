/** What the application needs from where it runs. Types only: each port has an AWS and a one-machine implementation, and one contract suite for both. */
import type { Letter } from '#domain/replies/letter.ts';

export type Key = { pk: string; sk: string };

/** One row of the table. `v` counts writes from 1; g1 and g2 are the two sparse indexes (absent: not listed there). Body is JSON, at most 350 KB. */
export type Item = Key & {
  v: number;
  g1pk?: string | undefined;
  g1sk?: string | undefined;
  g2pk?: string | undefined;
  g2sk?: string | undefined;
  /** Seconds since the epoch; after it the row may vanish on its own. Readers check it themselves. */
  expires?: number | undefined;
  body: unknown;
};

/** A condition on the row as it is before the write: not there, at exactly that version, or whatever. */
export type Expectation = 'absent' | 'any' | number;
export type Write = { put: Item; expect: Expectation } | { delete: Key; expect: Expectation } | { check: Key; expect: 'absent' | number };

export type Query = {
  index?: 'g1' | 'g2';
  pk: string;
  /** Sort key begins with. Not together with from/to. */
  prefix?: string;
  /** Sort key at or after / at or before (both inclusive, plain code-unit order). */
  from?: string;
  to?: string;
  descending?: boolean;
  /** 1 to 1000. */
  limit: number;
  /** Opaque, from the answer before. */
  cursor?: string | undefined;
};

export interface Table {
  get(key: Key): Promise<Item | undefined>;
  /** At most 100 keys; rows that are not there are left out; order is that of the keys. */
  getMany(keys: readonly Key[]): Promise<Item[]>;
  query(query: Query): Promise<{ items: Item[]; cursor?: string | undefined }>;
  /** 1 to 100 writes, all or none, durable when it returns. A failed condition throws ConditionFailed with the positions that failed. */
  transact(writes: readonly Write[]): Promise<void>;
}

export class ConditionFailed extends Error {
  readonly positions: readonly number[];
  constructor(positions: readonly number[]) {
    super(`condition failed at ${positions.join(', ')}`);
    this.positions = positions;
  }
}

export type ExecutionStatus = 'running' | 'succeeded' | 'failed' | 'timed-out' | 'stopped';

export interface Workflows {
  /** Starts machine `machine` under `name` (1-80 of A-Z a-z 0-9 - _). Starting a name again with an equal input changes nothing; 'exists' when it was there, running or ended. */
  start(machine: string, name: string, input: Record<string, unknown>): Promise<'started' | 'exists'>;
  /** Ends a wait for a task token. 'gone' when the token is unknown, used or timed out. */
  complete(token: string, output: Record<string, unknown>): Promise<'told' | 'gone'>;
  fail(token: string, error: string): Promise<'told' | 'gone'>;
  /** Stops an execution if it runs; quiet when it does not. */
  stop(machine: string, name: string): Promise<void>;
}

export type UploadSlot = { url: string; method: 'PUT'; headers: Record<string, string>; expires: string };

export interface Blobs {
  /** An address to which the browser puts exactly this key, size and type, until `expires` seconds from now. */
  presignUpload(key: string, contentType: string, size: number, expiresIn: number): Promise<UploadSlot>;
  /** An address that answers with `Content-Disposition: attachment; filename*=…`, for `expiresIn` seconds. */
  presignDownload(key: string, fileName: string, expiresIn: number): Promise<string>;
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  head(key: string): Promise<{ size: number; contentType: string } | undefined>;
}

/** A mail as it leaves: `raw` is the whole RFC 5322 message, already composed. */
export type OutgoingMail = { messageId: string; from: string; to: string; raw: Uint8Array };

export interface Mail {
  /** Hands the mail over once. Throws when the answer is unknown (the caller then asks `outcome`). Returns the provider's id. */
  send(mail: OutgoingMail): Promise<{ providerId: string }>;
  /** What is known of a mail that may have been sent: handed over, surely not, or unknown (then a person decides). */
  outcome(messageId: string): Promise<'handed-over' | 'never' | 'unknown'>;
}

/** Signing in through OpenID Connect, authorization code with PKCE. */
export interface Identity {
  authorizeUrl(request: { state: string; nonce: string; challenge: string; redirectUri: string }): string;
  /** Exchanges the code; checks signature, issuer, audience, nonce and expiry. Throws Refusal('unauthenticated'). */
  exchange(request: {
    code: string;
    verifier: string;
    nonce: string;
    redirectUri: string;
  }): Promise<{ subject: string; email: string; groups: string[] }>;
  signOutUrl(returnTo: string): string | undefined;
}

/** Recurring work is in the blueprint; this port is for a single later call of a step. */
export interface Schedule {
  /** Calls step `step` with `input` at the instant `at` (ISO, UTC). The same name again moves it. */
  at(name: string, at: string, step: string, input: Record<string, unknown>): Promise<void>;
  cancel(name: string): Promise<void>;
}

/** Now, as milliseconds since the epoch, UTC. */
export type Clock = { now(): number };

/** Cryptographically random bytes. */
export type NewId = (bytes: number) => Uint8Array;

/** Ids and codes only; never content of claims, addresses or tokens. */
export type Log = (event: string, facts: Record<string, string | number | boolean>) => void;

/** Renders a letter as PDF: the same content gives the same bytes, so that a hash can seal it. */
export interface Letters {
  render(letter: Letter): Promise<Uint8Array>;
}

export type MailContent = {
  messageId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo?: string | undefined;
  subject: string;
  text: string;
  html: string;
  inReplyTo?: string | undefined;
  references?: readonly string[] | undefined;
  /** RFC 3834: auto-replied for a receipt, auto-generated for a warning; left out where a person wrote. */
  automatic?: 'auto-replied' | 'auto-generated' | undefined;
  date: string; // instant
  attachments: readonly { name: string; type: string; bytes: Uint8Array }[];
};

export type ParsedMail = {
  messageId?: string | undefined;
  from?: { name: string; address: string } | undefined;
  to: readonly string[];
  subject: string;
  text: string;
  html?: string | undefined;
  inReplyTo?: string | undefined;
  references: readonly string[];
  headers: ReadonlyMap<string, string>; // lower-case names, first value
  attachments: readonly { name: string; type: string; bytes: Uint8Array }[];
};

export interface MailFormat {
  compose(mail: MailContent): Promise<Uint8Array>;
  /** Throws Refusal('invalid') when the bytes are no mail that can be read. */
  parse(raw: Uint8Array): Promise<ParsedMail>;
}
