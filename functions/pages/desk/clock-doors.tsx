import type { Deps } from '#usecases/deps.ts';
import { clockTexts } from '../texts/desk.ts';
import { momentOf, type StaffHandlersUnder, show } from './staff-route.tsx';

type ClockSheet = 'GET /desk/claims/:reference/clocks/:clock';
/** The sheet of one clock. Rarely opened, and it brings the replay of explanations with it: loaded at its first use. */
export const clockDoors = (deps: Deps): Pick<StaffHandlersUnder<'/desk/claims'>, ClockSheet> => ({
  'GET /desk/claims/:reference/clocks/:clock': async (c, staff) => {
    const [{ viewClock }, { ClockPage }] = await Promise.all([import('#usecases/view-clock.ts'), import('./clock-page.tsx')]);
    const view = await viewClock(deps, staff.actor, c.req.param('reference') ?? '', c.req.param('clock') ?? '');
    const moment = momentOf(deps, staff, view.claim.account?.country);
    return show(
      deps,
      c,
      staff,
      { title: clockTexts(staff.language).title(view.claim.reference) },
      <ClockPage view={view} moment={moment} />,
    );
  },
});
