import { type Actor, actorName } from '#domain/actor.ts';
import type { AccountRecord, Contract } from '#domain/contracts/facts.ts';
import { Refusal } from '#domain/errors.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { importContract } from './import-contract.ts';
import { rowError } from './put-row.ts';
import { scanAccount } from './scan-breaches.ts';

export type ContractView = { self: Self; account: AccountRecord; contract: Contract; mayAmend: boolean };

/** A contract with its versions. Unknown and forbidden look the same. */
export async function viewContract(deps: Deps, actor: Actor, accountId: string, contractId: string): Promise<ContractView> {
  const self = await selfOf(deps, actor);
  const [account, contract] = await Promise.all([
    deps.stores.accounts.account(accountId),
    deps.stores.accounts.contract(accountId, contractId),
  ]);
  if (!account || !contract) throw new Refusal('not-found');
  const { id, department, roles } = self.person;
  const subject = subjectOf({ owner: account.manager, acting: account.manager }, self.company);
  const ownership = ownershipOf({ id, department, standsInFor: self.standsInFor }, subject);
  if (!may(roles, 'account.read', ownership)) throw new Refusal('not-found');
  return { self, account, contract, mayAmend: may(roles, 'contract.write', ownership) };
}

/**
 * Adds an amendment, or corrects the one of that title: by the same rule as the import, from the same columns. What the new terms change in the account's books is
 * looked at at once. 'unchanged' when it is on record already.
 */
export async function amendContract(
  deps: Deps,
  actor: Actor,
  { account: accountId, contract: contractId }: { account: string; contract: string },
  typed: Readonly<Record<string, string>>,
): Promise<'accepted' | 'unchanged'> {
  const { account, contract, mayAmend } = await viewContract(deps, actor, accountId, contractId);
  if (!mayAmend) throw new Refusal('not-found');
  if (!typed.amendment?.trim()) throw rowError('amendment', 'required');
  const own = { id: contract.id, account: account.id, number: contract.number, currency: contract.currency };
  const { status } = await importContract(deps, { by: actorName(actor), at: isoNow(deps) }, { ...typed, ...own });
  if (status === 'accepted') await scanAccount(deps, account.id);
  return status;
}
