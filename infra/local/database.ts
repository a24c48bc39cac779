import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export interface Database {
  /**
   * For reads: they see only what is committed, because a batch of writes runs without giving way. `prepare` keeps the statement
   * of each text and hands it out again, so use get, all and run, and do not set modes on it.
   */
  readonly db: DatabaseSync;
  /**
   * Runs `work` (synchronous) in a transaction and resolves after its fsync. Writes queued in one turn of the event loop share
   * one transaction and one fsync; each has its own savepoint, so that a throw undoes and rejects only its own. When the commit
   * itself fails, every write of the batch is rejected.
   */
  write<T>(label: string, work: (db: DatabaseSync) => T): Promise<T>;
  /** Writes what is queued, then closes the file; later writes are rejected. */
  close(): Promise<void>;
}

export type DatabaseOptions = {
  /** Fault hook: the labels of the writes that are now durable, before anybody is told. When it throws, their answers are lost: they reject. */
  afterCommit?: ((labels: string[]) => void) | undefined;
};

type Answer = { kept: boolean; tell: () => void };
type Queued = { label: string; work: (db: DatabaseSync) => unknown; resolve: (value: unknown) => void; reject: (error: unknown) => void };

// A batch holds the event loop: 256 claims of six rows are about 30 ms.
const batchLimit = 256;

/** Opens or creates the file and the folders above it. Durable at each commit: WAL with synchronous=FULL (https://www.sqlite.org/pragma.html#pragma_synchronous). */
export function openDatabase(path: string, options: DatabaseOptions = {}): Database {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  // The default checkpoint of 1000 pages: with 4000 the slowest hundredth of writes takes three times as long.
  db.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768`);
  keepStatements(db);

  let queue: Queued[] = [];
  let closed = false;

  function flush(): void {
    const batch = queue;
    queue = batch.splice(batchLimit);
    if (queue.length > 0) setImmediate(flush);
    if (batch.length === 0) return;
    let settle: (() => void)[];
    try {
      const answers = runBatch(db, batch);
      const durable = batch.filter((_, index) => answers[index]?.kept).map(({ label }) => label);
      if (durable.length > 0) options.afterCommit?.(durable);
      settle = answers.map(({ tell }) => tell);
    } catch (error) {
      settle = batch.map(
        ({ reject }) =>
          () =>
            reject(error),
      );
    }
    for (const tell of settle) tell();
  }

  return {
    db,
    write<T>(label: string, work: (db: DatabaseSync) => T): Promise<T> {
      if (closed) return Promise.reject(new Error('the database is closed'));
      return new Promise<T>((resolve, reject) => {
        if (queue.length === 0) setImmediate(flush);
        queue.push({ label, work, resolve: resolve as (value: unknown) => void, reject });
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      while (queue.length > 0) flush();
      db.close();
    },
  };
}

/** One transaction of all the batch; returns what to tell each writer. Throws when nothing of it is durable. */
function runBatch(db: DatabaseSync, batch: readonly Queued[]): Answer[] {
  db.prepare('BEGIN IMMEDIATE').run();
  try {
    const answers = batch.map((queued) => runOne(db, queued));
    db.prepare('COMMIT').run();
    return answers;
  } catch (error) {
    if (db.isTransaction) db.prepare('ROLLBACK').run();
    throw error;
  }
}

function runOne(db: DatabaseSync, { work, resolve, reject }: Queued): Answer {
  db.prepare('SAVEPOINT one').run();
  try {
    const value = work(db);
    db.prepare('RELEASE one').run();
    return { kept: true, tell: () => resolve(value) };
  } catch (error) {
    // A full disk or an I/O error ends the whole transaction by itself; going on would commit the rest outside of it.
    if (!db.isTransaction) throw error;
    db.prepare('ROLLBACK TO one').run();
    db.prepare('RELEASE one').run();
    return { kept: false, tell: () => reject(error) };
  }
}

function keepStatements(db: DatabaseSync): void {
  const statements = new Map<string, StatementSync>();
  const prepare = db.prepare.bind(db);
  db.prepare = (text) => {
    let statement = statements.get(text);
    if (!statement) {
      statement = prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };
}
