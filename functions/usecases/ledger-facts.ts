import { type ClaimMoney, claimMoney } from '#domain/contracts/claim-money.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import { feesOf, keptBy } from '#domain/contracts/covered-sheet.ts';
import type { LedgerFacts } from '#domain/contracts/ledger.ts';
import type { FixedClaims } from '#domain/contracts/ledger-ours.ts';
import type { FixedClaim } from '#domain/contracts/sheet.ts';
import type { Deps } from './deps.ts';

/** Everything that the ledger of an account is made of; undefined when there is no such account. */
export async function ledgerFacts(deps: Deps, accountId: string): Promise<LedgerFacts | undefined> {
  const { accounts, claims, counterClaims, settlements } = deps.stores;
  const book = await accounts.book(accountId);
  if (!book) return undefined;
  const [theirs, ours, settled] = await Promise.all([
    claims.allOfAccount(accountId),
    counterClaims.ofAccount(accountId, 1000),
    settlements.ofAccount(accountId),
  ]);
  const moneys = await Promise.all(
    theirs
      .filter(({ demands }) => demands.length > 0)
      .map(async (claim): Promise<ClaimMoney> => claimMoney(claim, await claims.events(claim.reference), book.account.zone)),
  );
  return { book, claims: moneys, settlements: settled, ...askedBeside(ours) };
}

/** The fees of letters that went, by contract, and what somebody asked for and withdrew. */
export function askedBeside(counterClaims: readonly CounterClaim[]): { fees: FixedClaims; withdrawn: ReadonlySet<string> } {
  const fees: Record<string, FixedClaim[]> = {};
  const withdrawn = new Set<string>();
  for (const counterClaim of counterClaims)
    if (counterClaim.state === 'withdrawn') for (const line of keptBy(counterClaim)) withdrawn.add(line);
    else fees[counterClaim.contractId] = [...(fees[counterClaim.contractId] ?? []), ...feesOf(counterClaim)];
  return { fees, withdrawn };
}
