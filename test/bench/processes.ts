import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Running = { child: ChildProcess; port: number; directory: string; readyAfter: number; stop: () => Promise<void> };
const alive = new Set<Running>();

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts a script in a folder of its own (or the given one); settles when it prints a line that begins with "ready". Milliseconds from the spawn to that line. */
export async function start(script: string, args: readonly string[] = [], given?: string): Promise<Running> {
  const directory = given ?? mkdtempSync(join(tmpdir(), 'redress-bench-'));
  const port = await freePort();
  const begun = performance.now();
  const environment = { ...process.env, DATA_DIR: directory, PORT: String(port), SMTP_PORT: '0' };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const readyAfter = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (bytes) => {
      if (said.length < 100_000) said += bytes;
      if (/^ready/m.test(said)) resolve(performance.now() - begun);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it was ready`)));
  });
  const stop = async (): Promise<void> => {
    if (!alive.delete(running)) return;
    if (child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL'); // it has promised durability, so no farewell is needed
      await gone;
    }
    if (!given) rmSync(directory, { recursive: true, force: true });
  };
  const running: Running = { child, port, directory, readyAfter, stop };
  alive.add(running);
  return running;
}

/** Ends, by their ids, the processes that were started here and still run. */
export const stopAll = async (): Promise<void> => void (await Promise.all([...alive].map((running) => running.stop())));

/** Resident memory of a process in MiB. */
export const residentMemory = ({ child }: Running): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024;
