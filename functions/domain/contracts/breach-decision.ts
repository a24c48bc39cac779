import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { type Currency, minorOf } from '#domain/money.ts';
import type { Breach } from './breach.ts';
import type { CounterClaim } from './counter-claim.ts';
import type { Place } from './due.ts';
import { payableUntil } from './due.ts';
import type { Book, Contract } from './facts.ts';
import type { Sheet, SheetLine } from './sheet.ts';
import { termsOn } from './terms.ts';

/**
 * What became of a breach that was found. proposed: a counter-claim was proposed for it now; claimed: one asks for it already; held: the manager holds it; grace: its
 * delay costs nothing yet; small: it alone is not worth a letter; no_sum: the contract gives no sum; frozen: all of it is in dispute; instalments: it is paid in parts as agreed; next: the letter that is being made is full, it is for the one after; withdrawn: somebody withdrew
 * the claim for it; settled: it was found earlier that day and is gone since, paid or corrected.
 */
export const decisions = [
  'proposed',
  'claimed',
  'held',
  'grace',
  'small',
  'no_sum',
  'frozen',
  'instalments',
  'next',
  'withdrawn',
  'settled',
] as const;
export type Decision = (typeof decisions)[number];
export type DecidedBreach = Breach & { decision: Decision; counterClaimId?: string | undefined };

/** Below it a debt that is paid already, late, is not claimed on its own: a letter costs more. It joins the next claim under the contract. */
const leastAsked: Record<Currency, string> = { EUR: '5.00', GBP: '5.00', USD: '5.00', CHF: '5.00', RUB: '500.00' };

type Terms = { book: Book; contract: Contract; day: LegalDay };

/** Why nothing is proposed for this sheet; undefined when something is. */
export function notProposed(sheet: Sheet | undefined, terms: Terms): Decision | undefined {
  if (!sheet) return 'no_sum';
  const asked = sheet.lines.filter(({ total }) => minorOf(total) > 0n);
  if (asked.length === 0) return minorOf(sheet.frozen) > 0n ? 'frozen' : 'no_sum';
  if (asked.every((line) => inGrace(line, terms))) return 'grace';
  if (minorOf(sheet.principal) === 0n && minorOf(sheet.total) < minorOf(leastAsked[sheet.currency])) return 'small';
  return undefined;
}

function inGrace(line: SheetLine, { book, contract, day }: Terms): boolean {
  const invoice = line.kind === 'invoice' ? book.invoices.find(({ id }) => id === line.invoiceId) : undefined;
  if (!invoice) return false;
  const { late } = termsOn(contract, invoice.issuedOn);
  const place: Place = book.account;
  return late.kind !== 'statutory' && day <= addDays(payableUntil(place, line.dueDate), late.graceDays ?? 0);
}

type Known = {
  sheet: Sheet | undefined;
  open: Pick<CounterClaim, 'id' | 'state'> | undefined;
  /** Id of what this very look proposed. */
  proposed: string | undefined;
  /** What was claimed before and withdrawn, by what was asked for. */
  withdrawn: ReadonlyMap<string, string>;
  /** Invoices that are paid in instalments. */
  planned: ReadonlySet<string>;
  /** A counter-claim is open that gathers, and asks for other lines. */
  gathers: boolean;
  reason: Decision | undefined;
};
/** What became of one breach. */
export function decideBreach(breach: Breach, { sheet, open, proposed, withdrawn, planned, gathers, reason }: Known): DecidedBreach {
  const earlier = withdrawn.get(breach.asks);
  if (earlier) return { ...breach, decision: 'withdrawn', counterClaimId: earlier };
  const line = sheet?.lines.find(({ invoiceId }) => invoiceId === breach.asks);
  if (!line) return { ...breach, decision: 'no_sum' };
  if (minorOf(line.total) === 0n && minorOf(line.frozen) > 0n) return { ...breach, decision: 'frozen' };
  if (planned.has(breach.asks)) return { ...breach, decision: 'instalments' };
  if (!open && gathers && !reason) return { ...breach, decision: 'next' };
  if (!open) return { ...breach, decision: reason ?? 'no_sum' };
  return { ...breach, decision: proposed === open.id ? 'proposed' : open.state === 'held' ? 'held' : 'claimed', counterClaimId: open.id };
}
