import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { bundleScript } from '#infra/build.ts';
import { benchBoard } from './board.ts';
import { benchBundles } from './bundles.ts';
import { benchDeadlines } from './deadlines.ts';
import { type Figure, figure, table } from './figures.ts';
import { benchIntake, fill } from './intake.ts';
import { stopAll } from './processes.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';

/** `npm run bench [-- part …] [--write]`: the figures of this machine, all of one run. Parts: start, transitions, bundles, deadlines, board, scan, intake. `--write` keeps them in docs/figures.md. */
const root = join(import.meta.dirname, '../..');
const built = join(root, 'dist/bench');

async function scripts(): Promise<{ host: string; bare: string; transitions: string }> {
  mkdirSync(built, { recursive: true });
  const bundled = async (name: string): Promise<string> => {
    const to = join(built, `${name}.mjs`);
    await bundleScript(join(import.meta.dirname, `${name}.ts`), to);
    return to;
  };
  return { host: join(root, 'dist/local/host.mjs'), bare: await bundled('bare-server'), transitions: await bundled('transitions') };
}

type Case = { transitions: number; byMachine: Record<string, number>; stage: string };
const shares = ({ byMachine }: Case): string =>
  Object.entries(byMachine)
    .map(([machine, transitions]) => `${machine} ${transitions}`)
    .join(', ');
function benchTransitions(script: string): Figure[] {
  const { happy, worst } = JSON.parse(
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', script], { encoding: 'utf8' }),
  ) as { happy: Case; worst: Case };
  for (const { stage } of [happy, worst]) if (stage !== 'closed') throw new Error(`a case that should be closed is ${stage}`);
  return [
    figure('Workflow', `billed transitions: received, answered, accepted (${shares(happy)})`, happy.transitions, '', { atMost: 12 }),
    figure('Workflow', `billed transitions: untouched to legal, answered, disputed twice (${shares(worst)})`, worst.transitions, '', {
      atMost: 30,
    }),
  ];
}

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const figures: Figure[] = [];
async function part(name: string, run: () => Figure[] | Promise<Figure[]>): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  console.error(`${name} …`);
  figures.push(...(await run()));
}

const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
try {
  const paths = await scripts();
  await part('deadlines', benchDeadlines);
  await part('board', benchBoard);
  await part('scan', benchScan);
  await part('transitions', () => benchTransitions(paths.transitions));
  await part('bundles', benchBundles);
  await part('start', () => benchStart(paths, fill));
  await part('intake', () => benchIntake(paths));
} finally {
  await stopAll();
}
console.log(`${machine}\n\n${table(figures)}`);
if (process.argv.includes('--write')) {
  const text = `# Figures\n\nOne run of \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Medians of five where it says so; what is compared was\nmeasured in the same run. Machines are noisy: the ratios say more than the figures.\n\n${table(figures)}\n`;
  writeFileSync(join(root, 'docs/figures.md'), text);
}
