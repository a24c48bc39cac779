import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createClock } from '#infra/local/clock.ts';
import { openDatabase } from '#infra/local/database.ts';
import type { Clock, NewId } from '#usecases/ports.ts';

/** What every clock and every source of ids must keep; the real ones are those of handlers/compose.ts. */
const clocks: [string, () => { clock: Clock; end: () => Promise<void> }][] = [
  ['the system clock, as on AWS', () => ({ clock: { now: () => Date.now() }, end: async () => undefined })],
  [
    'the virtual clock of one machine',
    () => {
      const database = openDatabase(':memory:');
      return { clock: createClock({ database, realNow: () => Date.now() }), end: () => database.close() };
    },
  ],
];
const sources: [string, NewId][] = [['random bytes', (bytes) => randomBytes(bytes)]];

describe.each(clocks)('%s', (_, make) => {
  it('tells whole milliseconds since the epoch and never goes back', async () => {
    const { clock, end } = make();
    let before = clock.now();
    for (let n = 0; n < 1000; n++) {
      const now = clock.now();
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
    expect(Number.isInteger(before)).toBe(true);
    expect(Math.abs(before - Date.now())).toBeLessThan(60_000);
    await end();
  });
});

describe.each(sources)('%s', (_, newId) => {
  it('gives as many bytes as wanted, and never the same again', () => {
    const seen = new Set(Array.from({ length: 1000 }, () => Buffer.from(newId(16)).toString('hex')));
    expect(seen.size).toBe(1000);
    expect(newId(8)).toHaveLength(8);
  });
});
