import type { Context } from 'hono';
import type { NewRate } from '#domain/contracts/rate-entry.ts';
import type { Refusal } from '#domain/errors.ts';
import { addRate, previewRate, type RatePreview, viewRates, withdrawRate } from '#usecases/change-rates.ts';
import { type Deps, today } from '#usecases/deps.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { field, type Staff } from '../door.ts';
import { type Errors, noErrors } from '../parts/form.tsx';
import { rateTexts } from '../texts/rates.ts';
import { RatesPage } from './rates-page.tsx';

/** Reference rates: look, see what a new one changes, add it, take it back. */
export const rateDoors = (deps: Deps): StaffHandlersUnder<'/rates'> => ({
  'GET /rates': (c, staff) => showRates(deps, c, staff, { typed: (name) => c.req.query(name) }),
  'POST /rates': async (c, staff) => {
    const typed = await typedIn(c, ['series', 'from', 'percent', 'knownThrough', 'source', 'why']);
    const problem = await attempt(
      () => addRate(deps, staff.actor, { ...rateOf(typed), why: typed('why') ?? '' }),
      (refusal) => sayings(refusal, staff),
    );
    return problem ? showRates(deps, c, staff, { typed, problem }) : done(c, '/rates', 'rate-added');
  },
  'POST /rates/:id/withdraw': async (c, staff) => {
    const id = c.req.param('id') ?? '';
    const why = await field(c, 'why');
    const problem = await attempt(
      () => withdrawRate(deps, staff.actor, id, why),
      (refusal) => sayings(refusal, staff),
    );
    if (!problem) return done(c, '/rates', 'rate-withdrawn');
    return showRates(deps, c, staff, { typed: (name) => (name === 'withdraw' ? id : undefined), problem });
  },
});

type Typed = (name: string) => string | undefined;
const typedIn = async (c: Context, names: readonly string[]): Promise<Typed> => {
  const values = new Map<string, string>();
  for (const name of names) values.set(name, await field(c, name));
  return (name) => values.get(name);
};
const rateOf = (typed: Typed): NewRate => ({
  series: (typed('series') ?? '') as NewRate['series'],
  from: typed('from')?.trim() ?? '',
  percent: typed('percent')?.trim().replace(',', '.').replace('−', '-') ?? '',
  source: typed('source') ?? '',
  knownThrough: typed('knownThrough')?.trim() || undefined,
});

const sayings = ({ fields }: Refusal, { language }: Staff): Errors => {
  const { wrong } = rateTexts(language);
  return new Map(fields.map(({ path, code }) => [path, wrong[code] ?? code]));
};

async function showRates(deps: Deps, c: Context, staff: Staff, { typed, problem }: { typed: Typed; problem?: Problem }): Promise<Response> {
  const view = await viewRates(deps, staff.actor);
  let preview: RatePreview | undefined;
  const wrong =
    typed('series') === undefined
      ? undefined
      : await attempt(
          async () => {
            preview = await previewRate(deps, staff.actor, rateOf(typed));
          },
          (refusal) => sayings(refusal, staff),
        );
  const shown = problem ?? wrong;
  const body = (
    <RatesPage
      staff={staff}
      view={view}
      preview={preview}
      today={today(deps, deps.config.company.zone)}
      names={namesOf(view.self.company.people, staff.language)}
      moment={momentOf(deps, staff)}
      errors={shown?.errors ?? noErrors}
      typed={typed}
    />
  );
  return show(deps, c, staff, { title: rateTexts(staff.language).title, current: 'law', problem: shown }, body);
}
