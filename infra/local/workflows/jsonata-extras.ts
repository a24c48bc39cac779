import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import type { Clock, NewId } from '#usecases/ports.ts';

const algorithms: Record<string, string> = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const formatMillis = jsonata('$fromMillis($instant, $picture, $zone)');

/**
 * What AWS adds to JSONata 2.0.6 ("Transforming data with JSONata in Step Functions": $partition, $range, $hash, $random(seed), $uuid,
 * $parse) and what it takes away ($eval). $now and $millis tell the injected clock, chance comes from the injected source.
 */
export function createExtras(clock: Clock, newId: NewId): Record<string, unknown> {
  return {
    eval: undefined,
    partition,
    range,
    hash: (text: string, algorithm = 'SHA-1') => {
      const name = algorithms[algorithm];
      if (name === undefined) throw new Error(`$hash does not know ${algorithm}`);
      return createHash(name).update(text, 'utf8').digest('hex');
    },
    random: (seed?: number) => (seed === undefined ? fraction(newId(4)) : seeded(seed)),
    uuid: () => uuidOf(newId(16)),
    parse: (text: string) => JSON.parse(text) as unknown,
    millis: () => clock.now(),
    now: (picture?: string, zone?: string) => formatMillis.evaluate(undefined, { instant: clock.now(), picture, zone }),
  };
}

/** Chunks of `size`; the last may be shorter. */
function partition(list: unknown[], size: number): unknown[][] {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a positive size');
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

/** From first to last, both included, by step; at most 1000 numbers as in States.ArrayRange. */
function range(first: number, last: number, step = 1): number[] {
  const length = Math.floor((last - first) / step) + 1;
  if (step === 0 || !Number.isFinite(length) || length > 1000) throw new Error('$range needs a step other than 0 and at most 1000 numbers');
  return Array.from({ length: Math.max(0, length) }, (_, index) => first + index * step);
}

/** Four random bytes as a number in [0, 1). */
export const fraction = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) / 2 ** 32;

// The same seed gives the same number, as on AWS; AWS does not publish its algorithm, so the number itself differs.
const seeded = (seed: number): number => fraction(new Uint8Array(createHash('sha256').update(String(seed)).digest()));

/** RFC 9562 version 4. */
function uuidOf(random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
