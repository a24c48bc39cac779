import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';
import { may } from '#domain/policy.ts';
import type { Deps } from '#usecases/deps.ts';
import { listQuarantine, releaseQuarantined, viewQuarantined } from '#usecases/quarantine.ts';
import { field, type Staff } from '../door.ts';
import { noErrors } from '../parts/form.tsx';
import { deskTexts } from '../texts/desk.ts';
import { QuarantineEntryPage, QuarantinePage } from './quarantine-pages.tsx';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandlersUnder, show } from './staff-route.tsx';

const idOf = (c: Context): string => c.req.param('id') ?? '';

export const quarantineDoors = (deps: Deps): StaffHandlersUnder<'/desk/quarantine'> => ({
  'GET /desk/quarantine': async (c, staff) => {
    const { entries, cursor } = await listQuarantine(deps, staff.actor, c.req.query('cursor'));
    const body = <QuarantinePage entries={entries} cursor={cursor} moment={momentOf(deps, staff)} />;
    return show(deps, c, staff, { title: deskTexts(staff.language).quarantine.title, current: 'quarantine' }, body);
  },
  'GET /desk/quarantine/:id': (c, staff) => showEntry(deps, c, staff),
  'POST /desk/quarantine/:id': async (c, staff) => {
    const as = await field(c, 'as');
    let target: string | undefined;
    const problem = await attempt(
      async () => {
        if (as !== 'claim' && as !== 'discarded') throw new Refusal('invalid');
        target = (await releaseQuarantined(deps, staff.actor, idOf(c), as)).released?.target;
      },
      (refusal) => (refusal.code === 'unprocessable' ? new Map([['as', deskTexts(staff.language).quarantine.unreadable]]) : noErrors),
    );
    if (problem) return showEntry(deps, c, staff, problem);
    return target ? done(c, `/desk/claims/${target}`, 'claimed') : done(c, '/desk/quarantine', 'discarded');
  },
});

async function showEntry(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const { entry, text, rawUrl } = await viewQuarantined(deps, staff.actor, idOf(c));
  const { people } = await deps.stores.company.everyone();
  const mayRelease = may(staff.person.roles, 'quarantine.release', 'other');
  const body = (
    <QuarantineEntryPage
      staff={staff}
      entry={entry}
      text={text}
      rawUrl={rawUrl}
      names={namesOf(people, staff.language)}
      moment={momentOf(deps, staff)}
      mayRelease={mayRelease}
    />
  );
  return show(deps, c, staff, { title: deskTexts(staff.language).quarantine.title, current: 'quarantine', problem }, body);
}
