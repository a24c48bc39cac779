import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type Figure, figure, number } from './figures.ts';

const sizes = [1000, 10_000, 100_000];
const perContract = 10;
const pass = z.object({ seconds: z.number(), looked: z.number() });
const resultSchema = z.object({
  daily: pass,
  again: pass,
  worst: pass,
  proposed: z.number(),
  peak: z.number(),
  megabytes: z.number(),
});

/** The daily scan over ten thousand to a million invoices, 1 % of which fell due unpaid the day before, each size in a process of its own. */
export function benchScan(): Figure[] {
  const figures: Figure[] = [];
  let before: number | undefined;
  for (const contracts of sizes) {
    const { daily, again, worst, proposed, peak, megabytes } = measured(contracts);
    const invoices = contracts * perContract;
    if (proposed !== contracts / 10 || daily.looked !== proposed || worst.looked !== contracts || again.looked !== 0)
      throw new Error(
        `the scan of ${invoices} invoices found ${proposed} breaches, looked at ${daily.looked}, ${worst.looked} and ${again.looked}`,
      );
    const largest = contracts === sizes.at(-1);
    const of = `${number(invoices)} invoices of ${number(contracts)} contracts`;
    figures.push(
      figure(
        'Scan',
        `${of} (${number(megabytes)} MB): the day’s ${number(proposed)} breaches proposed`,
        daily.seconds,
        's',
        largest ? { atMost: 180 } : {},
        1,
      ),
      figure('Scan', `${of}: invoices per second`, invoices / daily.seconds, '/s'),
      figure('Scan', `${of}: every account looked at, the worst day`, worst.seconds, 's', largest ? { atMost: 180 } : {}, 1),
      figure('Scan', `${of}: resident memory at its peak`, peak / 2 ** 20, 'MB', largest ? { atMost: 400 } : {}),
      ...(before === undefined
        ? []
        : [figure('Scan', `${of}: time of ten times fewer, times`, daily.seconds / before, '', { atMost: 12 }, 1)]),
    );
    before = daily.seconds;
  }
  return figures;
}

function measured(contracts: number): z.infer<typeof resultSchema> {
  const directory = mkdtempSync(join(tmpdir(), 'redress-scan-'));
  const script = join(import.meta.dirname, 'scan-run.ts');
  const run = (part: string): string =>
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, part, String(contracts), directory], {
      encoding: 'utf8',
    });
  try {
    run('fill');
    return resultSchema.parse(JSON.parse(run('scan')));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
