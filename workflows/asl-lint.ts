import { isDeepStrictEqual } from 'node:util';
import validate from 'asl-validator';
import { type Machine, machineSchema, ownFieldsOf, type State, statesOf, type TaskState } from '#infra/local/workflows/definition.ts';
import { compile, nodesOf, sourceOf, stringsOf } from '#infra/local/workflows/expressions.ts';
import { definitionProblems } from '#infra/local/workflows/load-machine.ts';

/**
 * The one Retry of this house. A Refusal is an answer and not a fault: the same again would be refused again. Everything else but a
 * timeout, Lambda's own faults included ("Best practices for Step Functions", transient Lambda service exceptions), is tried again four
 * times, after up to 2, 4, 8 and 16 seconds, at random so that many executions do not come back at once.
 */
export const houseRetry = [
  { ErrorEquals: ['Refusal'], MaxAttempts: 0 },
  {
    ErrorEquals: ['States.TaskFailed'],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 4,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
] as const;

const longestExecution = 300 * 86_400; // seconds; AWS ends a standard execution after a year, and ours is started again from the record before

/** What in a machine breaks the rules of this house, one sentence each; empty when all is well. `payloadKeys`: what a Payload may carry. */
export function lintMachine(name: string, definition: object, payloadKeys: readonly string[]): string[] {
  const unsupported = definitionProblems(name, definition);
  if (unsupported.length > 0) return unsupported;
  const { isValid, errorsText } = validate(structuredClone(definition)); // it writes into what it is given
  if (!isValid) return [`machine ${name}: ${errorsText()}`];
  const machine = machineSchema.parse(definition);
  return [
    ...[...topProblems(machine)].map((text) => `machine ${name}: ${text}`),
    ...[...statesOf(machine)].flatMap(([state, inner]) =>
      [...stateProblems(state, inner, payloadKeys)].map((text) => `machine ${name}, state ${state}: ${text}`),
    ),
  ];
}

function* topProblems(machine: Machine): Generator<string> {
  // CDK ignores StateMachine.timeout for a definition from a file (aws-cdk #37150), so the limit stands in the definition.
  if (machine.TimeoutSeconds === undefined) yield 'has no TimeoutSeconds';
  else if (machine.TimeoutSeconds > longestExecution) yield `TimeoutSeconds is more than 300 days (${longestExecution})`;
}

function* stateProblems(name: string, state: State, payloadKeys: readonly string[]): Generator<string> {
  if (!/^[A-Z][A-Za-z]+$/.test(name)) yield 'the name is not a phrase like SendReceipt';
  if (state.Type === 'Task') yield* taskProblems(state, payloadKeys);
  if (state.Type === 'Choice')
    for (const { Condition } of state.Choices)
      if (!comparesWords(Condition)) yield `the condition ${String(Condition)} compares something else than words`;
  for (const [path, text] of stringsOf(ownFieldsOf(state))) yield* expressionProblems(path, text);
}

function* taskProblems(task: TaskState, payloadKeys: readonly string[]): Generator<string> {
  if (task.TimeoutSeconds === undefined) yield 'has no TimeoutSeconds';
  if (!isDeepStrictEqual(task.Retry, houseRetry)) yield 'Retry is not the one of this house';
  const caught = (task.Catch ?? []).flatMap(({ ErrorEquals }) => ErrorEquals);
  if (!caught.includes('States.ALL')) yield 'no Catch of States.ALL';
  if (task.Resource.endsWith('.waitForTaskToken') && !caught.includes('States.Timeout'))
    yield 'waits for a token without a Catch of States.Timeout';
  const payload = task.Arguments.Payload;
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) yield 'the Payload is not an object of named fields';
  else
    for (const key of Object.keys(payload))
      if (!payloadKeys.includes(key)) yield `the Payload carries ${key}, which is no id or domain word`;
}

// JSONata 2.0.6, the one that AWS runs, has no time limit: a regular expression or a date picture can be made to run for ever (CVE-2026-52746).
const forbidden = ['match', 'replace', 'toMillis', 'eval'];

function* expressionProblems(path: string, text: string): Generator<string> {
  const source = sourceOf(text);
  if (source === undefined) return;
  for (const node of nodesOf(compile(source).ast())) {
    if (node.type === 'regex') yield `field ${path} has a regular expression`;
    if (node.type === 'variable' && forbidden.includes(String(node.value))) yield `field ${path} uses $${String(node.value)}`;
  }
}

type Node = { type?: string; value?: unknown; [field: string]: unknown };

/** A condition asks only whether a value is one of the words that the domain produced; whether it is there at all may be asked too. */
function comparesWords(condition: string | boolean): boolean {
  const source = typeof condition === 'string' ? sourceOf(condition) : undefined;
  return source !== undefined && isQuestion(compile(source).ast() as Node);
}

function isQuestion(node: Node): boolean {
  const inner = (field: string) => node[field] as Node;
  if (node.type === 'block') return (node.expressions as Node[]).every(isQuestion);
  if (node.type === 'function') {
    const given = node.arguments as Node[];
    const called = inner('procedure').value;
    return given.length === 1 && ((called === 'not' && given.every(isQuestion)) || (called === 'exists' && given.every(isPlace)));
  }
  if (node.type !== 'binary') return false;
  if (node.value === 'and' || node.value === 'or') return isQuestion(inner('lhs')) && isQuestion(inner('rhs'));
  if (node.value === 'in') return isPlace(inner('lhs')) && isWords(inner('rhs'));
  if (node.value !== '=' && node.value !== '!=') return false;
  return (isPlace(inner('lhs')) && isWord(inner('rhs'))) || (isWord(inner('lhs')) && isPlace(inner('rhs')));
}

/** $states.input.outcome or $outcome: a plain path without filters. */
const isPlace = (node: Node): boolean =>
  node.type === 'variable' ||
  (node.type === 'path' &&
    (node.steps as Node[]).every((step) => ['variable', 'name'].includes(step.type ?? '') && !step.stages && !step.predicate));
const isWord = (node: Node): boolean => node.type === 'string' && /^[A-Za-z][A-Za-z-]*$/.test(String(node.value));
const isWords = (node: Node): boolean => node.type === 'unary' && node.value === '[' && (node.expressions as Node[]).every(isWord);
