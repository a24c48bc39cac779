import type { NewId } from '#usecases/ports.ts';
import type { Machine } from './definition.ts';
import type { Evaluate, Scope } from './expressions.ts';
import { type Failure, stateFailure } from './failure.ts';
import { childOf, type Execution, type Frame, itemOf, type Place, stateOf, variablesOf } from './frames.ts';

/** One change to one execution, in memory until it is written: what it works on, and the history events that it made. */
export type Run = {
  execution: Execution;
  machine: Machine;
  now: number;
  events: HistoryEvent[];
  evaluate: Evaluate;
  newId: NewId;
  /** In [0, 1), for JitterStrategy FULL. */
  jitter: () => number;
  /** A write holds at most one state entered in advance, so that a loop of failing states is many writes and not one endless one. */
  entered: boolean;
};
/** Types are those of AWS's HistoryEvent, so that counts compare. */
export type HistoryEvent = { type: string; state: string };

/** What happens inside a child execution is in the history of the child, which has a limit of its own. */
export function note(run: Run, type: string, place?: Place): void {
  run.execution.historyEvents++;
  if (place && childOf(place)) run.execution.childEvents = (run.execution.childEvents ?? 0) + 1;
  run.events.push({ type, state: place?.frame.state ?? '' });
}

/** Remembers the largest input, result or output of the execution, in bytes. */
export function noteSize(run: Run, bytes: number): void {
  run.execution.largestState = Math.max(run.execution.largestState, bytes);
}

export function end(run: Run, status: Execution['status'], outcome: Failure & { output?: unknown }): void {
  const events = {
    succeeded: 'ExecutionSucceeded',
    failed: 'ExecutionFailed',
    'timed-out': 'ExecutionTimedOut',
    stopped: 'ExecutionAborted',
  };
  if (status !== 'running') note(run, events[status]);
  Object.assign(run.execution, { status, root: undefined, ...outcome });
}

const iso = (instant: number): string => new Date(instant).toISOString();
const arnOf = (kind: string, name: string): string => `arn:aws:states:local:000000000000:${kind}:${name}`;

/** What an expression of this frame sees. Context as in "Accessing execution data from the Context object in Step Functions". */
export function scopeOf(run: Run, place: Place, extra: { result?: unknown; errorOutput?: unknown } = {}, more: ContextExtra = {}): Scope {
  const { execution } = run;
  const { frame } = place;
  const item = more.item ?? itemOf(place);
  const context = {
    Execution: executionOf(run, place),
    StateMachine: { Id: arnOf('stateMachine', execution.machine), Name: execution.machine },
    State: { Name: frame.state, EnteredTime: iso(frame.enteredAt), RetryCount: frame.retries.reduce((sum, each) => sum + each, 0) },
    ...(item ? { Map: { Item: item } } : {}),
    ...(more.token === undefined ? {} : { Task: { Token: more.token } }),
  };
  return { states: { input: frame.input, context, ...extra }, variables: variablesOf(place) };
}
function executionOf({ execution }: Run, place: Place): { Id: string; Name: string; Input: unknown; StartTime: string } {
  const inner = childOf(place);
  const { name, input, startedAt } = inner?.child ?? execution;
  const state = inner && stateOf(inner.map);
  const label = state?.Type === 'Map' && state.Label ? state.Label : inner?.map.frame.state;
  const machine = inner ? `${execution.machine}/${label}` : execution.machine;
  return { Id: arnOf('execution', `${machine}:${name}`), Name: name, Input: input, StartTime: iso(startedAt) };
}
type ContextExtra = { item?: Frame['item']; token?: string | undefined };

/** The value of a field that is a number or an expression. Throws States.QueryEvaluationError for what is no whole number from `least`. */
export async function numberOf(
  run: Run,
  value: string | number | undefined,
  field: string,
  scope: Scope,
  least: number,
): Promise<number | undefined> {
  if (value === undefined) return undefined;
  const number = await run.evaluate(value, field, scope);
  if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > 99_999_999)
    throw stateFailure('States.QueryEvaluationError', `the field '${field}' is not a whole number from ${least} to 99999999`);
  return number;
}
