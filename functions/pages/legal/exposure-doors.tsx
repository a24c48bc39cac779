import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import type { Deps } from '#usecases/deps.ts';
import { mondayOf, viewExposure } from '#usecases/exposure.ts';
import { momentOf, namesOf, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { ExposurePage } from './exposure-page.tsx';

/** A day of the address bar; anything else is left out. */
const dayOf = (typed: string | undefined): string | undefined =>
  typed && isLegalDay(typed) && typed >= '2000-01-01' && typed < '2060-01-01' ? mondayOf(typed) : undefined;

export const exposureDoors = (deps: Deps): StaffHandlersUnder<'/exposure'> => ({
  'GET /exposure': async (c, staff) => {
    const [week, until] = [dayOf(c.req.query('week')), dayOf(c.req.query('until'))];
    const exposure = await viewExposure(deps, staff.actor, until);
    const names = namesOf(exposure.self.company.people, staff.language);
    const body = <ExposurePage exposure={exposure} week={week} until={until} names={names} moment={momentOf(deps, staff)} />;
    return show(deps, c, staff, { title: counterClaimsTexts(staff.language).exposure.title, current: 'counterClaims' }, body);
  },
});
