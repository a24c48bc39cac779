import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { ExecutionStatus } from '#usecases/ports.ts';
import type { Database } from '../database.ts';
import type { Execution } from './frames.ts';
import type { HistoryEvent } from './run.ts';

const schema = `
create table if not exists workflow_execution (
  machine text not null, name text not null, status text not null, tree text not null,
  transitions integer not null, history_events integer not null, largest_state integer not null,
  started_at integer not null, updated_at integer not null, due integer, active integer not null, error text, cause text,
  primary key (machine, name));
create index if not exists workflow_execution_due on workflow_execution (due) where due is not null;
create index if not exists workflow_execution_active on workflow_execution (active) where active = 1;
create index if not exists workflow_execution_status on workflow_execution (status, started_at);
create index if not exists workflow_execution_started on workflow_execution (started_at);
create table if not exists workflow_token (token text primary key, machine text not null, name text not null) without rowid;
create table if not exists workflow_history (
  machine text not null, name text not null, n integer not null, at integer not null, type text not null, state text not null,
  primary key (machine, name, n)) without rowid;`;

export type Owner = { machine: string; name: string };
export type Summary = {
  machine: string;
  name: string;
  /** The state of the outermost frame; empty once ended. */
  state: string;
  status: ExecutionStatus;
  transitions: number;
  historyEvents: number;
  /** Bytes of the largest input, result or output. */
  largestState: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  updatedAt: number;
  error?: string | undefined;
  cause?: string | undefined;
};
/** What one write changes beside the execution itself. */
export type Change = {
  execution: Execution;
  events: readonly HistoryEvent[];
  due: number | undefined;
  active: boolean;
  tokens: { added: readonly string[]; dropped: readonly string[] };
};
export type Ledger = ReturnType<typeof createLedger>;

/** The executions in SQLite: one row each with its tree of frames, a row per live token, a row per history event. */
export function createLedger(database: Database) {
  database.db.exec(schema);
  const all = <Row>(sql: string, ...values: SQLInputValue[]) => database.db.prepare(sql).all(...values) as Row[];
  const one = <Row>(sql: string, ...values: SQLInputValue[]) => all<Row>(sql, ...values)[0];
  const load = ({ machine, name }: Owner): Execution | undefined => {
    const row = one<{ tree: string }>('select tree from workflow_execution where machine = ? and name = ?', machine, name);
    return row && (JSON.parse(row.tree) as Execution);
  };
  const taken = ({ execution }: Change): 'exists' | 'other' | undefined => {
    const there = load(execution);
    return there && (isDeepStrictEqual(there.input, execution.input) ? 'exists' : 'other');
  };
  const labelOf = ({ machine }: Owner, state: string) => `workflow ${machine} ${state}`;
  return {
    load,
    /** 'other' when the name is taken with another input. */
    begin: async (change: Change, state: string): Promise<'started' | 'exists' | 'other'> =>
      taken(change) ?? // a look first: nothing to write, no fsync
      database.write(labelOf(change.execution, state), (db) => {
        const there = taken(change);
        if (!there) put(db, change);
        return there ?? 'started';
      }),
    save: (change: Change, state: string): Promise<void> => database.write(labelOf(change.execution, state), (db) => put(db, change)),
    ownerOf: (token: string): Owner | undefined => one<Owner>('select machine, name from workflow_token where token = ?', token),
    nextDue: (): number | undefined =>
      one<{ due: number | null }>('select min(due) as due from workflow_execution where due is not null')?.due ?? undefined,
    dueBy: (now: number): Owner[] =>
      all('select machine, name from workflow_execution where due is not null and due <= ? order by due, rowid', now),
    active: (): Owner[] => all('select machine, name from workflow_execution where active = 1 order by rowid'),
    list: ({ status, limit = 100 }: { status?: ExecutionStatus; limit?: number } = {}): Summary[] => {
      const where = status === undefined ? '' : 'where status = ?';
      const rows = all<{ tree: string }>(
        `select tree from workflow_execution ${where} order by started_at desc, rowid desc limit ?`,
        ...(status === undefined ? [] : [status]),
        limit,
      );
      return rows.map(summaryOf);
    },
    history: (machine: string, name: string): { at: number; type: string; state: string }[] =>
      all('select at, type, state from workflow_history where machine = ? and name = ? order by n', machine, name),
  };
}

function put(db: DatabaseSync, { execution, events, due, active, tokens }: Change): void {
  const { machine, name, error, cause, historyEvents, largestState } = execution;
  const counts = [execution.transitions, historyEvents, largestState, execution.startedAt, execution.updatedAt];
  const values = [
    machine,
    name,
    execution.status,
    JSON.stringify(execution),
    ...counts,
    due ?? null,
    active ? 1 : 0,
    error ?? null,
    cause ?? null,
  ];
  db.prepare(
    `insert into workflow_execution values (?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict (machine, name) do update set
     status = excluded.status, tree = excluded.tree, transitions = excluded.transitions, history_events = excluded.history_events,
     largest_state = excluded.largest_state, updated_at = excluded.updated_at, due = excluded.due, active = excluded.active,
     error = excluded.error, cause = excluded.cause`,
  ).run(...values);
  for (const token of tokens.dropped) db.prepare('delete from workflow_token where token = ?').run(token);
  for (const token of tokens.added) db.prepare('insert into workflow_token values (?,?,?)').run(token, machine, name);
  const event = db.prepare('insert into workflow_history values (?,?,?,?,?,?)');
  const first = historyEvents - events.length + 1;
  for (const [index, { type, state }] of events.entries()) event.run(machine, name, first + index, execution.updatedAt, type, state);
}

function summaryOf(row: { tree: string }): Summary {
  const { root, ...execution } = JSON.parse(row.tree) as Execution;
  const { machine, name, status, transitions, historyEvents, largestState, startedAt, updatedAt, error, cause } = execution;
  return { machine, name, state: root?.state ?? '', status, transitions, historyEvents, largestState, startedAt, updatedAt, error, cause };
}
