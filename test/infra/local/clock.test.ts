import { expect, test, vi } from 'vitest';
import { createClock, type VirtualClock } from '#infra/local/clock.ts';
import { openDatabase } from '#infra/local/database.ts';
import type { TimedSource } from '#infra/local/timed-source.ts';

const idle = async () => undefined;
const fresh = () => openDatabase(':memory:');

/** Fires what `due` holds, and notes it with the time of the clock. */
function source(due: number[], fired: string[], clock: { now(): number }, name = ''): TimedSource {
  return {
    nextDue: () => (due.length > 0 ? Math.min(...due) : undefined),
    fireDue: async (now) => {
      const ripe = due.filter((each) => each <= now);
      for (const each of ripe) {
        due.splice(due.indexOf(each), 1);
        fired.push(`${name}${each}@${clock.now()}`);
      }
      return ripe.length;
    },
  };
}

test('ticks with real time from where a fresh database starts', () => {
  let real = 5000;
  const clock = createClock({ database: fresh(), start: 100, realNow: () => real });
  expect(clock.now()).toBe(100);
  real += 250;
  expect(clock.now()).toBe(350);
});

test('without a start it is real time', () => {
  expect(createClock({ database: fresh(), realNow: () => 777 }).now()).toBe(777);
});

test('does not go back when the real clock does', () => {
  let real = 5000;
  const clock = createClock({ database: fresh(), realNow: () => real });
  expect(clock.now()).toBe(5000);
  real = 4000;
  expect(clock.now()).toBe(5000);
});

test('advancing fires everything on the way in order of time, each at its instant', async () => {
  const clock = createClock({ database: fresh(), start: 0, realNow: () => 0, frozen: true });
  const fired: string[] = [];
  const sources = [source([300, 100], fired, clock, 'a'), source([200, 400, 501], fired, clock, 'b')];
  expect(await clock.advanceTo(500, sources, idle)).toBe(4);
  expect(fired).toEqual(['a100@100', 'b200@200', 'a300@300', 'b400@400']);
  expect(clock.now()).toBe(500);
});

test('what comes up while advancing fires too, after idle', async () => {
  const clock = createClock({ database: fresh(), start: 0, realNow: () => 0, frozen: true });
  const fired: string[] = [];
  const due = [10];
  let added = false;
  const settle = async () => {
    if (fired.length === 1 && !added) {
      added = true;
      due.push(clock.now() + 5);
    }
  };
  await clock.advanceTo(100, [source(due, fired, clock)], settle);
  expect(fired).toEqual(['10@10', '15@15']);
});

test('a target in the past fires what is overdue and moves nothing', async () => {
  const clock = createClock({ database: fresh(), start: 1000, realNow: () => 0, frozen: true });
  const fired: string[] = [];
  expect(await clock.advanceTo(500, [source([400, 700], fired, clock)], idle)).toBe(2);
  expect(fired).toEqual(['400@1000', '700@1000']);
  expect(clock.now()).toBe(1000);
});

test('stands still while it advances, then ticks on from the target', async () => {
  let real = 0;
  const clock = createClock({ database: fresh(), start: 0, realNow: () => real });
  const seen: number[] = [];
  await clock.advanceTo(1000, [], async () => {
    real += 50;
    seen.push(clock.now());
  });
  expect(seen).toEqual([0]);
  expect(clock.now()).toBe(1000);
  real += 7;
  expect(clock.now()).toBe(1007);
});

test('two advances do not mix', async () => {
  const clock = createClock({ database: fresh(), start: 0, realNow: () => 0, frozen: true });
  const fired: string[] = [];
  const sources = [source([10, 20, 30], fired, clock)];
  expect(await Promise.all([clock.advanceTo(15, sources, idle), clock.advanceTo(40, sources, idle)])).toEqual([1, 2]);
  expect(fired).toEqual(['10@10', '20@20', '30@30']);
});

test('the offset outlives a restart, even one in the middle of an advance; the start does not count again', async () => {
  const database = fresh();
  const clock = createClock({ database, start: 1000, realNow: () => 50 });
  await clock.advanceTo(9000, [], idle);
  expect(createClock({ database, start: 1000, realNow: () => 60 }).now()).toBe(9010);
  const broken: TimedSource = { nextDue: () => 9500, fireDue: () => Promise.reject(new Error('killed')) };
  await expect(clock.advanceTo(20_000, [broken], idle)).rejects.toThrow('killed');
  expect(createClock({ database, start: 1000, realNow: () => 50 }).now()).toBe(9500);
  expect(createClock({ database, start: 1000, realNow: () => 0 }).now()).toBe(9500); // the real clock was put back
});

test('a database that was never advanced does not start again at its start', () => {
  const database = fresh();
  createClock({ database, start: 1000, realNow: () => 50 });
  expect(createClock({ database, start: 1000, realNow: () => 80 }).now()).toBe(1030);
});

test('a source that is due but fires nothing is an error, not an endless loop', async () => {
  const clock = createClock({ database: fresh(), start: 0, realNow: () => 0, frozen: true });
  await expect(clock.advanceTo(10, [{ nextDue: () => 5, fireDue: async () => 0 }], idle)).rejects.toThrow('does not fire');
});

/** A ticking clock from 0, with timers of the test. */
async function ticking(act: (clock: VirtualClock) => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }); // the database commits in setImmediate
  try {
    const begun = Date.now();
    await act(createClock({ database: fresh(), start: 0, realNow: () => Date.now() - begun }));
  } finally {
    vi.useRealTimers();
  }
}

test('the driver fires what falls due, goes on after a failure, and stops', () =>
  ticking(async (clock) => {
    const fired: string[] = [];
    const failures: unknown[] = [];
    let fails = true;
    const shaky: TimedSource = {
      nextDue: () => (fails ? 100 : undefined),
      fireDue: () => {
        fails = false;
        return Promise.reject(new Error('once'));
      },
    };
    const driver = clock.drive([shaky, source([500, 5000, 9000], fired, clock)], (error) => failures.push(error));
    await vi.advanceTimersByTimeAsync(6000);
    expect(fired).toEqual(['500@500', '5000@5000']);
    expect(failures).toHaveLength(1);
    await driver.stop();
    await vi.advanceTimersByTimeAsync(6000);
    expect(fired).toHaveLength(2);
  }));

test('the driver keeps out of an advance and goes on after it', () =>
  ticking(async (clock) => {
    const fired: string[] = [];
    const sources = [source([0, 70_000], fired, clock)];
    const driver = clock.drive(sources, () => undefined);
    const { promise: busy, resolve: settle } = Promise.withResolvers<void>();
    const advance = clock.advanceTo(60_000, sources, () => busy);
    await vi.advanceTimersByTimeAsync(3000);
    expect(fired).toEqual([]);
    settle();
    expect(await advance).toBe(1);
    await vi.advanceTimersByTimeAsync(11_000);
    expect(fired).toEqual(['0@0', '70000@70000']);
    await driver.stop();
  }));
