import { expect, test } from 'vitest';
import { createEvaluator } from '#infra/local/workflows/expressions.ts';
import { block, createWorld, machine, pass, processor, startOfTime, task, waitingTask } from './world.ts';

// Pages: "Passing data between states with variables" (workflow-variables) and "Transforming data with JSONata" (transforming-data).

/** Output of a machine of Pass states and the like; throws when it does not succeed. */
async function outputOf(states: Record<string, object>, input: Record<string, unknown> = {}) {
  const outcome = await createWorld({ machines: { m: machine(states) } }).run(input);
  if (outcome.status !== 'succeeded') throw new Error(`${outcome.error}: ${outcome.cause}`);
  return outcome.output;
}
const evaluate = (expression: string, input: Record<string, unknown> = {}) =>
  outputOf({ A: pass({ Output: { is: `{% ${expression} %}` }, End: true }) }, input).then((output) => (output as { is: unknown }).is);

test('variables live on from state to state; the input does not', async () => {
  const states = {
    A: pass({ Assign: { x: 1, y: '{% $states.input.n %}' }, Output: 'gone', Next: 'B' }),
    B: pass({ Output: ['{% $x %}', '{% $y %}', '{% $states.input %}'], End: true }),
  };
  expect(await outputOf(states, { n: 5 })).toEqual([1, 5, 'gone']);
});

test('all of Assign, and Output beside it, see the variables as they were (workflow-variables, evaluation order)', async () => {
  const states = {
    A: pass({ Assign: { x: 1, y: 2 }, Next: 'B' }),
    B: pass({ Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% $x %}', Next: 'C' }),
    C: pass({ Output: ['{% $states.input %}', '{% $x %}', '{% $y %}'], End: true }),
  };
  expect(await outputOf(states)).toEqual([1, 2, 1]);
});

test('Assign and Output work on the same result', async () => {
  const m = machine({
    T: task('f', {}, { Assign: { kept: '{% $states.result.Payload.a %}' }, Output: '{% $states.result.Payload.b %}', Next: 'B' }),
    B: pass({ Output: ['{% $kept %}', '{% $states.input %}'], End: true }),
  });
  expect((await createWorld({ machines: { m }, functions: { f: () => ({ a: 1, b: 2 }) } }).run()).output).toEqual([1, 2]);
});

test('a branch reads outer variables and keeps its own to itself (workflow-variables, scope)', async () => {
  const own = (name: string, value: number) =>
    block({
      [`Set${name}`]: pass({ Assign: { own: value }, Next: `Get${name}` }),
      [`Get${name}`]: pass({ Output: '{% $own + $outer %}', End: true }),
    });
  const fork = { Type: 'Parallel', Branches: [own('A', 1), own('B', 2)], Next: 'C' };
  const before = pass({ Assign: { outer: 10 }, Next: 'P' });
  expect(await outputOf({ Z: before, P: fork, C: pass() })).toEqual([11, 12]);
  await expect(outputOf({ Z: before, P: fork, C: pass({ Output: '{% $own %}', End: true }) })).rejects.toThrow(
    'States.QueryEvaluationError',
  );
});

test('iterations of a Map do not share variables', async () => {
  const states = {
    D: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'Set' }], Default: 'Read' },
    Set: pass({ Assign: { mine: 'set' }, Next: 'Read' }),
    Read: pass({ Output: "{% $exists($mine) ? $mine : 'none' %}", End: true }),
  };
  expect(await outputOf({ M: { Type: 'Map', Items: [1, 2], ItemProcessor: processor(states), End: true } })).toEqual(['set', 'none']);
});

test.each(['$states.input.gone', '$nothing', '$states.result', '$states.errorOutput', '$states.context.Task.Token', '$', 'n'])(
  '%s is undefined in a Pass: States.QueryEvaluationError, because JSON has no undefined',
  async (expression) => {
    await expect(evaluate(expression, { n: 1 })).rejects.toThrow('States.QueryEvaluationError');
  },
);

test('the cause names expression and field', async () => {
  const m = machine({ A: pass({ Output: { list: [{ x: '{% $states.input.gone %}' }] }, End: true }) });
  const { cause } = await createWorld({ machines: { m } }).run();
  expect(cause).toBe("the JSONata expression '$states.input.gone' of the field 'Output/list/0/x' returned nothing (undefined)");
});

test.each(["'a' + 1", '$lookup', '[function($x) { $x }]', '$number("x")', '$error("stop")'])(
  '%s fails: States.QueryEvaluationError',
  async (expression) => {
    await expect(evaluate(expression)).rejects.toThrow('States.QueryEvaluationError');
  },
);

test('$eval is not there, not even for an expression that was never loaded', async () => {
  const direct = createEvaluator({ now: () => 0 }, (bytes) => new Uint8Array(bytes));
  const scope = { states: { input: {}, context: {} }, variables: {} };
  expect(await direct('{% $string(2) %}', 'Output', scope)).toBe('2');
  await expect(direct("{% $eval('1+1') %}", 'Output', scope)).rejects.toThrow("the JSONata expression '$eval('1+1')'");
});

test.each([
  ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
  ['$range(0, 10, 5)', [0, 5, 10]],
  ['$range(3, 1, -1)', [3, 2, 1]],
  ['$hash("abc", "SHA-256")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['$hash("abc", "MD5")', '900150983cd24fb0d6963f7d28e17f72'],
  ['$parse("{\\"a\\":[1]}")', { a: [1] }],
  ['$random(7) = $random(7) and $random(7) != $random(8)', true],
  ['$random() < 1 and $random() != $random()', true],
  ['$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).match != ""', true],
  ['$uuid() != $uuid()', true],
  ['$now()', '2026-03-02T09:00:00.000Z'],
  ['$now("[Y]/[M01]")', '2026/03'],
  ['$millis()', startOfTime],
])('AWS extras and the virtual clock: %s', async (expression, expected) => {
  expect(await evaluate(expression)).toEqual(expected);
});

test('a string without {% … %} is a literal, also when it looks like an expression', async () => {
  expect(await outputOf({ A: pass({ Output: { a: '$states.input', b: 'x {% y' }, End: true }) })).toEqual({
    a: '$states.input',
    b: 'x {% y',
  });
});

test('the task token is in the context only where it is needed, and RetryCount counts', async () => {
  const m = machine({ T: waitingTask('f', { Output: '{% $exists($states.context.Task) %}', End: true }) });
  const world = createWorld({
    machines: { m },
    functions: { f: ({ token }: { token: string }): unknown => world.interpreter.complete(token, {}) },
  });
  expect((await world.run()).output).toBe(false);
});
