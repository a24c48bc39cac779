import type { Claim } from '#domain/claims/claim.ts';
import { asIfAnswered } from '#domain/contracts/claim-money.ts';
import { proposeSetOff, type SetOffProposal } from '#domain/contracts/set-off.ts';
import { grantedSums } from '#domain/replies/answers.ts';
import { type Deps, today } from './deps.ts';
import { ledgerFacts } from './ledger-facts.ts';

/**
 * What could be set off against this claim if the reply went today with the answers on record. Undefined while nothing is granted, without an account, and
 * where it is not clear which contract is meant.
 */
export async function draftSetOff(deps: Deps, claim: Claim): Promise<SetOffProposal | undefined> {
  if (claim.stage !== 'open' || !claim.account || grantedSums(claim.demands).length === 0) return undefined;
  const facts = await ledgerFacts(deps, claim.account.id);
  if (!facts) return undefined;
  const { contracts, account } = facts.book;
  const contract = claim.contractId
    ? contracts.find(({ id }) => id === claim.contractId)
    : contracts.length === 1
      ? contracts[0]
      : undefined;
  if (!contract) return undefined;
  const day = today(deps, account.zone);
  const claims = facts.claims.map((money) => (money.reference === claim.reference ? asIfAnswered(money, claim, day) : money));
  return proposeSetOff({ ...facts, claims }, contract, day, { references: [claim.reference] });
}
