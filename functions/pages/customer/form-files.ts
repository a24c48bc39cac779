import type { Context } from 'hono';
import * as z from 'zod';
import { sha256 } from '#domain/chain.ts';
import { Refusal } from '#domain/errors.ts';
import type { Deps } from '#usecases/deps.ts';
import { type FormFile, requestUpload } from '#usecases/upload-files.ts';
import { formOf, type Visitor } from '../door.ts';

/** Uploads belong to the visitor's form cookie: nobody else can hand in what they put there. */
export const ownerOf = (visitor: Visitor): string => sha256(visitor.csrf);

/** Files that came inside the form itself, where there is no script. */
export async function filesOf(c: Context): Promise<FormFile[]> {
  const files = (await formOf(c)).getAll('files').filter((entry) => typeof entry !== 'string' && entry.size > 0) as File[];
  return Promise.all(files.map(async (file) => ({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

const uploadSchema = z.object({ name: z.string().max(1000), type: z.string().max(300), size: z.number() });
export async function postUpload(deps: Deps, c: Context, owner: string): Promise<Response> {
  const body = uploadSchema.safeParse(await c.req.json().catch(() => null));
  if (!body.success) return c.json({ code: 'invalid' }, 400);
  try {
    const { id, slot } = await requestUpload(deps, { ...body.data, owner });
    return c.json({ id, ...slot });
  } catch (error) {
    if (error instanceof Refusal) return c.json({ code: error.fields[0]?.code ?? error.code }, 400);
    throw error;
  }
}
