import type { Deps } from '#usecases/deps.ts';
import { listAccounts, viewAccount } from '#usecases/view-accounts.ts';
import { deskTexts } from '../texts/desk.ts';
import { CustomerPage, CustomersPage } from './customer-pages.tsx';
import { momentOf, namesOf, type StaffHandlers, show } from './staff-route.tsx';

export const customerDoors = (deps: Deps): StaffHandlers => ({
  'GET /customers': async (c, staff) => {
    const list = await listAccounts(deps, staff.actor, c.req.query('cursor'));
    const body = <CustomersPage list={list} names={namesOf(list.self.company.people, staff.language)} moment={momentOf(deps, staff)} />;
    return show(deps, c, staff, { title: deskTexts(staff.language).customers.title, current: 'customers' }, body);
  },
  'GET /customers/:id': async (c, staff) => {
    const view = await viewAccount(deps, staff.actor, c.req.param('id') ?? '');
    const body = (
      <CustomerPage
        view={view}
        names={namesOf(view.self.company.people, staff.language)}
        moment={momentOf(deps, staff, view.account.country)}
      />
    );
    return show(deps, c, staff, { title: view.account.name, current: 'customers' }, body);
  },
});
