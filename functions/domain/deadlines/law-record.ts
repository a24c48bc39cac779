import type { PersonId } from '#domain/ids.ts';
import type { Applied, LawChange } from './law.ts';

/** How far the open claims have been counted anew. A pass that moved nothing is the last one. */
export type LawRun = {
  pass: number;
  cursor?: string | undefined;
  seen: number;
  moved: number;
  movedInPass: number;
  finished?: string | undefined;
};
/** A change of a rule or a calendar: drafted, then applied or set aside. `why` is asked for when it is applied. */
export type LawRecord = {
  id: string;
  title: string;
  change: LawChange;
  state: 'draft' | 'applied' | 'discarded';
  draftedBy: PersonId;
  draftedAt: string;
  decidedBy?: PersonId | undefined;
  decidedAt?: string | undefined;
  why?: string | undefined;
  run?: LawRun | undefined;
};
/** The applied changes in the order in which they were applied: the law is the book with these over it. */
export const appliedOf = (records: readonly LawRecord[]): Applied[] =>
  records
    .filter((record) => record.state === 'applied')
    .toSorted((a, b) => ((a.decidedAt ?? '') < (b.decidedAt ?? '') ? -1 : 1))
    .map(({ id, change }) => ({ id, change }));
