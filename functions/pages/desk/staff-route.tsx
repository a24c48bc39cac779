import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Language } from '#domain/claims/claim.ts';
import { type ErrorCode, errorTable, Refusal } from '#domain/errors.ts';
import { type Action, may } from '#domain/policy.ts';
import type { Person } from '#domain/routing/people.ts';
import { countSettlementsToApprove } from '#usecases/count-settlements.ts';
import type { Deps } from '#usecases/deps.ts';
import { listApprovals, listQueue } from '#usecases/desk.ts';
import type { Staff } from '../door.ts';
import { ErrorSummary, type Errors } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { html, type NavKey, StaffPage } from '../parts/layout.tsx';
import { Flash } from '../parts/state.tsx';
import type { staffRoutes } from '../routes.ts';
import { deskTexts } from '../texts/desk.ts';
import { t } from '../texts/texts.ts';

type StaffRoute = (typeof staffRoutes)[number];
type KeyOf<R> = R extends { method: infer M extends string; path: infer P extends string } ? `${M} ${P}` : never;
export type StaffKey = KeyOf<Extract<StaffRoute, { door: 'staff' }>>;
export type StaffHandler = (c: Context, staff: Staff) => Response | Promise<Response>;
export type StaffHandlers = Partial<Record<StaffKey, StaffHandler>>;
/** Everything that the route table has at these places. */
export type StaffHandlersUnder<Place extends string> = Record<Extract<StaffKey, `${string} ${Place}${string}`>, StaffHandler>;

/** What went wrong with a post, to be shown on the page it came from. */
export type Problem = { code: ErrorCode; status: number; errors: Errors };

// Refusals that the person on the page can do something about; all others go to the error page.
const mendable: readonly ErrorCode[] = [
  'invalid',
  'wrong-state',
  'stale-approval',
  'not-covered',
  'conflict',
  'over-limit',
  'own-text',
  'data-missing',
  'unprocessable',
];

/** Runs the step of a post. A refusal that people can mend comes back as a problem, with a sentence per field as `say` makes it. */
export async function attempt(step: () => Promise<unknown>, say: (refusal: Refusal) => Errors): Promise<Problem | undefined> {
  try {
    await step();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || !mendable.includes(error.code)) throw error;
    return { code: error.code, status: errorTable[error.code].status, errors: say(error) };
  }
}

/** The message at the top: what is wrong, that nothing is lost, and links to the fields. */
export function ProblemNote({ problem, language }: { problem: Problem | undefined; language: Language }) {
  if (!problem) return null;
  const { title, text } = t(language).errors[problem.code];
  if (problem.errors.size > 0) return <ErrorSummary errors={problem.errors} title={title} />;
  return (
    <Flash kind="error">
      <div>
        <strong>{title}</strong>
        <br />
        {text}
      </div>
    </Flash>
  );
}

/** Numbers beside the places of the navigation: what waits for this person. */
async function countsOf(deps: Deps, staff: Staff): Promise<Partial<Record<NavKey, number>>> {
  const can = (action: Action) => may(staff.person.roles, action, 'own');
  const [queue, approvals, settlements] = await Promise.all([
    can('claim.work') ? listQueue(deps, staff.actor, 'mine') : undefined,
    can('reply.decide') ? listApprovals(deps, staff.actor) : undefined,
    can('settlement.approve') ? countSettlementsToApprove(deps, staff.actor) : 0,
  ]);
  return { desk: queue?.rows.length ?? 0, approvals: approvals?.claims.length ?? 0, settlements };
}

type Shown = { title: string; current?: NavKey; problem?: Problem | undefined };
/** Sends a page inside the frame of the desk, with the note of what was just done and the problem of a refused post. */
export async function show(deps: Deps, c: Context, staff: Staff, { title, current, problem }: Shown, body: Child): Promise<Response> {
  const done = deskTexts(staff.language).done[c.req.query('done') ?? ''];
  const counts = await countsOf(deps, staff);
  const page = (
    <StaffPage title={title} staff={staff} counts={counts} {...(current ? { current } : {})} {...(done && !problem ? { flash: done } : {})}>
      <ProblemNote problem={problem} language={staff.language} />
      {body}
    </StaffPage>
  );
  return html(c, page, problem?.status ?? 200);
}

export const momentOf = (deps: Deps, staff: Staff, country: string = deps.config.company.country): Moment => ({
  now: deps.clock.now(),
  zone: staff.person.zone,
  country,
  language: staff.language,
});

/** After a post: the page again, with a note of what was done. */
export const done = (c: Context, path: string, code: string): Response => c.redirect(`${path}?done=${code}`, 303);

export type Names = (id: string | undefined) => string;
/** People's names in the reader's language; an id that nobody has stays as it is. */
export const namesOf =
  (people: readonly Person[], language: Language): Names =>
  (id) => {
    const person = people.find((candidate) => candidate.id === id);
    if (!person) return id ?? '';
    return language === 'ru' ? person.nameRu : person.name;
  };
