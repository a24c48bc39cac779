import { type Context, Hono } from 'hono';
import { Refusal } from '#domain/errors.ts';
import type { Reference } from '#domain/ids.ts';
import type { Deps } from '#usecases/deps.ts';
import { hex, isoNow } from '#usecases/deps.ts';
import { acceptReply, addCustomerMessage, disputeReply, followClaim, rateClaim } from '#usecases/follow-claim.ts';
import { submitClaim } from '#usecases/submit-claim.ts';
import { takeFiles } from '#usecases/upload-files.ts';
import { type Assets, serveAsset } from '../assets.ts';
import { sendFeed } from '../calendar/feed-door.ts';
import { type Doors, field, fields, publicDoor, secureHeaders, type Visitor } from '../door.ts';
import { errorPage } from '../parts/error-page.tsx';
import type { Moment } from '../parts/format.ts';
import { html } from '../parts/layout.tsx';
import { customerRoutes } from '../routes.ts';
import { customerTexts } from '../texts/customer.ts';
import { ClaimForm, emptyDemand, emptyForm } from './claim-form.tsx';
import { FollowPage, type FollowProps } from './follow-page.tsx';
import { filesOf, ownerOf, postUpload } from './form-files.ts';
import { sentences, submissionOf, typedForm } from './read-form.ts';
import { StartPage } from './start.tsx';

export type CustomerPagesOptions = Pick<Doors, 'deps' | 'clientOf' | 'rate'> & { assets: Assets; uploads: string };
type Path = (typeof customerRoutes)[number]['path'];
type Handler = (c: Context, visitor: Visitor) => Promise<Response> | Response;

/** The public side: hand in a claim, follow it, see what we claim. */
export function customerPages({ deps, assets, uploads, clientOf, rate }: CustomerPagesOptions): Hono {
  const app = new Hono();
  app.use('*', secureHeaders(uploads));
  const doors: Doors = { app, deps, errorPage, clientOf, rate };
  const handlers: Partial<Record<`${'GET' | 'POST'} ${Path}`, Handler>> = {
    'GET /': (c, visitor) => html(c, <StartPage visitor={visitor} claimsAddress={deps.config.claimsAddress} />),
    'GET /claims/new': (c, visitor) =>
      html(c, <ClaimForm visitor={visitor} typed={emptyForm(hex(deps.newId(16)), visitor.language === 'ru' ? 'RUB' : 'EUR')} />),
    'POST /claims': (c, visitor) => postClaim(deps, c, visitor),
    'POST /claims/uploads': (c, visitor) => postUpload(deps, c, ownerOf(visitor)),
    'GET /c/:token': (c, visitor) => showClaim(deps, c, visitor, { fresh: c.req.query('new') === '1', done: doneOf(c.req.query('done')) }),
    'GET /c/:token/files/:id': (c) => sendFile(deps, c),
    'POST /c/:token/uploads': async (c, visitor) => {
      await claimActor(deps, c);
      return postUpload(deps, c, ownerOf(visitor));
    },
    'POST /c/:token/message': (c, visitor) => postMessage(deps, c, visitor),
    'POST /c/:token/accept': async (c) => {
      await acceptReply(deps, await claimActor(deps, c));
      return back(c, 'accepted');
    },
    'POST /c/:token/dispute': (c, visitor) => postDispute(deps, c, visitor),
    'POST /c/:token/rating': async (c) => {
      await rateClaim(deps, await claimActor(deps, c), Number(await field(c, 'score')));
      return back(c, 'rated');
    },
    'GET /feeds/:token': (c) => sendFeed(deps, c),
    'GET /s/:token': async (c, visitor) => (await import('./sheet-doors.tsx')).showSheet(deps, c, visitor),
    'POST /s/:token/uploads': async (c, visitor) => (await import('./sheet-doors.tsx')).postSheetUpload(deps, c, visitor),
    'POST /s/:token/dispute': async (c, visitor) => (await import('./sheet-doors.tsx')).postSheetDispute(deps, c, visitor),
    // Every calendar and rule comes with it: loaded at its first use.
    'GET /calculators': async (c, visitor) => (await import('../calculators/calculators-door.tsx')).showCalculators(deps, c, visitor),
    'GET /assets/:file': (c) => serveAsset(c, assets),
  };
  for (const route of customerRoutes) {
    const handler = handlers[`${route.method} ${route.path}`];
    if (!handler) throw new Error(`no page behind ${route.method} ${route.path}`);
    // Assets need neither cookie nor form token, and are cached.
    if (route.path === '/assets/:file') app.get(route.path, (c) => serveAsset(c, assets));
    else publicDoor(doors, route, handler);
  }
  return app;
}

const back = (c: Context, done: string): Response => c.redirect(`/c/${c.req.param('token')}?done=${done}`, 303);
const doneOf = (text: string | undefined): FollowProps['done'] =>
  (['message', 'accepted', 'disputed', 'rated'] as const).find((code) => code === text);

async function postClaim(deps: Deps, c: Context, visitor: Visitor): Promise<Response> {
  const typed = await typedForm(c);
  const action = await field(c, 'action');
  // The address of a form that came back takes posts only: its language links lead to the form itself.
  const reader = { ...visitor, path: '/claims/new' };
  const again = (changed: typeof typed, errors?: ReturnType<typeof sentences>, status = errors ? 400 : 200) =>
    html(c, <ClaimForm visitor={reader} typed={changed} {...(errors ? { errors } : {})} />, status);
  if (action === 'show') return again(typed);
  if (action === 'add-demand')
    return again({ ...typed, demands: [...typed.demands, { ...emptyDemand, currency: typed.demands.at(-1)?.currency || 'EUR' }] });
  const removed = /^remove-demand-(\d+)$/.exec(action)?.[1];
  if (removed !== undefined) return again({ ...typed, demands: typed.demands.filter((_, index) => index !== Number(removed)) });
  // A field that people do not see: whoever fills it in is a robot, and gets the form again.
  if (await field(c, 'website')) return again(typed);
  const read = submissionOf(typed, visitor.language);
  if ('wrong' in read) return again(typed, sentences(read.wrong, visitor.language));
  try {
    const uploads = typed.uploads.map((upload) => upload.id);
    const evidence = await takeFiles(deps, { uploads, owner: ownerOf(visitor), files: await filesOf(c) });
    const key = /^[0-9a-f]{32}$/.test(typed.key) ? typed.key : hex(deps.newId(16));
    const { statusUrl } = await submitClaim(
      deps,
      { kind: 'customer' },
      { channel: 'form', submission: read.submission, evidence, idempotency: { scope: 'form', key } },
    );
    return c.redirect(`${new URL(statusUrl).pathname}?new=1`, 303);
  } catch (error) {
    if (error instanceof Refusal && error.fields.length > 0) return again(typed, sentences(error.fields, visitor.language));
    if (error instanceof Refusal && error.code === 'key-reused')
      return again({ ...typed, key: hex(deps.newId(16)) }, new Map([['send', customerTexts(visitor.language).form.sentAlready]]), 409);
    throw error;
  }
}

async function claimActor(deps: Deps, c: Context) {
  const link = await deps.stores.links.open(c.req.param('token') ?? '', 'claim', isoNow(deps));
  if (!link) throw new Refusal('not-found');
  return { kind: 'customer', reference: link.subject as Reference } as const;
}
const momentOf = (deps: Deps, visitor: Visitor, country = deps.config.company.country): Moment => ({
  now: deps.clock.now(),
  zone: deps.config.company.zone,
  country,
  language: visitor.language,
});

async function showClaim(
  deps: Deps,
  c: Context,
  visitor: Visitor,
  extra: Pick<FollowProps, 'fresh' | 'done' | 'errors' | 'typed'>,
): Promise<Response> {
  const view = await followClaim(deps, await claimActor(deps, c));
  const page = (
    <FollowPage
      visitor={visitor}
      view={view}
      token={c.req.param('token') ?? ''}
      moment={momentOf(deps, visitor, view.claim.account?.country)}
      {...extra}
    />
  );
  return html(c, page, extra.errors ? 400 : 200);
}

async function postMessage(deps: Deps, c: Context, visitor: Visitor): Promise<Response> {
  const actor = await claimActor(deps, c);
  const text = await field(c, 'text');
  try {
    const uploads = (await fields(c, 'upload')).map((value) => value.slice(0, 32));
    const evidence = await takeFiles(deps, { uploads, owner: ownerOf(visitor), files: await filesOf(c) });
    await addCustomerMessage(deps, actor, { text, evidence });
    return back(c, 'message');
  } catch (error) {
    if (error instanceof Refusal && error.fields.length > 0)
      return showClaim(deps, c, visitor, { errors: sentences(error.fields, visitor.language), typed: { message: text } });
    throw error;
  }
}

async function postDispute(deps: Deps, c: Context, visitor: Visitor): Promise<Response> {
  const actor = await claimActor(deps, c);
  const text = await field(c, 'dispute');
  try {
    await disputeReply(deps, actor, { demands: await fields(c, 'demand'), text });
    return back(c, 'disputed');
  } catch (error) {
    if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
    const wrong = error.fields.map((entry) => (entry.path === 'text' ? { ...entry, path: 'dispute' } : entry));
    return showClaim(deps, c, visitor, { errors: sentences(wrong, visitor.language), typed: { dispute: text } });
  }
}

/** The customer's own evidence, as a download. */
async function sendFile(deps: Deps, c: Context): Promise<Response> {
  const { claim } = await followClaim(deps, await claimActor(deps, c));
  const file = claim.evidence.find((candidate) => candidate.id === c.req.param('id') && candidate.from === 'customer');
  if (!file) throw new Refusal('not-found');
  return c.redirect(await deps.blobs.presignDownload(file.key, file.name, 300), 303);
}
