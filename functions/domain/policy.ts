import type { Actor, Role } from './actor.ts';
import type { PersonId } from './ids.ts';

/** Whose the thing is, seen from the person: owner or acting (or standing in), of their department, of another. */
export type Ownership = 'own' | 'department' | 'other';
export type Subject = { owner?: PersonId | undefined; acting?: PersonId | undefined; department?: string | undefined };

/** Every action that a door can name. What is not allowed here is refused: there is no other place that allows. */
export const policy = {
  'claim.read': { manager: 'department', head: 'department', legal: 'other', finance: 'other' },
  'claim.work': { manager: 'own', head: 'department' },
  'reply.decide': { manager: 'department', head: 'department', legal: 'other' },
  'claim.reassign': { head: 'department' },
  'claim.match': { manager: 'department', head: 'department' },
  'queue.read': { manager: 'department', head: 'department', legal: 'other', finance: 'other' },
  'team.read': { head: 'department' },
  'substitution.write': { head: 'department' },
  'deadlines.read': { legal: 'other', head: 'department' },
  'law.read': { legal: 'other' },
  'law.write': { legal: 'other' },
  'counter-claim.read': { manager: 'department', head: 'department', legal: 'other', finance: 'other' },
  'counter-claim.hold': { manager: 'own', head: 'department' },
  'counter-claim.decide': { legal: 'other' },
  'account.read': { manager: 'department', head: 'department', legal: 'other', finance: 'other' },
  'import.write': { finance: 'other' },
  'quarantine.read': { manager: 'other', head: 'other', engineer: 'other' },
  'quarantine.release': { manager: 'other', head: 'other' },
  'counter-claim.freeze': { manager: 'own', head: 'department', legal: 'other' },
  'counter-claim.post': { manager: 'own', head: 'department', legal: 'other' },
  'court-file.read': { legal: 'other' },
  'session.end': { manager: 'other', head: 'other', legal: 'other', finance: 'other', engineer: 'other' },
  'settlement.read': { manager: 'department', head: 'department', legal: 'other', finance: 'other' },
  'settlement.propose': { manager: 'own', head: 'department', legal: 'other' },
  'settlement.approve': { head: 'department', finance: 'other' },
  'payment-order.export': { finance: 'other' },
  'home.read': { manager: 'other', head: 'other', legal: 'other', finance: 'other', engineer: 'other' },
  'contract.write': { legal: 'other' },
  'breach.read': { manager: 'department', head: 'department', legal: 'other', finance: 'other' },
} as const satisfies Record<string, Partial<Record<Role, Ownership>>>;

export type Action = keyof typeof policy;
const reach: Record<Ownership, number> = { own: 0, department: 1, other: 2 };

export function ownershipOf(person: { id: PersonId; department: string; standsInFor: readonly PersonId[] }, subject: Subject): Ownership {
  const mine = [person.id, ...person.standsInFor];
  if ((subject.owner && mine.includes(subject.owner)) || (subject.acting && mine.includes(subject.acting))) return 'own';
  if (subject.department === person.department) return 'department';
  return 'other';
}

/** The one policy function: may this role do this to something of that ownership? Unknown actions and roles: no. */
export function may(roles: readonly Role[], action: Action, ownership: Ownership): boolean {
  const row: Partial<Record<Role, Ownership>> = policy[action] ?? {};
  return roles.some((role) => {
    const allowed = row[role];
    return allowed !== undefined && reach[ownership] <= reach[allowed];
  });
}

/** The scope that an API key needs for an action of the integration door. */
export function mayIntegrate(actor: Actor, scope: 'claims' | 'imports' | 'counter-claims' | 'payments'): boolean {
  return actor.kind === 'integration' && actor.scopes.includes(scope);
}
