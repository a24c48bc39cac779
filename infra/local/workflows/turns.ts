import type { Machine } from './definition.ts';
import { failureOf } from './failure.ts';
import { dueOf, type Execution, isRunnable, type Place, placesOf } from './frames.ts';
import type { createBusy } from './gate.ts';
import type { Change, Ledger, Owner } from './ledger.ts';
import { end, type Run } from './run.ts';

/** A change to an execution. Undefined means: nothing was changed, nothing needs to be written. */
export type Act<T> = (run: Run, places: Place[]) => Promise<T | undefined> | T | undefined;
type Live = { execution?: Execution | undefined; calls: Set<number>; tail: Promise<unknown>; users: number };
type Parts = {
  ledger: Ledger;
  busy: ReturnType<typeof createBusy>;
  machineOf: (name: string) => Machine;
  newRun: (execution: Execution, machine: Machine) => Run;
  /** Starts what the tree asks for now: called at the end of each turn. */
  follow: (owner: Owner, run: Run, places: Place[], calls: Set<number>) => void;
};

const mostEvents = 25_000; // history events of one execution, "Step Functions service quotas"

/**
 * Changes to one execution happen one after the other, each written before the next; executions run side by side.
 * An execution is in memory only while something of it is under way.
 */
export function createTurns({ ledger, busy, machineOf, newRun, follow }: Parts) {
  const live = new Map<string, Live>();
  const keyOf = ({ machine, name }: Owner) => `${machine}/${name}`;

  const hold = (owner: Owner): Live => {
    const entry = live.get(keyOf(owner)) ?? { calls: new Set(), tail: Promise.resolve(), users: 0 };
    live.set(keyOf(owner), entry);
    entry.users++;
    return entry;
  };
  const release = (owner: Owner, entry: Live): void => {
    entry.users--;
    if (entry.users === 0) live.delete(keyOf(owner));
  };

  const save = async (run: Run, tokens: string[], state: string): Promise<void> => {
    try {
      await ledger.save(changeOf(run, tokens), run.events.find((event) => event.state)?.state ?? state);
    } catch (error) {
      busy.breakWith(error); // memory is ahead of the record now: nothing goes on from it
      throw error;
    }
  };

  const work = async <T>(owner: Owner, entry: Live, act: Act<T>): Promise<T | undefined> => {
    busy.check();
    entry.execution ??= ledger.load(owner);
    const execution = entry.execution;
    if (execution?.status !== 'running') return undefined;
    const machine = machineOf(owner.machine);
    const run = newRun(execution, machine);
    const state = execution.root?.state ?? '';
    let tokens: string[] = [];
    const answer = await attempt(run, () => {
      const places = [...placesOf(execution, machine)];
      tokens = tokensOf(places);
      return act(run, places);
    });
    if (answer) await save(run, tokens, state);
    follow(owner, run, [...placesOf(execution, machine)], entry.calls);
    return answer?.value;
  };

  /** Runs one change to an execution in its turn. Undefined when nothing changed, or when it does not run (any more). */
  const turn = <T>(owner: Owner, act: Act<T>): Promise<T | undefined> => {
    const entry = hold(owner);
    const mine = entry.tail.then(() => work(owner, entry, act));
    entry.tail = mine.catch(() => undefined);
    return busy.during(mine.finally(() => release(owner, entry)));
  };
  /** Keeps an execution in memory as long as `work` runs. */
  const during = (owner: Owner, work: Promise<void>): Promise<void> => {
    const entry = hold(owner);
    return busy.during(work.finally(() => release(owner, entry)));
  };
  return { turn, during, inMemory: () => live.size };
}

// A fault of our own (a state that a newer definition lacks) ends the one execution, as States.Runtime does on AWS.
async function attempt<T>(run: Run, act: () => ReturnType<Act<T>>): Promise<{ value: T | undefined } | undefined> {
  try {
    const value = await act();
    if (value === undefined) return undefined;
    const { historyEvents, childEvents = 0, status } = run.execution;
    if (historyEvents - childEvents >= mostEvents && status === 'running')
      end(run, 'failed', { error: 'States.Runtime', cause: `the execution reached ${mostEvents} history events` });
    return { value };
  } catch (thrown) {
    end(run, 'failed', failureOf(thrown));
    return { value: undefined };
  }
}

const tokensOf = (places: Place[]): string[] =>
  places.flatMap(({ frame: { phase } }) => ('token' in phase && phase.token !== undefined ? [phase.token] : []));

function changeOf(run: Run, before: string[]): Change {
  const { execution, machine, events, now } = run;
  execution.updatedAt = now;
  const frames = [...placesOf(execution, machine)];
  const tokens = tokensOf(frames);
  const dues = [execution.root && execution.deadline, ...frames.map(({ frame }) => dueOf(frame))].filter((due) => due !== undefined);
  return {
    execution,
    events,
    due: dues.length > 0 ? Math.min(...dues) : undefined,
    active: frames.some(({ frame }) => isRunnable(frame, now) || frame.phase.kind === 'calling'),
    tokens: { added: tokens.filter((token) => !before.includes(token)), dropped: before.filter((token) => !tokens.includes(token)) },
  };
}
