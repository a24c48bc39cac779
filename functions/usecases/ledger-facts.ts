import { type ClaimMoney, claimMoney } from '#domain/contracts/claim-money.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
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
  return { book, claims: moneys, settlements: settled, fixed: fixedOf(ours) };
}

/** Fixed sums for other breaches and fees, as the counter-claims that were not withdrawn ask for them. */
export function fixedOf(counterClaims: readonly CounterClaim[]): FixedClaims {
  const found: Record<string, Map<string, FixedClaim>> = {};
  for (const { contractId, state, sheet } of counterClaims) {
    if (state === 'withdrawn') continue;
    const own = (found[contractId] ??= new Map());
    for (const { kind, invoiceId, number, dueDate, fixedSum, ground } of sheet.lines)
      if (kind === 'fixed') own.set(invoiceId, { id: invoiceId, number, since: dueDate, amount: fixedSum, ground });
  }
  return Object.fromEntries(Object.entries(found).map(([contract, own]) => [contract, [...own.values()]]));
}
