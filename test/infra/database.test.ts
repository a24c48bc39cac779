import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '#infra/local/database.ts';

let folder: string;
let database: Database | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
});
afterEach(async () => {
  await database?.close();
  rmSync(folder, { recursive: true });
});
const file = () => join(folder, 'new/folder/data.db');
const open = (options?: DatabaseOptions): Database => {
  database = openDatabase(file(), options);
  database.db.exec('create table if not exists t (n integer primary key)');
  return database;
};
const add = (db: Database, n: number) => db.write(`add ${n}`, (sql) => Number(sql.prepare('insert into t values (?)').run(n).changes));
const kept = (db: Database): number[] =>
  db.db
    .prepare('select n from t order by n')
    .all()
    .map(({ n }) => Number(n));

test('is durable at each commit and checks references', () => {
  const { db } = open();
  expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(db.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
  expect(db.prepare('pragma foreign_keys').get()).toEqual({ foreign_keys: 1 });
});
test('writes queued in one turn are one commit, in order, and give back what they return', async () => {
  const commits: string[][] = [];
  const db = open({ afterCommit: (labels) => commits.push(labels) });
  expect(await Promise.all([add(db, 1), add(db, 2), add(db, 3)])).toEqual([1, 1, 1]);
  await add(db, 4);
  expect(commits).toEqual([['add 1', 'add 2', 'add 3'], ['add 4']]);
  expect(kept(db)).toEqual([1, 2, 3, 4]);
});
test('a write that throws undoes only itself', async () => {
  const commits: string[][] = [];
  const db = open({ afterCommit: (labels) => commits.push(labels) });
  const half = db.write('half', (sql) => {
    sql.prepare('insert into t values (9)').run();
    throw new Error('changed my mind');
  });
  const outcomes = await Promise.allSettled([add(db, 1), half, add(db, 1), add(db, 2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(kept(db)).toEqual([1, 2]);
  expect(commits).toEqual([['add 1', 'add 2']]);
});
test('when all of a batch throw, nothing is said to be durable', async () => {
  const commits: string[][] = [];
  const db = open({ afterCommit: (labels) => commits.push(labels) });
  await expect(db.write('no', () => JSON.parse('{'))).rejects.toThrow(SyntaxError);
  expect(commits).toEqual([]);
});
test('when the commit fails, every write of the batch is rejected and none is kept', async () => {
  const db = open();
  db.db.exec('create table child (n integer references t (n) deferrable initially deferred)');
  const orphan = db.write('orphan', (sql) => sql.prepare('insert into child values (77)').run());
  const outcomes = await Promise.allSettled([add(db, 1), orphan, add(db, 2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(kept(db)).toEqual([]);
  await add(db, 3); // and goes on
  expect(kept(db)).toEqual([3]);
});
test('when SQLite itself ends the transaction, as on a full disk, nothing slips through outside of it', async () => {
  const db = open();
  db.db.exec("create trigger full before insert on t when new.n = 13 begin select raise(rollback, 'disk full'); end");
  const outcomes = await Promise.allSettled([add(db, 1), add(db, 13), add(db, 2)]);
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual(Array(3).fill('Error: disk full'));
  expect(kept(db)).toEqual([]);
});
test('a fault after the commit loses the answers, not the writes', async () => {
  const db = open({
    afterCommit: () => {
      throw new Error('crash');
    },
  });
  await expect(add(db, 1)).rejects.toThrow('crash');
  expect(kept(db)).toEqual([1]);
});
test('nobody is told before the commit', async () => {
  let told = false;
  let toldAtCommit: boolean | undefined;
  const db = open({
    afterCommit: () => {
      toldAtCommit = told;
    },
  });
  const write = add(db, 1).then(() => {
    told = true;
  });
  expect(kept(db)).toEqual([]);
  await write;
  expect([toldAtCommit, told]).toEqual([false, true]);
});
test('more than one batch holds are all written', async () => {
  const commits: string[][] = [];
  const db = open({ afterCommit: (labels) => commits.push(labels) });
  await Promise.all(Array.from({ length: 600 }, (_, n) => add(db, n)));
  expect(kept(db)).toHaveLength(600);
  expect(commits.map(({ length }) => length)).toEqual([256, 256, 88]);
});
test('closing writes what is queued and refuses what comes later', async () => {
  const db = open();
  const writes = Promise.all(Array.from({ length: 300 }, (_, n) => add(db, n)));
  await db.close();
  await writes;
  await expect(add(db, 999)).rejects.toThrow('closed');
  await db.close();
  expect(kept(open())).toHaveLength(300);
});
test('what was answered is there after kill -9', async () => {
  open();
  await database?.close();
  const module = pathToFileURL(join(import.meta.dirname, '../../infra/local/database.ts')).href;
  const program = `import { openDatabase } from ${JSON.stringify(module)};
    const database = openDatabase(${JSON.stringify(file())});
    for (let n = 0; ; n++) {
      await database.write('w', (db) => db.prepare('insert into t values (?)').run(n));
      process.stdout.write(n + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.includes('\n50\n')) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  const answered = said.trimEnd().split('\n').map(Number);
  expect(answered.length).toBeGreaterThan(50);
  expect(kept(open()).slice(0, answered.length)).toEqual(answered);
});
