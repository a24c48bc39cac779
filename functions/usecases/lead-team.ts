import type { Actor } from '#domain/actor.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { Refusal } from '#domain/errors.ts';
import type { AccountId, PersonId } from '#domain/ids.ts';
import type { Person, Substitution } from '#domain/routing/people.ts';
import { actingFor } from '#domain/routing/route.ts';
import type { QueueRow } from '#stores/claim-store.ts';
import { actingNow, authorise, claimFor, type Self, selfOf } from './authorise.ts';
import { type Deps, hex, isoNow, today } from './deps.ts';
import { notify } from './notify.ts';
import { decideAndRecord, retried } from './record-claim.ts';

/** Claims are worked on by managers and heads; nobody else could even open them. */
const worksOnClaims = (person: Person): boolean => !person.disabled && person.roles.some((role) => role === 'manager' || role === 'head');

export type Load = { person: Person; open: number; overdue: number; dueThisWeek: number; awayNow?: Substitution | undefined };

/** Open work per manager of the head's department, with who is away and where the claims are. */
export async function viewTeam(
  deps: Deps,
  actor: Actor,
): Promise<{ self: Self; load: Load[]; rows: QueueRow[]; substitutions: Substitution[] }> {
  const self = await selfOf(deps, actor);
  await authorise(deps, actor, 'team.read', { department: self.person.department });
  const { rows } = await deps.stores.claims.queueOfDepartment(self.person.department, 1000);
  const now = isoNow(deps);
  const week = new Date(deps.clock.now() + 7 * 86_400_000).toISOString();
  const load = self.company.people
    .filter((person) => person.department === self.person.department && person.roles.some((role) => role === 'manager' || role === 'head'))
    .map((person) => {
      const mine = rows.filter((row) => row.acting === person.id);
      const awayNow = self.company.substitutions.find(
        (entry) => !entry.cancelled && entry.absent === person.id && entry.from <= self.day && self.day <= entry.to,
      );
      return {
        person,
        open: mine.length,
        overdue: mine.filter((row) => row.due && row.due.at < now).length,
        dueThisWeek: mine.filter((row) => row.due && row.due.at >= now && row.due.at < week).length,
        awayNow,
      };
    });
  return { self, load, rows, substitutions: self.company.substitutions.filter((entry) => !entry.cancelled && entry.to >= self.day) };
}

/** Gives a claim to another owner; whoever acts for them today acts. */
export async function reassignClaim(
  deps: Deps,
  actor: Actor,
  reference: string,
  input: { owner: PersonId; because: string },
): Promise<Claim> {
  const { claim, self } = await claimFor(deps, actor, 'claim.reassign', reference);
  const owner = self.company.people.find((person) => person.id === input.owner && worksOnClaims(person));
  if (!owner) throw new Refusal('invalid', undefined, [{ path: 'owner', code: 'unknown' }]);
  const acting = actingNow(owner.id, self.company, claim.account, today(deps, owner.zone));
  const { claim: after } = await decideAndRecord(
    deps,
    claim,
    { do: 'reassign', owner: owner.id, acting, because: input.because },
    { actor },
  );
  await deps.later(() =>
    notify(deps, self.company, acting, {
      kind: 'assigned',
      key: `assigned-${reference}-${after.version}`,
      claim: after,
      comment: input.because,
    }),
  );
  return after;
}

export type SubstitutionInput = {
  absent: PersonId;
  substitute: PersonId;
  from: string;
  to: string;
  scope: 'all' | 'approvals' | 'accounts';
  accounts: readonly string[];
  reason: string;
};

/** Plans an absence. Open work of the absent person moves to whoever acts while it lasts. */
export async function planSubstitution(deps: Deps, actor: Actor, input: SubstitutionInput): Promise<Substitution> {
  const self = await selfOf(deps, actor);
  const people = self.company.people;
  const absent = people.find((person) => person.id === input.absent);
  await authorise(deps, actor, 'substitution.write', { department: absent?.department });
  const wrong = [
    !absent ? { path: 'absent', code: 'unknown' } : undefined,
    !people.some((person) => person.id === input.substitute && worksOnClaims(person)) ? { path: 'substitute', code: 'unknown' } : undefined,
    input.absent === input.substitute ? { path: 'substitute', code: 'same-person' } : undefined,
    /^\d{4}-\d{2}-\d{2}$/.test(input.from) ? undefined : { path: 'from', code: 'date' },
    /^\d{4}-\d{2}-\d{2}$/.test(input.to) && input.to >= input.from ? undefined : { path: 'to', code: 'date-order' },
    input.scope === 'accounts' && input.accounts.length === 0 ? { path: 'accounts', code: 'required' } : undefined,
  ].filter((field) => field !== undefined);
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
  const scope =
    input.scope === 'accounts' ? { kind: 'accounts' as const, accounts: input.accounts as readonly AccountId[] } : { kind: input.scope };
  const substitution: Substitution = {
    id: hex(deps.newId(6)),
    absent: input.absent,
    substitute: input.substitute,
    from: input.from,
    to: input.to,
    scope,
    reason: input.reason,
  };
  await deps.stores.mails.write([deps.stores.company.substitutionWrite(substitution)]);
  await handOver(deps);
  return substitution;
}

/** Takes an absence back; work returns at once. */
export async function cancelSubstitution(deps: Deps, actor: Actor, id: string): Promise<void> {
  const found = await deps.stores.company.substitution(id);
  if (!found) throw new Refusal('not-found');
  const absent = await deps.stores.company.person(found.absent);
  await authorise(deps, actor, 'substitution.write', { department: absent?.department });
  await deps.stores.mails.write([deps.stores.company.substitutionWrite({ ...found, cancelled: true })]);
  await handOver(deps);
}

/** Every open claim is with the person who acts today: absences that begin take work over, those that end give it back. Runs daily and after each change. */
export async function handOver(deps: Deps): Promise<number> {
  const company = await deps.stores.company.everyone();
  const system = { kind: 'system', step: 'hand-over' } as const;
  let moved = 0;
  for (const department of new Set(company.people.map((person) => person.department))) {
    let cursor: string | undefined;
    const rows: QueueRow[] = [];
    do {
      const page = await deps.stores.claims.queueOfDepartment(department, 1000, cursor);
      rows.push(...page.rows);
      cursor = page.cursor;
    } while (cursor);
    for (const row of rows) {
      const changed = await retried(async () => {
        const claim = await deps.stores.claims.load(row.reference);
        if (!claim || claim.stage === 'closed') return false;
        const zone = company.people.find((person) => person.id === claim.owner)?.zone ?? deps.config.company.zone;
        const { acting, gap } = actingFor(claim.owner, today(deps, zone), { purpose: 'work', account: claim.account?.id }, company);
        if (acting === claim.acting) return false;
        const because = gap ? 'absence-gap' : acting === claim.owner ? 'back' : 'substitution';
        await decideAndRecord(deps, claim, { do: 'reassign', owner: claim.owner, acting, because }, { actor: system });
        return true;
      });
      if (changed) moved++;
    }
  }
  return moved;
}
