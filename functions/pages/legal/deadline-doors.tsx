import type { Deps } from '#usecases/deps.ts';
import { listDeadlines } from '#usecases/list-deadlines.ts';
import { momentOf, namesOf, type StaffHandlers, show } from '../desk/staff-route.tsx';
import { legalTexts } from '../texts/desk.ts';
import { DeadlineBoard } from './deadline-board.tsx';
import { deadlinesCsv } from './deadline-csv.ts';
import { allDeadlines, type BoardFilters, boardFilters, sortKeys } from './deadlines.ts';

export const deadlineDoors = (deps: Deps): StaffHandlers => ({
  'GET /deadlines': async (c, staff) => {
    const { self, rows, cursor } = await listDeadlines(deps, staff.actor, { limit: 1000 });
    const filters: BoardFilters = Object.fromEntries(
      boardFilters.flatMap((name) => (c.req.query(name) ? [[name, c.req.query(name)]] : [])),
    );
    const sort = sortKeys.find((key) => key === c.req.query('sort')) ?? 'due';
    const names = namesOf(self.company.people, staff.language);
    const body = (
      <DeadlineBoard rows={rows} filters={filters} sort={sort} more={cursor !== undefined} names={names} moment={momentOf(deps, staff)} />
    );
    return show(deps, c, staff, { title: legalTexts(staff.language).board.title, current: 'deadlines' }, body);
  },
  'GET /deadlines.csv': async (c, staff) => {
    const [rows, { people }] = await Promise.all([allDeadlines(deps, staff.actor), deps.stores.company.everyone()]);
    return c.body(deadlinesCsv(rows, namesOf(people, staff.language), staff.language), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="deadlines.csv"',
    });
  },
});
