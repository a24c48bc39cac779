import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';
import { type Deps, hex } from '#usecases/deps.ts';
import { exportPaymentOrders, listPaymentOrders, readPaymentBatch } from '#usecases/payment-orders.ts';
import { viewLedger } from '#usecases/view-ledger.ts';
import { listSettlements, viewSettlement } from '#usecases/view-settlements.ts';
import { approveSettlement, cancelSettlement, proposeSettlement, recordInstalment, refuseSettlement } from '#usecases/work-settlement.ts';
import { sentences } from '../customer/read-form.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandler, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { field, formOf, type Staff } from '../door.ts';
import { noErrors } from '../parts/form.tsx';
import { ledgerTexts } from '../texts/ledger.ts';
import { statementCsv } from './ledger-csv.ts';
import { LedgerPage } from './ledger-page.tsx';
import { PaymentOrdersPage } from './payment-orders-page.tsx';
import { readWish } from './read-settlement.ts';
import { SettlementPage } from './settlement-page.tsx';
import { SettlementsPage } from './settlements-page.tsx';

const idOf = (c: Context): string => c.req.param('id') ?? '';
type Places = '/customers/:id/ledger' | '/customers/:id/settlements' | '/settlements' | '/payment-orders';

/** The ledger of an account, what is settled about it, and what is paid out. */
export const ledgerDoors = (deps: Deps): StaffHandlersUnder<Places> => ({
  'GET /customers/:id/ledger': (c, staff) => showLedger(deps, c, staff),
  'GET /customers/:id/ledger.csv': async (c, staff) => {
    const { ledgers, facts, day } = await viewLedger(deps, staff.actor, idOf(c), c.req.query('day'));
    return sendFile(c, statementCsv(ledgers, facts.book, staff.language), 'text/csv', `statement-${day}.csv`);
  },
  'POST /customers/:id/settlements': async (c, staff) => {
    let id = '';
    const kind = await field(c, 'kind');
    const form = kind === 'set_off' ? `set_off-${await field(c, 'contract')}` : kind;
    const problem = await attempt(
      async () => {
        const { facts } = await viewLedger(deps, staff.actor, idOf(c));
        const options = { note: await field(c, `${form}.note`), key: (await field(c, 'key')).slice(0, 64) || undefined };
        id = (await proposeSettlement(deps, staff.actor, idOf(c), await readWish(c, facts.book), options)).id;
      },
      (refusal) =>
        sentences(
          refusal.fields.map(({ path, code }) => ({ path: `${form}.${path}`, code })),
          staff.language,
        ),
    );
    return problem ? showLedger(deps, c, staff, problem) : done(c, `/settlements/${id}`, 'st-proposed');
  },
  'GET /settlements': async (c, staff) => {
    const { self, settlements } = await listSettlements(deps, staff.actor);
    const names = namesOf(self.company.people, staff.language);
    const body = <SettlementsPage settlements={settlements} names={names} moment={momentOf(deps, staff)} />;
    return show(deps, c, staff, { title: ledgerTexts(staff.language).settlements.title, current: 'settlements' }, body);
  },
  'GET /settlements/:id': (c, staff) => showSettlement(deps, c, staff),
  'POST /settlements/:id/approve': formDoor(deps, 'approve', 'st-approved', async (c, staff) =>
    approveSettlement(deps, staff.actor, idOf(c), await field(c, 'fingerprint')),
  ),
  'POST /settlements/:id/refuse': formDoor(deps, 'refuse', 'st-refused', async (c, staff) =>
    refuseSettlement(deps, staff.actor, idOf(c), await field(c, 'refuse.because')),
  ),
  'POST /settlements/:id/cancel': formDoor(deps, 'cancel', 'st-cancelled', async (c, staff) =>
    cancelSettlement(deps, staff.actor, idOf(c), await field(c, 'cancel.because')),
  ),
  'POST /settlements/:id/instalments': formDoor(deps, 'record', 'st-recorded', async (c, staff) =>
    recordInstalment(deps, staff.actor, idOf(c), { number: Number(await field(c, 'record.number')), day: await field(c, 'record.day') }),
  ),
  'GET /payment-orders': (c, staff) => showOrders(deps, c, staff),
  'POST /payment-orders/batches': async (c, staff) => {
    const problem = await attempt(
      async () => exportPaymentOrders(deps, staff.actor, (await field(c, 'key')).slice(0, 64) || undefined),
      () => noErrors,
    );
    return problem ? showOrders(deps, c, staff, problem) : done(c, '/payment-orders', 'exported');
  },
  'GET /payment-orders/batches/:number': async (c, staff) => {
    const batch = await readPaymentBatch(deps, staff.actor, Number(c.req.param('number')));
    const [bytes, type, end] = c.req.query('format') === 'json' ? [batch.json, 'application/json', 'json'] : [batch.csv, 'text/csv', 'csv'];
    return sendFile(c, bytes, type, `payments-${batch.number}.${end}`);
  },
});

const sendFile = (c: Context, text: string, type: string, name: string): Response =>
  c.body(text, 200, { 'content-type': `${type}; charset=utf-8`, 'content-disposition': `attachment; filename="${name}"` });

const formDoor =
  (deps: Deps, form: string, code: string, step: (c: Context, staff: Staff) => Promise<unknown>): StaffHandler =>
  async (c, staff) => {
    const problem = await attempt(
      () => step(c, staff),
      (refusal) =>
        sentences(
          refusal.fields.map((entry) => ({ ...entry, path: `${form}.${entry.path}` })),
          staff.language,
        ),
    );
    return problem ? showSettlement(deps, c, staff, problem) : done(c, `/settlements/${idOf(c)}`, code);
  };

async function typedIn(c: Context, problem: Problem | undefined): Promise<(name: string) => string | undefined> {
  const form = problem ? await formOf(c) : undefined;
  return (name) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : undefined;
  };
}

async function showLedger(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const view = await viewLedger(deps, staff.actor, idOf(c), c.req.query('day'));
  const { account } = view.facts.book;
  const body = (
    <LedgerPage
      staff={staff}
      view={view}
      names={namesOf(view.self.company.people, staff.language)}
      moment={momentOf(deps, staff, account.country)}
      errors={problem?.errors ?? noErrors}
      typed={await typedIn(c, problem)}
      formKey={hex(deps.newId(16))}
    />
  );
  return show(deps, c, staff, { title: ledgerTexts(staff.language).ledger.title(account.name), current: 'customers', problem }, body);
}

async function showSettlement(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const view = await viewSettlement(deps, staff.actor, idOf(c));
  const { terms, accountName } = view.settlement;
  const texts = ledgerTexts(staff.language);
  const body = (
    <SettlementPage
      staff={staff}
      view={view}
      names={namesOf(view.self.company.people, staff.language)}
      moment={momentOf(deps, staff)}
      errors={problem?.errors ?? noErrors}
      typed={await typedIn(c, problem)}
    />
  );
  const title = texts.settlement.title(texts.settlements.kinds[terms.kind], accountName);
  return show(deps, c, staff, { title, current: 'settlements', problem }, body);
}

async function showOrders(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const cursor = c.req.query('cursor') || undefined;
  try {
    const list = await listPaymentOrders(deps, staff.actor, cursor);
    const { people } = await deps.stores.company.everyone();
    const body = (
      <PaymentOrdersPage
        staff={staff}
        list={list}
        names={namesOf(people, staff.language)}
        moment={momentOf(deps, staff)}
        formKey={hex(deps.newId(16))}
      />
    );
    return await show(deps, c, staff, { title: ledgerTexts(staff.language).orders.title, current: 'paymentOrders', problem }, body);
  } catch (error) {
    // An old link into a list that has moved on since: from its beginning, then.
    if (cursor && error instanceof Refusal && error.code === 'invalid') return c.redirect('/payment-orders', 302);
    throw error;
  }
}
