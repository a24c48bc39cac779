import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const child = join(import.meta.dirname, '../support/lifecycle-child.ts');
const answerSchema = z.object({
  writes: z.number(),
  stage: z.string(),
  claims: z.number(),
  receipts: z.number(),
  replies: z.number(),
  running: z.array(z.string()),
  failed: z.number(),
});

/** Runs the lifecycle in a process of its own; what it printed, or how it died. */
function live(directory: string, killAt: number): Promise<{ signal: string | null; code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, directory, String(killAt)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    process_.stdout.on('data', (part) => (out += part));
    process_.stderr.on('data', (part) => (err += part));
    process_.on('error', reject);
    process_.on('close', (code, signal) => resolve({ signal, code, out, err }));
  });
}

describe('kill -9', () => {
  it('at every durable write from intake to sent reply: after the restart the loop finishes with one claim, one receipt, one reply', {
    timeout: 280_000,
  }, async () => {
    const whole = mkdtempSync(join(tmpdir(), 'redress-kill-'));
    const first = await live(whole, 0);
    rmSync(whole, { recursive: true, force: true });
    expect(first.err).toBe('');
    const { writes } = answerSchema.parse(JSON.parse(first.out));
    expect(writes).toBeGreaterThan(20);
    const points = Array.from({ length: writes }, (_, index) => index + 1);
    const wrong: string[] = [];
    const worker = async (): Promise<void> => {
      for (let point = points.shift(); point !== undefined; point = points.shift()) {
        const directory = mkdtempSync(join(tmpdir(), 'redress-kill-'));
        const killed = await live(directory, point);
        const again = await live(directory, 0);
        rmSync(directory, { recursive: true, force: true });
        // The last writes of a batch may come together: then the process ends before the point, and there is nothing to restart.
        if (killed.signal !== 'SIGKILL' && point < writes - 3) wrong.push(`${point}: was not killed ${killed.err}`);
        const answer = again.code === 0 ? answerSchema.parse(JSON.parse(again.out)) : undefined;
        const { writes: _, ...rest } = answer ?? { writes: 0 };
        const ideal = { stage: 'answered', claims: 1, receipts: 1, replies: 1, running: ['claim AwaitCustomer'], failed: 0 };
        if (JSON.stringify(rest) !== JSON.stringify(ideal)) wrong.push(`${point}: ${JSON.stringify(rest)} ${again.err}`);
      }
    };
    await Promise.all([worker(), worker()]);
    console.log(`killed at ${writes} durable writes, ${wrong.length} did not recover`);
    expect(wrong).toEqual([]);
  });
});
