import { expect, test } from 'vitest';
import { loadMachine } from '#infra/local/workflows/load-machine.ts';
import { block, createWorld, machine, named, pass, task } from './world.ts';

/** A distributed Map, as in "Using Map state in Distributed mode for large-scale parallel workloads". */
const mapOf = (more: object, states: Record<string, object>, after: Record<string, object> = {}, begin: Record<string, object> = {}) =>
  machine({
    ...begin,
    M: {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...block(states) },
      ...(Object.keys(after).length > 0 ? {} : { End: true }),
      ...more,
    },
    ...after,
  });
const whole = { A: pass({ Output: '{% $states.input %}', End: true }) };

test('each item is the input of a child, results in the order of items', async () => {
  const world = createWorld({ machines: { m: mapOf({}, { A: pass({ Output: '{% $states.input * 2 %}', End: true }) }) } });
  expect(await world.run({ items: [1, 2, 3] })).toEqual({ status: 'succeeded', output: [2, 4, 6] });
});

test('ItemBatcher hands so many items to a child, the last one the rest, beside BatchInput (ItemBatcher (Map))', async () => {
  const batcher = { MaxItemsPerBatch: 2, BatchInput: { day: '{% $states.input.day %}' } };
  const world = createWorld({ machines: { m: mapOf({ ItemBatcher: batcher }, whole) } });
  expect((await world.run({ items: [1, 2, 3], day: 'Monday' })).output).toEqual([
    { BatchInput: { day: 'Monday' }, Items: [1, 2] },
    { BatchInput: { day: 'Monday' }, Items: [3] },
  ]);
  const bare = createWorld({ machines: { m: mapOf({ ItemBatcher: { MaxItemsPerBatch: '{% $states.input.n %}' } }, whole) } });
  expect((await bare.run({ items: [1, 2], n: 2 })).output).toEqual([{ Items: [1, 2] }]);
});

test('ItemSelector works on each item before they are put together (ItemSelector (Map))', async () => {
  const more = { ItemSelector: { v: '{% $states.context.Map.Item.Value %}', i: '{% $states.context.Map.Item.Index %}' } };
  const world = createWorld({ machines: { m: mapOf({ ...more, ItemBatcher: { MaxItemsPerBatch: 5 } }, whole) } });
  expect((await world.run({ items: ['a', 'b'] })).output).toEqual([
    {
      Items: [
        { v: 'a', i: 0 },
        { v: 'b', i: 1 },
      ],
    },
  ]);
});

test('no items: no child, an empty result', async () => {
  const world = createWorld({ machines: { m: mapOf({ ItemBatcher: { MaxItemsPerBatch: 5 } }, whole) } });
  expect(await world.run({ items: [] })).toEqual({ status: 'succeeded', output: [] });
});

test('a child is an execution of its own: own input, name and id in the context, no Map.Item', async () => {
  const states = { A: pass({ Output: '{% $states.context %}', End: true }) };
  const world = createWorld({ machines: { m: mapOf({ Label: 'Parts', ItemBatcher: { MaxItemsPerBatch: 1 } }, states) } });
  const { output } = await world.run({ items: ['x'], more: 1 });
  const [context] = output as [{ Execution: { Id: string; Name: string; Input: unknown }; Map?: unknown }];
  expect(context.Execution.Input).toEqual({ Items: ['x'] });
  expect(context.Execution.Name).toMatch(/^[0-9a-f]{32}$/);
  expect(context.Execution.Id).toBe(`arn:aws:states:local:000000000000:execution:m/Parts:${context.Execution.Name}`);
  expect(context).not.toHaveProperty('Map');
});

test('variables of the parent are not seen in a child, and may be named again there (Passing data between states with variables)', async () => {
  const begin = { Set: pass({ Assign: { n: 1 }, Next: 'M' }) };
  const seen = { A: pass({ Output: '{% $exists($n) %}', End: true }) };
  const world = createWorld({ machines: { m: mapOf({}, seen, {}, begin) } });
  expect((await world.run({ items: [1] })).output).toEqual([false]);
  const again = { A: pass({ Assign: { n: 2 }, Next: 'B' }), B: pass({ Output: '{% $n %}', End: true }) };
  const named = createWorld({ machines: { m: mapOf({}, again, {}, begin) } });
  expect((await named.run({ items: [1] })).output).toEqual([2]);
});

test('MaxConcurrency holds back later children; without it all run at once', async () => {
  const states = { W: { Type: 'Wait', Seconds: 10, End: true } };
  const items = Array.from({ length: 60 }, (_, n) => n);
  const held = createWorld({ machines: { m: mapOf({ MaxConcurrency: 20 }, states) } });
  expect((await held.run({ items }, 20)).status).toBe('running');
  await held.advance(10);
  expect(held.outcome().status).toBe('succeeded');
  const free = createWorld({ machines: { m: mapOf({}, states) } });
  expect((await free.run({ items }, 10)).status).toBe('succeeded');
});

test('a child that fails fails the Map as States.ExceedToleratedFailureThreshold, which its Catch may take', async () => {
  const functions = {
    f: ({ n }: { n: number }) => {
      if (n === 2) throw named('Broken');
      return n;
    },
  };
  const states = { F: task('f', { n: '{% $states.input %}' }) };
  const world = createWorld({ machines: { m: mapOf({}, states) }, functions });
  expect(await world.run({ items: [1, 2, 3] })).toMatchObject({ status: 'failed', error: 'States.ExceedToleratedFailureThreshold' });
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $states.errorOutput.Error %}' }];
  const caught = createWorld({ machines: { m: mapOf({ Catch, Next: 'Caught' }, states, { Caught: pass() }) }, functions });
  expect((await caught.run({ items: [1, 2, 3] })).output).toBe('States.ExceedToleratedFailureThreshold');
});

test('the history of children does not use up that of the parent (25,000 events)', async () => {
  let left = 4000;
  const functions = { f: () => ({ outcome: --left > 0 ? 'more' : 'done' }) };
  const states = {
    F: task('f', {}, { Output: '{% $states.result.Payload %}', Next: 'C' }),
    C: { Type: 'Choice', Choices: [{ Condition: "{% $states.input.outcome = 'more' %}", Next: 'F' }], Default: 'D' },
    D: { Type: 'Succeed' },
  };
  const world = createWorld({ machines: { m: mapOf({}, states) }, functions });
  expect((await world.run({ items: [1] })).status).toBe('succeeded');
  const execution = world.interpreter.describe('m', 'one');
  expect(execution?.historyEvents).toBeGreaterThan(25_000);
  expect((execution?.historyEvents ?? 0) - (execution?.childEvents ?? 0)).toBeLessThan(10);
});

test.each([
  ['ItemBatcher', { ItemBatcher: { MaxItemsPerBatch: 2 } }],
  ['Label', { Label: 'Parts' }],
])('%s without a distributed Map is refused by name', (field, more) => {
  const inline = machine({ M: { Type: 'Map', ItemProcessor: block(whole), ...more, End: true } });
  expect(() => loadMachine('m', inline)).toThrow(`field ${field} is of a distributed Map only`);
});
test.each([
  ['express children', { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } }, 'ExecutionType'],
  ['no kind of children', { ProcessorConfig: { Mode: 'DISTRIBUTED' } }, 'ExecutionType'],
])('%s are refused by name', (_, config, field) => {
  expect(() => loadMachine('m', machine({ M: { Type: 'Map', ItemProcessor: { ...block(whole), ...config }, End: true } }))).toThrow(field);
});
