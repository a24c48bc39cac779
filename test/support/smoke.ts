import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** `npm start` as a person would do it: ready, a claim handed in, killed with -9, started again, the claim still there. */
const directory = mkdtempSync(join(tmpdir(), 'redress-smoke-'));
const [port, smtp] = await Promise.all([freePort(), freePort()]);

/** Starts it; resolves with the API key when the line "ready" is printed. */
function start(): Promise<{ process: ChildProcess; key: string }> {
  return new Promise((resolve, reject) => {
    const started = spawn('npm', ['start'], {
      env: { ...process.env, PORT: String(port), SMTP_PORT: String(smtp), DATA_DIR: directory },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let out = '';
    const limit = setTimeout(() => reject(new Error(`not ready after a minute:\n${out}`)), 60_000);
    started.stdout?.on('data', (part: Buffer) => {
      out += part.toString();
      if (!/^ready http:\/\/localhost:/m.test(out)) return;
      clearTimeout(limit);
      resolve({ process: started, key: /^api key: (\S+)/m.exec(out)?.[1] ?? '' });
    });
    started.once('exit', (code) => reject(new Error(`ended with ${code}:\n${out}`)));
  });
}
/** The whole group of our own child: npm, and the host below it. */
const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  });

const body = JSON.stringify({
  contact: { name: 'Smoke Test', email: 'smoke@nowhere.example', language: 'en' },
  subject: 'Smoke',
  text: 'Is anybody there?',
  demands: [],
});
const post = (key: string) =>
  fetch(`http://localhost:${port}/api/v1/claims`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'smoke' },
    body,
  });

const first = await start();
const answer = await (await post(first.key)).text();
await kill(first.process);
const second = await start();
const again = await (await post(second.key)).text();
await kill(second.process);
rmSync(directory, { recursive: true, force: true });
if (!answer.includes('"reference"') || answer !== again) throw new Error(`the claim did not survive: ${answer} / ${again}`);
console.log('npm start: ready, a claim handed in, killed, started again, the same answer');
