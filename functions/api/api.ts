import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import type { Actor } from '#domain/actor.ts';
import { fieldErrors, submissionSchema } from '#domain/claims/submission.ts';
import { importKinds } from '#domain/contracts/import-rows.ts';
import { Refusal } from '#domain/errors.ts';
import { type Deps, hex } from '#usecases/deps.ts';
import { importRecords } from '#usecases/import-records.ts';
import { integrationOf, listAccountCounterClaims, listClaims, readClaim, readCounterClaim } from '#usecases/integrate.ts';
import { submitClaim } from '#usecases/submit-claim.ts';
import { type Mount, mountCalculators, questionLimit } from './calculators.ts';
import { mountInterest } from './interest-calculator.ts';
import { jsonOf } from './json.ts';
import { openApi } from './openapi.ts';
import { mountPayments } from './payments.ts';
import { problem, problemResponse } from './problem.ts';
import { claimDetailOut, claimOut, counterClaimOut, importOut, pageOf, receiptOut } from './schemas.ts';
import { claimShape, counterClaimShape, deadline } from './shape.ts';

const mostBody = 5 * 1024 * 1024;
const mostRows = 1000;

/** `perMinute`: requests of one key, 0 for no limit; `open`: requests of one address to the doors without a key. */
export type ApiOptions = { perMinute: number; open: number; clientOf: (c: Context) => string };

/** The integration API: parse, one use case, answer; problem+json for every refusal. */
export function api(deps: Deps, options: ApiOptions): Hono {
  const app = new Hono();
  app.use('/api/*', bodyLimit({ maxSize: mostBody, onError: (c) => problemResponse(c, problem(new Refusal('too-large'), '')) }));
  app.use('/api/v1/calculators/*', questionLimit);
  app.get('/api/v1/openapi.json', (c) => c.json(openApi(deps.config.publicUrl)));

  const answered = async (c: Context, work: () => Promise<Response>): Promise<Response> => {
    try {
      return await work();
    } catch (error) {
      const correlation = hex(deps.newId(6));
      if (!(error instanceof Refusal)) deps.log('api-failed', { correlation, error: error instanceof Error ? error.name : 'unknown' });
      return problemResponse(c, problem(error, correlation));
    }
  };
  const door = (method: 'GET' | 'POST', path: string, work: (c: Context, actor: Actor) => Promise<Response>) =>
    app.on(method, path, (c) => answered(c, async () => work(c, await caller(deps, c, options.perMinute))));
  const openDoor: Mount = (method, path, work) =>
    app.on(method, path, (c) =>
      answered(c, async () => {
        // Whoever shows a key is counted by it; everybody else by their address.
        if (c.req.header('authorization')) await caller(deps, c, options.perMinute);
        else await withinLimit(deps, 'api-open', options.clientOf(c), options.open);
        return work(c);
      }),
    );
  mountCalculators(deps, openDoor);
  mountInterest(deps, openDoor);

  door('POST', '/api/v1/claims', (c, actor) => postClaim(deps, c, actor));
  door('GET', '/api/v1/claims', async (c, actor) => {
    const page = await listClaims(deps, actor, c.req.query('status') ?? '', c.req.query('cursor'));
    return c.json(pageOf(claimOut).parse({ items: page.claims.map(claimShape), cursor: page.cursor }));
  });
  door('GET', '/api/v1/claims/:reference', async (c, actor) => {
    const { claim, messages, counterClaims } = await readClaim(deps, actor, c.req.param('reference') ?? '');
    return c.json(
      claimDetailOut.parse({
        ...claimShape(claim),
        messages: messages.map(({ at, from, channel, subject, text }) => ({ at, from, channel, subject, text })),
        files: claim.evidence.map(({ name, size, sha256, at }) => ({ name, size, sha256, at })),
        letters: claim.sent.map(({ outgoingNumber, at, delivery }) => ({ outgoingNumber, at, delivery })),
        counterClaims: counterClaims.map(({ id, state, sheet }) => ({ id, state, total: sheet.total, currency: sheet.currency })),
        chain: { events: claim.version, head: claim.head },
      }),
    );
  });
  for (const kind of importKinds) {
    door('POST', `/api/v1/${kind}`, async (c, actor) => {
      const body = await jsonOf(c);
      const rows = Array.isArray(body) ? body : [body];
      if (rows.length === 0 || rows.length > mostRows) throw new Refusal('invalid', `1 to ${mostRows} rows at once`);
      const results = await importRecords(deps, actor, kind, rows);
      const count = (status: string) => results.filter((row) => row.status === status).length;
      const answer = importOut.parse({ accepted: count('accepted'), unchanged: count('unchanged'), errors: count('error'), rows: results });
      return c.json(answer, answer.errors === rows.length ? 400 : 200);
    });
  }
  door('GET', '/api/v1/counter-claims', async (c, actor) => {
    const items = await listAccountCounterClaims(deps, actor, c.req.query('account') ?? '');
    return c.json(pageOf(counterClaimOut).parse({ items: items.map(counterClaimShape) }));
  });
  door('GET', '/api/v1/counter-claims/:id', async (c, actor) =>
    c.json(counterClaimOut.parse(counterClaimShape(await readCounterClaim(deps, actor, c.req.param('id') ?? '')))),
  );
  mountPayments(deps, door);
  app.all('/api/*', (c) => problemResponse(c, problem(new Refusal('not-found'), '')));
  return app;
}

async function caller(deps: Deps, c: Context, perMinute: number): Promise<Actor> {
  const key = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const actor = key ? await integrationOf(deps, key) : undefined;
  if (actor?.kind !== 'integration') throw new Refusal('unauthenticated');
  await withinLimit(deps, 'api', actor.id, perMinute);
  return actor;
}

async function withinLimit(deps: Deps, door: string, who: string, perMinute: number): Promise<void> {
  const window = new Date(deps.clock.now()).toISOString().slice(0, 16);
  if (perMinute > 0 && (await deps.stores.counters.hit(door, who, window, deps.clock.now() / 1000 + 300)) > perMinute)
    throw new Refusal('too-many');
}

async function postClaim(deps: Deps, c: Context, actor: Actor): Promise<Response> {
  if (actor.kind !== 'integration' || !actor.scopes.includes('claims')) throw new Refusal('unauthenticated');
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !z.string().min(1).max(200).safeParse(key).success)
    throw new Refusal('invalid', undefined, [{ path: 'Idempotency-Key', code: 'invalid' }]);
  const parsed = submissionSchema.safeParse(await jsonOf(c));
  if (!parsed.success) throw new Refusal('invalid', undefined, fieldErrors(parsed.error));
  const receipt = await submitClaim(deps, actor, {
    channel: 'api',
    submission: parsed.data,
    evidence: [],
    idempotency: key === undefined ? undefined : { scope: `api ${actor.id}`, key },
  });
  const { claim } = receipt;
  const answer = receiptOut.parse({
    reference: claim.reference,
    statusUrl: receipt.statusUrl,
    receivedAt: claim.receivedAt,
    responsible: receipt.responsible,
    deadlines: claim.clocks.map(deadline),
  });
  return c.json(answer, 201);
}
