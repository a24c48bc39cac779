import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const schema = z.object({ links: z.string().length(64), blobs: z.string().length(64) });
export type LocalSecrets = z.infer<typeof schema>;

/** Made at the first start, kept beside the database, readable by the owner only. */
export function localSecrets(dataDir: string): LocalSecrets {
  const path = join(dataDir, 'secrets.json');
  if (existsSync(path)) return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const made = { links: randomBytes(32).toString('hex'), blobs: randomBytes(32).toString('hex') };
  writeFileSync(path, JSON.stringify(made), { mode: 0o600, flush: true });
  return made;
}
