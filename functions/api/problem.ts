import type { Context } from 'hono';
import { type ErrorCode, errorTable, type FieldError, Refusal } from '#domain/errors.ts';

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail?: string;
  errors?: readonly FieldError[];
  correlation?: string;
};

/** RFC 9457. Our own failures show a correlation id and nothing else. */
export function problem(error: unknown, correlation: string): Problem {
  if (!(error instanceof Refusal))
    return { type: 'about:blank', title: errorTable.internal.title, status: 500, code: 'internal', correlation };
  const { status, title } = errorTable[error.code];
  // What is forbidden looks exactly like what is not there.
  const code = error.code === 'forbidden' ? 'not-found' : error.code;
  const detail = error.message !== title && code !== 'not-found' ? { detail: error.message } : {};
  return { type: `urn:redress:${code}`, title, status, code, ...detail, ...(error.fields.length > 0 ? { errors: error.fields } : {}) };
}

export const problemResponse = (c: Context, body: Problem): Response =>
  c.body(JSON.stringify(body), body.status as 400, { 'content-type': 'application/problem+json' });
