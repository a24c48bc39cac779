import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { Refusal } from '#domain/errors.ts';
import type { Deps } from '#usecases/deps.ts';
import type { Identity } from '#usecases/ports.ts';
import { beginSignIn, endSession, finishSignIn, sessionHoursOf } from '#usecases/sign-in.ts';
import { type Staff, sessionCookie } from '../door.ts';
import { html, Page } from '../parts/layout.tsx';
import { deskTexts } from '../texts/desk.ts';

// Binds the issuer's answer to the browser that asked.
const signInCookie = 'redress_sign_in';

export type SignIn = { deps: Deps; identity: Identity };
const cookieOf = (deps: Deps) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: deps.config.publicUrl.startsWith('https:') }) as const;

export async function beginDoor({ deps, identity }: SignIn, c: Context): Promise<Response> {
  const { url, cookie } = await beginSignIn(deps, identity, c.req.query('to') ?? '/desk');
  setCookie(c, signInCookie, cookie, { ...cookieOf(deps), maxAge: 600 });
  return c.redirect(url, 302);
}

/** A new session value at each sign-in: one that somebody planted before is worth nothing. */
export async function finishDoor({ deps, identity }: SignIn, c: Context): Promise<Response> {
  const cookie = getCookie(c, signInCookie);
  const { state, code } = c.req.query();
  deleteCookie(c, signInCookie, { path: '/' });
  if (!cookie || !state || !code) throw new Refusal('unauthenticated');
  const { session, returnTo } = await finishSignIn(deps, identity, { cookie, state, code });
  const before = getCookie(c, sessionCookie);
  if (before) await endSession(deps, before);
  setCookie(c, sessionCookie, session, { ...cookieOf(deps), maxAge: sessionHoursOf(deps) * 3600 });
  return c.redirect(returnTo, 303);
}

/** The issuer's own session is left by a link, not by a redirect: a form may lead only to our own origin. */
export async function signOutDoor({ deps, identity }: SignIn, c: Context, staff: Staff): Promise<Response> {
  const session = getCookie(c, sessionCookie);
  if (session) await endSession(deps, session);
  deleteCookie(c, sessionCookie, { path: '/' });
  const texts = deskTexts(staff.language).signedOut;
  const everywhere = identity.signOutUrl(deps.config.publicUrl);
  return html(
    c,
    <Page title={texts.title} visitor={{ language: staff.language, csrf: '', path: '/sign-in' }}>
      <h1>{texts.title}</h1>
      <p>{texts.text}</p>
      <p>
        <a class="button" href="/sign-in">
          {texts.again}
        </a>
      </p>
      {everywhere && (
        <p>
          <a href={everywhere}>{texts.everywhere}</a>
        </p>
      )}
    </Page>,
  );
}
