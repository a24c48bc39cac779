import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { AccountRecord, Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import { Refusal } from '#domain/errors.ts';
import { may, ownershipOf } from '#domain/policy.ts';
import { type Self, selfOf, subjectOf } from './authorise.ts';
import type { Deps } from './deps.ts';

const mayRead = (self: Self, account: Pick<AccountRecord, 'manager'>): boolean => {
  const { id, department, roles } = self.person;
  const subject = subjectOf({ owner: account.manager, acting: account.manager }, self.company);
  return may(roles, 'account.read', ownershipOf({ id, department, standsInFor: self.standsInFor }, subject));
};

/** Accounts by name, one query per page; those of other departments are left out for people who see only their own. */
export async function listAccounts(
  deps: Deps,
  actor: Actor,
  cursor?: string,
): Promise<{ self: Self; accounts: AccountRecord[]; cursor?: string | undefined }> {
  const self = await selfOf(deps, actor);
  if (!may(self.person.roles, 'account.read', 'department')) throw new Refusal('forbidden');
  const page = await deps.stores.accounts.accounts(200, cursor);
  return { self, accounts: page.accounts.filter((account) => mayRead(self, account)), cursor: page.cursor };
}

export type AccountView = {
  self: Self;
  account: AccountRecord;
  contracts: readonly Contract[];
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  claims: readonly Claim[];
  counterClaims: readonly CounterClaim[];
};

/** One account with everything of it, both ways. Unknown and forbidden look the same. */
export async function viewAccount(deps: Deps, actor: Actor, id: string): Promise<AccountView> {
  const self = await selfOf(deps, actor);
  const { accounts, claims, counterClaims } = deps.stores;
  const account = await accounts.account(id);
  if (!account || !mayRead(self, account)) throw new Refusal('not-found');
  const [contracts, invoices, payments, ofAccount, counters] = await Promise.all([
    accounts.contracts(id),
    accounts.invoices(id),
    accounts.payments(id),
    claims.ofAccount(id, 50),
    counterClaims.ofAccount(id, 50),
  ]);
  return { self, account, contracts, invoices, payments, claims: ofAccount, counterClaims: counters };
}

/** Accounts that a claim without one may be given to, and the contracts of the few that fit. */
export type AccountChoice = { accounts: readonly AccountRecord[]; contracts: readonly Contract[] };

/** The candidates that fit, with their contracts; without any, the accounts that the person may see. Nothing once the account is known. */
export async function accountChoice(deps: Deps, actor: Actor, claim: Pick<Claim, 'needsPerson' | 'candidates'>): Promise<AccountChoice> {
  if (!claim.needsPerson?.startsWith('account-')) return { accounts: [], contracts: [] };
  if (claim.candidates.length === 0) return { accounts: (await listAccounts(deps, actor)).accounts, contracts: [] };
  const { accounts } = deps.stores;
  const [found, contracts] = await Promise.all([
    Promise.all(claim.candidates.map((id) => accounts.account(id))),
    Promise.all(claim.candidates.map((id) => accounts.contracts(id))),
  ]);
  return { accounts: found.filter((account) => account !== undefined), contracts: contracts.flat() };
}
