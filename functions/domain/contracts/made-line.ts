import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { InterestRow } from './interest.ts';

/** One part of an invoice, or a fixed sum for another breach. Amounts are decimal strings in the sheet's currency. */
export type SheetLine = {
  kind: 'invoice' | 'fixed';
  /** Of the invoice; of the breach or fee. */
  invoiceId: string;
  number: string;
  dueDate: LegalDay;
  /** What was billed, less what was found never to be owed. */
  invoiced: string;
  /** Paid or set off towards the principal. */
  paid: string;
  /** Open principal that is asked for. */
  principal: string;
  /** Open principal in dispute: not asked for until it is decided. */
  frozen: string;
  /** Id of the rule; 'none' where no interest is claimed. */
  rule: string;
  /** Clause of the contract or the law, in both languages. */
  ground: Text;
  days: number;
  interest: string;
  /** Percent of the principal that limits the interest, where the limit is reached: no more accrues. */
  capPercent?: string | undefined;
  fixedSum: string;
  /** Paid beyond the principal, which goes to interest and fixed sum. */
  paidOnTop: string;
  total: string;
  rows: readonly InterestRow[];
};
export type MadeLine = { line: SheetLine; provisional: boolean; sources: readonly string[] };
