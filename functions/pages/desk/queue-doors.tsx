import type { Context } from 'hono';
import { may } from '#domain/policy.ts';
import type { Deps } from '#usecases/deps.ts';
import { listApprovals, listQueue, type QueueScope, searchClaims } from '#usecases/desk.ts';
import type { Staff } from '../door.ts';
import { deskTexts } from '../texts/desk.ts';
import { ApprovalsPage } from './approvals-page.tsx';
import { type Filters, filterNames, QueuePage } from './queue-page.tsx';
import { SearchPage } from './search-page.tsx';
import { momentOf, namesOf, type StaffHandlers, show } from './staff-route.tsx';

/** My work, the team's, what waits for my approval, and search. */
export const queueDoors = (deps: Deps): StaffHandlers => ({
  'GET /desk': (c, staff) => {
    const place = homeOf(staff);
    return place === '/desk' ? queue(deps, c, staff, 'mine') : c.redirect(place, 302);
  },
  'GET /desk/team': (c, staff) => queue(deps, c, staff, 'team'),
  'GET /desk/approvals': async (c, staff) => {
    const texts = deskTexts(staff.language).approvals;
    const { self, claims } = await listApprovals(deps, staff.actor);
    const body = <ApprovalsPage claims={claims} names={namesOf(self.company.people, staff.language)} moment={momentOf(deps, staff)} />;
    return show(deps, c, staff, { title: texts.title, current: 'approvals' }, body);
  },
  'GET /desk/search': async (c, staff) => {
    const typed = (c.req.query('q') ?? '').trim().slice(0, 200);
    const rows = typed ? await searchClaims(deps, staff.actor, typed) : [];
    const { people } = await deps.stores.company.everyone();
    const body = <SearchPage typed={typed} rows={rows} names={namesOf(people, staff.language)} moment={momentOf(deps, staff)} />;
    return show(deps, c, staff, { title: deskTexts(staff.language).search.title }, body);
  },
});

/** Where somebody begins: those who answer claims at their queue, others at what they work with. */
function homeOf({ person: { roles } }: Staff): string {
  if (may(roles, 'claim.work', 'own')) return '/desk';
  if (may(roles, 'deadlines.read', 'own')) return '/deadlines';
  return may(roles, 'counter-claim.read', 'own') ? '/counter-claims' : '/desk/quarantine';
}

async function queue(deps: Deps, c: Context, staff: Staff, scope: QueueScope): Promise<Response> {
  const texts = deskTexts(staff.language).queue;
  const { self, rows, cursor } = await listQueue(deps, staff.actor, scope, c.req.query('cursor'));
  const filters: Filters = Object.fromEntries(filterNames.flatMap((name) => (c.req.query(name) ? [[name, c.req.query(name)]] : [])));
  const [title, path, current] =
    scope === 'mine' ? ([texts.mine, '/desk', 'desk'] as const) : ([texts.team, '/desk/team', 'team'] as const);
  const names = namesOf(self.company.people, staff.language);
  return show(
    deps,
    c,
    staff,
    { title, current },
    <QueuePage title={title} path={path} rows={rows} filters={filters} cursor={cursor} names={names} moment={momentOf(deps, staff)} />,
  );
}
