import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import type { Actor } from '#domain/actor.ts';
import type { Language } from '#domain/claims/claim.ts';
import { type ErrorCode, errorTable, Refusal } from '#domain/errors.ts';
import type { Person } from '#domain/routing/people.ts';
import { selfOf } from '#usecases/authorise.ts';
import { type Deps, hex } from '#usecases/deps.ts';
import { failurePlace } from '#usecases/failure-place.ts';
import { personOfSession } from '#usecases/sign-in.ts';
import type { Route } from './routes.ts';

/** What every page needs to know of who asks. `csrf` goes into each form as the hidden field of that name. */
export type Visitor = { language: Language; csrf: string; path: string };
export type Staff = Visitor & { actor: Actor; person: Person; actingFor: readonly Person[] };
/** Renders a refusal for people; staff pages show the navigation, public ones do not. */
export type ErrorPage = (
  visitor: Visitor & { staff?: Staff | undefined },
  error: { code: ErrorCode; status: number; correlation: string },
) => Response | Promise<Response>;

export const sessionCookie = 'redress_session';
const formCookie = 'redress_form';
const languageCookie = 'redress_language';

/** Strict headers on every page. `uploads` is where browsers put files directly, when that is another origin. */
export function secureHeaders(uploads: string): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${uploads}`.trim(),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  return async (c, next) => {
    await next();
    c.header('Content-Security-Policy', policy);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Frame-Options', 'DENY');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
    if (c.req.url.startsWith('https:')) c.header('Strict-Transport-Security', 'max-age=63072000; includeSubDomains');
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
  };
}

const secure = (deps: Deps): boolean => deps.config.publicUrl.startsWith('https:');

/** ?lang=, then the cookie, then the person's own, then the browser's first of en and ru. */
export function languageOfRequest(c: Context, deps: Deps, own?: Language): Language {
  const asked = c.req.query('lang');
  if (asked === 'en' || asked === 'ru') {
    setCookie(c, languageCookie, asked, { path: '/', sameSite: 'Lax', httpOnly: true, secure: secure(deps), maxAge: 31_536_000 });
    return asked;
  }
  const kept = getCookie(c, languageCookie);
  if (kept === 'en' || kept === 'ru') return kept;
  if (own) return own;
  const wanted = (c.req.header('accept-language') ?? '')
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim().slice(0, 2));
  return wanted.find((code) => code === 'en' || code === 'ru') === 'ru' ? 'ru' : 'en';
}

/** The form token of a visitor without a session: made of a cookie and the server's secret, so that another site can neither read nor guess it. */
function publicToken(c: Context, deps: Deps): string {
  let seed = getCookie(c, formCookie);
  if (!seed || !/^[0-9a-f]{32}$/.test(seed)) {
    seed = hex(deps.newId(16));
    setCookie(c, formCookie, seed, { path: '/', sameSite: 'Lax', httpOnly: true, secure: secure(deps), maxAge: 86_400 });
  }
  return createHmac('sha256', deps.config.linkSecret).update(`form ${seed}`).digest('hex');
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Refuses a post that is too large or does not come from one of our own forms. */
async function checkForm(c: Context, deps: Deps, token: string): Promise<void> {
  if (oversized.has(c)) throw new Refusal('too-large');
  const origin = c.req.header('origin');
  if (origin && origin !== 'null' && origin !== new URL(deps.config.publicUrl).origin && origin !== new URL(c.req.url).origin)
    throw new Refusal('forged-request');
  const given = c.req.header('x-csrf') ?? (await formOf(c)).get('csrf');
  if (typeof given !== 'string' || !same(given, token)) throw new Refusal('forged-request');
}

const forms = new WeakMap<Request, Promise<FormData>>();
/** The posted form, parsed once per request. */
export function formOf(c: Context): Promise<FormData> {
  const known = forms.get(c.req.raw);
  if (known) return known;
  const type = c.req.header('content-type') ?? '';
  const parsed = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)
    ? c.req.formData()
    : Promise.resolve(new FormData());
  forms.set(c.req.raw, parsed);
  return parsed;
}
export const field = async (c: Context, name: string): Promise<string> => {
  const value = (await formOf(c)).get(name);
  return typeof value === 'string' ? value : '';
};
export const fields = async (c: Context, name: string): Promise<string[]> =>
  (await formOf(c)).getAll(name).filter((value) => typeof value === 'string');

/** Counts hits of one address on one public door; too many in a minute are refused. */
async function rateLimit(c: Context, { deps, clientOf }: Doors, door: string, most: number): Promise<void> {
  const who = clientOf(c);
  const window = new Date(deps.clock.now()).toISOString().slice(0, 16);
  const hits = await deps.stores.counters.hit(door, who, window, deps.clock.now() / 1000 + 300);
  if (hits > most) throw new Refusal('too-many');
}

/** `clientOf`: the address that the host itself saw; a header of the request would be anybody'''s word. */
export type Doors = {
  app: Hono;
  deps: Deps;
  errorPage: ErrorPage;
  clientOf: (c: Context) => string;
  rate: { posts: number; links: number };
};
type Handler<V> = (c: Context, visitor: V) => Response | Promise<Response>;

const oversized = new WeakSet<Context>();
/** Bodies: forms with files inside may bring 21 MB, everything else less. Too much is only noted, so that the door behind answers with a page in the visitor's language. */
const limit =
  (most: number): MiddlewareHandler =>
  (c, next) =>
    bodyLimit({
      maxSize: most,
      onError: async () => {
        oversized.add(c);
        await next();
        return c.res;
      },
    })(c, next);

/** Mounts a page that anybody may open; posts need the form token and are limited per address. */
export function publicDoor(doors: Doors, route: Route, handler: Handler<Visitor>): void {
  const { app, deps, errorPage } = doors;
  app.on(route.method, route.path, limit(route.method === 'POST' ? 21 * 1024 * 1024 : 1024 * 1024), async (c) => {
    const visitor: Visitor = { language: languageOfRequest(c, deps), csrf: publicToken(c, deps), path: c.req.path };
    return guarded(deps, visitor, errorPage, async () => {
      if (route.method === 'POST') {
        await rateLimit(c, doors, 'public-post', doors.rate.posts);
        await checkForm(c, deps, visitor.csrf);
      } else if (route.door === 'link' || route.limited)
        await rateLimit(c, doors, route.door === 'link' ? 'link' : 'public-page', doors.rate.links);
      return handler(c, visitor);
    });
  });
}

/** Mounts a page for signed-in people. Without a session a GET leads to the sign-in and back; a POST needs the session's form token. */
export function staffDoor({ app, deps, errorPage }: Doors, route: Route, handler: Handler<Staff>): void {
  app.on(route.method, route.path, limit(2 * 1024 * 1024), async (c) => {
    const found = await personOfSession(deps, getCookie(c, sessionCookie));
    const language = languageOfRequest(c, deps, found?.person.language);
    if (!found) {
      if (route.method === 'GET') return c.redirect(`/sign-in?to=${encodeURIComponent(c.req.path)}`);
      return guarded(deps, { language, csrf: '', path: c.req.path }, errorPage, () => Promise.reject(new Refusal('unauthenticated')));
    }
    const { person, csrf } = found;
    const actor: Actor = { kind: 'person', id: person.id, roles: person.roles };
    const self = await selfOf(deps, actor);
    const actingFor = self.company.people.filter((candidate) => self.standsInFor.includes(candidate.id));
    const staff: Staff = { language, csrf, path: c.req.path, actor, person, actingFor };
    return guarded(deps, { ...staff, staff }, errorPage, async () => {
      if (route.method === 'POST') await checkForm(c, deps, csrf);
      return handler(c, staff);
    });
  });
}

async function guarded(
  deps: Deps,
  visitor: Visitor & { staff?: Staff },
  errorPage: ErrorPage,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'internal';
    const correlation = hex(deps.newId(6));
    if (code === 'internal')
      deps.log('page-failed', { correlation, error: error instanceof Error ? error.name : 'unknown', at: failurePlace(error) });
    return errorPage(visitor, { code, status: errorTable[code].status, correlation });
  }
}
