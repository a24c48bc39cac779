import type { AccountId, PersonId } from '#domain/ids.ts';
import type { Person, Substitution } from './people.ts';

export type Purpose = 'work' | 'approval';
export type Acting = { acting: PersonId; chain: PersonId[]; gap: boolean };

/**
 * Who acts for `owner` on that legal day: follows A > B > C while each is away. A circle, a disabled person or an absence without a
 * substitute for this work is a gap, and a gap goes to the head.
 */
export function actingFor(
  owner: PersonId,
  day: string,
  work: { purpose: Purpose; account?: AccountId | undefined },
  company: { people: readonly Person[]; substitutions: readonly Substitution[] },
): Acting {
  const chain: PersonId[] = [owner];
  let current = owner;
  for (;;) {
    const away = absence(current, day, company.substitutions);
    const person = company.people.find((candidate) => candidate.id === current);
    if (person && !person.disabled && away.length === 0) return { acting: current, chain, gap: false };
    const next = away.find((substitution) => covers(substitution, work));
    // Somebody whose absence covers only other work is still there for this.
    if (!next && person && !person.disabled && !away.some((substitution) => substitution.scope.kind === 'all')) {
      return { acting: current, chain, gap: false };
    }
    if (!next || chain.includes(next.substitute)) return { acting: headOf(owner, company.people), chain, gap: true };
    current = next.substitute;
    chain.push(current);
  }
}

const absence = (person: PersonId, day: string, substitutions: readonly Substitution[]): Substitution[] =>
  substitutions.filter((entry) => !entry.cancelled && entry.absent === person && entry.from <= day && day <= entry.to);

function covers({ scope }: Substitution, work: { purpose: Purpose; account?: AccountId | undefined }): boolean {
  if (scope.kind === 'all') return true;
  if (scope.kind === 'approvals') return work.purpose === 'approval';
  return work.account !== undefined && scope.accounts.includes(work.account);
}

/** The head of the person's department; a company without one there falls back to any head, so that no claim is without a person. */
export function headOf(person: PersonId, people: readonly Person[]): PersonId {
  const department = people.find((candidate) => candidate.id === person)?.department;
  const heads = people.filter((candidate) => candidate.roles.includes('head') && !candidate.disabled);
  const head = heads.find((candidate) => candidate.department === department) ?? heads[0];
  if (!head) throw new Error('the company has no head of department: no claim could be routed');
  return head.id;
}

/** For whom a person may act on that day: everyone whose chain ends at them. */
export function standsInFor(
  person: PersonId,
  day: string,
  company: { people: readonly Person[]; substitutions: readonly Substitution[] },
  purpose: Purpose = 'work',
): PersonId[] {
  const absent = new Set(company.substitutions.map((entry) => entry.absent));
  return [...absent].filter((id) => {
    const found = actingFor(id, day, { purpose }, company);
    return found.acting === person && found.acting !== id && !found.gap;
  });
}
