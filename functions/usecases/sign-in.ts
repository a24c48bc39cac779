import { createHash } from 'node:crypto';
import { sha256 } from '#domain/chain.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Person } from '#domain/routing/people.ts';
import { type Deps, hex, isoNow } from './deps.ts';
import type { Identity } from './ports.ts';

const usualSessionHours = 10;
export const sessionHoursOf = (deps: Deps): number => deps.config.sessionHours ?? usualSessionHours;
const signInMinutes = 10;
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Begins a sign-in: where to send the browser, and the value of a short-lived cookie that binds the answer to this browser. */
export async function beginSignIn(deps: Deps, identity: Identity, returnTo: string): Promise<{ url: string; cookie: string }> {
  const cookie = hex(deps.newId(16));
  const state = hex(deps.newId(16));
  const nonce = hex(deps.newId(16));
  const verifier = base64url(deps.newId(32));
  const expiresAt = new Date(deps.clock.now() + signInMinutes * 60_000).toISOString();
  await deps.stores.sessions.saveSignIn(sha256(cookie), { state, nonce, verifier, returnTo: localPath(returnTo), expiresAt });
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { url: identity.authorizeUrl({ state, nonce, challenge, redirectUri: redirectUri(deps) }), cookie };
}

/** Finishes it: checks state and code, finds the person by the address that the issuer vouches for, makes a new session. */
export async function finishSignIn(
  deps: Deps,
  identity: Identity,
  answer: { cookie: string; state: string; code: string },
): Promise<{ session: string; returnTo: string }> {
  const pending = await deps.stores.sessions.takeSignIn(sha256(answer.cookie));
  if (!pending || pending.state !== answer.state || pending.expiresAt <= isoNow(deps)) throw new Refusal('unauthenticated');
  const { email, groups } = await identity.exchange({
    code: answer.code,
    verifier: pending.verifier,
    nonce: pending.nonce,
    redirectUri: redirectUri(deps),
  });
  const { people } = await deps.stores.company.everyone();
  const person = people.find((candidate) => candidate.email.toLowerCase() === email.toLowerCase() && !candidate.disabled);
  // Roles are the company's own record, and the issuer must agree with at least one of them.
  if (!person?.roles.some((role) => groups.includes(role))) throw new Refusal('unauthenticated');
  return { session: await openSession(deps, person.id), returnTo: pending.returnTo };
}

/** A fresh session; its id is only ever in the cookie, the table holds the hash. */
export async function openSession(deps: Deps, person: PersonId): Promise<string> {
  const id = hex(deps.newId(32));
  const now = deps.clock.now();
  const createdAt = new Date(now).toISOString();
  const expiresAt = new Date(now + sessionHoursOf(deps) * 3_600_000).toISOString();
  await deps.stores.sessions.saveSession(sha256(id), { person, csrf: hex(deps.newId(16)), createdAt, seenAt: createdAt, expiresAt });
  return id;
}

/** Who a session cookie belongs to: looked up each time, so that a disabled person is out at once. */
export async function personOfSession(deps: Deps, cookie: string | undefined): Promise<{ person: Person; csrf: string } | undefined> {
  if (!cookie || !/^[0-9a-f]{64}$/.test(cookie)) return undefined;
  const session = await deps.stores.sessions.session(sha256(cookie));
  if (!session || session.expiresAt <= isoNow(deps)) return undefined;
  const person = await deps.stores.company.person(session.person);
  return person && !person.disabled ? { person, csrf: session.csrf } : undefined;
}

export const endSession = (deps: Deps, cookie: string): Promise<void> => deps.stores.sessions.endSession(sha256(cookie));

export const redirectUri = (deps: Deps): string => `${deps.config.publicUrl}/signed-in`;

/** Only a path of our own; anything else goes home. */
export const localPath = (path: string): string => (/^\/(?![/\\])[^\r\n\\]*$/.test(path) && path.length < 500 ? path : '/desk');
