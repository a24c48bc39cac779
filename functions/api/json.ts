import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';

/** The body as JSON. Refuses ('invalid') what is none. */
export async function jsonOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new Refusal('invalid', 'the body is not JSON');
  }
}
