import { createHash, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createIssuer, type Issuer } from '#infra/local/issuer.ts';

const publicUrl = 'http://127.0.0.1:8080';
const start = Date.parse('2027-03-01T10:00:00Z');
let now = start;
let issuer: Issuer;
const anna = { id: 'anna', name: '<b>Anna</b>', email: 'anna@polar.example', roles: ['manager'] };
const gone = { ...anna, id: 'gone', name: 'Gone', disabled: true };
beforeEach(async () => {
  now = start;
  issuer = await createIssuer({
    publicUrl,
    clock: { now: () => now },
    newId: (bytes) => randomBytes(bytes),
    people: async () => [anna, gone],
  });
});

const verifier = 'v'.repeat(43);
const request = {
  client_id: 'redress-local',
  redirect_uri: `${publicUrl}/signed-in`,
  response_type: 'code',
  code_challenge_method: 'S256',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  state: 's',
  nonce: 'n',
};
const address = (changes: Record<string, string> = {}) =>
  `${publicUrl}/local/issuer/authorize?${new URLSearchParams({ ...request, ...changes }).toString()}`;
const choose = (person: string, url = address()) => issuer.app.request(url, { method: 'POST', body: new URLSearchParams({ person }) });
const code = async () => new URL((await choose('anna')).headers.get('location') ?? '').searchParams.get('code') ?? '';
const redeem = (form: Record<string, string>) =>
  issuer.app.request(`${publicUrl}/local/issuer/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'redress-local',
      redirect_uri: request.redirect_uri,
      code_verifier: verifier,
      ...form,
    }),
  });

test('lists who can sign in, one button each, and no one who is disabled', async () => {
  const answer = await issuer.app.request(address());
  const page = await answer.text();
  expect(page.match(/<button name="person" value="[^"]*">[^<]*<\/button>/g)).toEqual([
    '<button name="person" value="anna">&lt;b&gt;Anna&lt;/b&gt;</button>',
  ]);
  expect(page).not.toContain('<script');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await choose('gone')).status).toBe(400);
  expect((await choose('nobody')).status).toBe(400);
});
test.each<Record<string, string>>([
  { redirect_uri: 'https://evil.example/' },
  { redirect_uri: `${publicUrl}/signed-in/more` },
  { client_id: 'other' },
  { response_type: 'token' },
  { code_challenge_method: 'plain' },
  { code_challenge: '' },
  { state: '' },
])('a request with %j goes nowhere', async (changes) => {
  expect((await issuer.app.request(address(changes))).status).toBe(400);
  const answer = await choose('anna', address(changes));
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});
describe('a code', () => {
  test('lives for a minute', async () => {
    const [early, late] = [await code(), await code()];
    now = start + 59_999;
    expect((await redeem({ code: early })).status).toBe(200);
    now = start + 60_000;
    expect((await redeem({ code: late })).status).toBe(400);
  });
  test('is used up by a failed attempt', async () => {
    const one = await code();
    expect((await redeem({ code: one, code_verifier: 'wrong' })).status).toBe(400);
    expect((await redeem({ code: one })).status).toBe(400);
  });
  test.each<Record<string, string>>([{ grant_type: 'password' }, { client_id: 'other' }, { redirect_uri: 'https://evil.example/' }])(
    'is refused with %j',
    async (changes) => {
      expect((await redeem({ code: await code(), ...changes })).status).toBe(400);
    },
  );
});
test('describes itself', async () => {
  const found = (await (await issuer.app.request(`${publicUrl}/local/issuer/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >;
  expect(found.issuer).toBe(`${publicUrl}/local/issuer`);
  const { keys } = (await (await issuer.app.request(found.jwks_uri ?? '')).json()) as { keys: Record<string, string>[] };
  expect(keys[0]).toMatchObject({ alg: 'ES256', kty: 'EC' });
  expect(keys[0]?.d).toBeUndefined(); // never the private part
});
