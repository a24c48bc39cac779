import type { Context } from 'hono';
import { rungs } from '#domain/contracts/terms.ts';
import { waits } from '#domain/contracts/waits-for.ts';
import { Refusal } from '#domain/errors.ts';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { bundleCourtFile } from '#usecases/bundle-court-file.ts';
import { viewCourtFile } from '#usecases/court-file.ts';
import { decideDispute } from '#usecases/decide-dispute.ts';
import type { Deps } from '#usecases/deps.ts';
import { freezePart } from '#usecases/dispute-counter-claim.ts';
import { type CounterClaimFilter, listCounterClaims } from '#usecases/list-counter-claims.ts';
import { recordPosting } from '#usecases/record-posting.ts';
import {
  endHold,
  fileOfDispute,
  holdCounterClaim,
  letterOfCounterClaim,
  viewCounterClaim,
  withdrawCounterClaim,
} from '#usecases/work-counter-claim.ts';
import { sentences } from '../customer/read-form.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandler, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { field, formOf, type Staff } from '../door.ts';
import { noErrors } from '../parts/form.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { legalTexts } from '../texts/desk.ts';
import { CounterClaimPage } from './counter-claim-page.tsx';
import { CounterClaimsPage } from './counter-claims-page.tsx';
import { CourtFilePage } from './court-file-page.tsx';

const idOf = (c: Context): string => c.req.param('id') ?? '';

export const counterClaimDoors = (deps: Deps): StaffHandlersUnder<'/counter-claims'> => ({
  'GET /counter-claims': async (c, staff) => {
    const filter = askedFilter(c);
    const page = await listCounterClaims(deps, staff.actor, filter);
    const names = namesOf(page.self.company.people, staff.language);
    const body = <CounterClaimsPage page={page} filter={filter} names={names} moment={momentOf(deps, staff)} />;
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
    approveCounterClaim(deps, staff.actor, idOf(c), {
      fingerprint: await field(c, 'fingerprint'),
      channel: channelOf(await field(c, 'channel')),
    }),
  ),
  'POST /counter-claims/:id/withdraw': formDoor(deps, 'cc-withdrawn', async (c, staff) =>
    withdrawCounterClaim(deps, staff.actor, idOf(c), await field(c, 'because')),
  ),
  'GET /counter-claims/:id/letters/:number': async (c, staff) =>
    c.redirect(await letterOfCounterClaim(deps, staff.actor, idOf(c), c.req.param('number') ?? ''), 303),
  'GET /counter-claims/:id/files/:hash': async (c, staff) =>
    c.redirect(await fileOfDispute(deps, staff.actor, idOf(c), c.req.param('hash') ?? ''), 303),
  'GET /counter-claims/:id/court-file': async (c, staff) => {
    const file = await viewCourtFile(deps, staff.actor, idOf(c));
    const title = counterClaimsTexts(staff.language).court.title(file.counterClaim.accountName);
    const body = <CourtFilePage file={file} moment={momentOf(deps, staff, file.counterClaim.country)} />;
    return show(deps, c, staff, { title, current: 'counterClaims' }, body);
  },
  'GET /counter-claims/:id/court-file.zip': async (c, staff) => c.redirect(await bundleCourtFile(deps, staff.actor, idOf(c)), 303),
  'POST /counter-claims/:id/posted': formDoor(deps, 'cc-posted', async (c, staff) =>
    recordPosting(deps, staff.actor, idOf(c), { number: await field(c, 'postNumber'), date: await field(c, 'postDate') }),
  ),
  'POST /counter-claims/:id/freeze': formDoor(deps, 'cc-frozen', async (c, staff) => {
    const [invoiceId, part] = [await field(c, 'line'), (await field(c, 'part')).replaceAll(/\s/g, '').replace(',', '.')];
    try {
      await freezePart(deps, staff.actor, idOf(c), {
        text: (await field(c, 'text')).replaceAll('\r\n', '\n'),
        disputed: [{ invoiceId, amount: part || undefined }],
      });
    } catch (error) {
      throw inForm(error, invoiceId);
    }
  }),
  'POST /counter-claims/:id/decide': formDoor(deps, 'cc-decided', async (c, staff) =>
    decideDispute(deps, staff.actor, idOf(c), {
      freeze: await field(c, 'freeze'),
      accepted: await field(c, 'accepted'),
      reason: (await field(c, 'decision')).replaceAll('\r\n', '\n'),
    }),
  ),
});

const channelOf = (typed: string): 'email' | 'post' | undefined => (typed === 'email' || typed === 'post' ? typed : undefined);

/** The desk's form has one field for the part, whichever line it is of. */
function inForm(error: unknown, invoiceId: string): unknown {
  if (!(error instanceof Refusal)) return error;
  const fields = error.fields.map(({ path, code }) => ({ path: path === `amount.${invoiceId}` ? 'part' : path, code }));
  return new Refusal(error.code, undefined, fields);
}

/** The filters as the address bar has them; what is none of the choices is left out. */
function askedFilter(c: Context): CounterClaimFilter {
  const of = <T extends string>(name: string, choices: readonly T[]): T | undefined =>
    choices.find((choice) => choice === c.req.query(name));
  const text = (name: string): string | undefined => c.req.query(name)?.slice(0, 80) || undefined;
  return { waits: of('waits', waits), rung: of('rung', rungs), person: text('person'), account: text('account') };
}

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
