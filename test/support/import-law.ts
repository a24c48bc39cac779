import { spawnSync } from 'node:child_process';
import * as z from 'zod';

/** Runs dependency-cruiser and fails on a broken rule, and on a run that saw nothing (with TypeScript 7 alone it would). */
const run = spawnSync('depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'functions', 'infra', 'workflows'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
if (run.error || !run.stdout) throw new Error(`the import law could not be checked: ${run.stderr || run.error?.message}`);
const { summary } = z
  .object({
    summary: z.object({
      totalCruised: z.number(),
      violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    }),
  })
  .parse(JSON.parse(run.stdout));
for (const { from, to, rule } of summary.violations) console.log(`${rule.name}: ${from} -> ${to}`);
console.log(`import law: ${summary.totalCruised} modules, ${summary.violations.length} violations`);
if (summary.totalCruised < 100 || summary.violations.length > 0) process.exit(1);
