import { type Figure, figure, median } from './figures.ts';
import { type Running, residentMemory, start } from './processes.ts';

const runs = 5;

/** Time to ready and resident memory of the empty application, beside a bare server in the same run; the first start with the sample company once. */
export async function benchStart(
  scripts: { host: string; bare: string },
  fill: (host: Running, claims: number) => Promise<void>,
): Promise<Figure[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  const memory: number[] = [];
  for (let run = 0; run < runs; run++) {
    const empty = await start(scripts.host, ['--empty']);
    ours.push(empty.readyAfter);
    memory.push(residentMemory(empty));
    await empty.stop();
    const least = await start(scripts.bare);
    bare.push(least.readyAfter);
    await least.stop();
  }
  const sample = await start(scripts.host);
  const sampleAfter = sample.readyAfter;
  await sample.stop();
  const busy = await start(scripts.host, ['--empty']);
  await fill(busy, 1000);
  const filled = residentMemory(busy);
  await busy.stop();
  const area = 'Start';
  return [
    figure(area, `time to ready, empty (median of ${runs})`, median(ours), 'ms', { atMost: 1000 }),
    figure(area, 'a bare node:http + SQLite server', median(bare), 'ms'),
    figure(area, 'ratio to it', median(ours) / median(bare), 'x', {}, 1),
    figure(area, 'first start with the sample company (once)', sampleAfter, 'ms'),
    figure(area, 'resident memory, ready and empty', median(memory), 'MiB', { atMost: 200 }),
    figure(area, 'resident memory after 1,000 claims and their first steps', filled, 'MiB', { atMost: 200 }),
  ];
}
