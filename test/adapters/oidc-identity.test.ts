import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type OidcSettings, oidcIdentity } from '#adapters/oidc-identity.ts';
import { Refusal } from '#domain/errors.ts';

const now = Date.parse('2027-03-01T10:00:00Z');
const seconds = now / 1000;
const issuer = 'https://issuer.example/pool';
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let rsa: Keys;
let ec: Keys;
let stranger: Keys;
let ed: Keys;
beforeAll(async () => {
  [rsa, ec, stranger, ed] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('ES256'),
    generateKeyPair('RS256'),
    generateKeyPair('EdDSA'),
  ]);
});

const good: JWTPayload = {
  iss: issuer,
  aud: 'client',
  sub: 'u1',
  email: 'anna@polar.example',
  nonce: 'n1',
  iat: seconds,
  exp: seconds + 3600,
};
const sign = (claims: JWTPayload, alg = 'RS256', key: Keys['privateKey'] | Uint8Array = rsa.privateKey, kid = 'rsa') =>
  new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key);

type Call = { url: string; init: RequestInit | undefined };
const identityOf = (answer: () => Response | Promise<Response>, calls: Call[] = [], more: Partial<OidcSettings> = {}) =>
  oidcIdentity({
    issuer,
    authorizationEndpoint: `${issuer}/authorize?tenant=1`,
    tokenEndpoint: `${issuer}/token`,
    jwksUri: `${issuer}/jwks`,
    clientId: 'client',
    clock: { now: () => now },
    fetch: async (url, init) => {
      calls.push({ url, init });
      if (url !== `${issuer}/jwks`) return answer();
      const keys = await Promise.all([rsa, ec, ed].map(({ publicKey }) => exportJWK(publicKey)));
      return Response.json({ keys: keys.map((key, n) => ({ ...key, kid: ['rsa', 'ec', 'ed'][n] })) });
    },
    ...more,
  });
const asked = { code: 'c1', verifier: 'v1', nonce: 'n1', redirectUri: 'https://redress.example/signed-in' };
const exchange = (token: string) => identityOf(() => Response.json({ id_token: token })).exchange(asked);

describe('an ID token', () => {
  test.each<[string, JWTPayload, string[]]>([
    ['of Cognito', { token_use: 'id', email_verified: true, 'cognito:groups': ['legal'] }, ['legal']],
    ['of another issuer', { groups: ['head'] }, ['head']],
    ['without groups', { email_verified: 'true' }, []],
  ])('%s is read', async (_, claims, groups) => {
    expect(await exchange(await sign({ ...good, ...claims }))).toEqual({ subject: 'u1', email: 'anna@polar.example', groups });
  });
  test('may be signed by ES256', async () => {
    expect(await exchange(await sign(good, 'ES256', ec.privateKey, 'ec'))).toMatchObject({ subject: 'u1' });
  });

  const { nonce: _nonce, ...withoutNonce } = good;
  const { email: _email, ...withoutEmail } = good;
  const { exp: _exp, ...withoutEnd } = good;
  test.each<[string, () => Promise<string>]>([
    ['of another issuer', () => sign({ ...good, iss: 'https://evil.example' })],
    ['for another client', () => sign({ ...good, aud: 'other' })],
    ['with another nonce', () => sign({ ...good, nonce: 'n2' })],
    ['without a nonce', () => sign(withoutNonce)],
    ['that has expired', () => sign({ ...good, exp: seconds - 10 })],
    ['that never expires', () => sign(withoutEnd)],
    ['without an address', () => sign(withoutEmail)],
    ['with an address not verified', () => sign({ ...good, email_verified: false })],
    ['with an address not verified, as text', () => sign({ ...good, email_verified: 'false' })],
    ['that is an access token', () => sign({ ...good, token_use: 'access' })],
    ['signed by a stranger', () => sign(good, 'RS256', stranger.privateKey)],
    ['signed by an unknown key', () => sign(good, 'RS256', rsa.privateKey, 'unknown')],
    ['signed by another algorithm', () => sign(good, 'EdDSA', ed.privateKey, 'ed')],
    ['signed by a shared secret', () => sign(good, 'HS256', new Uint8Array(32))],
    [
      'not signed',
      async () => `${(await sign(good)).replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url')).replace(/[^.]+$/, '')}`,
    ],
    ['that is none', async () => 'nonsense'],
  ])('%s is refused', async (_, token) => {
    const error = await exchange(await token()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('unauthenticated');
  });
});

test('the code goes to the token endpoint, with the secret of the client when there is one', async () => {
  const calls: Call[] = [];
  const token = await sign(good);
  const answer = () => Response.json({ id_token: token });
  await identityOf(answer, calls).exchange(asked);
  await identityOf(answer, calls, { clientSecret: 's:1' }).exchange(asked);
  const posts = calls.filter(({ init }) => init?.method === 'POST');
  expect(posts[0]?.url).toBe(`${issuer}/token`);
  expect((posts[0]?.init?.body as URLSearchParams | undefined)?.toString()).toBe(
    'grant_type=authorization_code&code=c1&redirect_uri=https%3A%2F%2Fredress.example%2Fsigned-in&client_id=client&code_verifier=v1',
  );
  expect(posts[0]?.init?.headers).toBeUndefined();
  expect(posts[1]?.init?.headers).toEqual({ authorization: `Basic ${Buffer.from('client:s%3A1').toString('base64')}` });
});
test('a refused code is the visitor, an issuer that is down is not', async () => {
  await expect(identityOf(() => Response.json({ error: 'invalid_grant' }, { status: 400 })).exchange(asked)).rejects.toThrow(Refusal);
  await expect(identityOf(() => Response.json({ nothing: 1 })).exchange(asked)).rejects.toThrow(Refusal);
  await expect(identityOf(() => new Response('', { status: 503 })).exchange(asked)).rejects.toThrow('the issuer answers 503');
});
test('addresses keep what the endpoint already asks, and sign-out is there only when configured', () => {
  const answer = () => Response.json({});
  const url = new URL(identityOf(answer).authorizeUrl({ state: 's', nonce: 'n', challenge: 'c', redirectUri: 'https://r.example/' }));
  expect(url.searchParams.get('tenant')).toBe('1');
  expect(identityOf(answer).signOutUrl('https://r.example/')).toBeUndefined();
  const signOut = { endpoint: 'https://issuer.example/logout', returnParameter: 'logout_uri' as const };
  expect(identityOf(answer, [], { signOut }).signOutUrl('https://r.example/?a=1')).toBe(
    'https://issuer.example/logout?client_id=client&logout_uri=https%3A%2F%2Fr.example%2F%3Fa%3D1',
  );
});
