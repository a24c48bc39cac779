import type { MatchedBy } from './events.ts';

/** What the books hold under what the customer named: targets are "account" or "account#contract". */
export type Findings = { contract: readonly string[]; taxNumber: readonly string[]; domain: readonly string[] };
export type Match =
  | { kind: 'matched'; accountId: string; contractId?: string; by: MatchedBy }
  | { kind: 'ambiguous'; candidates: string[] }
  | { kind: 'unknown' };

/**
 * Which account a claim belongs to: contract number, then tax number, then e-mail address or domain. What is ambiguous is asked, never guessed: more than
 * one account at the deciding step, or a contract number of one account from an address that is another's.
 */
export function matchAccount({ contract, taxNumber, domain }: Findings): Match {
  const accountsOf = (targets: readonly string[]) => [...new Set(targets.map((target) => target.split('#')[0] ?? ''))];
  const steps: [MatchedBy, readonly string[]][] = [
    ['contract', contract],
    ['tax-number', taxNumber],
    ['domain', domain],
  ];
  const sender = accountsOf(domain);
  for (const [by, targets] of steps) {
    const accounts = accountsOf(targets);
    if (accounts.length === 0) continue;
    const others = sender.filter((account) => !accounts.includes(account));
    if (accounts.length > 1 || others.length > 0) return { kind: 'ambiguous', candidates: [...new Set([...accounts, ...others])] };
    const contractId = contract.length === 1 && by === 'contract' ? contract[0]?.split('#')[1] : undefined;
    return { kind: 'matched', accountId: accounts[0] ?? '', ...(contractId ? { contractId } : {}), by };
  }
  return { kind: 'unknown' };
}
