import type { Text } from '#domain/deadlines/calendar.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { InvoiceId, Reference } from '#domain/ids.ts';

/** Part of an admitted claim that is settled. Amounts are decimals in the settlement's currency. */
export type ClaimPart = { reference: Reference; amount: string };
export type InvoicePart = { invoiceId: InvoiceId; number: string; amount: string };
/** One sum that goes off both sides, counting from `date`, the day on which both debts could be set off. */
export type SetOffPair = ClaimPart & InvoicePart & { date: LegalDay };
export type Instalment = { number: number; due: LegalDay; amount: string };

/** What two people agree to book. */
export type SettlementTerms =
  /** We pay. `payTo`: name and account as the bank wants them. */
  | { kind: 'money'; claims: readonly ClaimPart[]; payTo: { name: string; account: string }; purpose: string }
  | { kind: 'credit_note'; claims: readonly ClaimPart[]; invoices: readonly InvoicePart[] }
  /** In kind, in place of the sums of these claims. */
  | { kind: 'replacement'; claims: readonly ClaimPart[]; what: string; by: LegalDay }
  | { kind: 'set_off'; pairs: readonly SetOffPair[]; ground: Text; source: string }
  /** The customer pays what these invoices cost in parts; while they do, nothing else is done about the invoices. */
  | {
      kind: 'instalments';
      invoices: readonly { invoiceId: InvoiceId; number: string }[];
      instalments: readonly Instalment[];
      /** Days after a due date on which an instalment may still come. */
      graceDays: number;
    };
export const settlementKinds = ['money', 'credit_note', 'replacement', 'set_off', 'instalments'] as const;
export type SettlementKind = (typeof settlementKinds)[number];
