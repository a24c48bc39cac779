import type { Context } from 'hono';
import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { demandNames } from '#domain/replies/format.ts';
import { approveReply, recallReply, returnReply, submitReply } from '#usecases/decide-reply.ts';
import type { Deps } from '#usecases/deps.ts';
import { type CaseView, viewCase } from '#usecases/desk.ts';
import { reassignClaim } from '#usecases/lead-team.ts';
import { changeDemands, renewDraft, saveDraft } from '#usecases/save-draft.ts';
import { accountChoice } from '#usecases/view-accounts.ts';
import { assignAccount, restartClaim, revokeLinks, settleDelivery, settleNotice, withdrawClaim } from '#usecases/work-claim.ts';
import { sentences } from '../customer/read-form.ts';
import { field, formOf, type Staff } from '../door.ts';
import { type Errors, noErrors } from '../parts/form.tsx';
import { caseTexts } from '../texts/desk.ts';
import type { CaseProps } from './case-context.ts';
import { CasePage } from './case-page.tsx';
import { rightsOn } from './case-rights.ts';
import { clockStep, eventStep, mattersStep, requestStep, type Step } from './clock-steps.ts';
import { draftInput, seenVersion, type TypedDraft, typedDemands, typedDraft } from './read-draft.ts';
import { attempt, done, momentOf, namesOf, type Problem, type StaffHandler, type StaffHandlersUnder, show } from './staff-route.tsx';

const referenceOf = (c: Context): string => c.req.param('reference') ?? '';
const pathOf = (c: Context): string => `/desk/claims/${referenceOf(c)}`;

/** One claim: its page, its files, and every form on it. */
export const caseDoors = (deps: Deps): Omit<StaffHandlersUnder<'/desk/claims'>, 'GET /desk/claims/:reference/clocks/:clock'> => ({
  'GET /desk/claims/:reference': (c, staff) => showCase(deps, c, staff, {}),
  'GET /desk/claims/:reference/letters/:version': (c, staff) => sendLetter(deps, c, staff),
  'GET /desk/claims/:reference/files/:id': (c, staff) => sendFile(deps, c, staff),
  'GET /desk/claims/:reference/mails/:id': (c, staff) => sendMail(deps, c, staff),
  'POST /desk/claims/:reference/draft': draftDoor(deps, async (c, staff, reference, typed) => {
    const input = draftInput(typed, await seenVersion(c));
    const action = await field(c, 'action');
    if (action === 'set-off') {
      // Interest and rates come with it: loaded only when somebody asks.
      const { putSetOff } = await import('#usecases/put-set-off.ts');
      await putSetOff(deps, staff.actor, reference, input);
      return 'set-off';
    }
    if (action !== 'renew') {
      await saveDraft(deps, staff.actor, reference, input);
      return 'saved';
    }
    await renewDraft(deps, staff.actor, reference, input.answers);
    return 'renewed';
  }),
  // What stands in the form is saved first, so that what is sealed is what the author sees.
  'POST /desk/claims/:reference/submit': draftDoor(deps, async (c, staff, reference, typed) => {
    const saved = await saveDraft(deps, staff.actor, reference, draftInput(typed, await seenVersion(c)));
    await submitReply(deps, staff.actor, reference, saved.version);
    return 'submitted';
  }),
  'POST /desk/claims/:reference/demands': formDoor(deps, async (c, staff, reference) => {
    await changeDemands(deps, staff.actor, reference, await typedDemands(c));
    return 'demands';
  }),
  'POST /desk/claims/:reference/recall': formDoor(deps, async (_, staff, reference) => {
    await recallReply(deps, staff.actor, reference);
    return 'recalled';
  }),
  'POST /desk/claims/:reference/approve': formDoor(deps, async (c, staff, reference) => {
    const after = await approveReply(deps, staff.actor, reference, await field(c, 'hash'));
    return after.stage === 'in-approval' ? 'first-approved' : 'approved';
  }),
  'POST /desk/claims/:reference/return': formDoor(deps, async (c, staff, reference) => {
    await returnReply(deps, staff.actor, reference, await field(c, 'comment'));
    return 'returned';
  }),
  'POST /desk/claims/:reference/account': formDoor(deps, async (c, staff, reference) => {
    const contract = (await field(c, 'contract')).trim();
    await assignAccount(deps, staff.actor, reference, { account: (await field(c, 'account')).trim(), contract: contract || undefined });
    return 'matched';
  }),
  'POST /desk/claims/:reference/clocks/:clock': formDoor(deps, clockStep(deps)),
  'POST /desk/claims/:reference/request': formDoor(deps, requestStep(deps)),
  'POST /desk/claims/:reference/events': formDoor(deps, eventStep(deps)),
  'POST /desk/claims/:reference/matters': formDoor(deps, mattersStep(deps)),
  'POST /desk/claims/:reference/reassign': formDoor(deps, async (c, staff, reference) => {
    const because = (await field(c, 'reassign-because')).trim();
    if (!because) throw new Refusal('invalid', undefined, [{ path: 'reassign-because', code: 'required' }]);
    await reassignClaim(deps, staff.actor, reference, { owner: (await field(c, 'owner')) as PersonId, because });
    return 'reassigned';
  }),
  'POST /desk/claims/:reference/delivery': formDoor(deps, async (c, staff, reference) => {
    const outcome = await field(c, 'outcome');
    if (outcome !== 'sent' && outcome !== 'bounced') throw new Refusal('invalid', undefined, [{ path: 'outcome', code: 'choose' }]);
    await settleDelivery(deps, staff.actor, reference, outcome);
    return 'delivered';
  }),
  'POST /desk/claims/:reference/restart': formDoor(deps, async (_, staff, reference) => {
    await restartClaim(deps, staff.actor, reference);
    return 'restarted';
  }),
  'POST /desk/claims/:reference/settle': formDoor(deps, async (c, staff, reference) => {
    await settleNotice(deps, staff.actor, reference, await field(c, 'note'));
    return 'settled';
  }),
  'POST /desk/claims/:reference/links': formDoor(deps, async (_, staff, reference) => {
    await revokeLinks(deps, staff.actor, reference);
    return 'links-revoked';
  }),
  'POST /desk/claims/:reference/withdraw': formDoor(deps, async (_, staff, reference) => {
    await withdrawClaim(deps, staff.actor, reference);
    return 'withdrawn';
  }),
});

/** A form of the page: done, it leads back; refused, the page comes again with what was typed. */
const formDoor =
  (deps: Deps, step: Step): StaffHandler =>
  async (c, staff) => {
    let code = '';
    const problem = await attempt(
      async () => {
        code = await step(c, staff, referenceOf(c));
      },
      (refusal) => {
        const clock = c.req.param('clock');
        return sentences(
          clock ? refusal.fields.map((entry) => ({ ...entry, path: `${clock}.${entry.path}` })) : refusal.fields,
          staff.language,
        );
      },
    );
    if (!problem) return done(c, pathOf(c), code);
    return showCase(deps, c, staff, { problem });
  };

type DraftStep = (c: Context, staff: Staff, reference: string, typed: TypedDraft) => Promise<string>;
const draftDoor =
  (deps: Deps, step: DraftStep): StaffHandler =>
  async (c, staff) => {
    const { claim } = await viewCase(deps, staff.actor, referenceOf(c));
    const typed = await typedDraft(c, claim);
    let code = '';
    const problem = await attempt(
      async () => {
        code = await step(c, staff, claim.reference, typed);
      },
      (refusal) => draftSentences(refusal, claim, staff),
    );
    return problem ? showCase(deps, c, staff, { problem, draft: typed }) : done(c, pathOf(c), code);
  };

/** Wrong fields of the draft; those of a demand name it, so that the summary says which. */
function draftSentences(refusal: Refusal, claim: CaseView['claim'], staff: Staff): Errors {
  const texts = caseTexts(staff.language).draft;
  const plain = sentences(refusal.fields, staff.language);
  return new Map(
    refusal.fields.map(({ path, code }): [string, string] => {
      const sentence = code === 'gap' ? texts.gap : (plain.get(path) ?? code);
      const index = claim.demands.findIndex((demand) => path === `answers.${demand.id}` || path.startsWith(`answers.${demand.id}.`));
      const demand = claim.demands[index];
      return [path, demand ? texts.demandError(`${index + 1}. ${demandNames[staff.language][demand.kind]}`, sentence) : sentence];
    }),
  );
}

async function showCase(
  deps: Deps,
  c: Context,
  staff: Staff,
  { problem, draft }: { problem?: Problem | undefined; draft?: TypedDraft },
): Promise<Response> {
  const view = await viewCase(deps, staff.actor, referenceOf(c));
  const form = problem ? await formOf(c) : undefined;
  const rights = rightsOn(view);
  const asked = c.req.query('history');
  const props: CaseProps = {
    staff,
    view,
    rights,
    choice: rights.match ? await accountChoice(deps, staff.actor, view.claim) : { accounts: [], contracts: [] },
    names: namesOf(view.self.company.people, staff.language),
    moment: momentOf(deps, staff, view.claim.account?.country),
    errors: problem?.errors ?? noErrors,
    typed: { draft, form: (name) => textOf(form?.get(name)) },
    history: asked === 'people' || asked === 'system' ? asked : 'all',
  };
  return show(deps, c, staff, { title: caseTexts(staff.language).title(view.claim.reference), problem }, <CasePage {...props} />);
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const minutes = 5 * 60;

async function sendLetter(deps: Deps, c: Context, staff: Staff): Promise<Response> {
  const { claim, reply, sentReplies } = await viewCase(deps, staff.actor, referenceOf(c));
  const found = [reply, ...sentReplies].find((entry) => entry?.letter && String(entry.version) === c.req.param('version'));
  if (!found?.letter) throw new Refusal('not-found');
  return c.redirect(
    await deps.blobs.presignDownload(found.letter.key, `${claim.reference}-${found.letter.outgoingNumber}.pdf`, minutes),
    303,
  );
}

async function sendFile(deps: Deps, c: Context, staff: Staff): Promise<Response> {
  const { claim } = await viewCase(deps, staff.actor, referenceOf(c));
  const file = claim.evidence.find((candidate) => candidate.id === c.req.param('id'));
  if (!file) throw new Refusal('not-found');
  return c.redirect(await deps.blobs.presignDownload(file.key, file.name, minutes), 303);
}

/** A mail as it came: a download, never shown. */
async function sendMail(deps: Deps, c: Context, staff: Staff): Promise<Response> {
  const { claim, messages } = await viewCase(deps, staff.actor, referenceOf(c));
  const message = messages.find((candidate) => candidate.id === c.req.param('id'));
  if (!message?.raw) throw new Refusal('not-found');
  return c.redirect(await deps.blobs.presignDownload(message.raw, `${claim.reference}-${message.id}.eml`, minutes), 303);
}
