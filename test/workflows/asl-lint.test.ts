import { expect, test } from 'vitest';
import { houseRetry, lintMachine } from '#workflows/asl-lint.ts';
import { machine, pass } from './conformance/world.ts';

const keys = ['step', 'reference', 'token'];

const send = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: `\${Steps}`, Payload: { step: 'send', reference: '{% $states.input.reference %}' } },
  TimeoutSeconds: 60,
  Retry: houseRetry,
  Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Stuck' }],
  Next: 'Stuck',
  ...more,
});
const ask = (more: object = {}) => send({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', ...more });
const good = (states: Record<string, object> = {}, more: object = {}) =>
  machine({ SendReceipt: send(), ...states, Stuck: { Type: 'Fail', Error: 'Stuck' } }, { TimeoutSeconds: 25_920_000, ...more });
const chosen = (Condition: unknown) =>
  good({ SendReceipt: send({ Next: 'Decide' }), Decide: { Type: 'Choice', Choices: [{ Condition, Next: 'Stuck' }], Default: 'Stuck' } });
const told = (payload: unknown) => good({ SendReceipt: send({ Arguments: { FunctionName: 'f', Payload: payload } }) });
const said = (expression: string) => good({ SendReceipt: send({ Output: { x: `{% ${expression} %}` } }) });

test('a machine after the rules of the house passes', () => {
  expect(lintMachine('m', good(), keys)).toEqual([]);
});

const inConditions = [
  "$states.input.outcome = 'approved'",
  "$states.input.outcome != 'sent' and $outcome = 'next'",
  "$states.input.outcome in ['sent', 'un-known']",
  "$exists($states.input.outcome) or ($outcome = 'x')",
  "$not($outcome = 'closed')",
];
test.each(inConditions)('a condition may ask %s', (condition) => {
  expect(lintMachine('m', chosen(`{% ${condition} %}`), keys)).toEqual([]);
});

const outOfConditions = [
  '$states.input.amount > 500',
  "$states.input.day < '2026-01-01'",
  "$states.input.day = '2026-01-01'",
  '$states.input.count = 3',
  '$states.input.ready',
  '$states.input.ready = true',
  '$states.input.a = $states.input.b',
  "$states.input.items[amount > 5].kind = 'x'",
  "$now() = 'x'",
  "$states.input.outcome in ['5']",
];
test.each(outOfConditions)('a condition may not ask %s: that is for the domain', (condition) => {
  expect(lintMachine('m', chosen(`{% ${condition} %}`), keys)).toEqual([expect.stringContaining('compares something else than words')]);
});

const wrong: [string, object, string][] = [
  [
    'a state that nothing leads to (asl-validator)',
    good({ Lost: pass({ Next: 'Stuck' }) }),
    'machine m: MISSING_TRANSITION_TARGET: State Lost is not reachable',
  ],
  [
    'what the interpreter does not run',
    good({ SendReceipt: send({ InputPath: '$' }) }),
    'state SendReceipt: field InputPath is not supported',
  ],
  [
    'a name that is no phrase',
    good({ SendReceipt: send({ Next: 'send receipt' }), 'send receipt': pass({ Next: 'Stuck' }) }),
    'state send receipt: the name is not a phrase',
  ],
  ['a task without a limit', good({ SendReceipt: send({ TimeoutSeconds: undefined }) }), 'state SendReceipt: has no TimeoutSeconds'],
  ['another Retry', good({ SendReceipt: send({ Retry: houseRetry.slice(1) }) }), 'state SendReceipt: Retry is not the one of this house'],
  ['no Retry', good({ SendReceipt: send({ Retry: undefined }) }), 'Retry is not the one of this house'],
  [
    'no Catch of everything',
    good({ SendReceipt: send({ Catch: [{ ErrorEquals: ['Refusal'], Next: 'Stuck' }] }) }),
    'no Catch of States.ALL',
  ],
  [
    'a wait without an end',
    good({ SendReceipt: send({ Next: 'Ask' }), Ask: ask() }),
    'state Ask: waits for a token without a Catch of States.Timeout',
  ],
  ['content in a payload', told({ step: 'x', text: '{% $states.input.text %}' }), 'the Payload carries text'],
  ['a whole input as payload', told('{% $states.input %}'), 'the Payload is not an object of named fields'],
  ['$match', said("$match('a', /a/)"), 'field Output/x uses $match'],
  ['$replace', said("$replace('a', 'a', 'b')"), 'field Output/x uses $replace'],
  ['$toMillis', said("$toMillis('2026-01-01')"), 'field Output/x uses $toMillis'],
  ['$eval', said("$eval('1')"), 'uses $eval'],
  ['$split with a pattern', said("$split('a b', /\\s/)"), 'field Output/x has a regular expression'],
  [
    '$contains with a pattern, deep inside',
    said("{'a': [$map([1], function($v) { $contains('a', /a/) })]}"),
    'field Output/x has a regular expression',
  ],
  ['no limit for the whole', good({}, { TimeoutSeconds: undefined }), 'machine m: has no TimeoutSeconds'],
  ['a limit above 300 days', good({}, { TimeoutSeconds: 25_920_001 }), 'machine m: TimeoutSeconds is more than 300 days'],
];
test.each(wrong)('%s is found', (_, definition, text) => {
  const plain = JSON.parse(JSON.stringify(definition)) as object;
  expect(lintMachine('m', plain, keys).join('\n')).toContain(text);
});

test('a wait for a token that handles its timeout passes', () => {
  const Catch = [
    { ErrorEquals: ['States.Timeout'], Next: 'Stuck' },
    { ErrorEquals: ['States.ALL'], Next: 'Stuck' },
  ];
  expect(lintMachine('m', good({ SendReceipt: send({ Next: 'Ask' }), Ask: ask({ Catch }) }), keys)).toEqual([]);
});

test('states inside branches are looked at too', () => {
  const inside = { Type: 'Parallel', Branches: [{ StartAt: 'x', States: { x: pass() } }], Next: 'Stuck' };
  expect(lintMachine('m', good({ SendReceipt: send({ Next: 'Both' }), Both: inside }), keys).join()).toContain(
    'state x: the name is not a phrase',
  );
});

test('the definition is left as it is', () => {
  const definition = good();
  const before = structuredClone(definition);
  lintMachine('m', definition, keys);
  expect(definition).toEqual(before);
});
