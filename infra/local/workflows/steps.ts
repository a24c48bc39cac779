import {
  type ChoiceState,
  isDistributed,
  type MapState,
  type ParallelState,
  type Retrier,
  type TaskState,
  type WaitState,
} from './definition.ts';
import type { Scope } from './expressions.ts';
import { type Failure, failureOf, isTimeout, matches, measured, stateFailure } from './failure.ts';
import { isRunnable, newFrame, type Place, stateOf } from './frames.ts';
import { beginIterations, splitOf } from './maps.ts';
import { end, note, noteSize, numberOf, type Run, scopeOf } from './run.ts';

// Evaluation order and defaults are those of https://states-language.net/spec.html ("Input and Output Processing", "Errors").

/** Takes a runnable frame one state further: enters its state, or leaves the wait that is over. */
export async function proceed(run: Run, place: Place): Promise<void> {
  if (place.frame.phase.kind === 'waiting') await guarded(run, place, () => leave(run, place, exitOf(place)));
  else await enter(run, place);
}

/** The function answered, or the token was completed. */
export const finish = (run: Run, place: Place, result: unknown): Promise<void> =>
  guarded(run, place, async () => {
    noteSize(run, measured(result, 'the result'));
    note(run, 'TaskSucceeded', place);
    await leave(run, place, exitOf(place), { result });
  });

/** The function was told its token: from now on only the token's answer counts. */
export function hold(run: Run, place: Place): void {
  const phase = place.frame.phase;
  if (phase.kind !== 'calling' || phase.token === undefined) return;
  const { due, heartbeat, heartbeatDue, token } = phase;
  place.frame.phase = { kind: 'held', token, due, heartbeat, heartbeatDue };
  note(run, 'TaskSubmitted', place);
}

/** What fell due at or before now: a wait or a pause is over, a task has run out of time or of heartbeats. */
export async function expire(run: Run, place: Place): Promise<void> {
  const phase = place.frame.phase;
  if (isRunnable(place.frame, run.now)) return proceed(run, place);
  if (phase.kind !== 'calling' && phase.kind !== 'held') return;
  const late = phase.due !== undefined && phase.due <= run.now && phase.due <= (phase.heartbeatDue ?? Infinity);
  await fail(run, place, { error: late ? 'States.Timeout' : 'States.HeartbeatTimeout', cause: '' });
}

/** A state failed: retry it, else catch it, else fail what is above it. */
export async function fail(run: Run, place: Place, failure: Failure): Promise<void> {
  const state = stateOf(place);
  note(run, `${state.Type}${isTimeout(failure.error) ? 'TimedOut' : state.Type === 'Task' ? 'Failed' : 'StateFailed'}`, place);
  if ('Retry' in state && willRetry(run, place, state.Retry ?? [], failure)) return;
  const catcher = 'Catch' in state ? state.Catch?.find((each) => matches(each.ErrorEquals, failure.error)) : undefined;
  if (!catcher) return raise(run, place, failure);
  place.frame.phase = { kind: 'ready' };
  try {
    await leave(run, place, catcher, { errorOutput: { Error: failure.error ?? '', Cause: failure.cause ?? '' } });
  } catch (thrown) {
    await raise(run, place, failureOf(thrown));
  }
}

// Of a distributed Map no child may fail unless it says how many, and this house says none.
const tooMany: Failure = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

async function raise(run: Run, place: Place, failure: Failure): Promise<void> {
  if (place.above) await fail(run, place.above, place.frame.child ? tooMany : failure);
  else end(run, isTimeout(failure.error) ? 'timed-out' : 'failed', failure);
}

async function guarded(run: Run, place: Place, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (thrown) {
    await fail(run, place, failureOf(thrown));
  }
}

/** Sets the pause before the next attempt: IntervalSeconds · BackoffRate^done, capped, with jitter. False when attempts are used up. */
function willRetry(run: Run, { frame }: Place, retriers: readonly Retrier[], failure: Failure): boolean {
  const index = retriers.findIndex((each) => matches(each.ErrorEquals, failure.error));
  const retrier = retriers[index];
  const done = frame.retries[index] ?? 0;
  if (!retrier || done >= (retrier.MaxAttempts ?? 3)) return false;
  const pause = Math.min((retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** done, retrier.MaxDelaySeconds ?? Infinity);
  const share = retrier.JitterStrategy === 'FULL' ? run.jitter() : 1;
  frame.retries = retriers.map((_, each) => (frame.retries[each] ?? 0) + (each === index ? 1 : 0));
  frame.phase = { kind: 'retrying', due: run.now + Math.round(pause * share * 1000) };
  return true;
}

async function enter(run: Run, place: Place): Promise<void> {
  const { frame } = place;
  frame.visit = ++run.execution.visits;
  run.execution.transitions++; // a retry is a transition too, as AWS bills it
  if (frame.phase.kind !== 'retrying') {
    Object.assign(frame, { enteredAt: run.now, retries: [] });
    note(run, `${stateOf(place).Type}StateEntered`, place);
  }
  await guarded(run, place, () => perform(run, place));
}

async function perform(run: Run, place: Place): Promise<void> {
  const state = stateOf(place);
  switch (state.Type) {
    case 'Pass':
    case 'Succeed':
      return leave(run, place, exitOf(place));
    case 'Choice':
      return choose(run, place, state);
    case 'Wait':
      place.frame.phase = { kind: 'waiting', due: await wakeOf(run, state, scopeOf(run, place)) };
      return;
    case 'Task':
      return call(run, place, state);
    case 'Parallel':
      return fork(run, place, state);
    case 'Map':
      return iterate(run, place, state);
    case 'Fail': {
      const told = (await run.evaluate({ Error: state.Error, Cause: state.Cause }, 'Fail', scopeOf(run, place))) as Record<string, string>;
      return raise(run, place, { error: told.Error, cause: told.Cause });
    }
  }
}

type Exit = { Next?: string | undefined; Assign?: Record<string, unknown> | undefined; Output?: unknown };
const exitOf = (place: Place): Exit => stateOf(place) as Exit;

/** Output and Assign both see the variables as they were on entry; then the frame moves on, or is done. */
async function leave(run: Run, place: Place, exit: Exit, told: { result?: unknown; errorOutput?: unknown } = {}): Promise<void> {
  const { frame } = place;
  const scope = scopeOf(run, place, told);
  const given = 'result' in told ? told.result : 'errorOutput' in told ? told.errorOutput : frame.input;
  const output = exit.Output === undefined ? given : await run.evaluate(exit.Output, 'Output', scope);
  const assigned = (await run.evaluate(exit.Assign ?? {}, 'Assign', scope)) as Record<string, unknown>;
  noteSize(run, measured(output, 'the output'));
  measured(assigned, 'Assign');
  const type = stateOf(place).Type;
  Object.assign(frame.variables, assigned);
  note(run, `${type}StateExited`, place);
  if (exit.Next === undefined) return conclude(run, place, output);
  Object.assign(frame, { state: exit.Next, input: output, phase: { kind: 'ready' } });
  const pauses = ['Task', 'Wait', 'Parallel', 'Map'].includes(stateOf(place).Type);
  if (!pauses || run.entered) return;
  run.entered = true;
  await enter(run, place);
}

async function conclude(run: Run, { frame, above }: Place, output: unknown): Promise<void> {
  if (!above) return end(run, 'succeeded', { output });
  Object.assign(frame, { phase: { kind: 'done', output }, input: null, variables: {} });
  if (stateOf(above).Type === 'Map' && !frame.child) note(run, 'MapIterationSucceeded', above);
  await guarded(run, above, () => join(run, above));
}

/** A branch or an iteration is done: begin the next ones, or leave when all are. */
async function join(run: Run, place: Place): Promise<void> {
  const phase = place.frame.phase;
  if (phase.kind !== 'split') return;
  const results = phase.frames.flatMap((frame) => (frame?.phase.kind === 'done' ? [frame.phase.output] : []));
  if (results.length < phase.frames.length) return beginIterations(run, place);
  noteSize(run, measured(results, 'the result'));
  if (isDistributed(stateOf(place))) note(run, 'MapRunSucceeded', place);
  note(run, `${stateOf(place).Type}StateSucceeded`, place);
  await leave(run, place, exitOf(place), { result: results });
}

async function fork(run: Run, place: Place, state: ParallelState): Promise<void> {
  const given = state.Arguments === undefined ? place.frame.input : await run.evaluate(state.Arguments, 'Arguments', scopeOf(run, place));
  noteSize(run, measured(given, 'Arguments'));
  note(run, 'ParallelStateStarted', place);
  const frames = state.Branches.map((branch) => newFrame(branch.StartAt, given, run.now));
  place.frame.phase = { kind: 'split', frames, concurrency: frames.length };
}

async function iterate(run: Run, place: Place, state: MapState): Promise<void> {
  place.frame.phase = await splitOf(run, place, state);
  await join(run, place);
}

async function choose(run: Run, place: Place, state: ChoiceState): Promise<void> {
  const scope = scopeOf(run, place);
  for (const [index, rule] of state.Choices.entries()) {
    const met = await run.evaluate(rule.Condition, `Choices/${index}/Condition`, scope);
    if (typeof met !== 'boolean')
      throw stateFailure('States.QueryEvaluationError', `the field 'Choices/${index}/Condition' is not a boolean`);
    if (met) return leave(run, place, rule);
  }
  if (state.Default === undefined) throw stateFailure('States.NoChoiceMatched', 'no rule matched and there is no Default');
  await leave(run, place, { ...exitOf(place), Next: state.Default });
}

async function call(run: Run, place: Place, state: TaskState): Promise<void> {
  const token = state.Resource.endsWith('.waitForTaskToken') ? Buffer.from(run.newId(32)).toString('hex') : undefined;
  const scope = scopeOf(run, place, {}, { token });
  const asked = (await run.evaluate(state.Arguments, 'Arguments', scope)) as TaskState['Arguments'];
  noteSize(run, measured(asked, 'Arguments'));
  const timeout = await numberOf(run, state.TimeoutSeconds, 'TimeoutSeconds', scope, 1);
  const heartbeat = await numberOf(run, state.HeartbeatSeconds, 'HeartbeatSeconds', scope, 1);
  const after = (seconds: number | undefined) => (seconds === undefined ? undefined : run.now + seconds * 1000);
  const limits = { due: after(timeout), heartbeat, heartbeatDue: after(heartbeat) };
  place.frame.phase = { kind: 'calling', functionName: asked.FunctionName, payload: asked.Payload ?? {}, token, ...limits };
  note(run, 'TaskScheduled', place);
  note(run, 'TaskStarted', place);
}

async function wakeOf(run: Run, state: WaitState, scope: Scope): Promise<number> {
  if (state.Timestamp === undefined) return run.now + ((await numberOf(run, state.Seconds, 'Seconds', scope, 0)) ?? 0) * 1000;
  const timestamp = await run.evaluate(state.Timestamp, 'Timestamp', scope);
  const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/; // capital T and Z, as the specification asks
  const instant = typeof timestamp === 'string' && rfc3339.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(instant)) throw stateFailure('States.QueryEvaluationError', "the field 'Timestamp' is not an RFC 3339 timestamp");
  return instant;
}
