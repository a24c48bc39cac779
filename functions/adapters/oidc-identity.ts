import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import type { Identity } from '#usecases/ports.ts';

export type OidcSettings = {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
  clientId: string;
  clientSecret?: string | undefined;
  /** Cognito calls the return address "logout_uri", the standard "post_logout_redirect_uri". */
  signOut?: { endpoint: string; returnParameter: 'logout_uri' | 'post_logout_redirect_uri' } | undefined;
  fetch?: ((url: string, init?: RequestInit) => Response | Promise<Response>) | undefined;
  clock?: { now(): number } | undefined;
};

const answerSchema = z.object({ id_token: z.string() });
const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.string().min(3),
  email_verified: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(), // Cognito may send text
  nonce: z.string(),
  token_use: z.literal('id').optional(),
  'cognito:groups': z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
});

/** The Identity port for any OpenID Connect issuer: code with PKCE, ID tokens signed by RS256 or ES256. An address that the issuer has not verified is refused: people are found by it. */
export function oidcIdentity(settings: OidcSettings): Identity {
  const { issuer, clientId, clientSecret, signOut, clock = Date } = settings;
  const get = async (url: string, init?: RequestInit): Promise<Response> => (settings.fetch ?? fetch)(url, init);
  const keys = createRemoteJWKSet(new URL(settings.jwksUri), { [customFetch]: get });

  return {
    authorizeUrl({ state, nonce, challenge, redirectUri }) {
      return withQuery(settings.authorizationEndpoint, {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      });
    },
    async exchange({ code, verifier, nonce, redirectUri }) {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id: clientId, code_verifier: verifier };
      const headers = clientSecret === undefined ? undefined : { authorization: basic(clientId, clientSecret) };
      const answer = await get(settings.tokenEndpoint, { method: 'POST', body: new URLSearchParams(form), ...(headers && { headers }) });
      if (answer.status >= 500) throw new Error(`the issuer answers ${answer.status}`);
      const token = answerSchema.safeParse(answer.ok ? await answer.json() : undefined).data?.id_token;
      if (!token) throw new Refusal('unauthenticated');
      const checks = { issuer, audience: clientId, algorithms: ['RS256', 'ES256'], requiredClaims: ['exp', 'iat'], clockTolerance: 5 };
      const payload = await jwtVerify(token, keys, { ...checks, currentDate: new Date(clock.now()) }).then(
        (checked) => checked.payload,
        refuse,
      );
      return personOf(payload, nonce);
    },
    signOutUrl(returnTo) {
      return signOut && withQuery(signOut.endpoint, { client_id: clientId, [signOut.returnParameter]: returnTo });
    },
  };
}

function personOf(payload: JWTPayload, nonce: string): { subject: string; email: string; groups: string[] } {
  const claims = claimsSchema.safeParse(payload).data;
  if (!claims || claims.nonce !== nonce || String(claims.email_verified ?? true) === 'false') throw new Refusal('unauthenticated');
  return { subject: claims.sub, email: claims.email, groups: claims['cognito:groups'] ?? claims.groups ?? [] };
}

/** A token that is not right is the visitor's matter, keys that cannot be had are ours. */
function refuse(error: unknown): never {
  const ours = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || !(error instanceof errors.JOSEError);
  throw ours ? error : new Refusal('unauthenticated');
}

function withQuery(endpoint: string, query: Record<string, string>): string {
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
