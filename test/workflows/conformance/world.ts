import { randomBytes } from 'node:crypto';
import { createClock, type VirtualClock } from '#infra/local/clock.ts';
import { type Database, openDatabase } from '#infra/local/database.ts';
import { createInterpreter, type Interpreter } from '#infra/local/workflows/interpreter.ts';

export type Functions = Record<string, (payload: never) => unknown>;
export type WorldOptions = {
  machines: Record<string, object>;
  functions?: Functions;
  path?: string;
  afterCommit?: (labels: string[]) => void;
  jitter?: () => number;
  wrap?: (database: Database) => Database;
};
export const startOfTime = Date.parse('2026-03-02T09:00:00.000Z');

/** The interpreter with functions of the test, on a clock that stands still. */
export function createWorld({
  machines,
  functions = {},
  path = ':memory:',
  afterCommit,
  jitter,
  wrap = (database) => database,
}: WorldOptions) {
  const database = wrap(openDatabase(path, { afterCommit }));
  const clock: VirtualClock = createClock({ database, start: startOfTime, realNow: () => startOfTime, frozen: true });
  const invoke = async (name: string, payload: unknown): Promise<unknown> => {
    const found = functions[name];
    if (!found) throw named('Lambda.ResourceNotFoundException', name);
    return found(payload as never);
  };
  const interpreter: Interpreter = createInterpreter({
    database,
    machines: Object.fromEntries(Object.entries(machines).map(([name, definition]) => [name, { definition }])),
    invoke,
    clock,
    newId: (bytes) => randomBytes(bytes),
    ...(jitter ? { retryJitter: jitter } : {}),
  });
  return {
    interpreter,
    database,
    clock,
    /** Seconds since the start. */
    elapsed: () => (clock.now() - startOfTime) / 1000,
    advance: (seconds: number) => clock.advanceTo(clock.now() + seconds * 1000, [interpreter], interpreter.idle),
    /** Starts machine `m`, lets it run for `seconds`, says how it stands. */
    run: async (input: Record<string, unknown> = {}, seconds = 0) => {
      await interpreter.start('m', 'one', input);
      await interpreter.idle();
      if (seconds > 0) await clock.advanceTo(clock.now() + seconds * 1000, [interpreter], interpreter.idle);
      return outcome(interpreter);
    },
    outcome: () => outcome(interpreter),
  };
}
export type World = ReturnType<typeof createWorld>;

const outcome = (interpreter: Interpreter) => {
  const execution = interpreter.describe('m', 'one');
  return { status: execution?.status, output: execution?.output, error: execution?.error, cause: execution?.cause };
};

export const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

/** A machine of these states; the first is where it starts. */
export const machine = (states: Record<string, object>, more: object = {}): object => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});
const invokeArn = 'arn:aws:states:::lambda:invoke';
export const task = (name: string, payload: unknown, more: object = { End: true }): object => ({
  Type: 'Task',
  Resource: invokeArn,
  Arguments: { FunctionName: name, Payload: payload },
  ...more,
});
/** A task that waits for its token, handed to the function as `token`. */
export const waitingTask = (name: string, more: object = { End: true }): object => ({
  Type: 'Task',
  Resource: `${invokeArn}.waitForTaskToken`,
  Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
  ...more,
});
export const pass = (more: object = { End: true }): object => ({ Type: 'Pass', ...more });
export const block = (states: Record<string, object>): object => ({ StartAt: Object.keys(states)[0], States: states });
export const processor = (states: Record<string, object>): object => ({ ProcessorConfig: { Mode: 'INLINE' }, ...block(states) });
