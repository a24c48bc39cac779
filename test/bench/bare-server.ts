import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a durable intake costs at the least: node:http, one row per request, one fsync for all requests of a turn of the event loop. */
const db = new DatabaseSync(join(process.env.DATA_DIR ?? '.', 'bare.sqlite'));
db.exec(
  'pragma journal_mode = wal; pragma synchronous = full; create table if not exists claim (id integer primary key, body text not null)',
);
const insert = db.prepare('insert into claim (body) values (?)');
let waiting: { body: string; response: ServerResponse }[] = [];

function commit(): void {
  const batch = waiting;
  waiting = [];
  db.exec('begin immediate');
  for (const { body } of batch) insert.run(body);
  db.exec('commit');
  for (const { response } of batch) response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}');
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ body: Buffer.concat(chunks).toString('utf8'), response });
  });
}).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
