import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#infra/local/database.ts';
import { createTimers, type TimersOptions } from '#infra/local/timers.ts';

let folder: string;
let database: Database;
let now = 0;
const start = Date.parse('2027-03-01T10:00:00Z');
const minute = 60_000;
beforeEach(() => {
  now = start;
  folder = mkdtempSync(join(tmpdir(), 'timers-'));
  database = openDatabase(join(folder, 'timers.db'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});
const open = (options: Partial<TimersOptions> = {}) =>
  createTimers({ database, clock: { now: () => now }, onStep: async () => undefined, ...options });
const iso = (instant: number): string => new Date(instant).toISOString();

describe('a timer', () => {
  test('fires when due, earliest first, and is gone', async () => {
    const fired: unknown[] = [];
    const timers = open({ onStep: async (step, input) => void fired.push([step, input]) });
    await timers.at('late', iso(start + 2000), 'second', { n: 2 });
    await timers.at('soon', iso(start + 1000), 'first', { n: 1 });
    await timers.at('future', iso(start + 2001), 'third', {});
    expect(timers.nextDue()).toBe(start + 1000);
    expect(await timers.fireDue(start + 2000)).toBe(2);
    expect(fired).toEqual([
      ['first', { n: 1 }],
      ['second', { n: 2 }],
    ]);
    expect(timers.nextDue()).toBe(start + 2001);
    expect(await timers.fireDue(start + 2000)).toBe(0);
  });
  test('survives a restart', async () => {
    await open().at('a', iso(start + 1000), 's', { n: 1 });
    await database.close();
    database = openDatabase(join(folder, 'timers.db'));
    const fired: unknown[] = [];
    const timers = open({ onStep: async (step, input) => void fired.push([step, input]) });
    expect(await timers.fireDue(start + 1000)).toBe(1);
    expect(fired).toEqual([['s', { n: 1 }]]);
  });
  test('is still there while its step runs', async () => {
    let left = 0;
    const timers = open({
      onStep: async () => {
        left = (database.db.prepare('select count(*) as n from timer').get() as { n: number }).n;
      },
    });
    await timers.at('a', iso(start), 's', {});
    await timers.fireDue(start);
    expect(left).toBe(1);
    expect(timers.nextDue()).toBeUndefined();
  });
  test('that its own step sets anew stays', async () => {
    const timers = open({ onStep: () => timers.at('a', iso(start + minute), 's', {}) });
    await timers.at('a', iso(start), 's', {});
    expect(await timers.fireDue(start)).toBe(1);
    expect(timers.nextDue()).toBe(start + minute);
  });
  test('is fired once by two who fire at once', async () => {
    let fired = 0;
    const timers = open({ onStep: async () => void fired++ });
    await timers.at('a', iso(start), 's', {});
    expect(await Promise.all([timers.fireDue(start), timers.fireDue(start)])).toEqual([1, 0]);
    expect(fired).toBe(1);
  });
  test('whose step fails comes again after 1, 2, 4 … minutes, ten times in all, and is then kept as failed', async () => {
    const timers = open({ onStep: () => Promise.reject(new RangeError('content')) });
    await timers.at('a', iso(start), 's', {});
    const gaps: number[] = [];
    for (let due = timers.nextDue(); due !== undefined; due = timers.nextDue()) {
      now = due;
      expect(await timers.fireDue(now)).toBe(1);
      gaps.push(((timers.nextDue() ?? now) - now) / minute);
    }
    expect(gaps).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 0]);
    expect(timers.failures()).toEqual([{ name: 'a', step: 's', error: 'RangeError' }]);
    await timers.at('a', iso(now), 's', {});
    expect(timers.failures()).toEqual([]);
    expect(timers.nextDue()).toBe(now);
  });
  test('that fails does not keep the next from firing', async () => {
    const fired: string[] = [];
    const timers = open({
      onStep: async (step) => {
        fired.push(step);
        if (step === 'bad') throw new Error('no');
      },
    });
    await timers.at('a', iso(start), 'bad', {});
    await timers.at('b', iso(start), 'good', {});
    expect(await timers.fireDue(start)).toBe(2);
    expect(fired).toEqual(['bad', 'good']);
  });
});

describe('recurring work', () => {
  const runs: number[] = [];
  beforeEach(() => {
    runs.length = 0;
  });
  const sweep = (every = 'PT5M') => ({ name: 'sweep', every, run: async () => void runs.push(now) });
  const go = async (timers: ReturnType<typeof open>, until: number): Promise<void> => {
    for (let due = timers.nextDue() ?? until + 1; due <= until; due = timers.nextDue() ?? until + 1) {
      now = due;
      await timers.fireDue(now);
    }
    now = until;
  };
  test('runs each time', async () => {
    await go(open({ recurring: [sweep()] }), start + 15 * minute);
    expect(runs).toEqual([5, 10, 15].map((n) => start + n * minute));
  });
  test('that was missed while nothing ran, runs once and then in step again', async () => {
    open({ recurring: [sweep()] });
    now = start + 61 * minute;
    const timers = open({ recurring: [sweep()] });
    expect(await timers.fireDue(now)).toBe(1);
    expect(runs).toEqual([now]);
    expect(timers.nextDue()).toBe(start + 65 * minute);
  });
  test('that fails comes again sooner, but not past its next regular time', async () => {
    const failed: string[] = [];
    const run = async (): Promise<void> => {
      runs.push(now);
      throw new Error('no');
    };
    const timers = open({ recurring: [{ name: 'sweep', every: 'PT5M', run }], onFailed: (name) => failed.push(name) });
    await go(timers, start + 19 * minute);
    expect(runs.map((at) => (at - start) / minute)).toEqual([5, 6, 8, 10, 15]);
    expect(failed).toEqual(['sweep', 'sweep', 'sweep', 'sweep', 'sweep']);
  });
  test('takes a changed plan at once, and stops when it is not in the plan any more', async () => {
    open({ recurring: [sweep()] });
    expect(open({ recurring: [sweep('PT1H')] }).nextDue()).toBe(start + 60 * minute);
    expect(open().nextDue()).toBeUndefined();
  });
});
