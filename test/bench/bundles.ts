import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { functions } from '#infra/blueprint.ts';
import { bundleHandler } from '#infra/build.ts';
import { type Figure, median, number, verdict } from './figures.ts';

const runs = 5;
const root = join(import.meta.dirname, '../..');
type Size = { start: string[]; startBytes: number; allBytes: number };
const sizesSchema = z.record(z.string(), z.object({ start: z.array(z.string()), startBytes: z.number(), allBytes: z.number() }));

/** Values with which a function's module loads and reaches nobody: port 9 of this machine is closed. */
const environment = {
  ...process.env,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  TABLE: 'T',
  BUCKET: 'b',
  PUBLIC_URL: 'https://a.example',
  CLAIMS_ADDRESS: 'claims@a.example',
  CONFIGURATION_SET: 'c',
  LINK_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:1:secret:s',
  MACHINE_ARNS: '{}',
  COMPANY: JSON.stringify(
    z.object({ context: z.object({ company: z.unknown() }) }).parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context
      .company,
  ),
  SCHEDULE: JSON.stringify({ group: 'g', targetArn: 'a', roleArn: 'r', deadLetterArn: 'd' }),
  ISSUER: 'https://a.example',
  AUTHORIZE_URL: 'https://a.example/a',
  TOKEN_URL: 'https://a.example/t',
  JWKS_URL: 'https://a.example/j',
  CLIENT_ID: 'c',
  SIGN_OUT_URL: 'https://a.example/s',
};
const evaluation = (file: string): number =>
  Number(
    execFileSync(process.execPath, [join(import.meta.dirname, 'evaluate.ts'), file], {
      env: environment,
      cwd: join(file, '..'),
      encoding: 'utf8',
    }),
  );

/** What a function loads at its start and how long its modules take, beside an empty handler and one that imports the SDK client which all of them need. */
export async function benchBundles(): Promise<Figure[]> {
  const sizes: Record<string, Size> = sizesSchema.parse(JSON.parse(readFileSync(join(root, 'dist/sizes.json'), 'utf8')));
  const scratch = mkdtempSync(join(root, 'dist/bench-'));
  try {
    const least = await handler(scratch, 'empty', 'export const handler = async () => ({});');
    const bare = await handler(
      scratch,
      'sdk',
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nconst client = new DynamoDBClient({});\nexport const handler = async () => client.config.region();",
    );
    const all: [string, Size][] = [
      ['an empty handler', least],
      ['a bare import of client-dynamodb', bare],
      ...functions.map(({ name }): [string, Size] => [name, sizes[name] ?? least]),
    ];
    // Round by round, so that a slow moment of the machine falls on all of them.
    const times = new Map(all.map(([name]) => [name, [] as number[]]));
    for (let run = 0; run < runs; run++) for (const [name, { start }] of all) times.get(name)?.push(evaluation(start[0] ?? ''));
    const reference = { bytes: bare.startBytes, time: median(times.get('a bare import of client-dynamodb') ?? []) };
    return all.map(([what, size], at) => lineOf(what, size, median(times.get(what) ?? []), at < 2 ? undefined : reference));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function handler(scratch: string, name: string, source: string): Promise<Size> {
  const file = join(scratch, `${name}.ts`);
  writeFileSync(file, source);
  return bundleHandler(file, join(scratch, name));
}

function lineOf(what: string, { start, startBytes, allBytes }: Size, time: number, reference?: { bytes: number; time: number }): Figure {
  const kilobytes = (bytes: number) => `${number(bytes / 1024)} KB`;
  const zipped = start.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  const size = `${kilobytes(startBytes)} at start (${kilobytes(zipped)} gz), ${kilobytes(allBytes)} in all, ${number(time, 1)} ms`;
  if (!reference) return { area: 'Cold start', what, figure: size, target: '', verdict: '' };
  const ratios = [startBytes / reference.bytes, time / reference.time] as const;
  return {
    area: 'Cold start',
    what,
    figure: `${size}: ${ratios[0].toFixed(2)} x, ${ratios[1].toFixed(2)} x`,
    target: '1.3 x, 1.3 x',
    verdict: verdict(Math.max(...ratios), { atMost: 1.3 }),
  };
}
