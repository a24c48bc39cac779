import type { Context } from 'hono';
import type { PersonId } from '#domain/ids.ts';
import type { Deps } from '#usecases/deps.ts';
import { cancelSubstitution, planSubstitution, viewTeam } from '#usecases/lead-team.ts';
import { listAccounts } from '#usecases/view-accounts.ts';
import { sentences } from '../customer/read-form.ts';
import { field, fields, formOf, type Staff } from '../door.ts';
import { noErrors } from '../parts/form.tsx';
import { deskTexts } from '../texts/desk.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandlersUnder, show } from './staff-route.tsx';
import { TeamPage } from './team-page.tsx';

/** What the head of a department works with. */
export const teamDoors = (deps: Deps): StaffHandlersUnder<'/team'> => ({
  'GET /team': (c, staff) => showTeam(deps, c, staff),
  'POST /team/substitutions': async (c, staff) => {
    const problem = await attempt(
      () => plan(deps, c, staff),
      (refusal) => sentences(refusal.fields, staff.language),
    );
    return problem ? showTeam(deps, c, staff, problem) : done(c, '/team', 'planned');
  },
  'POST /team/substitutions/:id/cancel': async (c, staff) => {
    await cancelSubstitution(deps, staff.actor, c.req.param('id') ?? '');
    return done(c, '/team', 'cancelled');
  },
});

async function plan(deps: Deps, c: Context, staff: Staff): Promise<void> {
  const [absent, substitute, from, to, scope, reason] = await Promise.all(
    ['absent', 'substitute', 'from', 'to', 'scope', 'reason'].map((name) => field(c, name)),
  );
  await planSubstitution(deps, staff.actor, {
    absent: (absent ?? '') as PersonId,
    substitute: (substitute ?? '') as PersonId,
    from: from ?? '',
    to: to ?? '',
    scope: scope === 'approvals' || scope === 'accounts' ? scope : 'all',
    accounts: await fields(c, 'accounts'),
    reason: (reason ?? '').trim().slice(0, 200),
  });
}

async function showTeam(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const [team, { accounts }] = await Promise.all([viewTeam(deps, staff.actor), listAccounts(deps, staff.actor)]);
  const form = problem ? await formOf(c) : undefined;
  const typed = (name: string) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const body = (
    <TeamPage
      staff={staff}
      team={team}
      accounts={accounts}
      names={namesOf(team.self.company.people, staff.language)}
      moment={momentOf(deps, staff)}
      errors={problem?.errors ?? noErrors}
      typed={typed}
    />
  );
  return show(deps, c, staff, { title: deskTexts(staff.language).team.title, current: 'lead', problem }, body);
}
