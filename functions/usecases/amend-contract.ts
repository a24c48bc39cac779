import { type Actor, actorName } from '#domain/actor.ts';
import type { AccountRecord, Contract } from '#domain/contracts/facts.ts';
import { Refusal } from '#domain/errors.ts';
import { type Action, may, ownershipOf } from '#domain/policy.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { importContract } from './import-contract.ts';
import { rowError } from './put-row.ts';
import { scanAccount } from './scan-breaches.ts';

export type ContractView = { self: Self; account: AccountRecord; contract: Contract; mayAmend: boolean };
const mayOn = ({ person, standsInFor, company }: Self, action: Action, { manager }: AccountRecord): boolean => {
  const { id, department, roles } = person;
  return may(roles, action, ownershipOf({ id, department, standsInFor }, subjectOf({ owner: manager, acting: manager }, company)));
};

/** A contract with its versions. Unknown and forbidden look the same. */
export async function viewContract(deps: Deps, actor: Actor, accountId: string, contractId: string): Promise<ContractView> {
  const self = await selfOf(deps, actor);
  const [account, contract] = await Promise.all([
    deps.stores.accounts.account(accountId),
    deps.stores.accounts.contract(accountId, contractId),
  ]);
  if (!account || !contract) throw new Refusal('not-found');
  if (!mayOn(self, 'account.read', account)) throw new Refusal('not-found');
  return { self, account, contract, mayAmend: mayOn(self, 'contract.write', account) };
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

/** The account under which a new contract is entered, for whoever may. Unknown and forbidden look the same. */
export async function accountForContract(deps: Deps, actor: Actor, accountId: string): Promise<{ self: Self; account: AccountRecord }> {
  const self = await selfOf(deps, actor);
  const account = await deps.stores.accounts.account(accountId);
  if (!account || !mayOn(self, 'contract.write', account)) throw new Refusal('not-found');
  return { self, account };
}

/** Enters a new contract, by the same rule as the import. Refuses ('invalid', field number) a number that is taken. */
export async function enterContract(deps: Deps, actor: Actor, accountId: string, typed: Readonly<Record<string, string>>): Promise<string> {
  const { account } = await accountForContract(deps, actor, accountId);
  const { amendment: _, validFrom: __, ...columns } = typed;
  const number = typed.number?.trim() ?? '';
  if (number && (await deps.stores.accounts.lookup('contract', number)).length > 0) throw rowError('number', 'taken');
  return (await importContract(deps, { by: actorName(actor), at: isoNow(deps) }, { ...columns, account: account.id })).id;
}
