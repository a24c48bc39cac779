import * as z from 'zod';
import { demandKinds, outcomes } from '#domain/claims/claim.ts';

/** Answers of the API, checked on the way out. Instants are ISO 8601 UTC, days YYYY-MM-DD, amounts decimal strings. */
const money = z.object({ amount: z.string(), currency: z.string() });
export const deadlineOut = z.object({ kind: z.string(), rule: z.string(), dueAt: z.string(), lastDay: z.string() });
export const receiptOut = z.object({
  reference: z.string(),
  statusUrl: z.string(),
  receivedAt: z.string(),
  responsible: z.string(),
  deadlines: z.array(deadlineOut),
});
export const demandOut = z.object({
  id: z.string(),
  kind: z.enum(demandKinds),
  asked: money.optional(),
  text: z.string(),
  outcome: z.enum(outcomes).optional(),
  granted: money.optional(),
  reason: z.string().optional(),
});
export const claimOut = z.object({
  reference: z.string(),
  status: z.string(),
  kind: z.string(),
  channel: z.string(),
  receivedAt: z.string(),
  subject: z.string(),
  account: z.string().optional(),
  contractNumber: z.string().optional(),
  orderNumber: z.string().optional(),
  responsible: z.string(),
  acting: z.string(),
  needsPerson: z.string().optional(),
  demands: z.array(demandOut),
  deadlines: z.array(
    deadlineOut.extend({
      state: z.string(),
      provisional: z.boolean(),
      metAt: z.string().optional(),
      steps: z.array(z.object({ kind: z.string(), date: z.string(), text: z.string() })),
    }),
  ),
  satisfaction: z.number().optional(),
});
export const claimDetailOut = claimOut.extend({
  messages: z.array(z.object({ at: z.string(), from: z.string(), channel: z.string(), subject: z.string(), text: z.string() })),
  files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string(), at: z.string() })),
  letters: z.array(z.object({ outgoingNumber: z.string(), at: z.string(), delivery: z.string() })),
  counterClaims: z.array(z.object({ id: z.string(), state: z.string(), total: z.string(), currency: z.string() })),
  chain: z.object({ events: z.number(), head: z.string() }),
});
export const rowOut = z.object({
  row: z.number(),
  status: z.enum(['accepted', 'unchanged', 'error']),
  id: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
});
export const importOut = z.object({ accepted: z.number(), unchanged: z.number(), errors: z.number(), rows: z.array(rowOut) });
export const counterClaimOut = z.object({
  id: z.string(),
  state: z.string(),
  account: z.string(),
  contract: z.string(),
  currency: z.string(),
  principal: z.string(),
  interest: z.string(),
  fixedSums: z.string(),
  paidOnTop: z.string().meta({ description: 'Already paid towards interest: principal + interest + fixedSums - paidOnTop = total' }),
  total: z.string(),
  asOf: z.string(),
  provisional: z.boolean(),
  responseDate: z.string().optional(),
  sentAt: z.string().optional(),
  rows: z.array(
    z.object({
      invoice: z.string(),
      dueDate: z.string(),
      from: z.string(),
      to: z.string(),
      days: z.number(),
      base: z.string(),
      ratePercent: z.string(),
      amount: z.string(),
    }),
  ),
  lines: z.array(
    z.object({
      invoice: z.string(),
      dueDate: z.string(),
      principal: z.string(),
      interest: z.string(),
      fixedSum: z.string(),
      paidOnTop: z.string(),
      total: z.string(),
      rule: z.string(),
      capped: z.boolean(),
      cap: z.string().optional().meta({ description: 'The limit that was reached, in words' }),
    }),
  ),
});
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), cursor: z.string().optional() });
