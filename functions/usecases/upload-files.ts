import { sha256 } from '#domain/chain.ts';
import type { Evidence } from '#domain/claims/claim.ts';
import { Refusal } from '#domain/errors.ts';
import type { Upload } from '#stores/small-stores.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import type { UploadSlot } from './ports.ts';

export const mostFiles = 10;
export const mostFileBytes = 20 * 1024 * 1024;
const uploadHours = 24;
export type FormFile = { name: string; type: string; bytes: Uint8Array };

/** Promises a place for one file: the address takes exactly this key, size and type. `owner` binds it to the form or page that asked. */
export async function requestUpload(
  deps: Deps,
  file: { name: string; type: string; size: number; owner: string },
): Promise<{ id: string; slot: UploadSlot }> {
  if (!Number.isInteger(file.size) || file.size < 1) throw new Refusal('invalid', undefined, [{ path: 'files', code: 'empty-file' }]);
  if (file.size > mostFileBytes) throw new Refusal('too-large', undefined, [{ path: 'files', code: 'file-too-large' }]);
  const id = hex(deps.newId(16));
  const name = cleanName(file.name);
  const type = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/i.test(file.type) && file.type.length < 120 ? file.type : 'application/octet-stream';
  const key = `evidence/upload/${id.slice(0, 2)}/${id}`;
  const expiresAt = new Date(deps.clock.now() + uploadHours * 3_600_000).toISOString();
  await deps.stores.uploads.save({ id, key, name, type, size: file.size, expiresAt, owner: file.owner });
  return { id, slot: await deps.blobs.presignUpload(key, type, file.size, uploadHours * 3600) };
}

/** What came with one form: uploads by id, each once, and files inside it; together at most ten. */
export async function takeFiles(
  deps: Deps,
  given: { uploads: readonly string[]; owner: string; files: readonly FormFile[] },
): Promise<Evidence[]> {
  const ids = [...new Set(given.uploads)];
  if (ids.length + given.files.length > mostFiles) throw new Refusal('invalid', undefined, [{ path: 'files', code: 'too-many' }]);
  return [...(await collectUploads(deps, ids, given.owner)), ...(await keepFiles(deps, given.files))];
}

/** The files that came in under these ids, hashed. One that is missing, foreign or of another size is refused by name; nothing is taken on trust. */
async function collectUploads(deps: Deps, ids: readonly string[], owner: string): Promise<Evidence[]> {
  const evidence: Evidence[] = [];
  for (const id of ids) {
    const upload: Upload | undefined = /^[0-9a-f]{32}$/.test(id) ? await deps.stores.uploads.find(id) : undefined;
    const bytes = upload && upload.owner === owner && upload.expiresAt > isoNow(deps) ? await deps.blobs.get(upload.key) : undefined;
    if (!upload || !bytes || bytes.byteLength !== upload.size)
      throw new Refusal('invalid', undefined, [{ path: 'files', code: 'not-uploaded' }]);
    evidence.push({
      id: hex(deps.newId(8)),
      name: upload.name,
      type: upload.type,
      size: upload.size,
      sha256: sha256(bytes),
      key: upload.key,
      at: isoNow(deps),
      from: 'customer',
    });
  }
  return evidence;
}

/** Files that came inside a form itself, where the page works without script. */
async function keepFiles(deps: Deps, files: readonly FormFile[]): Promise<Evidence[]> {
  if (files.some((file) => file.bytes.byteLength > mostFileBytes))
    throw new Refusal('invalid', undefined, [{ path: 'files', code: 'file-too-large' }]);
  return Promise.all(
    files.map(async (file) => {
      const id = hex(deps.newId(16));
      const key = `evidence/upload/${id.slice(0, 2)}/${id}`;
      const type = file.type || 'application/octet-stream';
      await deps.blobs.put(key, file.bytes, type);
      return {
        id: id.slice(0, 16),
        name: cleanName(file.name),
        type,
        size: file.bytes.byteLength,
        sha256: sha256(file.bytes),
        key,
        at: isoNow(deps),
        from: 'customer',
      };
    }),
  );
}

/** A file name as people see it: without paths, control and direction characters, at most 150 characters. */
export const cleanName = (name: string): string =>
  (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(-150) || 'file';
