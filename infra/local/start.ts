import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `npm start`: bundles the host when a source is newer than the bundle, and runs it. */
const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'dist/local/host.mjs');

/** When the youngest file below these paths was written, ms. */
function youngest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, youngest(join(path, name))), 0);
}
const sources = ['functions', 'infra', 'workflows', 'package-lock.json'].map((name) => youngest(join(root, name)));

if (!existsSync(bundle) || statSync(bundle).mtimeMs < Math.max(...sources)) {
  const { buildLocal } = await import('../build.ts');
  await buildLocal();
}
await import(bundle);
