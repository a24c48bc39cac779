import { Refusal } from '#domain/errors.ts';
import { feedKinds, listFeeds, makeFeed, revokeFeed } from '#usecases/calendar-feed.ts';
import type { Deps } from '#usecases/deps.ts';
import { sentences } from '../customer/read-form.ts';
import { attempt, done, momentOf, type StaffHandler, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { field } from '../door.ts';
import { calendarTexts } from '../texts/calendar.ts';
import { CalendarPage } from './calendar-page.tsx';

/** Secret addresses for calendar programs: made, seen once, listed, revoked. */
export const calendarDoors = (deps: Deps): StaffHandlersUnder<'/calendar'> => ({
  'GET /calendar': page(deps, async () => undefined),
  'POST /calendar/feeds': page(deps, async (c, staff) => {
    const asked = await field(c, 'kind');
    const kind = feedKinds.find((known) => known === asked);
    if (!kind) throw new Refusal('invalid', undefined, [{ path: 'kind', code: 'choose' }]);
    return makeFeed(deps, staff.actor, kind);
  }),
  'POST /calendar/feeds/:id/revoke': async (c, staff) => {
    await revokeFeed(deps, staff.actor, c.req.param('id') ?? '');
    return done(c, '/calendar', 'feed-revoked');
  },
});

type Make = (...of: Parameters<StaffHandler>) => Promise<string | undefined>;
/** The page, with the address that was just made: it stands in this answer and nowhere else. */
const page =
  (deps: Deps, make: Make): StaffHandler =>
  async (c, staff) => {
    let fresh: string | undefined;
    const problem = await attempt(
      async () => {
        fresh = await make(c, staff);
      },
      ({ fields }) => sentences(fields, staff.language),
    );
    const listed = await listFeeds(deps, staff.actor);
    const props = { staff, moment: momentOf(deps, staff), fresh, ...listed };
    return show(deps, c, staff, { title: calendarTexts(staff.language).title, problem }, <CalendarPage {...props} />);
  };
