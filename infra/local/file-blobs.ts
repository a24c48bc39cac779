import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Blobs, Clock } from '#usecases/ports.ts';
import { blobFolders } from '../blueprint.ts';

export type FileBlobsOptions = {
  directory: string;
  /** Signs the addresses; whoever has it can make any. */
  secret: string;
  clock: Clock;
  /** What comes before "/blobs/…" in an address: "http://127.0.0.1:8080", or nothing. */
  publicUrl?: string;
};
/** What an address stands for; `signature` proves that we made it. */
export type Grant =
  | { method: 'PUT'; key: string; expires: number; size: number; type: string }
  | { method: 'GET'; key: string; expires: number; name: string };
export type FileBlobs = Blobs & {
  /** True when the signature is ours and the instant has not come. */
  holds(grant: Grant, signature: string): boolean;
  /** Keeps what comes for a key that has nothing yet. Nothing is kept unless there are exactly `size` bytes. */
  accept(key: string, type: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<'kept' | 'too-large' | 'too-small' | 'taken'>;
  read(key: string): AsyncIterable<Uint8Array>;
};

/** The Blobs port in files below a directory, each written aside, synced and then named, so that a crash leaves a whole file or none. */
export function fileBlobs({ directory, secret, clock, publicUrl = '' }: FileBlobsOptions): FileBlobs {
  const aside = join(directory, '~aside');
  rmSync(aside, { recursive: true, force: true }); // what a crash left unfinished
  mkdirSync(aside, { recursive: true });
  // "~" is in no key: so "a" can be a file and "a/b" too, as in S3.
  const fileOf = (key: string): string => `${join(directory, checkedKey(key))}~bytes`;
  const typeFileOf = (key: string): string => `${join(directory, checkedKey(key))}~type`;

  const sign = (grant: Grant): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(partsOf(grant)))
      .digest('base64url');
  const address = (grant: Grant): string => {
    const { method: _, key, ...rest } = grant;
    const query = new URLSearchParams(Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]));
    query.set('sig', sign(grant));
    return `${publicUrl}/blobs/${checkedKey(key)}?${query.toString()}`;
  };
  const expiry = (expiresIn: number): number => Math.floor(clock.now() / 1000) + expiresIn;

  /** Writes aside, then hands over to `name`, which gives the file its name; what has none afterwards is removed. */
  async function staged<T>(bytes: AsyncIterable<Uint8Array>, most: number, name: (written: Written) => Promise<T>): Promise<T> {
    const path = join(aside, randomUUID());
    try {
      return await name({ path, ...(await writeSynced(path, bytes, most)) });
    } finally {
      await rm(path, { force: true });
    }
  }
  /** The type is named before the bytes: these are what makes a blob be there. */
  const nameType = (key: string, type: string): Promise<void> =>
    staged(once(Buffer.from(type)), 1000, async ({ path }) => {
      await mkdir(dirname(fileOf(key)), { recursive: true });
      await rename(path, typeFileOf(key));
    });

  return {
    async presignUpload(key, contentType, size, expiresIn) {
      const expires = expiry(expiresIn);
      const url = address({ method: 'PUT', key, expires, size, type: contentType });
      return { url, method: 'PUT', headers: { 'content-type': contentType }, expires: new Date(expires * 1000).toISOString() };
    },
    presignDownload: async (key, fileName, expiresIn) => address({ method: 'GET', key, expires: expiry(expiresIn), name: fileName }),
    put: (key, bytes, contentType) =>
      staged(once(bytes), bytes.length, async ({ path }) => {
        await nameType(key, contentType);
        await rename(path, fileOf(key));
        await syncDirectory(dirname(fileOf(key)));
      }),
    get: (key) => readFile(fileOf(key)).then((bytes) => new Uint8Array(bytes), absent),
    async head(key) {
      const found = await stat(fileOf(key)).catch(absent);
      return found && { size: found.size, contentType: await readFile(typeFileOf(key), 'utf8') };
    },
    holds(grant, signature) {
      const ours = Buffer.from(sign(grant));
      const theirs = Buffer.from(signature);
      return ours.length === theirs.length && timingSafeEqual(ours, theirs) && clock.now() < grant.expires * 1000;
    },
    accept: (key, type, size, bytes) =>
      staged(bytes, size, async (written) => {
        if (written.size !== size) return written.size > size ? 'too-large' : 'too-small';
        const file = fileOf(key);
        if (!(await stat(file).catch(absent))) await nameType(key, type);
        // A link fails when the name is taken, where a rename would replace: of two uploads at once one loses.
        if (!(await linked(written.path, file))) return (await hashOf(createReadStream(file))) === written.hash ? 'kept' : 'taken';
        await syncDirectory(dirname(file));
        return 'kept';
      }),
    async *read(key) {
      yield* createReadStream(fileOf(key));
    },
  };
}

// Kept apart by JSON, so that no two grants sign the same text.
const partsOf = (grant: Grant): unknown[] =>
  grant.method === 'PUT' ? ['PUT', grant.key, grant.expires, grant.size, grant.type] : ['GET', grant.key, grant.expires, grant.name];

/** Segments of [A-Za-z0-9._=-], none of them only dots, so that no key leaves the directory. Throws RangeError. */
export function checkedKey(key: string): string {
  if (key.length > 1024 || !key.split('/').every((part) => /^[\w.=-]{1,200}$/.test(part) && !/^\.+$/.test(part)))
    throw new RangeError('not a key of a blob');
  return key;
}

type Written = { path: string; size: number; hash: string };

/** Stops once more than `most` bytes have come. */
async function writeSynced(path: string, bytes: AsyncIterable<Uint8Array>, most: number): Promise<{ size: number; hash: string }> {
  const file = await open(path, 'wx');
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > most) break;
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
    return { size, hash: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  await directory.sync().finally(() => directory.close());
}

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}

/** As on AWS, where a function has grants on some folders only: writing anywhere else throws, so that it shows here first. */
export function withinFolders(blobs: Blobs): Blobs {
  const allowed = (key: string): void => {
    if (!blobFolders.some((folder) => key.startsWith(`${folder}/`))) throw new Error(`no function may reach ${key}`);
  };
  return {
    ...blobs,
    put: async (key, bytes, type) => {
      allowed(key);
      return blobs.put(key, bytes, type);
    },
    presignUpload: async (key, type, size, expiresIn) => {
      allowed(key);
      return blobs.presignUpload(key, type, size, expiresIn);
    },
  };
}
