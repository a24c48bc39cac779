import rows from '../vectors.json' with { type: 'json' };

/** A worked example: see the papers on the law for its source. Inputs are as published, so their shape differs from row to row. */
export type Row = {
  id: string;
  kind: string;
  jurisdiction: string;
  // biome-ignore lint/suspicious/noExplicitAny: every published example has its own shape
  input: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  expected: any;
};
export const vectors = rows as readonly Row[];
/** What our engine says and what the example says, in one shape; `wrong`: a published value that we must not give. */
export type Expression = { actual: unknown; expected: unknown; wrong?: unknown };
export type Express = (row: Row) => Expression | undefined;
