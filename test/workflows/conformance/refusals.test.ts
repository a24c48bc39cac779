import { expect, test } from 'vitest';
import { loadMachine } from '#infra/local/workflows/load-machine.ts';
import { block, machine, pass, processor, task } from './world.ts';

// What is not supported is refused when the machine is loaded, with machine, state and field: never silently ignored.

const one = (state: object) => machine({ A: state, B: pass() });
const withTask = (more: object) => one(task('f', {}, { End: true, ...more }));
const branches = (inner: Record<string, object>) => ({ Type: 'Parallel', Branches: [block(inner)], End: true });

const cases: [string, object, string][] = [
  ['JSONPath machine', { StartAt: 'A', States: { A: pass() } }, 'machine m: field QueryLanguage is missing'],
  [
    'JSONPath state',
    one(pass({ QueryLanguage: 'JSONPath', End: true })),
    'machine m, state A: field QueryLanguage does not support "JSONPath"',
  ],
  ['InputPath', one(pass({ InputPath: '$.x', End: true })), 'machine m, state A: field InputPath is not supported'],
  ['OutputPath', one(pass({ OutputPath: '$.x', End: true })), 'state A: field OutputPath is not supported'],
  ['ResultPath', withTask({ ResultPath: '$.x' }), 'state A: field ResultPath is not supported'],
  ['ResultSelector', withTask({ ResultSelector: {} }), 'state A: field ResultSelector is not supported'],
  ['Parameters', withTask({ Parameters: {} }), 'state A: field Parameters is not supported'],
  ['Result of a Pass', one(pass({ Result: 1, End: true })), 'state A: field Result is not supported'],
  ['Credentials', withTask({ Credentials: {} }), 'state A: field Credentials is not supported'],
  ['TimeoutSecondsPath', withTask({ TimeoutSecondsPath: '$.t' }), 'state A: field TimeoutSecondsPath is not supported'],
  ['unknown field', withTask({ Timeout: 1 }), 'state A: field Timeout is not supported'],
  ['unknown field at the top', machine({ A: pass() }, { Name: 'x' }), 'machine m: field Name is not supported'],
  [
    'another resource',
    one({ ...task('f', {}), Resource: 'arn:aws:states:::sqs:sendMessage' }),
    'field Resource does not support "arn:aws:states:::sqs:sendMessage"',
  ],
  [
    '.sync',
    one({ ...task('f', {}), Resource: 'arn:aws:states:::states:startExecution.sync:2' }),
    'field Resource does not support "arn:aws:states:::states:startExecution.sync:2"',
  ],
  [
    'a bare function ARN',
    one({ ...task('f', {}), Resource: 'arn:aws:lambda:eu-central-1:1:function:f' }),
    'field Resource does not support',
  ],
  [
    'InvocationType',
    one({ ...task('f', {}), Arguments: { FunctionName: 'f', InvocationType: 'Event' } }),
    'field Arguments.InvocationType is not supported',
  ],
  ['JSONPath key in a payload', one(task('f', { 'x.$': '$.x' })), 'state A: field Arguments/Payload/x.$ is JSONPath'],
  ['unknown state type', one({ Type: 'Activity', End: true }), 'state A: field Type does not support "Activity"'],
  [
    'Variable in a Choice',
    one({ Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'B' }] }),
    'state A: field Choices.0.Variable is not supported',
  ],
  ['SecondsPath', one({ Type: 'Wait', SecondsPath: '$.s', End: true }), 'state A: field SecondsPath is not supported'],
  [
    'ItemReader',
    one({ Type: 'Map', ItemProcessor: processor({ X: pass() }), ItemReader: {}, End: true }),
    'state A: field ItemReader is not supported',
  ],
  [
    'ToleratedFailurePercentage',
    one({ Type: 'Map', ItemProcessor: processor({ X: pass() }), ToleratedFailurePercentage: 5, End: true }),
    'field ToleratedFailurePercentage is not supported',
  ],
  ['Iterator', one({ Type: 'Map', Iterator: block({ X: pass() }), End: true }), 'state A: field Iterator is not supported'],
  [
    'inside a branch',
    one(branches({ Inner: pass({ InputPath: '$', End: true }) })),
    'machine m, state Inner: field InputPath is not supported',
  ],
  ['ErrorPath', one({ Type: 'Fail', ErrorPath: '$.e' }), 'state A: field ErrorPath is not supported'],
  [
    'ResultPath of a catcher',
    withTask({ Catch: [{ ErrorEquals: ['X'], Next: 'B', ResultPath: '$.e' }] }),
    'field Catch.0.ResultPath is not supported',
  ],
  ['a broken expression', one(pass({ Output: '{% $states. %}', End: true })), 'state A: field Output is no JSONata'],
  ['?? of a later JSONata', one(pass({ Output: '{% $states.input.a ?? 1 %}', End: true })), 'state A: field Output is no JSONata'],
  ['$eval', one(pass({ Output: { x: "{% $eval('1') %}" }, End: true })), 'state A: field Output/x uses $eval'],
  ['an open expression', one(pass({ Output: '{% 1 ', End: true })), 'state A: field Output opens or closes {% … %} wrongly'],
  ['dangling Next', machine({ A: pass({ Next: 'Nowhere' }) }), 'state A: field Next leads to Nowhere'],
  ['Next out of a branch', one(branches({ X: pass({ Next: 'B' }) })), 'state X: field Next leads to B'],
  ['dangling StartAt', machine({ A: pass() }, { StartAt: 'Z' }), 'field StartAt leads to Z'],
  ['neither Next nor End', machine({ A: pass({}) }), 'state A: field Next or End: exactly one is needed'],
  ['Seconds and Timestamp', one({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true }), 'field Seconds or Timestamp'],
  [
    'States.ALL among others',
    withTask({ Catch: [{ ErrorEquals: ['X', 'States.ALL'], Next: 'B' }] }),
    'field ErrorEquals: States.ALL stands alone and last',
  ],
  [
    'States.ALL not last',
    withTask({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] }),
    'field ErrorEquals: States.ALL stands alone and last',
  ],
  [
    'heartbeat not below timeout',
    withTask({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
    'field HeartbeatSeconds must be less than TimeoutSeconds',
  ],
  ['one name twice', one(branches({ A: pass() })), 'state A: field Name is used twice'],
  [
    'a variable hides an outer one',
    machine({ A: pass({ Assign: { x: 1 }, Next: 'P' }), P: branches({ X: pass({ Assign: { x: 2 }, End: true }) }) }),
    'state X: field Assign.x hides a variable',
  ],
  ['a reserved variable', one(pass({ Assign: { states: 1 }, End: true })), "state A: field Assign.states is not a variable's name"],
];

test.each(cases)('%s', (_, definition, message) => {
  expect(() => loadMachine('m', definition)).toThrow(message);
});

test('what is refused is all told at once, as InvalidDefinition', () => {
  const wrong = machine({ A: pass({ Next: 'Nowhere' }), B: pass({}) });
  expect(() => loadMachine('m', wrong)).toThrow(
    expect.objectContaining({ name: 'InvalidDefinition', message: expect.stringMatching(/Nowhere[\s\S]*state B/) }),
  );
});
