import { type Zippable, zipSync } from 'fflate';

export type ZipEntry = { name: string; bytes: Uint8Array };

/** Files in one ZIP, names in UTF-8. The same files and the same instant give the same bytes. PDF and other packed files are stored as they are. */
export function zipOf(entries: readonly ZipEntry[], at: string): Uint8Array {
  // A ZIP knows local time without a zone, from 1980 on: the instant is written as its UTC clock reads.
  const utc = new Date(at);
  const mtime = new Date(utc.getTime() + utc.getTimezoneOffset() * 60_000);
  const files: Zippable = {};
  for (const { name, bytes } of entries) files[name] = [bytes, { mtime, level: /\.(csv|json|txt)$/.test(name) ? 6 : 0 }];
  return zipSync(files);
}
