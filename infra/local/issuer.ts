import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { OidcSettings } from '#adapters/oidc-identity.ts';
import type { Clock, NewId } from '#usecases/ports.ts';

export type SamplePerson = { id: string; name: string; email: string; roles: readonly string[]; disabled?: boolean | undefined };
export type IssuerOptions = {
  publicUrl: string;
  clock: Clock;
  newId: NewId;
  people: () => Promise<readonly SamplePerson[]>;
  /** The only address to which codes are sent; `publicUrl`/signed-in when left out. */
  redirectUri?: string;
};
export type Issuer = { app: Hono /** For oidcIdentity; its fetch asks the app itself, without the network. */; settings: OidcSettings };

type Pending = { person: SamplePerson; nonce: string; challenge: string; expires: number };
type Request = { state: string; nonce: string; challenge: string };

const path = '/local/issuer';
const clientId = 'redress-local';
const codeLife = 60_000; // ms
const tokenLife = 3600; // s

/** An OpenID Connect issuer for one machine: anybody may sign in as any of the sample people, so it listens on loopback only. Claims are shaped as Cognito's. */
export async function createIssuer({
  publicUrl,
  clock,
  newId,
  people,
  redirectUri = `${publicUrl}/signed-in`,
}: IssuerOptions): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const kid = Buffer.from(newId(8)).toString('hex');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] };
  const issuer = `${publicUrl}${path}`;
  const pending = new Map<string, Pending>();
  const present = async (): Promise<SamplePerson[]> => (await people()).filter(({ disabled }) => !disabled);

  const idTokenOf = ({ person, nonce }: Pending): Promise<string> => {
    const now = Math.floor(clock.now() / 1000);
    const claims = {
      email: person.email,
      email_verified: true,
      name: person.name,
      nonce,
      token_use: 'id',
      auth_time: now,
      'cognito:username': person.id,
      'cognito:groups': person.roles,
    };
    const token = new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(issuer)
      .setAudience(clientId)
      .setSubject(person.id);
    return token
      .setIssuedAt(now)
      .setExpirationTime(now + tokenLife)
      .sign(privateKey);
  };
  /** A code is good once, whatever comes of it. */
  const take = (code: string): Pending | undefined => {
    const found = pending.get(code);
    pending.delete(code);
    return found && clock.now() < found.expires ? found : undefined;
  };
  const keep = (person: SamplePerson, { nonce, challenge }: Request): string => {
    for (const [old, { expires }] of pending) if (expires <= clock.now()) pending.delete(old);
    const code = Buffer.from(newId(24)).toString('base64url');
    pending.set(code, { person, nonce, challenge, expires: clock.now() + codeLife });
    return code;
  };

  const app = new Hono();
  app.get(`${path}/.well-known/openid-configuration`, (c) => c.json(discovery(issuer)));
  app.get(`${path}/jwks`, (c) => c.json(jwks));
  app.get(`${path}/authorize`, async (c) => {
    if (!requestOf(c.req.query(), redirectUri)) return c.text('not a request of this application', 400);
    // Without form-action: Chrome applies it to the redirect after the form too.
    c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    c.header('cache-control', 'no-store');
    return c.html(choicePage(await present(), new URL(c.req.url).search));
  });
  app.post(`${path}/authorize`, async (c) => {
    const request = requestOf(c.req.query(), redirectUri);
    const { person: id } = await c.req.parseBody();
    const person = (await present()).find((each) => each.id === id);
    if (!request || !person) return c.text('not a request of this application', 400);
    const target = new URL(redirectUri);
    target.searchParams.set('code', keep(person, request));
    target.searchParams.set('state', request.state);
    return c.redirect(target.href, 303);
  });
  app.post(`${path}/token`, async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const found = take(form.code ?? '');
    const fits = form.grant_type === 'authorization_code' && form.client_id === clientId && form.redirect_uri === redirectUri;
    if (!found || !fits || challengeOf(form.code_verifier ?? '') !== found.challenge) return c.json({ error: 'invalid_grant' }, 400);
    c.header('cache-control', 'no-store');
    return c.json({
      id_token: await idTokenOf(found),
      access_token: Buffer.from(newId(24)).toString('base64url'),
      token_type: 'Bearer',
      expires_in: tokenLife,
    });
  });

  const { authorization_endpoint, token_endpoint, jwks_uri } = discovery(issuer);
  const settings: OidcSettings = {
    issuer,
    authorizationEndpoint: authorization_endpoint,
    tokenEndpoint: token_endpoint,
    jwksUri: jwks_uri,
    clientId,
    clock,
    fetch: (url, init) => app.request(url, init),
  };
  return { app, settings };
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['ES256'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
});

/** The parts of an authorization request that matter, when all else is as this application sends it (RFC 6749 4.1.1, RFC 7636 4.3). */
function requestOf(query: Record<string, string>, redirectUri: string): Request | undefined {
  const { state, nonce, code_challenge: challenge } = query;
  const fits =
    query.client_id === clientId &&
    query.redirect_uri === redirectUri &&
    query.response_type === 'code' &&
    query.code_challenge_method === 'S256';
  return fits && state && nonce && challenge ? { state, nonce, challenge } : undefined;
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const choicePage = (people: readonly SamplePerson[], search: string) => html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in as</title></head>
  <body>
    <main>
      <h1>Sign in as</h1>
      <p>These people are samples. Nobody needs a password on this machine.</p>
      <form method="post" action="${path}/authorize${search}">
        ${people.map(({ id, name, email, roles }) => html`<p><button name="person" value="${id}">${name}</button> ${roles.join(', ')} · ${email}</p>`)}
      </form>
    </main>
  </body>
</html>`;
