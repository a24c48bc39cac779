import { expect, test } from 'vitest';
import { block, createWorld, machine, named, pass, task, waitingTask } from './world.ts';

// Pages: "Discover service integration patterns" (connect-to-resource, wait for a callback with a task token) and "Handling errors".

/** A machine that waits for a token; `tokens` collects what the function was handed. */
const waiting = (more: object, rest: Record<string, object> = {}, top: object = {}) => {
  const tokens: string[] = [];
  const m = machine({ Ask: waitingTask('ask', { ...more, End: true }), Late: pass({ Output: 'late', End: true }), ...rest }, top);
  const functions = {
    ask: ({ token }: { token: string }) => {
      tokens.push(token);
      return 'ignored';
    },
  };
  return { tokens, world: createWorld({ machines: { m }, functions }) };
};

test('a waiting task goes on with the output of complete, not with what the function returned', async () => {
  const { tokens, world } = waiting({});
  expect((await world.run()).status).toBe('running');
  expect(tokens).toHaveLength(1);
  expect(tokens[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await world.interpreter.complete(tokens[0] ?? '', { approved: true })).toBe('told');
  await world.interpreter.idle();
  expect(world.outcome()).toEqual({ status: 'succeeded', output: { approved: true } });
});

test('a token works once; an unknown one and one of an ended execution are gone', async () => {
  const { tokens, world } = waiting({});
  await world.run();
  const token = tokens[0] ?? '';
  const both = await Promise.all([world.interpreter.complete(token, { n: 1 }), world.interpreter.complete(token, { n: 2 })]);
  expect(both).toEqual(['told', 'gone']);
  expect(await world.interpreter.fail(token, 'X')).toBe('gone');
  expect(await world.interpreter.complete('00', {})).toBe('gone');
  const other = waiting({});
  await other.world.run();
  await other.world.interpreter.stop('m', 'one');
  expect(await other.world.interpreter.complete(other.tokens[0] ?? '', {})).toBe('gone');
});

test('fail with a name can be caught by that name', async () => {
  const { tokens, world } = waiting({ Catch: [{ ErrorEquals: ['Withdrawn'], Next: 'Late' }] });
  await world.run();
  expect(await world.interpreter.fail(tokens[0] ?? '', 'Withdrawn')).toBe('told');
  await world.interpreter.idle();
  expect(world.outcome().output).toBe('late');
});

test('a function that fails before the answer fails the task', async () => {
  const m = machine({
    Ask: waitingTask('ask', { Catch: [{ ErrorEquals: ['Gone'], Next: 'Late' }], End: true }),
    Late: pass({ Output: 'late', End: true }),
  });
  const functions = {
    ask: () => {
      throw named('Gone');
    },
  };
  expect((await createWorld({ machines: { m }, functions }).run()).output).toBe('late');
});

test('the function may answer its own token before it returns', async () => {
  const m = machine({ Ask: waitingTask('ask') });
  const world = createWorld({
    machines: { m },
    functions: { ask: ({ token }: { token: string }): Promise<string> => world.interpreter.complete(token, { at: 'once' }) },
  });
  expect((await world.run()).output).toEqual({ at: 'once' });
});

test('TimeoutSeconds of a waiting task: States.Timeout at that second, and the token is gone', async () => {
  const { tokens, world } = waiting({ TimeoutSeconds: 3600, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] });
  await world.run({}, 3599);
  expect(world.outcome().status).toBe('running');
  await world.advance(1);
  expect(world.outcome().output).toBe('late');
  expect(await world.interpreter.complete(tokens[0] ?? '', {})).toBe('gone');
  expect(world.database.db.prepare('select count(*) as rows from workflow_token').get()).toEqual({ rows: 0 });
});

test('TimeoutSeconds may be an expression; one that is no number is States.QueryEvaluationError', async () => {
  const { world } = waiting({ TimeoutSeconds: '{% $states.input.s %}', Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] });
  expect((await world.run({ s: 5 }, 5)).output).toBe('late');
  const wrong = waiting({ TimeoutSeconds: '{% $states.input.s %}' });
  expect((await wrong.world.run({ s: 'soon' })).error).toBe('States.QueryEvaluationError');
});

test('HeartbeatSeconds: a beat puts the timeout off, a missed one is States.HeartbeatTimeout', async () => {
  const { tokens, world } = waiting({
    TimeoutSeconds: 600,
    HeartbeatSeconds: 60,
    Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Late' }],
  });
  await world.run({}, 50);
  expect(await world.interpreter.heartbeat(tokens[0] ?? '')).toBe('told');
  await world.advance(59);
  expect(world.outcome().status).toBe('running');
  await world.advance(1);
  expect([world.elapsed(), world.outcome().output]).toEqual([110, 'late']);
  expect(await world.interpreter.heartbeat(tokens[0] ?? '')).toBe('gone');
});

test('each attempt of a waiting task has its own token and its own time', async () => {
  const { tokens, world } = waiting({
    TimeoutSeconds: 10,
    Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 1 }],
  });
  await world.run({}, 15);
  expect(new Set(tokens).size).toBe(2);
  expect(await world.interpreter.complete(tokens[0] ?? '', {})).toBe('gone');
  expect(await world.interpreter.complete(tokens[1] ?? '', { n: 2 })).toBe('told');
});

test('TimeoutSeconds of a function that does not answer; its late answer is dropped', async () => {
  let answer: (value: unknown) => void = () => undefined;
  const functions = { f: () => new Promise((resolve) => (answer = resolve)) };
  const m = machine({
    T: task('f', {}, { TimeoutSeconds: 30, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }], End: true }),
    Late: pass({ Output: 'late', End: true }),
  });
  const world = createWorld({ machines: { m }, functions });
  await world.interpreter.start('m', 'one', {});
  while (world.interpreter.nextDue() === undefined) await new Promise(setImmediate);
  expect(await world.interpreter.fireDue(world.clock.now() + 30_000)).toBe(1);
  answer('too late');
  await world.interpreter.idle();
  expect(world.outcome().output).toBe('late');
});

test('the late answer of an attempt that timed out is not taken for that of the next attempt', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const functions = { f: () => new Promise((resolve) => answers.push(resolve)) };
  const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1 }];
  const m = machine({ T: task('f', {}, { TimeoutSeconds: 30, Retry, Output: '{% $states.result.Payload %}', End: true }) });
  const world = createWorld({ machines: { m }, functions });
  const called = async (times: number) => {
    while (answers.length < times) await new Promise(setImmediate);
  };
  await world.interpreter.start('m', 'one', {});
  await called(1);
  await world.interpreter.fireDue(world.clock.now() + 30_000);
  await world.interpreter.fireDue(world.clock.now() + 31_000);
  await called(2);
  answers[0]?.('first');
  await new Promise(setImmediate);
  answers[1]?.('second');
  await world.interpreter.idle();
  expect(world.outcome().output).toBe('second');
});

test('top-level TimeoutSeconds ends the execution as timed out; no Catch sees it (spec, State machine)', async () => {
  const { tokens, world } = waiting({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Late' }] }, {}, { TimeoutSeconds: 100 });
  await world.run({}, 100);
  expect(world.outcome()).toMatchObject({ status: 'timed-out', error: 'States.Timeout' });
  expect(await world.interpreter.complete(tokens[0] ?? '', {})).toBe('gone');
});

test('when a branch fails, the tokens of the other branches are gone', async () => {
  const tokens: string[] = [];
  const m = machine({
    P: {
      Type: 'Parallel',
      Branches: [
        block({ Ask: waitingTask('ask') }),
        block({ W: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'X' } }),
      ],
      Catch: [{ ErrorEquals: ['X'], Next: 'After' }],
      End: true,
    },
    After: { Type: 'Wait', Seconds: 100, End: true },
  });
  const world = createWorld({ machines: { m }, functions: { ask: ({ token }: { token: string }) => tokens.push(token) } });
  await world.run({}, 5);
  expect(await world.interpreter.complete(tokens[0] ?? '', {})).toBe('gone');
  expect(world.outcome().status).toBe('running');
});

test('what falls due fires in order of time, over all executions', async () => {
  const seen: string[] = [];
  const m = machine({ W: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'T' }, T: task('f', { s: '{% $states.input.s %}' }) });
  const world = createWorld({ machines: { m }, functions: { f: ({ s }: { s: number }) => seen.push(`${s} at ${world.elapsed()}`) } });
  for (const [index, s] of [30, 10, 20, 10].entries()) await world.interpreter.start('m', `e${index}`, { s });
  await world.interpreter.idle();
  expect(await world.advance(60)).toBe(4);
  expect(seen).toEqual(['10 at 10', '10 at 10', '20 at 20', '30 at 30']);
  expect(world.elapsed()).toBe(60);
});

test('ten thousand waiting executions are not in memory', async () => {
  const m = machine({ W: { Type: 'Wait', Seconds: 1000, End: true } });
  const world = createWorld({ machines: { m } });
  await Promise.all(Array.from({ length: 10_000 }, (_, index) => world.interpreter.start('m', `e${index}`, { index })));
  await world.interpreter.idle();
  expect(world.interpreter.inMemory()).toBe(0);
  expect(world.interpreter.list({ status: 'running', limit: 20_000 })).toHaveLength(10_000);
});
