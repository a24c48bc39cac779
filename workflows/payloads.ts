import * as z from 'zod';

/** What goes into the machines and their steps, and what comes back: ids and words of the domain, nothing a customer wrote. */
const reference = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}$/);
const id = z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const token = z.string().max(2048).optional();

export const claimSteps = [
  'send-receipt',
  'await-reply',
  'remind-of-reply',
  'await-approval',
  'escalate-approval',
  'send-reply',
  'await-delivery',
  'remind-of-delivery',
  'await-customer',
  'close-silent',
  'raise-to-person',
] as const;
export const deadlineSteps = ['advance-deadlines', 'raise-to-person'] as const;
export const counterClaimSteps = [
  'announce-proposal',
  'await-decision',
  'remind-of-decision',
  'send-counter-claim',
  'await-delivery',
  'remind-of-delivery',
  'await-posting',
  'remind-of-posting',
  'check-term',
  'raise-to-person',
] as const;
export const breachSteps = ['list-shards', 'scan-shards', 'raise-to-person'] as const;

export const claimPayload = z.strictObject({ step: z.enum(claimSteps), reference, token });
export const deadlinePayload = z.strictObject({ step: z.enum(deadlineSteps), reference });
export const counterClaimPayload = z.strictObject({ step: z.enum(counterClaimSteps), counterClaim: id, token });
const shards = z.array(z.string().regex(/^\d{2}$/)).max(64);
export const breachPayload = z.strictObject({ step: z.enum(breachSteps), day, shards: shards.optional() });

export const outcome = z.object({ outcome: z.string().regex(/^[a-z-]{1,30}$/), until: z.iso.datetime().optional() });
export const shardList = z.object({ shards });

/** Keys that a payload may carry; the lint refuses any other. */
export const payloadKeys = ['step', 'reference', 'counterClaim', 'day', 'shards', 'token'] as const;

/** Inputs of the executions. Names follow from the subject, so that starting twice starts once. */
export const executionNames = {
  claim: (ref: string, run: number) => `claim-${ref}-${run}`,
  deadlines: (ref: string, revision: number) => `deadlines-${ref}-${revision}`,
  counterClaim: (cc: string, run: number) => `counter-claim-${cc}-${run}`,
  breachScan: (onDay: string) => `breach-scan-${onDay}`,
};
