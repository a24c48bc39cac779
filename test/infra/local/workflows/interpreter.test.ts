import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from '#infra/local/database.ts';
import {
  block,
  createWorld,
  type Functions,
  machine,
  named,
  pass,
  startOfTime,
  task,
  type World,
  waitingTask,
} from '#test/workflows/conformance/world.ts';

const simple = machine({ A: pass({ Next: 'W' }), W: { Type: 'Wait', Seconds: 60, Next: 'T' }, T: task('f', {}) });

test('list says where executions stand, newest first, by status', async () => {
  const world = createWorld({ machines: { m: simple }, functions: { f: () => 1 } });
  await world.interpreter.start('m', 'old', { n: 1 });
  await world.advance(60);
  await world.interpreter.start('m', 'new', {});
  await world.interpreter.idle();
  expect(world.interpreter.list().map(({ name, state, status }) => [name, state, status])).toEqual([
    ['new', 'W', 'running'],
    ['old', '', 'succeeded'],
  ]);
  expect(world.interpreter.list({ status: 'succeeded' })).toEqual([
    {
      machine: 'm',
      name: 'old',
      state: '',
      status: 'succeeded',
      transitions: 3,
      historyEvents: 11,
      largestState: Buffer.byteLength('{"ExecutedVersion":"$LATEST","StatusCode":200,"Payload":1}'),
      startedAt: startOfTime,
      updatedAt: startOfTime + 60_000,
    },
  ]);
  expect(world.interpreter.list({ limit: 1 })).toHaveLength(1);
});

test('history has the events that AWS would have, in order', async () => {
  const world = createWorld({ machines: { m: simple }, functions: { f: () => 1 } });
  await world.run({}, 60);
  expect(
    world.interpreter.history('m', 'one').map(({ at, type, state }) => `${(at - startOfTime) / 1000} ${type} ${state}`.trim()),
  ).toEqual([
    '0 ExecutionStarted',
    '0 PassStateEntered A',
    '0 PassStateExited A',
    '0 WaitStateEntered W',
    '60 WaitStateExited W',
    '60 TaskStateEntered T',
    '60 TaskScheduled T',
    '60 TaskStarted T',
    '60 TaskSucceeded T',
    '60 TaskStateExited T',
    '60 ExecutionSucceeded',
  ]);
});

test('one write for each transition, named after machine and state', async () => {
  const labels: string[] = [];
  const world = createWorld({ machines: { m: simple }, functions: { f: () => 1 }, afterCommit: (more) => labels.push(...more) });
  await world.run({}, 60);
  expect(labels.filter((label) => label !== 'clock')).toEqual(['workflow m A', 'workflow m A', 'workflow m W', 'workflow m T']);
});

test('at most 8 functions are called at once', async () => {
  let now = 0;
  let most = 0;
  const f = async () => {
    most = Math.max(most, ++now);
    await new Promise(setImmediate);
    now--;
  };
  const world = createWorld({ machines: { m: machine({ T: task('f', {}) }) }, functions: { f } });
  await Promise.all(Array.from({ length: 200 }, (_, index) => world.interpreter.start('m', `e${index}`, {})));
  await world.interpreter.idle();
  expect(most).toBe(8);
  expect(world.interpreter.list({ status: 'succeeded', limit: 300 })).toHaveLength(200);
});

test('an endless loop ends at 25 000 history events, as on AWS', async () => {
  const m = machine({ A: pass({ Next: 'B' }), B: pass({ Next: 'A' }) });
  const world = createWorld({ machines: { m } });
  expect(await world.run()).toMatchObject({ status: 'failed', error: 'States.Runtime' });
  expect(world.interpreter.list()[0]?.historyEvents).toBeLessThan(25_005);
});

test('when a write fails, idle says so and nothing goes on as if it had been written', async () => {
  let full = false;
  const wrap = (database: Database): Database => ({
    ...database,
    write: (...given) => (full ? Promise.reject(new Error('disk full')) : database.write(...given)),
  });
  const calls: string[] = [];
  const m = machine({ Ask: waitingTask('ask', { Next: 'T' }), T: task('f', {}) });
  const functions = { ask: ({ token }: { token: string }) => calls.push(token), f: () => calls.push('f') };
  const world = createWorld({ machines: { m }, functions, wrap });
  await world.run();
  full = true;
  await expect(world.interpreter.complete(calls[0] ?? '', {})).rejects.toThrow('disk full');
  await expect(world.interpreter.idle()).rejects.toThrow('disk full');
  expect(calls).toHaveLength(1);
  expect(world.interpreter.list()[0]?.state).toBe('Ask');
});

test('an execution whose state or machine a newer definition lacks ends as States.Runtime', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const path = join(folder, 'one.db');
  try {
    for (const machines of [{ m: machine({ Other: pass() }) }, { n: simple }] as Record<string, object>[]) {
      const before = createWorld({ machines: { m: simple }, path });
      await before.interpreter.start('m', 'one', {});
      await before.interpreter.idle();
      await before.database.close();
      const after = createWorld({ machines, path });
      await after.advance(60);
      expect(after.outcome()).toMatchObject({ status: 'failed', error: 'States.Runtime', cause: 'the machine has no state W any more' });
      await after.database.close();
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('names and machines that cannot be are refused', async () => {
  const { interpreter } = createWorld({ machines: { m: simple } });
  await expect(interpreter.start('other', 'one', {})).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  await expect(interpreter.start('m', 'a b', {})).rejects.toMatchObject({ name: 'InvalidName' });
  await expect(interpreter.start('m', 'x'.repeat(81), {})).rejects.toMatchObject({ name: 'InvalidName' });
  expect(interpreter.list()).toEqual([]);
});

/** Two lives of one database file: `act` gets a function that begins the next life. */
async function restarting(act: (begin: (functions: Functions) => World) => Promise<void>, machines: Record<string, object>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const worlds: World[] = [];
  try {
    await act((functions) => {
      const world = createWorld({ machines, functions, path: join(folder, 'one.db') });
      worlds.push(world);
      return world;
    });
  } finally {
    for (const world of worlds) await world.database.close();
    rmSync(folder, { recursive: true });
  }
}
const waits = { m: machine({ Ask: waitingTask('ask') }) };

test('after a restart a function that was being called is called again with the same token, one that answered is not', () =>
  restarting(async (begin) => {
    const tokens: string[] = [];
    const hangs = ({ token }: { token: string }) => new Promise(() => tokens.push(token));
    const first = begin({ ask: hangs });
    await first.interpreter.start('m', 'one', {});
    while (tokens.length < 1) await new Promise(setImmediate);
    const answers = ({ token }: { token: string }) => tokens.push(token);
    const second = begin({ ask: answers });
    await second.interpreter.resume();
    await second.interpreter.idle();
    expect(tokens).toEqual([tokens[0], tokens[0]]);
    const third = begin({ ask: answers });
    await third.interpreter.resume();
    await third.interpreter.idle();
    expect(tokens).toHaveLength(2);
    expect(await third.interpreter.complete(tokens[0] ?? '', { n: 1 })).toBe('told');
    expect(third.outcome()).toMatchObject({ status: 'succeeded', output: { n: 1 } });
  }, waits));

test('after a restart waits, limits and pauses end when they would have ended', () =>
  restarting(
    async (begin) => {
      const calls: number[] = [];
      let elapsed = () => 0;
      const functions = {
        f: () => {
          if (calls.push(elapsed()) === 1) throw named('Busy');
        },
      };
      const first = begin(functions);
      elapsed = first.elapsed;
      await first.run({}, 61);
      const second = begin(functions);
      elapsed = second.elapsed;
      await second.interpreter.resume();
      expect(second.elapsed()).toBe(61);
      await second.advance(100);
      expect(calls).toEqual([60, 70]);
      expect(second.outcome().status).toBe('succeeded');
    },
    {
      m: machine({
        A: pass({ Next: 'W' }),
        W: { Type: 'Wait', Seconds: 60, Next: 'T' },
        T: task('f', {}, { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10 }], End: true }),
      }),
    },
  ));

test('what a function does to its payload stays with it: a later life calls it with the same', () =>
  restarting(
    async (begin) => {
      const seen: string[] = [];
      const f = (payload: { n?: number }) => {
        seen.push(JSON.stringify(payload));
        delete payload.n;
        return new Promise(() => undefined);
      };
      const first = begin({ f });
      await first.interpreter.start('m', 'one', {});
      while (first.interpreter.nextDue() === undefined || seen.length < 1) await new Promise(setImmediate);
      await first.interpreter.fireDue(first.clock.now() + 5000); // the other branch writes the execution again
      await begin({ f }).interpreter.resume();
      while (seen.length < 2) await new Promise(setImmediate);
      expect(seen).toEqual(['{"n":1}', '{"n":1}']);
    },
    {
      m: machine({
        P: {
          Type: 'Parallel',
          Branches: [
            block({ T: task('f', { n: 1 }) }),
            block({ W: { Type: 'Wait', Seconds: 5, Next: 'V' }, V: { Type: 'Wait', Seconds: 5, End: true } }),
          ],
          End: true,
        },
      }),
    },
  ));

test('fireDue fires the longest overdue first', async () => {
  const seen: number[] = [];
  const m = machine({ W: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'T' }, T: task('f', { s: '{% $states.input.s %}' }) });
  const world = createWorld({ machines: { m }, functions: { f: ({ s }: { s: number }) => seen.push(s) } });
  for (const s of [20, 10, 30]) await world.interpreter.start('m', `e${s}`, { s });
  await world.interpreter.idle();
  expect(await world.interpreter.fireDue(world.clock.now() + 60_000)).toBe(3);
  await world.interpreter.idle();
  expect(seen).toEqual([10, 20, 30]);
});
