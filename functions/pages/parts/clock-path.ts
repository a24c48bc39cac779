import type { ClockRow } from '#stores/claim-store.ts';

/** Where the thing is whose clock this is: the claim, or the counter-claim whose customer has the term. */
export const clockPath = ({ reference, counterClaim }: Pick<ClockRow, 'reference' | 'counterClaim'>): string =>
  counterClaim ? `/counter-claims/${reference}` : `/desk/claims/${reference}`;
