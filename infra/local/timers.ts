import type { SQLInputValue } from 'node:sqlite';
import type { Clock, Schedule } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { nextRun, type Recurrence } from './recurrence.ts';
import type { TimedSource } from './timed-source.ts';

const schema = `
create table if not exists timer (
  name text primary key, at integer not null, step text not null, input text not null, revision integer not null, tries integer not null,
  failed text);
create index if not exists timer_due on timer (at) where failed is null;
create table if not exists recurring (name text primary key, spec text not null, at integer not null, tries integer not null);`;

export type TimersOptions = {
  database: Database;
  clock: Clock;
  /** Runs a single step that fell due. */
  onStep: (step: string, input: Record<string, unknown>) => Promise<void>;
  /** Told each time that a step or recurring work fails, with the name of the timer. */
  onFailed?: ((name: string, error: unknown) => void) | undefined;
  /** From the blueprint; what is not in it any more stops. */
  recurring?: readonly (Recurrence & { name: string; run: () => Promise<unknown> })[];
};
export type Timers = Schedule &
  TimedSource & {
    /** Steps that failed ten times and are kept for a person to see. */
    failures(): { name: string; step: string; error: string }[];
  };
type Timer = { name: string; at: number; step: string; input: string; revision: number; tries: number };
type Recurring = { name: string; at: number; tries: number };

const minute = 60_000;
const mostTries = 10;
const backoff = (tries: number): number => 2 ** (tries - 1) * minute; // 1, 2, 4 … minutes

/** Durable timers on the clock of the host. A step runs at least once: its timer goes only after it succeeded. What fell due several times while nothing ran, runs once. */
export function createTimers({ database, clock, onStep, onFailed, recurring = [] }: TimersOptions): Timers {
  const { db } = database;
  db.exec(schema);
  const rows = <T>(sql: string, ...values: SQLInputValue[]): T[] => db.prepare(sql).all(...values) as T[];
  const run = (label: string, sql: string, ...values: SQLInputValue[]): Promise<void> =>
    database.write(label, () => {
      db.prepare(sql).run(...values);
    });
  enrol(database, recurring, clock.now());

  async function fireTimer({ name, step, input, revision, tries }: Timer, now: number): Promise<void> {
    try {
      await onStep(step, JSON.parse(input));
    } catch (error) {
      onFailed?.(name, error);
      const failed = tries + 1 >= mostTries ? nameOf(error) : null;
      const sql = 'update timer set tries = ?, at = ?, failed = ? where name = ? and revision = ?';
      return run('timer failed', sql, tries + 1, now + backoff(tries + 1), failed, name, revision);
    }
    // With its revision: a step may have set its own timer anew.
    await run('timer done', 'delete from timer where name = ? and revision = ?', name, revision);
  }

  async function fireRecurring({ name, tries }: Recurring, now: number): Promise<void> {
    const one = recurring.find((each) => each.name === name);
    if (!one) return;
    const regular = nextRun(one, now);
    const set = (at: number, failures: number): Promise<void> =>
      run('recurring', 'update recurring set at = ?, tries = ? where name = ?', at, failures, name);
    try {
      await one.run();
      await set(regular, 0);
    } catch (error) {
      onFailed?.(name, error);
      await set(Math.min(regular, now + backoff(Math.min(tries + 1, mostTries))), tries + 1);
    }
  }

  async function fire(now: number): Promise<number> {
    const once = rows<Timer>('select * from timer where failed is null and at <= ? order by at, name', now);
    const again = rows<Recurring>('select * from recurring where at <= ? order by at, name', now);
    for (const timer of once) await fireTimer(timer, now);
    for (const each of again) await fireRecurring(each, now);
    return once.length + again.length;
  }
  let firing: Promise<unknown> = Promise.resolve();

  return {
    async at(name, at, step, input) {
      const instant = Date.parse(at);
      if (Number.isNaN(instant)) throw new RangeError('not an instant');
      const sql = `insert into timer values (?, ?, ?, ?, 1, 0, null) on conflict (name) do update
        set at = excluded.at, step = excluded.step, input = excluded.input, revision = revision + 1, tries = 0, failed = null`;
      await run('timer', sql, name, instant, step, JSON.stringify(input));
    },
    cancel: (name) => run('timer cancelled', 'delete from timer where name = ?', name),
    nextDue() {
      const sql = `select min(at) as at from (
        select min(at) as at from timer where failed is null union all select min(at) from recurring)`;
      return rows<{ at: number | null }>(sql)[0]?.at ?? undefined;
    },
    // One after the other: a timer that is being fired is still there.
    fireDue(now) {
      const mine = firing.then(() => fire(now));
      firing = mine.catch(() => undefined);
      return mine;
    },
    failures: () => rows('select name, step, failed as error from timer where failed is not null order by at, name'),
  };
}

/** Keeps when each comes next; one that is new or has changed begins at its next time. */
function enrol({ db }: Database, recurring: readonly (Recurrence & { name: string })[], now: number): void {
  const sql =
    'insert into recurring values (?, ?, ?, 0) on conflict (name) do update set spec = excluded.spec, at = excluded.at, tries = 0 where spec <> excluded.spec';
  for (const each of recurring) db.prepare(sql).run(each.name, JSON.stringify(each.every ?? each.daily), nextRun(each, now));
  const names = JSON.stringify(recurring.map(({ name }) => name));
  db.prepare('delete from recurring where name not in (select value from json_each(?))').run(names);
}

/** Never the message: it may quote content. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
