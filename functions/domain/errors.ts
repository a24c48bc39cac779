/** Every code that the product can answer with, its HTTP status and its title in English: one table, read by pages and API alike. */
export const errorTable = {
  invalid: { status: 400, title: 'Something in the request is missing or wrong' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 404, title: 'Not found' }, // unknown and forbidden look the same
  'not-found': { status: 404, title: 'Not found' },
  'forged-request': { status: 403, title: 'The form has expired; open the page again' },
  conflict: { status: 409, title: 'Someone changed this at the same moment; load it again' },
  'key-reused': { status: 409, title: 'This Idempotency-Key was used with another body' },
  'wrong-state': { status: 409, title: 'This is not possible in the present state' },
  'not-covered': { status: 409, title: 'A demand has no outcome, reason or source yet' },
  'data-missing': { status: 409, title: 'The letter needs data that is not there' },
  'own-text': { status: 403, title: 'Nobody approves their own text' },
  'over-limit': { status: 403, title: 'The amount is above your limit' },
  'stale-approval': { status: 409, title: 'The letter has changed since you opened it' },
  'too-large': { status: 413, title: 'Too large' },
  'too-many': { status: 429, title: 'Too many requests; wait a little' },
  unprocessable: { status: 422, title: 'Understood, but cannot be computed' },
  internal: { status: 500, title: 'Something failed on our side; nothing that you sent was lost' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorTable;

/** One wrong field: `path` as the form or the JSON body names it ("demands.0.amount"), `code` a key of the text catalogue. */
export type FieldError = { path: string; code: string };

/** A refusal with a named code. The only exception that rules and use cases throw on purpose. */
export class Refusal extends Error {
  override readonly name = 'Refusal'; // the error name that workflows see
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  /** `detail` is for people who may see it: it never holds content of claims, addresses or tokens. */
  constructor(code: ErrorCode, detail?: string, fields: readonly FieldError[] = []) {
    super(detail ?? errorTable[code].title);
    this.code = code;
    this.fields = fields;
  }
}

/** Closes a switch over a union: the compiler refuses a case that was forgotten. */
export function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
