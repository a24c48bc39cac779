import { expect, test } from 'vitest';
import { block, createWorld, machine, pass, processor, startOfTime, task } from './world.ts';

// Sections named below are those of https://states-language.net/spec.html; page names those of the AWS Step Functions developer guide.

test('Pass hands its input on, or its Output (spec, Pass State)', async () => {
  const plain = createWorld({ machines: { m: machine({ A: pass() }) } });
  expect(await plain.run({ n: 1 })).toEqual({ status: 'succeeded', output: { n: 1 } });
  const made = createWorld({
    machines: { m: machine({ A: pass({ Output: { twice: '{% $states.input.n * 2 %}', is: 'n' }, End: true }) }) },
  });
  expect((await made.run({ n: 4 })).output).toEqual({ twice: 8, is: 'n' });
});

test('Task result is what lambda:invoke answers, so that the payload is $states.result.Payload (connect-lambda)', async () => {
  const m = machine({ A: task('double', { n: '{% $states.input.n %}' }, { End: true }) });
  const world = createWorld({ machines: { m }, functions: { double: ({ n }: { n: number }) => ({ n: n * 2 }) } });
  expect((await world.run({ n: 3 })).output).toEqual({ ExecutedVersion: '$LATEST', StatusCode: 200, Payload: { n: 6 } });
});

test('a function that returns nothing gives a null payload (Lambda answers null)', async () => {
  const m = machine({ A: task('quiet', {}, { Output: '{% $states.result.Payload %}', End: true }) });
  const world = createWorld({ machines: { m }, functions: { quiet: () => undefined } });
  expect(await world.run()).toEqual({ status: 'succeeded', output: null });
});

const choice = (more: object = {}) =>
  machine({
    Decide: {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $states.input.word = 'yes' %}", Next: 'Yes', Assign: { by: 'rule' }, Output: { from: 'rule' } },
        { Condition: "{% $states.input.word in ['no', 'yes'] %}", Next: 'No' },
      ],
      ...more,
    },
    Yes: pass({ Output: { yes: '{% $by %}', input: '{% $states.input %}' }, End: true }),
    No: pass({ Output: 'no', End: true }),
    Other: pass({ Output: { other: '{% $by %}', input: '{% $states.input %}' }, End: true }),
  });

test('Choice takes the first rule that is true, with its own Assign and Output (spec, Choice State)', async () => {
  expect((await createWorld({ machines: { m: choice() } }).run({ word: 'yes' })).output).toEqual({ yes: 'rule', input: { from: 'rule' } });
  expect((await createWorld({ machines: { m: choice() } }).run({ word: 'no' })).output).toBe('no');
});

test('Choice falls to Default with the Assign of the state (spec, Choice State)', async () => {
  const world = createWorld({ machines: { m: choice({ Default: 'Other', Assign: { by: 'default' } }) } });
  expect((await world.run({ word: 'hm' })).output).toEqual({ other: 'default', input: { word: 'hm' } });
});

test('Choice without a match and without Default is States.NoChoiceMatched (spec, Choice State)', async () => {
  expect(await createWorld({ machines: { m: choice() } }).run({ word: 'hm' })).toMatchObject({
    status: 'failed',
    error: 'States.NoChoiceMatched',
  });
});

test('a Condition that is no boolean is States.QueryEvaluationError (transforming-data)', async () => {
  const m = machine({ D: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.word %}', Next: 'A' }] }, A: pass() });
  expect(await createWorld({ machines: { m } }).run({ word: 'yes' })).toMatchObject({ error: 'States.QueryEvaluationError' });
});

test('Wait of Seconds ends at that second and not before (spec, Wait State)', async () => {
  const m = machine({ W: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'A' }, A: pass() });
  const world = createWorld({ machines: { m } });
  await world.run({ s: 90 });
  expect(await world.advance(89)).toBe(0);
  expect(world.outcome().status).toBe('running');
  expect(await world.advance(1)).toBe(1);
  expect(world.outcome()).toEqual({ status: 'succeeded', output: { s: 90 } });
});

test('Wait until a Timestamp; one that is past does not wait (spec, Wait State)', async () => {
  const m = machine({ W: { Type: 'Wait', Timestamp: '{% $states.input.at %}', End: true } });
  const world = createWorld({ machines: { m } });
  await world.run({ at: '2026-03-02T10:00:00+00:30' });
  expect(world.interpreter.nextDue()).toBe(startOfTime + 30 * 60_000);
  const past = createWorld({ machines: { m } });
  expect((await past.run({ at: '2020-01-01T00:00:00Z' })).status).toBe('succeeded');
  const wrong = createWorld({ machines: { m } });
  expect((await wrong.run({ at: '2026-03-02 10:00' })).error).toBe('States.QueryEvaluationError');
});

test('Succeed ends with its Output wherever it stands (spec, Succeed State)', async () => {
  const m = machine({ A: pass({ Next: 'S' }), S: { Type: 'Succeed', Output: { n: '{% $states.input.n %}' } }, Z: pass() });
  expect(await createWorld({ machines: { m } }).run({ n: 1, more: 2 })).toEqual({ status: 'succeeded', output: { n: 1 } });
});

test('Fail ends with Error and Cause, both open to JSONata (spec, Fail State)', async () => {
  const m = machine({ F: { Type: 'Fail', Error: 'Lost', Cause: "{% 'claim ' & $states.input.id %}" } });
  expect(await createWorld({ machines: { m } }).run({ id: 'x' })).toEqual({
    status: 'failed',
    error: 'Lost',
    cause: 'claim x',
    output: undefined,
  });
});

test('Parallel gives each branch a copy of its Arguments and returns results in the order of branches (spec, Parallel State)', async () => {
  const slow = block({ W: { Type: 'Wait', Seconds: 5, Next: 'A' }, A: pass({ Output: 'slow', End: true }) });
  const quick = block({ B: pass({ Output: '{% $states.input.n + 1 %}', End: true }) });
  const m = machine({ P: { Type: 'Parallel', Arguments: { n: '{% $states.input.n * 10 %}' }, Branches: [slow, quick], End: true } });
  expect((await createWorld({ machines: { m } }).run({ n: 1 }, 5)).output).toEqual(['slow', 11]);
  const bare = machine({ P: { Type: 'Parallel', Branches: [quick], Output: '{% $states.result[0] %}', End: true } });
  expect((await createWorld({ machines: { m: bare } }).run({ n: 1 })).output).toBe(2);
});

const mapOf = (more: object, states: Record<string, object> = { A: pass() }) =>
  machine({ M: { Type: 'Map', Items: '{% $states.input.items %}', ItemProcessor: processor(states), ...more, End: true } });

test('Map runs its processor for every item, results in the order of items (state-map-inline)', async () => {
  const world = createWorld({ machines: { m: mapOf({}, { A: pass({ Output: '{% $states.input * 2 %}', End: true }) }) } });
  expect((await world.run({ items: [1, 2, 3] })).output).toEqual([2, 4, 6]);
});

test('Map of no items is an empty result (spec, Map State)', async () => {
  expect(await createWorld({ machines: { m: mapOf({}) } }).run({ items: [] })).toEqual({ status: 'succeeded', output: [] });
});

test('ItemSelector sees Map.Item and the input of the Map; the iteration sees Map.Item too (concepts-input-output context object)', async () => {
  const selector = {
    i: '{% $states.context.Map.Item.Index %}',
    v: '{% $states.context.Map.Item.Value.k %}',
    all: '{% $count($states.input.items) %}',
  };
  const states = { A: pass({ Output: { got: '{% $states.input %}', again: '{% $states.context.Map.Item.Index %}' }, End: true }) };
  const world = createWorld({ machines: { m: mapOf({ ItemSelector: selector }, states) } });
  expect((await world.run({ items: [{ k: 'a' }, { k: 'b' }] })).output).toEqual([
    { got: { i: 0, v: 'a', all: 2 }, again: 0 },
    { got: { i: 1, v: 'b', all: 2 }, again: 1 },
  ]);
});

test('Items that are no array are States.QueryEvaluationError', async () => {
  expect(await createWorld({ machines: { m: mapOf({}) } }).run({ items: 'abc' })).toMatchObject({ error: 'States.QueryEvaluationError' });
});

test('MaxConcurrency holds back later iterations; without it at most 40 run (state-map-inline)', async () => {
  const states = { W: { Type: 'Wait', Seconds: 10, End: true } };
  const held = createWorld({ machines: { m: mapOf({ MaxConcurrency: 2 }, states) } });
  await held.run({ items: [1, 2, 3, 4, 5] }, 20);
  expect(held.outcome().status).toBe('running');
  await held.advance(10);
  expect(held.outcome()).toEqual({ status: 'succeeded', output: [1, 2, 3, 4, 5] });
  const free = createWorld({ machines: { m: mapOf({}, states) } });
  const items = Array.from({ length: 41 }, (_, index) => index);
  expect((await free.run({ items }, 10)).status).toBe('running');
  await free.advance(10);
  expect(free.outcome()).toEqual({ status: 'succeeded', output: items });
});

test('a Parallel inside a Map inside a Parallel keeps its places (spec, Map State)', async () => {
  const inner = {
    P: { Type: 'Parallel', Branches: [block({ A: pass() }), block({ B: pass({ Output: '{% -$states.input %}', End: true }) })], End: true },
  };
  const outer = machine({
    Top: {
      Type: 'Parallel',
      Branches: [
        block({ M: { Type: 'Map', Items: '{% $states.input.items %}', ItemProcessor: processor(inner), End: true } }),
        block({ Z: pass() }),
      ],
      Output: '{% $states.result[0] %}',
      End: true,
    },
  });
  expect((await createWorld({ machines: { m: outer } }).run({ items: [1, 2] })).output).toEqual([
    [1, -1],
    [2, -2],
  ]);
});

test('the context object names execution, machine and state (input-output-contextobject)', async () => {
  const Output = '{% $states.context %}';
  const world = createWorld({ machines: { m: machine({ A: pass({ Output, End: true }) }) } });
  expect((await world.run({ n: 1 })).output).toEqual({
    Execution: {
      Id: 'arn:aws:states:local:000000000000:execution:m:one',
      Name: 'one',
      Input: { n: 1 },
      StartTime: '2026-03-02T09:00:00.000Z',
    },
    StateMachine: { Id: 'arn:aws:states:local:000000000000:stateMachine:m', Name: 'm' },
    State: { Name: 'A', EnteredTime: '2026-03-02T09:00:00.000Z', RetryCount: 0 },
  });
});
