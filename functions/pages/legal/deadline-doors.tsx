import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';
import type { Deps } from '#usecases/deps.ts';
import { listDeadlines } from '#usecases/list-deadlines.ts';
import { rangeOf, urgencies } from '../desk/due.tsx';
import { momentOf, namesOf, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import type { Moment } from '../parts/format.ts';
import { legalTexts } from '../texts/desk.ts';
import { DeadlineBoard } from './deadline-board.tsx';
import { csvHead, csvLines } from './deadline-csv.ts';
import { type BoardAsked, boardFilters, boardGroups, boardPath, fitting, sortKeys } from './deadlines.ts';

const perPage = 200;

export const deadlineDoors = (deps: Deps): StaffHandlersUnder<'/deadlines'> => ({
  'GET /deadlines': (c, staff) => showBoard(deps, c, staff),
  'GET /deadlines.csv': (c, staff) => sendCsv(deps, c, staff),
});

function askedOf(c: Context): BoardAsked {
  const filters = Object.fromEntries(boardFilters.flatMap((name) => (c.req.query(name) ? [[name, c.req.query(name)]] : [])));
  return {
    filters,
    sort: sortKeys.find((key) => key === c.req.query('sort')) ?? 'due',
    group: boardGroups.find((key) => key === c.req.query('group')),
  };
}

/** What of the list is read: the part of it that the index gives. */
function rangeAsked({ filters }: BoardAsked, moment: Moment) {
  const when = urgencies.find((urgency) => urgency === filters.when);
  return { person: filters.person, ...(when ? rangeOf(when, moment) : {}) };
}

async function showBoard(deps: Deps, c: Context, staff: Staff): Promise<Response> {
  const asked = askedOf(c);
  const moment = momentOf(deps, staff);
  const cursor = c.req.query('cursor') || undefined;
  const typed = c.req.query('at') ?? '';
  const at = cursor && /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : 0;
  try {
    const page = await listDeadlines(deps, staff.actor, { ...rangeAsked(asked, moment), cursor, limit: perPage });
    const names = namesOf(page.self.company.people, staff.language);
    const place = { at, first: cursor === undefined, next: page.cursor };
    const body = <DeadlineBoard page={page} asked={asked} place={place} names={names} moment={moment} />;
    return await show(deps, c, staff, { title: legalTexts(staff.language).board.title, current: 'deadlines' }, body);
  } catch (error) {
    // An old link into a list that has moved on since: from its beginning, then.
    if (cursor && error instanceof Refusal && error.code === 'invalid') return c.redirect(boardPath(asked), 302);
    throw error;
  }
}

/** Every row that fits, page after page as the reader takes them: no more than one page is held at a time. */
async function sendCsv(deps: Deps, c: Context, staff: Staff): Promise<Response> {
  const asked = askedOf(c);
  const range = rangeAsked(asked, momentOf(deps, staff));
  const read = (cursor?: string) => listDeadlines(deps, staff.actor, { ...range, cursor, limit: 1000 });
  // Read before the answer begins, so that a refusal is still a page.
  const first = await read();
  const names = namesOf(first.self.company.people, staff.language);
  const lines = ({ rows }: typeof first) => new TextEncoder().encode(csvLines(fitting(rows, asked.filters), names, staff.language));
  let { cursor } = first;
  const body = new ReadableStream<Uint8Array>({
    start(out) {
      out.enqueue(new TextEncoder().encode(csvHead(staff.language)));
      out.enqueue(lines(first));
      if (!cursor) out.close();
    },
    async pull(out) {
      const page = await read(cursor);
      out.enqueue(lines(page));
      cursor = page.cursor;
      if (!cursor) out.close();
    },
  });
  return c.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="deadlines.csv"',
  });
}
