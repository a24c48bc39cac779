import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#domain/errors.ts';
import type { Identity } from '#usecases/ports.ts';

export type MadeIdentity = {
  identity: Identity;
  redirectUri: string;
  /** What a browser does: opens the address, signs in as Anna, comes back with a code and the state. */
  signIn(url: string): Promise<{ code: string; state: string }>;
  /** Anna, as the issuer knows her. */
  anna: { subject: string; email: string; groups: string[] };
};

/** What every Identity must do. */
export function describeIdentity(name: string, make: () => Promise<MadeIdentity>): void {
  describe(`Identity: ${name}`, () => {
    const verifier = 'v'.repeat(43);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const begin = async () => {
      const made = await make();
      const { redirectUri } = made;
      const url = made.identity.authorizeUrl({ state: 's 1', nonce: 'n1', challenge, redirectUri });
      return { ...made, url, ...(await made.signIn(url)) };
    };
    const refused = async (exchange: Promise<unknown>): Promise<void> => {
      const error = await exchange.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).code).toBe('unauthenticated');
    };
    test('asks for a code with PKCE', async () => {
      const { url, redirectUri } = await begin();
      expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
        response_type: 'code',
        redirect_uri: redirectUri,
        state: 's 1',
        nonce: 'n1',
        code_challenge: challenge,
        code_challenge_method: 'S256',
        scope: 'openid email profile',
      });
    });
    test('a code is worth the person', async () => {
      const { identity, code, state, redirectUri, anna } = await begin();
      expect(state).toBe('s 1');
      expect(await identity.exchange({ code, verifier, nonce: 'n1', redirectUri })).toEqual(anna);
    });
    test('a code is worth nothing to whoever lacks the verifier or the nonce', async () => {
      for (const wrong of [{ verifier: 'w'.repeat(43) }, { nonce: 'n2' }, { redirectUri: 'https://evil.example/' }]) {
        const { identity, code, redirectUri } = await begin();
        await refused(identity.exchange({ code, verifier, nonce: 'n1', redirectUri, ...wrong }));
      }
    });
    test('a code is good once, and an invented one never', async () => {
      const { identity, code, redirectUri } = await begin();
      await identity.exchange({ code, verifier, nonce: 'n1', redirectUri });
      await refused(identity.exchange({ code, verifier, nonce: 'n1', redirectUri }));
      await refused(identity.exchange({ code: 'invented', verifier, nonce: 'n1', redirectUri }));
    });
  });
}
