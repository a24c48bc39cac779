import type { InstalmentItem } from '#domain/contracts/instalment-digest.ts';
import { standingOf } from '#domain/contracts/instalments.ts';
import { decideSettlement, type Settlement } from '#domain/contracts/settlement.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import type { PersonId } from '#domain/ids.ts';
import type { CompanyPeople } from '#stores/company-store.ts';
import { actingNow } from './authorise.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { legalPeople } from './notify.ts';
import { retried } from './record-claim.ts';
import { recordSettlement } from './record-settlement.ts';

const system = { kind: 'system', step: 'watch-instalments' } as const;
/** So many calendar days ahead the manager is reminded of an instalment. */
const ahead = 3;

/**
 * Looks at every agreement on instalments, once a day: reminds of what falls due, ends what is paid, and finds what was not paid in time: then the rest is
 * revived, and legal and the manager are told with the next digest, once. Safe to repeat.
 */
export async function watchInstalments(deps: Deps): Promise<void> {
  const company = await deps.stores.company.everyone();
  // Read to the end first: what ends leaves the list while it is walked.
  const running: Settlement[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.stores.settlements.inState('running', 200, cursor);
    running.push(...page.settlements);
    cursor = page.cursor;
  } while (cursor);
  for (const { id } of running) await retried(() => watchOne(deps, id, company));
}

async function watchOne(deps: Deps, id: string, company: CompanyPeople): Promise<void> {
  const settlement = await deps.stores.settlements.load(id);
  const account = settlement?.state === 'running' ? await deps.stores.accounts.account(settlement.accountId) : undefined;
  if (!settlement || !account) return;
  const day = today(deps, account.zone);
  const standings = standingOf(settlement, await deps.stores.accounts.payments(account.id), day);
  const manager = actingNow(account.manager, company, { ...account }, day);
  const missed = standings.find(({ standing }) => standing === 'missed');
  if (missed) {
    const facts = decideSettlement(settlement, { do: 'default', number: missed.number, day });
    const item = itemOf(deps, settlement, 'instalment-missed', missed);
    const told = [...new Set<PersonId>([manager, ...legalPeople(company)])];
    await recordSettlement(deps, settlement, facts, { actor: system }, () => told.map((to) => deps.stores.digests.itemWrite(to, item)));
    return;
  }
  if (standings.every(({ standing }) => standing === 'paid')) {
    await recordSettlement(deps, settlement, decideSettlement(settlement, { do: 'keep', day }), { actor: system });
    return;
  }
  for (const instalment of standings)
    if (instalment.standing !== 'paid' && instalment.due <= addDays(day, ahead))
      await deps.stores.digests.addOnce(manager, itemOf(deps, settlement, 'instalment-due', instalment));
}

const itemOf = (
  deps: Deps,
  { id }: Settlement,
  what: 'instalment-due' | 'instalment-missed',
  { number, due }: { number: number; due: string },
): InstalmentItem => ({ id: `${what}-${id}-${number}`, settlement: { id, number }, what, lastDay: due, at: isoNow(deps) });
