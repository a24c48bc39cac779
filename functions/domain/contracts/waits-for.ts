import type { CounterClaim, CounterClaimState } from './counter-claim-record.ts';

/** What a counter-claim waits for; whose turn it is follows from it. */
export const waits = ['approve', 'decide', 'find-out', 'court', 'post', 'held', 'customer', 'leaving', 'ended'] as const;
export type Wait = (typeof waits)[number];
/** States in which each may be found. */
export const statesOf: Record<Wait, readonly CounterClaimState[]> = {
  approve: ['proposed'],
  decide: ['proposed', 'held', 'sent', 'disputed', 'expired'],
  'find-out': ['sending'],
  court: ['expired'],
  post: ['sending'],
  held: ['held'],
  customer: ['sent'],
  leaving: ['approved', 'sending'],
  ended: ['paid', 'withdrawn'],
};

/** An undecided dispute comes first: until it is decided the sum is not whole. */
export function waitsFor({ state, delivery, freezes }: Pick<CounterClaim, 'state' | 'delivery' | 'freezes'>): Wait {
  if (state === 'paid' || state === 'withdrawn') return 'ended';
  if (state === 'disputed' || freezes.some(({ decision }) => !decision)) return 'decide';
  if (state === 'proposed') return 'approve';
  if (state === 'held') return 'held';
  if (state === 'expired') return 'court';
  if (state === 'sent') return 'customer';
  if (delivery === 'to-post') return 'post';
  return delivery === 'unknown' ? 'find-out' : 'leaving';
}
