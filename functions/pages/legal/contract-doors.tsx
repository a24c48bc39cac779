import type { Context } from 'hono';
import type { Refusal } from '#domain/errors.ts';
import { accountForContract, amendContract, enterContract, viewContract } from '#usecases/amend-contract.ts';
import type { Deps } from '#usecases/deps.ts';
import { sentences } from '../customer/read-form.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { field, formOf, type Staff } from '../door.ts';
import { type Errors, noErrors } from '../parts/form.tsx';
import { contractTexts } from '../texts/contract.ts';
import { formColumns, NewContractForm, newContractColumns } from './contract-form.tsx';
import { ContractPage } from './contract-page.tsx';

/** A contract with its versions; legal adds amendments. */
export const contractDoors = (deps: Deps): StaffHandlersUnder<'/customers/:id/contracts'> => ({
  'GET /customers/:id/contracts': (c, staff) => showNew(deps, c, staff),
  'POST /customers/:id/contracts': async (c, staff) => {
    const account = c.req.param('id') ?? '';
    let id = '';
    const problem = await attempt(
      async () => {
        id = await enterContract(deps, staff.actor, account, await typedIn(c, newContractColumns));
      },
      (refusal) => wrongFields(refusal, staff),
    );
    const path = `/customers/${encodeURIComponent(account)}/contracts/${encodeURIComponent(id)}`;
    return problem ? showNew(deps, c, staff, problem) : done(c, path, 'contract-entered');
  },
  'GET /customers/:id/contracts/:contract': (c, staff) => showContract(deps, c, staff),
  'POST /customers/:id/contracts/:contract': async (c, staff) => {
    const place = placeOf(c);
    let status = '';
    const problem = await attempt(
      async () => {
        status = await amendContract(deps, staff.actor, place, await typedIn(c, formColumns));
      },
      (refusal) => wrongFields(refusal, staff),
    );
    const path = `/customers/${encodeURIComponent(place.account)}/contracts/${encodeURIComponent(place.contract)}`;
    return problem
      ? showContract(deps, c, staff, problem)
      : done(c, path, status === 'accepted' ? 'contract-amended' : 'contract-unchanged');
  },
});

/** What was filled in; sums and percentages may have a decimal comma. */
async function typedIn(c: Context, columns: readonly string[]): Promise<Record<string, string>> {
  const numeric = /(Percent|PercentPerDay|PercentPerYear|Amount|SumPerPiece|SumPerDay|Minimum)$/;
  const typed = await Promise.all(
    columns.map(async (name): Promise<[string, string]> => {
      const value = (await field(c, name)).trim();
      return [name, numeric.test(name) ? value.replace(/^([\d\s]+),(\d+)$/, '$1.$2').replaceAll(/\s/g, '') : value];
    }),
  );
  return Object.fromEntries(typed.filter(([, value]) => value));
}

const placeOf = (c: Context) => ({ account: c.req.param('id') ?? '', contract: c.req.param('contract') ?? '' });

function wrongFields({ fields }: Refusal, { language }: Staff): Errors {
  const { wrong } = contractTexts(language);
  return new Map(
    [...sentences(fields, language)].map(([path, sentence]) => [
      path,
      wrong[fields.find((one) => one.path === path)?.code ?? ''] ?? sentence,
    ]),
  );
}

async function showNew(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const { account } = await accountForContract(deps, staff.actor, c.req.param('id') ?? '');
  const texts = contractTexts(staff.language);
  const form = problem ? await formOf(c) : undefined;
  const typed = (name: string) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const body = (
    <>
      <h1>{texts.enter.title}</h1>
      <p>
        {texts.back} <a href={`/customers/${account.id}`}>{account.name}</a>
      </p>
      <NewContractForm
        staff={staff}
        path={`/customers/${encodeURIComponent(account.id)}/contracts`}
        errors={problem?.errors ?? noErrors}
        typed={form && typed}
      />
    </>
  );
  return show(deps, c, staff, { title: texts.enter.title, current: 'customers', problem }, body);
}

async function showContract(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const { account, contract } = placeOf(c);
  const view = await viewContract(deps, staff.actor, account, contract);
  const form = problem ? await formOf(c) : undefined;
  const typed = (name: string) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const body = (
    <ContractPage
      view={view}
      staff={staff}
      names={namesOf(view.self.company.people, staff.language)}
      moment={momentOf(deps, staff, view.account.country)}
      errors={problem?.errors ?? noErrors}
      typed={form && typed}
    />
  );
  return show(deps, c, staff, { title: contractTexts(staff.language).title(view.contract.number), current: 'customers', problem }, body);
}
