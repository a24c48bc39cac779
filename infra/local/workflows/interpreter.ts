import type { Clock, NewId, Workflows } from '#usecases/ports.ts';
import type { Database } from '../database.ts';
import type { TimedSource } from '../timed-source.ts';
import type { Machine } from './definition.ts';
import { createEvaluator } from './expressions.ts';
import { failureOfFunction, measured } from './failure.ts';
import { dueOf, type Execution, isRunnable, newFrame, type Place } from './frames.ts';
import { createBusy, createGate } from './gate.ts';
import { fraction } from './jsonata-extras.ts';
import { createLedger, type Ledger, type Owner } from './ledger.ts';
import { loadMachine } from './load-machine.ts';
import { end, type HistoryEvent, type Run } from './run.ts';
import { expire, fail, finish, hold, proceed } from './steps.ts';
import { createTurns } from './turns.ts';

export type InterpreterOptions = {
  database: Database;
  machines: Record<string, { definition: object }>;
  /** Calls a function; what it throws becomes the state's error under the error's name. */
  invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  clock: Clock;
  newId: NewId;
  /** In [0, 1), for JitterStrategy FULL; random unless given. */
  retryJitter?: () => number;
};
export type Interpreter = Workflows &
  TimedSource & {
    /** Puts off the heartbeat timeout of a waiting task. */
    heartbeat: (token: string) => Promise<'told' | 'gone'>;
    /** After a restart: everything that was under way goes on; a function that was being called is called again, with its token. */
    resume: () => Promise<void>;
    /** Settles when nothing is runnable now; rejects when a write failed. */
    idle: () => Promise<void>;
    list: Ledger['list'];
    history: Ledger['history'];
    describe: (machine: string, name: string) => Execution | undefined;
    /** How many executions are in memory: only those that do something at this moment. */
    inMemory: () => number;
  };

const callsAtOnce = 8; // one processor does the work: more at once only keeps requests waiting
const gone: Machine = { QueryLanguage: 'JSONata', StartAt: '', States: {} }; // of an execution whose machine is no longer there

/** Runs state machines on one computer, each transition durable. The subset of Amazon States Language is that of definition.ts. */
export function createInterpreter(options: InterpreterOptions): Interpreter {
  const { clock, newId, database, invoke } = options;
  const machines = new Map(Object.entries(options.machines).map(([name, { definition }]) => [name, loadMachine(name, definition)]));
  const ledger = createLedger(database);
  const busy = createBusy();
  const evaluate = createEvaluator(clock, newId);
  const jitter = options.retryJitter ?? (() => fraction(newId(4)));
  const gate = createGate(callsAtOnce);
  const background = (work: Promise<unknown>) => void work.catch(busy.breakWith);
  const go = (owner: Owner) => background(turns.turn(owner, step));

  const call = async (owner: Owner, visit: number, functionName: string, payload: unknown): Promise<void> => {
    const answer = await gate(() => invoke(functionName, structuredClone(payload))).then(
      (value) => ({ value }),
      (thrown: unknown) => ({ thrown }),
    );
    await turns.turn(owner, (run, places) => answered(run, places, visit, answer));
  };
  const follow = (owner: Owner, run: Run, places: Place[], calls: Set<number>): void => {
    for (const { frame } of places) {
      const { phase, visit } = frame;
      if (phase.kind !== 'calling' || calls.has(visit)) continue;
      calls.add(visit);
      background(turns.during(owner, call(owner, visit, phase.functionName, phase.payload)).finally(() => calls.delete(visit)));
    }
    if (places.some(({ frame }) => isRunnable(frame, run.now))) go(owner);
  };
  const newRun = (execution: Execution, machine: Machine): Run => {
    const events: HistoryEvent[] = [];
    return { execution, machine, now: clock.now(), events, evaluate, newId, jitter, entered: false };
  };
  const turns = createTurns({ ledger, busy, machineOf: (name) => machines.get(name) ?? gone, newRun, follow });

  const withToken = async <T>(token: string, act: (run: Run, place: Place) => Promise<T> | T): Promise<'told' | 'gone'> => {
    const owner = ledger.ownerOf(token);
    const told = owner && (await turns.turn(owner, (run, places) => tokenAct(run, places, token, act)));
    return told ?? 'gone';
  };

  return {
    start: (machine, name, input) => busy.during(begin({ ledger, machines, clock, go }, { machine, name }, input)),
    complete: async (token, output) => withToken(token, (run, place) => finish(run, place, plain(output))),
    fail: async (token, error) => withToken(token, (run, place) => fail(run, place, { error, cause: '' })),
    heartbeat: async (token) => withToken(token, beat),
    stop: async (machine, name) => {
      await turns.turn({ machine, name }, (run) => {
        end(run, 'stopped', {});
        return true;
      });
    },
    nextDue: ledger.nextDue,
    fireDue: async (now) => {
      let fired = 0;
      for (const owner of ledger.dueBy(now)) {
        // What is entered while firing has a higher visit: it falls due in its own round, not in an endless one.
        const limit = { visit: Infinity };
        while (await turns.turn(owner, (run, places) => fireNext(run, places, now, limit))) fired++;
      }
      return fired;
    },
    resume: async () => {
      for (const owner of ledger.active()) await turns.turn(owner, () => undefined);
    },
    idle: busy.idle,
    list: ledger.list,
    history: ledger.history,
    describe: (machine, name) => ledger.load({ machine, name }),
    inMemory: turns.inMemory,
  };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
const named = (name: string, message: string) => Object.assign(new Error(message), { name });

type Beginning = { ledger: Ledger; machines: ReadonlyMap<string, Machine>; clock: Clock; go: (owner: Owner) => void };

async function begin({ ledger, machines, clock, go }: Beginning, owner: Owner, given: unknown): Promise<'started' | 'exists'> {
  const machine = machines.get(owner.machine);
  if (!machine) throw named('StateMachineDoesNotExist', `there is no machine ${owner.machine}`);
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(owner.name)) throw named('InvalidName', 'an execution name has 1 to 80 of A-Z a-z 0-9 - _');
  const input = plain(given);
  const now = clock.now();
  const execution: Execution = {
    ...owner,
    input,
    status: 'running',
    startedAt: now,
    updatedAt: now,
    deadline: machine.TimeoutSeconds === undefined ? undefined : now + machine.TimeoutSeconds * 1000,
    root: newFrame(machine.StartAt, input, now),
    visits: 0,
    transitions: 0,
    historyEvents: 1,
    largestState: measured(input, 'the input'),
  };
  const events = [{ type: 'ExecutionStarted', state: '' }];
  const change = { execution, events, due: execution.deadline, active: true, tokens: { added: [], dropped: [] } };
  const answer = await ledger.begin(change, machine.StartAt);
  if (answer === 'other') throw named('ExecutionAlreadyExists', `execution ${owner.name} of ${owner.machine} exists with another input`);
  if (answer === 'started') go(owner);
  return answer;
}

async function step(run: Run, places: Place[]): Promise<true | undefined> {
  const place = places.find(({ frame }) => isRunnable(frame, run.now));
  if (!place) return undefined;
  await proceed(run, place);
  return true;
}

/** A function answered: the raw result is that of Lambda's Invoke, as the optimised integration hands it on. A late answer is dropped. */
async function answered(
  run: Run,
  places: Place[],
  visit: number,
  answer: { value: unknown } | { thrown: unknown },
): Promise<true | undefined> {
  const place = places.find(({ frame }) => frame.visit === visit && frame.phase.kind === 'calling');
  if (place?.frame.phase.kind !== 'calling') return undefined;
  if ('thrown' in answer) await fail(run, place, failureOfFunction(answer.thrown));
  else if (place.frame.phase.token !== undefined) hold(run, place);
  else await finish(run, place, { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: plain(answer.value) });
  return true;
}

async function tokenAct<T>(run: Run, places: Place[], token: string, act: (run: Run, place: Place) => T): Promise<'told' | undefined> {
  const place = places.find(({ frame: { phase } }) => 'token' in phase && phase.token === token);
  if (!place) return undefined;
  await act(run, place);
  return 'told';
}

function beat(run: Run, { frame: { phase } }: Place): void {
  if ((phase.kind !== 'held' && phase.kind !== 'calling') || phase.heartbeat === undefined) return;
  phase.heartbeatDue = run.now + phase.heartbeat * 1000;
}

async function fireNext(run: Run, places: Place[], now: number, limit: { visit: number }): Promise<true | undefined> {
  const { execution } = run;
  run.now = Math.max(run.now, now);
  if (limit.visit === Infinity) limit.visit = execution.visits;
  const due = places.filter(({ frame }) => (dueOf(frame) ?? Infinity) <= now && frame.visit <= limit.visit);
  const first = due.toSorted((a, b) => (dueOf(a.frame) ?? 0) - (dueOf(b.frame) ?? 0))[0];
  if ((execution.deadline ?? Infinity) <= (first ? (dueOf(first.frame) ?? 0) : now))
    end(run, 'timed-out', { error: 'States.Timeout', cause: '' });
  else if (first) await expire(run, first);
  else return undefined;
  return true;
}
