import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from 'hono';

export type Asset = { bytes: Uint8Array; type: string; tag: string };
export type Assets = (name: string) => Promise<Asset | undefined>;

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
};

/** Style sheets, scripts and fonts of one folder, read once. Names hold no path: there is no way out of the folder. */
export function fileAssets(folder: string): Assets {
  const known = new Map<string, Promise<Asset | undefined>>();
  const load = async (name: string): Promise<Asset | undefined> => {
    const type = types[name.split('.').at(-1) ?? ''];
    if (!type || !/^[a-z0-9][a-z0-9.-]*$/.test(name)) return undefined;
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    return bytes && { bytes, type, tag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"` };
  };
  return (name) => {
    const found = known.get(name) ?? load(name);
    known.set(name, found);
    return found;
  };
}

/** Answers with the asset; a browser that has it already is told so. */
export async function serveAsset(c: Context, assets: Assets): Promise<Response> {
  const asset = await assets(c.req.param('file') ?? '');
  if (!asset) return c.body(null, 404);
  const headers = { 'content-type': asset.type, etag: asset.tag, 'cache-control': 'public, max-age=3600' };
  if (c.req.header('if-none-match') === asset.tag) return c.body(null, 304, headers);
  return c.body(Uint8Array.from(asset.bytes), 200, headers);
}
