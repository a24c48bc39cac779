import { type Match, matchAccount } from '#domain/claims/match.ts';
import type { Deps } from './deps.ts';

/** Looks up what the customer named in the books. Three point reads at most. */
export async function findAccount(
  deps: Deps,
  named: { contractNumber?: string | undefined; taxNumber?: string | undefined; email: string },
): Promise<Match> {
  const accounts = deps.stores.accounts;
  const email = named.email.toLowerCase();
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const [contract, taxNumber, byAddress, byDomain] = await Promise.all([
    named.contractNumber ? accounts.lookup('contract', named.contractNumber) : [],
    named.taxNumber ? accounts.lookup('tax', named.taxNumber) : [],
    accounts.lookup('domain', email),
    accounts.lookup('domain', domain),
  ]);
  return matchAccount({ contract, taxNumber, domain: byAddress.length > 0 ? byAddress : byDomain });
}
