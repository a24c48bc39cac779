import type { Context } from 'hono';
import { calendarFor, countries } from '#domain/deadlines/calendars/calendars.ts';
import type { LawChange } from '#domain/deadlines/law.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { type FieldError, Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { applyLawChange, discardLawChange, draftLawChange, previewLawChange, viewLaw } from '#usecases/change-law.ts';
import type { Deps } from '#usecases/deps.ts';
import { type Supposition, whatIf } from '#usecases/what-if.ts';
import { sentences } from '../customer/read-form.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandler, type StaffHandlersUnder, show } from '../desk/staff-route.tsx';
import { field, formOf, type Staff } from '../door.ts';
import { noErrors } from '../parts/form.tsx';
import { lawTexts } from '../texts/law.ts';
import { LawChangePage } from './law-change-page.tsx';
import { LawPage } from './law-page.tsx';
import { readChange } from './read-law.ts';
import { WhatIfPage } from './what-if-page.tsx';

/** Rules and calendars: look, draft, preview, apply; and what would be missed if. */
export const lawDoors = (deps: Deps): StaffHandlersUnder<'/law' | '/what-if'> => ({
  'GET /law': (c, staff) => showLaw(deps, c, staff),
  'POST /law': async (c, staff) => {
    let id = '';
    const kind = await field(c, 'kind');
    // Each form has a title of its own.
    const named = (wrong: FieldError) => (wrong.path === 'title' ? { ...wrong, path: `${kind}.title` } : wrong);
    const problem = await attempt(
      async () => {
        id = (await draftLawChange(deps, staff.actor, await readChange(c))).id;
      },
      (refusal) => sentences(refusal.fields.map(named), staff.language),
    );
    return problem ? showLaw(deps, c, staff, problem) : done(c, `/law/${id}`, 'law-drafted');
  },
  'GET /law/:id': (c, staff) => showChange(deps, c, staff),
  'POST /law/:id/apply': decision(deps, applyLawChange, 'law-applied'),
  'POST /law/:id/discard': decision(deps, discardLawChange, 'law-discarded'),
  'GET /what-if': (c, staff) => showWhatIf(deps, c, staff),
});

async function showLaw(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const { self, law, records } = await viewLaw(deps, staff.actor);
  const form = problem ? await formOf(c) : undefined;
  const typed = (name: string) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const body = (
    <LawPage
      staff={staff}
      law={law}
      calendars={countries.map((country) => law.calendar({ country, region: calendarFor({ country }).region }))}
      records={records}
      names={namesOf(self.company.people, staff.language)}
      moment={momentOf(deps, staff)}
      errors={problem?.errors ?? noErrors}
      typed={typed}
    />
  );
  return show(deps, c, staff, { title: lawTexts(staff.language).title, current: 'law', problem }, body);
}

async function showChange(deps: Deps, c: Context, staff: Staff, problem?: Problem): Promise<Response> {
  const [preview, { self, law }] = await Promise.all([
    previewLawChange(deps, staff.actor, c.req.param('id') ?? ''),
    viewLaw(deps, staff.actor),
  ]);
  const body = (
    <LawChangePage
      staff={staff}
      preview={preview}
      law={law}
      names={namesOf(self.company.people, staff.language)}
      moment={momentOf(deps, staff)}
      errors={problem?.errors ?? noErrors}
      why={problem ? await field(c, 'why') : undefined}
    />
  );
  return show(deps, c, staff, { title: preview.record.title, current: 'law', problem }, body);
}

type Decide = typeof applyLawChange;
const decision =
  (deps: Deps, decide: Decide, code: string): StaffHandler =>
  async (c, staff) => {
    const id = c.req.param('id') ?? '';
    const problem = await attempt(
      async () => decide(deps, staff.actor, id, await field(c, 'why')),
      (refusal) => sentences(refusal.fields, staff.language),
    );
    return problem ? showChange(deps, c, staff, problem) : done(c, `/law/${id}`, code);
  };

async function showWhatIf(deps: Deps, c: Context, staff: Staff): Promise<Response> {
  const { self, law, records } = await viewLaw(deps, staff.actor);
  const drafts = records.filter((record) => record.state === 'draft');
  const asked = (name: string) => c.req.query(name);
  let outlook: Awaited<ReturnType<typeof whatIf>> | undefined;
  const problem = await attempt(
    async () => {
      if (asked('go')) outlook = await whatIf(deps, staff.actor, suppositionOf(asked, { drafts, rules: law.rules }));
    },
    (refusal) => sentences(refusal.fields, staff.language),
  );
  const body = (
    <WhatIfPage
      law={law}
      drafts={drafts}
      people={self.company.people.filter((person) => !person.disabled)}
      names={namesOf(self.company.people, staff.language)}
      moment={momentOf(deps, staff)}
      errors={problem?.errors ?? noErrors}
      asked={asked}
      outlook={outlook}
    />
  );
  return show(deps, c, staff, { title: lawTexts(staff.language).what.title, current: 'law', problem }, body);
}

type Known = { drafts: Awaited<ReturnType<typeof viewLaw>>['records']; rules: Awaited<ReturnType<typeof viewLaw>>['law']['rules'] };
/** The supposition that the address names. Refuses ('invalid') an absence without both days, an unknown rule or draft, and numbers that are none. */
function suppositionOf(asked: (name: string) => string | undefined, { drafts, rules }: Known): Supposition {
  const wrong = (path: string, code: string) => new Refusal('invalid', undefined, [{ path, code }]);
  const whole = (name: string, most: number): number => {
    const number = Number(asked(name));
    if (!Number.isInteger(number) || number < 1 || number > most) throw wrong(name, 'number');
    return number;
  };
  const changes: LawChange[] = [];
  const draft = drafts.find(({ id }) => id === asked('draft'));
  if (asked('draft') && !draft) throw wrong('draft', 'unknown');
  if (draft) changes.push(draft.change);
  const rule = rules.findLast(({ id }) => id === asked('rule'));
  if (asked('rule') && !rule) throw wrong('rule', 'unknown');
  if (rule) {
    const { unit, end } = rule.period;
    // For every open deadline of the rule, whenever it began.
    changes.push({
      kind: 'rule',
      rule: rule.id,
      from: '1990-01-01',
      version: '9999-12-31',
      length: whole('length', 3650),
      unit,
      end,
      source: 'what if',
      confidence: 'K',
    });
  }
  const [person, from = '', to = '', standIn] = ['person', 'from', 'to', 'standIn'].map((name) => asked(name)?.trim());
  if (person && !(isLegalDay(from) && isLegalDay(to) && from <= to))
    throw wrong(isLegalDay(from) ? 'to' : 'from', isLegalDay(from) && isLegalDay(to) ? 'date-order' : 'date');
  if (person && standIn === person) throw wrong('standIn', 'same-person');
  const absence = person ? { person: person as PersonId, from, to, standIn: standIn ? (standIn as PersonId) : undefined } : undefined;
  return { changes, absence, perDay: whole('perDay', 1000) };
}
