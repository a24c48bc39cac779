import { expect, test } from 'vitest';
import { block, createWorld, machine, named, pass, processor, task } from './world.ts';

// Rules: https://states-language.net/spec.html ("Errors") and the page "Handling errors in Step Functions workflows" (concepts-error-handling).

const caught = pass({ Output: '{% $states.input %}', End: true });
const always = (error: Error) => ({
  f: () => {
    throw error;
  },
});
const failing = (more: object) =>
  machine({ T: task('f', {}, { ...more, End: true }), Caught: caught, Other: pass({ Output: 'other', End: true }) });

test('a function error has the name of what was thrown and a JSON cause without a stack (lambda errors by errorType)', async () => {
  const world = createWorld({ machines: { m: failing({}) }, functions: always(named('Gone', 'no such claim')) });
  const { error, cause, status } = await world.run();
  expect([status, error, JSON.parse(cause ?? '')]).toEqual(['failed', 'Gone', { errorType: 'Gone', errorMessage: 'no such claim' }]);
});

/** Fails `times` times, counting, and notes the second of every call. */
const flaky = (times: number, error = named('Busy')) => {
  const calls: number[] = [];
  return {
    calls,
    of: (elapsed: () => number) => ({
      f: ({ retry }: { retry?: number }) => {
        calls.push(elapsed());
        if (calls.length <= times) throw error;
        return { retry };
      },
    }),
  };
};
const retried = (retry: object[], times: number, seconds: number, options: { jitter?: () => number; error?: Error } = {}) => {
  const f = flaky(times, options.error);
  let elapsed = () => 0;
  const m = machine({
    T: task('f', { retry: '{% $states.context.State.RetryCount %}' }, { Retry: retry, Output: '{% $states.result.Payload %}', End: true }),
  });
  const world = createWorld({ machines: { m }, functions: f.of(() => elapsed()), ...options });
  elapsed = world.elapsed;
  return world.run({}, seconds).then((outcome) => ({ outcome, calls: f.calls, world }));
};

test('Retry by default: after 1, 2, 4 seconds, three times (spec, Retrying after error)', async () => {
  const { outcome, calls } = await retried([{ ErrorEquals: ['Busy'] }], 3, 60);
  expect(calls).toEqual([0, 1, 3, 7]);
  expect(outcome.output).toEqual({ retry: 3 });
});

test('when attempts are used up the execution fails with the error', async () => {
  const { outcome, calls } = await retried([{ ErrorEquals: ['Busy'] }], 9, 3600);
  expect(calls).toHaveLength(4);
  expect(outcome).toMatchObject({ status: 'failed', error: 'Busy' });
});

test('BackoffRate, IntervalSeconds and MaxDelaySeconds (spec, Retrying after error)', async () => {
  const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 60, MaxAttempts: 4 };
  expect((await retried([retry], 4, 600)).calls).toEqual([0, 10, 40, 100, 160]);
});

test('JitterStrategy FULL takes a random share of the pause (concepts-error-handling)', async () => {
  const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 2, MaxAttempts: 2, JitterStrategy: 'FULL' };
  expect((await retried([retry], 2, 600, { jitter: () => 0.25 })).calls).toEqual([0, 2.5, 7.5]);
  expect((await retried([retry], 2, 0, { jitter: () => 0 })).calls).toEqual([0, 0, 0]);
});

test('MaxAttempts 0 means: never, even though a later retrier would match (spec, Retrying after error)', async () => {
  const retry = [{ ErrorEquals: ['Refusal'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];
  expect((await retried(retry, 9, 600, { error: named('Refusal') })).calls).toEqual([0]);
});

test('each retrier counts for itself (concepts-error-handling, complex retry)', async () => {
  const errors = ['A', 'B', 'A', 'B', 'A'];
  const calls: number[] = [];
  let elapsed = () => 0;
  const retry = [
    { ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 2 },
    { ErrorEquals: ['B'], IntervalSeconds: 100 },
  ];
  const world = createWorld({
    machines: { m: failing({ Retry: retry, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Other' }] }) },
    functions: {
      f: () => {
        calls.push(elapsed());
        throw named(errors[calls.length - 1] ?? 'C');
      },
    },
  });
  elapsed = world.elapsed;
  expect((await world.run({}, 3600)).output).toBe('other');
  expect(calls).toEqual([0, 1, 101, 103, 303]);
});

test('a retry evaluates Arguments again and counts as a transition', async () => {
  const { world } = await retried([{ ErrorEquals: ['Busy'] }], 2, 60);
  expect(world.interpreter.list()[0]).toMatchObject({ transitions: 3, status: 'succeeded' });
});

test('Catch: the first that matches, tried after the retries; by default the error output is handed on (spec, Fallback states)', async () => {
  const Catch = [
    { ErrorEquals: ['Else'], Next: 'Other' },
    { ErrorEquals: ['Gone', 'More'], Next: 'Caught' },
    { ErrorEquals: ['States.ALL'], Next: 'Other' },
  ];
  const world = createWorld({ machines: { m: failing({ Catch }) }, functions: always(named('Gone', 'x')) });
  expect((await world.run({ n: 1 })).output).toEqual({ Error: 'Gone', Cause: '{"errorType":"Gone","errorMessage":"x"}' });
});

test('a catcher has its own Output and Assign; $states.input is still the input of the state', async () => {
  const Catch = [
    { ErrorEquals: ['States.ALL'], Next: 'Show', Assign: { why: '{% $states.errorOutput.Error %}' }, Output: '{% $states.input.n %}' },
  ];
  const m = machine({ T: task('f', {}, { Catch, End: true }), Show: pass({ Output: ['{% $why %}', '{% $states.input %}'], End: true }) });
  expect((await createWorld({ machines: { m }, functions: always(named('Gone')) }).run({ n: 7 })).output).toEqual(['Gone', 7]);
});

test('an expression that fails in a catcher fails the execution: it is not caught again', async () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $states.nothing %}' }];
  const world = createWorld({ machines: { m: failing({ Catch }) }, functions: always(named('Gone')) });
  expect(await world.run()).toMatchObject({ status: 'failed', error: 'States.QueryEvaluationError' });
});

test.each([
  // thrown, ErrorEquals, caught?
  ['Gone', ['States.ALL'], true],
  ['Gone', ['States.TaskFailed'], true],
  ['Gone', ['gone'], false],
  ['States.Timeout', ['States.ALL'], true],
  ['States.Timeout', ['States.TaskFailed'], false],
  ['States.Timeout', ['States.Timeout'], true],
  ['States.HeartbeatTimeout', ['States.HeartbeatTimeout'], true],
  ['States.HeartbeatTimeout', ['States.Timeout'], true],
  ['States.HeartbeatTimeout', ['States.TaskFailed'], false],
  ['States.QueryEvaluationError', ['States.ALL'], true],
  ['States.Runtime', ['States.ALL'], false],
  ['States.Runtime', ['States.TaskFailed'], false],
  ['States.DataLimitExceeded', ['States.ALL'], false],
  ['States.DataLimitExceeded', ['States.TaskFailed'], false],
])('%s against %j: %s (concepts-error-handling, Error names)', async (error, ErrorEquals, expected) => {
  const world = createWorld({ machines: { m: failing({ Catch: [{ ErrorEquals, Next: 'Other' }] }) }, functions: always(named(error)) });
  expect((await world.run()).output === 'other').toBe(expected);
});

test('an uncaught States.Timeout ends the execution as timed out', async () => {
  const world = createWorld({ machines: { m: failing({}) }, functions: always(named('States.Timeout')) });
  expect((await world.run()).status).toBe('timed-out');
});

const around = (more: object, branch: object = block({ T: task('f', {}) })) =>
  machine({
    P: {
      Type: 'Parallel',
      Branches: [branch, block({ W: { Type: 'Wait', Seconds: 50, Next: 'Late' }, Late: task('late', {}) })],
      ...more,
      End: true,
    },
    Caught: caught,
  });

test('a branch that fails fails the Parallel, whose other branches stop (spec, Parallel State)', async () => {
  const late: string[] = [];
  const functions = { ...always(named('Gone', 'x')), late: () => late.push('called') };
  const world = createWorld({ machines: { m: around({ Catch: [{ ErrorEquals: ['Gone'], Next: 'Caught' }] }) }, functions });
  expect((await world.run({}, 100)).output).toMatchObject({ Error: 'Gone' });
  expect(late).toEqual([]);
});

test('an error caught inside a branch does not reach the Parallel', async () => {
  const inner = block({ T: task('f', {}, { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'In', Output: 'in' }], End: true }), In: pass() });
  const world = createWorld({ machines: { m: around({}, inner) }, functions: { ...always(named('Gone')), late: () => 1 } });
  expect((await world.run({}, 50)).output).toEqual(['in', { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: 1 }]);
});

test('Retry on a Parallel runs all its branches again (spec, Parallel State)', async () => {
  const seen: string[] = [];
  const functions = {
    f: () => {
      seen.push('f');
      if (seen.filter((each) => each === 'f').length === 1) throw named('Busy');
    },
    other: () => seen.push('other') && 1,
  };
  const m = machine({
    P: {
      Type: 'Parallel',
      Branches: [block({ O: task('other', {}) }), block({ T: task('f', {}) })],
      Retry: [{ ErrorEquals: ['Busy'] }],
      Output: 'ok',
      End: true,
    },
  });
  expect((await createWorld({ machines: { m }, functions }).run({}, 1)).output).toBe('ok');
  expect(seen.toSorted()).toEqual(['f', 'f', 'other', 'other']);
});

test('an iteration that fails fails the Map; its Catch has the error (spec, Map State)', async () => {
  const states = { T: task('f', { n: '{% $states.input %}' }, { Output: '{% $states.result.Payload %}', End: true }) };
  const m = machine({
    M: { Type: 'Map', Items: [1, 2, 3], ItemProcessor: processor(states), Catch: [{ ErrorEquals: ['Odd'], Next: 'Caught' }], End: true },
    Caught: caught,
  });
  const functions = {
    f: ({ n }: { n: number }) => {
      if (n === 2) throw named('Odd');
      return n;
    },
  };
  expect((await createWorld({ machines: { m }, functions }).run()).output).toMatchObject({ Error: 'Odd' });
});

test('a Fail inside a branch is an error like any other', async () => {
  const m = around({ Catch: [{ ErrorEquals: ['Own'], Next: 'Caught' }] }, block({ F: { Type: 'Fail', Error: 'Own', Cause: 'because' } }));
  expect((await createWorld({ machines: { m } }).run()).output).toEqual({ Error: 'Own', Cause: 'because' });
});

test('an expression that fails in Arguments or Output can be caught (States.QueryEvaluationError)', async () => {
  const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Other' }];
  const inArguments = machine({
    T: task('f', '{% $states.input.gone %}', { Catch, End: true }),
    Other: pass({ Output: 'other', End: true }),
  });
  expect((await createWorld({ machines: { m: inArguments } }).run()).output).toBe('other');
  const inOutput = failing({ Catch, Output: '{% $states.result.Payload.gone %}' });
  expect((await createWorld({ machines: { m: inOutput }, functions: { f: () => ({}) } }).run()).output).toBe('other');
});

test('more than 256 KiB in a state is States.DataLimitExceeded, which States.ALL does not catch (service-quotas)', async () => {
  const big = (length: number) => ({ f: () => 'x'.repeat(length) });
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Other' }];
  const over = createWorld({ machines: { m: failing({ Catch }) }, functions: big(256 * 1024) });
  expect(await over.run()).toMatchObject({ status: 'failed', error: 'States.DataLimitExceeded' });
  const under = createWorld({ machines: { m: failing({ Catch, Output: 'small' }) }, functions: big(256 * 1024 - 100) });
  expect((await under.run()).output).toBe('small');
  expect(under.interpreter.list()[0]?.largestState).toBeGreaterThan(256 * 1024 - 100);
});
