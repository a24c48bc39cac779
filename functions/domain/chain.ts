import { createHash } from 'node:crypto';
import type { PersonId } from './ids.ts';

/** A fact with who, when, for whom, and its place in the chain. `hash` covers all of it, the subject's id and the hash before. */
export type Event<F> = { seq: number; at: string; actor: string; onBehalfOf?: PersonId | undefined; fact: F; prev: string; hash: string };
export type Who = { at: string; actor: string; onBehalfOf?: PersonId | undefined };

export const genesis = '0'.repeat(64);

/** Chains facts onto `from` (version 0 and 64 zeros at the start). */
export function chain<F>(subject: string, from: { version: number; head: string }, facts: readonly F[], who: Who): Event<F>[] {
  let { version: seq, head } = from;
  return facts.map((fact) => {
    const body = { seq: ++seq, ...who, fact, prev: head };
    head = hashOf(subject, body);
    return { ...body, hash: head };
  });
}

/** The place of the first event that does not fit, or undefined when the whole chain holds. */
export function brokenAt<F>(subject: string, events: readonly Event<F>[]): number | undefined {
  let head = genesis;
  for (const [index, event] of events.entries()) {
    const { hash, ...body } = event;
    if (event.seq !== index + 1 || event.prev !== head || hashOf(subject, body) !== hash) return index + 1;
    head = hash;
  }
  return undefined;
}

const hashOf = (subject: string, body: object): string => sha256(canonical({ subject, ...body }));

/** JSON with sorted keys and without undefined: the same fact always gives the same bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((entry) => canonical(entry ?? null)).join(',')}]`;
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
