import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { changeTuples, difference, tuple } from './oracle-check.ts';
import { zones } from './oracle-tuples.ts';

/** `npm run oracle -- [--tuples 1000000] [--seed 1] [--workers 2]`: engine against oracle on drawn tuples, and around every change of clocks from 2020 to 2040. */
const share = z.object({ seed: z.number(), from: z.number(), to: z.number(), zones: z.array(z.string()) });
const report = z.object({ tuples: z.number(), changes: z.number(), differs: z.string().optional(), done: z.boolean() });
type Share = z.infer<typeof share>;
type Report = z.infer<typeof report>;

function work({ seed, from, to, zones: mine }: Share, tell: (said: Report) => void): void {
  let [tuples, changes] = [0, 0];
  const told = (differs: object | undefined, about: object): void => {
    if (differs) tell({ tuples, changes, differs: JSON.stringify({ ...about, ...differs }, null, 2), done: false });
  };
  for (const zone of mine)
    for (const input of changeTuples(zone)) {
      changes += 1;
      told(difference(input), { zone });
    }
  for (let n = from; n < to; n++) {
    tuples += 1;
    told(difference(tuple(seed, n)), { seed, n });
    if (tuples % 500 === 0) tell({ tuples, changes, done: false });
  }
  tell({ tuples, changes, done: true });
}

async function lead(): Promise<void> {
  const { values } = parseArgs({
    options: {
      tuples: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
    },
  });
  const [tuples, seed, workers] = [values.tuples, values.seed, values.workers].map(Number);
  if (tuples === undefined || seed === undefined || !workers) throw new Error('whole numbers, please');
  const begun = performance.now();
  const said: Report[] = [];
  let differences = 0;
  const progress = (): void => {
    const sum = (of: (one: Report) => number): number => said.reduce((total, one) => total + of(one), 0);
    const seconds = (performance.now() - begun) / 1000;
    const rate = Math.round(sum((one) => one.tuples) / seconds);
    console.log(
      `${seconds.toFixed(0)} s: ${sum((one) => one.tuples)} tuples (${rate}/s), ${sum((one) => one.changes)} around changes of clocks, ${differences} differences, seed ${seed}`,
    );
  };
  const timer = setInterval(progress, 10_000);
  await Promise.all(
    Array.from({ length: workers }, (_, i) => {
      const from = Math.floor((tuples * i) / workers);
      const mine = zones.filter((_zone, at) => at % workers === i);
      const data: Share = { seed, from, to: Math.floor((tuples * (i + 1)) / workers), zones: mine };
      const worker = new Worker(new URL(import.meta.url), { workerData: data });
      return new Promise<void>((resolve, reject) => {
        worker.on('message', (message: unknown) => {
          const heard = report.parse(message);
          said[i] = heard;
          if (heard.differs && differences++ < 3) console.log(heard.differs);
        });
        worker.once('error', reject);
        worker.once('exit', () => (said[i]?.done ? resolve() : reject(new Error('a worker ended early'))));
      });
    }),
  );
  clearInterval(timer);
  progress();
  if (differences > 0) process.exitCode = 1;
}

if (isMainThread) await lead();
else work(share.parse(workerData), (said) => parentPort?.postMessage(said));
