import type { Claim } from '#domain/claims/claim.ts';
import { type ClocksInput, eventsOf } from '#domain/claims/claim-clocks.ts';
import { isOpen } from '#domain/deadlines/clocks.ts';
import type { Deps } from './deps.ts';

type Place = Pick<ClocksInput, 'law' | 'account' | 'zone' | 'country' | 'terms'>;

/** All that decides which clocks run on our answer to this claim, at that place. */
export const inputOf = (deps: Deps, claim: Claim, place: Place): ClocksInput => ({
  ...place,
  receivedAt: claim.receivedAt,
  kind: claim.kind,
  demands: claim.demands,
  sectors: deps.config.company.sectors,
  matters: claim.matters,
  events: eventsOf(claim.clocks.filter(isOpen)),
  evidence: claim.reference,
});

/** The same at the place where the claim belongs now: its account's, or the company's own while nobody knows the account. */
export async function currentInput(deps: Deps, claim: Claim): Promise<ClocksInput> {
  const [law, account] = await Promise.all([
    deps.stores.law.current(),
    claim.account ? deps.stores.accounts.account(claim.account.id) : undefined,
  ]);
  const contract = account && claim.contractId ? await deps.stores.accounts.contract(account.id, claim.contractId) : undefined;
  const { zone, country } = account ?? deps.config.company;
  return inputOf(deps, claim, { law, account: claim.account, zone, country, terms: contract?.terms });
}
