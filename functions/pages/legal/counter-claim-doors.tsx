import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';
import type { Deps } from '#usecases/deps.ts';
import {
  approveCounterClaim,
  endHold,
  holdCounterClaim,
  listCounterClaims,
  viewCounterClaim,
  withdrawCounterClaim,
} from '#usecases/work-counter-claim.ts';
import { sentences } from '../customer/read-form.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandler, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { field, formOf, type Staff } from '../door.ts';
import { noErrors } from '../parts/form.tsx';
import { legalTexts } from '../texts/desk.ts';
import { CounterClaimPage } from './counter-claim-page.tsx';
import { CounterClaimsPage } from './counter-claims-page.tsx';

const idOf = (c: Context): string => c.req.param('id') ?? '';

export const counterClaimDoors = (deps: Deps): StaffHandlersUnder<'/counter-claims'> => ({
  'GET /counter-claims': async (c, staff) => {
    const { self, counterClaims } = await listCounterClaims(deps, staff.actor);
    const body = (
      <CounterClaimsPage
        counterClaims={counterClaims}
        names={namesOf(self.company.people, staff.language)}
        moment={momentOf(deps, staff)}
      />
    );
    return show(deps, c, staff, { title: legalTexts(staff.language).counterClaims.title, current: 'counterClaims' }, body);
  },
  'GET /counter-claims/:id': (c, staff) => showCounterClaim(deps, c, staff),
  'GET /counter-claims/:id/letter': async (c, staff) => {
    const { letterUrl } = await viewCounterClaim(deps, staff.actor, idOf(c));
    if (!letterUrl) throw new Refusal('not-found');
    return c.redirect(letterUrl, 303);
  },
  'POST /counter-claims/:id/hold': formDoor(deps, 'held', async (c, staff) =>
    holdCounterClaim(deps, staff.actor, idOf(c), { reason: await field(c, 'reason'), days: Number(await field(c, 'days')) }),
  ),
  'POST /counter-claims/:id/end-hold': formDoor(deps, 'hold-ended', (c, staff) => endHold(deps, staff.actor, idOf(c))),
  'POST /counter-claims/:id/approve': formDoor(deps, 'cc-approved', async (c, staff) =>
    approveCounterClaim(deps, staff.actor, idOf(c), await field(c, 'fingerprint')),
  ),
  'POST /counter-claims/:id/withdraw': formDoor(deps, 'cc-withdrawn', async (c, staff) =>
    withdrawCounterClaim(deps, staff.actor, idOf(c), await field(c, 'because')),
  ),
});

const formDoor =
  (deps: Deps, code: string, step: (c: Context, staff: Staff) => Promise<unknown>): StaffHandler =>
  async (c, staff) => {
    const problem = await attempt(
      () => step(c, staff),
      (refusal) => sentences(refusal.fields, staff.language),
    );
    return problem ? showCounterClaim(deps, c, staff, problem) : done(c, `/counter-claims/${idOf(c)}`, code);
  };

async function showCounterClaim(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const view = await viewCounterClaim(deps, staff.actor, idOf(c));
  const form = problem ? await formOf(c) : undefined;
  const typed = (name: string) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const moment = momentOf(deps, staff, view.counterClaim.country);
  const body = (
    <CounterClaimPage
      staff={staff}
      view={view}
      names={namesOf(view.self.company.people, staff.language)}
      moment={moment}
      errors={problem?.errors ?? noErrors}
      typed={typed}
    />
  );
  return show(
    deps,
    c,
    staff,
    { title: legalTexts(staff.language).counterClaim.title(view.counterClaim.accountName), current: 'counterClaims', problem },
    body,
  );
}
