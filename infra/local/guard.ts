import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A sentence for the person at the keyboard, and the end. */
export function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** Nobody else may work in the folder. The lock is the operating system's: it goes with the process, however that ends. */
export function lockFolder(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const lock = new DatabaseSync(join(dataDir, 'lock.sqlite'));
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
  } catch {
    stop(`Another Redress works in ${dataDir} already. End it first, or choose another folder with DATA_DIR.`);
  }
  return lock;
}

/** Finds out before anything is opened whether the port is free; 0 always is. */
export async function needPort(port: number, name: 'PORT' | 'SMTP_PORT'): Promise<void> {
  await new Promise<void>((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      stop(
        error.code === 'EADDRINUSE'
          ? `Port ${port} is in use already. Choose another with ${name}.`
          : `Port ${port} cannot be opened (${error.code}). Choose another with ${name}.`,
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
