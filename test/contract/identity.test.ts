import { randomBytes } from 'node:crypto';
import { oidcIdentity } from '#adapters/oidc-identity.ts';
import { createIssuer } from '#infra/local/issuer.ts';
import { describeIdentity } from './identity.ts';

const publicUrl = 'http://127.0.0.1:8080';

describeIdentity('OpenID Connect against the embedded issuer', async () => {
  const { app, settings } = await createIssuer({
    publicUrl,
    clock: { now: () => Date.parse('2021-03-01T10:00:00Z') }, // not the time of this machine
    newId: (bytes) => randomBytes(bytes),
    people: async () => [{ id: 'anna', name: 'Anna', email: 'anna@polar.example', roles: ['manager', 'legal'] }],
  });
  return {
    identity: oidcIdentity(settings),
    redirectUri: `${publicUrl}/signed-in`,
    anna: { subject: 'anna', email: 'anna@polar.example', groups: ['manager', 'legal'] },
    async signIn(url) {
      const page = await (await app.request(url)).text();
      const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const answer = await app.request(new URL(action, url).href, { method: 'POST', body: new URLSearchParams({ person: 'anna' }) });
      const back = new URL(answer.headers.get('location') ?? '');
      return { code: back.searchParams.get('code') ?? '', state: back.searchParams.get('state') ?? '' };
    },
  };
});
