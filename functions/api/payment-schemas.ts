import * as z from 'zod';

/** Payments for accounting, checked on the way out. */
export const paymentOrderOut = z.object({
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  amount: z.object({ amount: z.string(), currency: z.string() }),
  payTo: z.object({ name: z.string(), account: z.string() }),
  purpose: z.string(),
  claims: z.array(z.object({ reference: z.string(), amount: z.string() })),
  proposedBy: z.string(),
  approvedBy: z.string(),
  approvedAt: z.string(),
  batch: z.number().int().optional(),
});
export const paymentBatchOut = z.object({
  batch: z.number().int(),
  exportedAt: z.string(),
  exportedBy: z.string(),
  orders: z.array(paymentOrderOut),
});
