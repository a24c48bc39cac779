import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';

import { Refusal } from '#domain/errors.ts';
import { type PersonId, parseReference, type Reference } from '#domain/ids.ts';
import { type Action, may, mayIntegrate, ownershipOf, type Subject } from '#domain/policy.ts';
import type { Person } from '#domain/routing/people.ts';
import { actingFor, standsInFor } from '#domain/routing/route.ts';
import type { CompanyPeople } from '#stores/company-store.ts';
import { type Deps, today } from './deps.ts';

export type Self = { person: Person; company: CompanyPeople; day: string; standsInFor: PersonId[]; approvesFor: PersonId[] };

/** The person behind the actor with today's substitutions. Throws Refusal('unauthenticated') for anybody else and for the disabled. */
export async function selfOf(deps: Deps, actor: Actor): Promise<Self> {
  if (actor.kind !== 'person') throw new Refusal('unauthenticated');
  const company = await deps.stores.company.everyone();
  const person = company.people.find((candidate) => candidate.id === actor.id);
  if (!person || person.disabled) throw new Refusal('unauthenticated');
  const day = today(deps, person.zone);
  return {
    person,
    company,
    day,
    standsInFor: standsInFor(person.id, day, company),
    approvesFor: standsInFor(person.id, day, company, 'approval'),
  };
}

/** Refuses as 'forbidden' (which looks like 'not-found') unless the policy allows the action on the subject. */
export async function authorise(deps: Deps, actor: Actor, action: Action, subject: Subject = {}): Promise<Self> {
  const self = await selfOf(deps, actor);
  const ownership = ownershipOf({ id: self.person.id, department: self.person.department, standsInFor: self.standsInFor }, subject);
  if (!may(self.person.roles, action, ownership)) throw new Refusal('forbidden');
  return self;
}

/** Whose a claim is: its owner, who acts, and the owner's department. */
export function subjectOf(claim: Pick<Claim, 'owner' | 'acting'>, company: CompanyPeople): Subject {
  const owner = company.people.find((person) => person.id === claim.owner);
  return { owner: claim.owner, acting: claim.acting, department: owner?.department };
}

/** Whether this person may do it where that manager is responsible. */
export function mayOn({ person, company, standsInFor }: Self, action: Action, manager: PersonId): boolean {
  const { id, department, roles } = person;
  return may(roles, action, ownershipOf({ id, department, standsInFor }, subjectOf({ owner: manager, acting: manager }, company)));
}
/** Loads a claim for a person who may do this to it. Unknown and forbidden references look the same. */
export async function claimFor(deps: Deps, actor: Actor, action: Action, reference: string): Promise<{ claim: Claim; self: Self }> {
  const self = await selfOf(deps, actor);
  const claim = await deps.stores.claims.load(parseReference(reference) ?? reference);
  if (!claim) throw new Refusal('not-found');
  const ownership = ownershipOf(
    { id: self.person.id, department: self.person.department, standsInFor: self.standsInFor },
    subjectOf(claim, self.company),
  );
  if (!may(self.person.roles, action, ownership)) throw new Refusal('not-found');
  return { claim, self };
}

/** The claim behind a customer's signed link; the link was opened at the door and named the reference. */
export async function claimOfCustomer(deps: Deps, actor: Actor): Promise<Claim> {
  if (actor.kind !== 'customer' || !actor.reference) throw new Refusal('not-found');
  return claimOf(deps, actor.reference);
}

/** For steps of the system. */
export async function claimOf(deps: Deps, reference: Reference | string): Promise<Claim> {
  const claim = await deps.stores.claims.load(reference);
  if (!claim) throw new Refusal('not-found');
  return claim;
}

export function requireScope(actor: Actor, scope: 'claims' | 'imports' | 'counter-claims' | 'payments'): void {
  if (!mayIntegrate(actor, scope)) throw new Refusal('unauthenticated');
}

/** On whose behalf a person acts on this claim: the absent owner, when it is not theirs. */
export function onBehalfOf(self: Self, claim: Pick<Claim, 'owner'>): PersonId | undefined {
  return claim.owner !== self.person.id && self.standsInFor.includes(claim.owner) ? claim.owner : undefined;
}

/** Who acts for the owner today. */
export function actingNow(owner: PersonId, company: CompanyPeople, account: Claim['account'], day: string): PersonId {
  return actingFor(owner, day, { purpose: 'work', account: account?.id }, company).acting;
}
