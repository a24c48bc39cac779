import type { Deps } from './deps.ts';
import { legalPeople, notifyOfCounterClaim } from './notify.ts';

/** Legal, who decides, and the manager hear that a part is in dispute, once per dispute and person. */
export async function announceDispute(deps: Deps, { counterClaim: id, freeze }: { counterClaim: string; freeze: string }): Promise<void> {
  const counterClaim = await deps.stores.counterClaims.load(id);
  const part = counterClaim?.freezes.find((candidate) => candidate.id === freeze);
  if (!counterClaim || !part) return;
  const company = await deps.stores.company.everyone();
  for (const to of new Set([...legalPeople(company), counterClaim.acting])) {
    if (part.by === `person:${to}`) continue; // they know
    await notifyOfCounterClaim(deps, company, to, { kind: 'disputed', key: `cc-disputed-${freeze}`, counterClaim, comment: part.text });
  }
}
