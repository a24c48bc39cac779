import type { Language } from '../claims/claim.ts';

/** A letter as it will be printed: every text is final, nothing is looked up any more. Dates are printed as given. */
export type Letter = {
  language: Language;
  letterhead: { name: string; lines: readonly string[] };
  outgoingNumber: string;
  /** Legal day of the letter, YYYY-MM-DD; also the creation date inside the PDF, so that the bytes are stable. */
  date: string;
  printedDate: string;
  reference: string;
  referenceLabel: string;
  addressee: readonly string[];
  title: string;
  salutation: string;
  blocks: readonly LetterBlock[];
  signature: readonly string[];
  enclosures: { title: string; items: readonly { name: string; sha256: string }[] };
};
export type LetterBlock =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | {
      kind: 'table';
      head: readonly string[];
      rows: readonly (readonly string[])[];
      align?: readonly ('left' | 'right')[];
      widths?: readonly number[];
    };
