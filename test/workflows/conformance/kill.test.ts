import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Database } from '#infra/local/database.ts';
import { block, createWorld, machine, named, pass, processor, task, waitingTask } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ask = waitingTask('ask', { Output: '{% $states.result.said %}', TimeoutSeconds: 1000, End: true });
const call = (more: object = { End: true }) => task('f', { n: '{% $states.input %}' }, { Output: '{% $states.result.Payload %}', ...more });

/** Every kind of state, and every way to leave one. */
const everything = machine(
  {
    Begin: pass({ Assign: { n: '{% $states.input.n %}' }, Next: 'Rest' }),
    Rest: { Type: 'Wait', Seconds: 10, Next: 'Flaky' },
    Flaky: task('flaky', { retry: '{% $states.context.State.RetryCount %}' }, { Retry: [{ ErrorEquals: ['Busy'] }], Next: 'Lost' }),
    Lost: task(
      'lost',
      {},
      { Catch: [{ ErrorEquals: ['Gone'], Next: 'Late', Assign: { why: '{% $states.errorOutput.Error %}' } }], Next: 'Wrong' },
    ),
    Late: waitingTask('never', { TimeoutSeconds: 20, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Both' }], Next: 'Wrong' }),
    Both: {
      Type: 'Parallel',
      Branches: [
        block({ Ask: ask }),
        block({
          Pause: { Type: 'Wait', Seconds: 3, Next: 'Each' },
          Each: { Type: 'Map', Items: [1, 2, 3], MaxConcurrency: 2, ItemProcessor: processor({ Call: call() }), End: true },
        }),
      ],
      Next: 'Spread',
    },
    Spread: {
      Type: 'Map',
      Items: [1, 2, 3, 4, 5],
      MaxConcurrency: 2,
      ItemBatcher: { MaxItemsPerBatch: 2 },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        ...block({ Sum: task('sum', { items: '{% $states.input.Items %}' }, { Output: '{% $states.result.Payload %}', End: true }) }),
      },
      Assign: { sums: '{% $states.result %}' },
      Output: '{% $states.input %}',
      Next: 'Decide',
    },
    Decide: { Type: 'Choice', Choices: [{ Condition: "{% $states.input[0] = 'yes' %}", Next: 'Finish' }], Default: 'Wrong' },
    Finish: { Type: 'Succeed', Output: { got: '{% $states.input %}', n: '{% $n %}', why: '{% $why %}', sums: '{% $sums %}' } },
    Wrong: { Type: 'Fail', Error: 'Wrong' },
  },
  { TimeoutSeconds: 10_000 },
);

const asked = new Set<string>();
const functions = {
  flaky: ({ retry }: { retry: number }) => {
    if (retry < 2) throw named('Busy');
  },
  lost: () => {
    throw named('Gone');
  },
  never: () => undefined,
  ask: ({ token }: { token: string }) => asked.add(token).size,
  f: ({ n }: { n: number }) => n * 10,
  sum: ({ items }: { items: number[] }) => items.reduce((all, one) => all + one, 0),
};
const died = new Error('killed');

/** A database that dies at its n-th commit: what is in it stays, its writer hears nothing, nothing is written any more. */
function mortal(at: number) {
  const life = { commits: 0, dead: false };
  const afterCommit = () => {
    life.dead ||= ++life.commits >= at;
    if (life.dead) throw died;
  };
  const wrap = (database: Database): Database => ({
    db: database.db,
    write: (label, work) => (life.dead ? Promise.reject(died) : database.write(label, work)),
    close: () => database.close(),
  });
  return { life, options: { afterCommit, wrap } };
}

/** Starts, or goes on with, the execution: answers tokens and lets time pass until it ends. Throws when the database dies. */
async function live(path: string, at: number) {
  const { life, options } = mortal(at);
  const world = createWorld({ machines: { m: everything }, functions, path, ...options });
  try {
    await world.interpreter.resume();
    await world.interpreter.start('m', 'one', { n: 7 });
    for (let round = 0; world.outcome().status === 'running' && round < 50; round++) {
      await world.interpreter.idle();
      for (const token of asked) await world.interpreter.complete(token, { said: 'yes' });
      await world.advance(30);
    }
    const { transitions, historyEvents } = world.interpreter.list()[0] ?? {};
    return { ...world.outcome(), transitions, historyEvents, commits: life.commits };
  } finally {
    life.dead = true;
    await world.database.close();
  }
}

test('killed at any durable write and started again, an execution of every kind of state ends the same', async () => {
  const { commits, ...expected } = await live(join(folder, 'whole.db'), Infinity);
  expect(expected).toMatchObject({ status: 'succeeded', output: { got: ['yes', [10, 20, 30]], n: 7, why: 'Gone', sums: [3, 7, 5] } });
  expect(commits).toBeGreaterThan(30);
  for (let at = 1; at <= commits; at++) {
    asked.clear();
    const path = join(folder, `${at}.db`);
    await expect(live(path, at), `killed at ${at}`).rejects.toBe(died);
    const { commits: _, ...outcome } = await live(path, Infinity);
    expect({ at, ...outcome }).toEqual({ at, ...expected });
  }
});

test('killed after every single write, it still arrives', async () => {
  asked.clear();
  const path = join(folder, 'every.db');
  for (let lives = 0; lives < 500; lives++) {
    const outcome = await live(path, 1).catch((error: unknown) => (error === died ? undefined : Promise.reject(error)));
    if (outcome) return expect(outcome).toMatchObject({ status: 'succeeded', output: { got: ['yes', [10, 20, 30]], n: 7 } });
  }
  expect.fail('it did not end');
});
