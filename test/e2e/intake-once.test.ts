import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { body } from '../support/claims.ts';
import { apiKey, makeWorld, type World } from '../support/world.ts';

let world: World;
type Told = { reference: string; statusUrl: string; deadlines: Record<string, unknown>[] };
type Problem = { errors: { path: string; code: string }[] };
const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const post = async (payload: unknown, key?: string, token = apiKey): Promise<Response> =>
  world.app.request('/api/v1/claims', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
    body: JSON.stringify(payload),
  });

describe('POST /api/v1/claims', () => {
  it('50 times at once with one key makes one claim and equal answers; another body under the key is refused', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(body, 'k-1')));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(201));
    expect(new Set(texts).size).toBe(1);
    await world.idle();
    expect(await world.deps.stores.claims.ofAccount('holzbau-prager', 100)).toHaveLength(1);
    const other = await post({ ...body, text: 'Something else' }, 'k-1');
    expect([other.status, other.headers.get('content-type')]).toEqual([409, 'application/problem+json']);
    await world.days(100);
    expect(await (await post(body, 'k-1')).text()).toBe(texts[0]);
  });
  it('answers with reference, status link, named person and deadlines', async () => {
    const answer = await json<Told>(post(body));
    expect(answer).toMatchObject({
      reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}$/),
      responsible: 'Anna Kedrova',
      receivedAt: '2026-11-02T09:00:00.123Z',
    });
    expect(answer.deadlines.length).toBeGreaterThanOrEqual(3);
    for (const deadline of answer.deadlines)
      expect(deadline).toMatchObject({
        kind: expect.any(String),
        rule: expect.any(String),
        lastDay: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      });
    const page = await world.app.request(new URL(answer.statusUrl).pathname);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(answer.reference);
  });
  it('names each wrong field, and keeps out who has no key', async () => {
    const wrong = await post({
      contact: { name: '', email: 'nobody' },
      subject: '',
      text: 't',
      demands: [{ kind: 'refund', amount: '-1', currency: 'XXX' }],
    });
    expect(wrong.status).toBe(400);
    const problem = await json<Problem>(wrong);
    expect(problem.errors.map((error) => error.path).sort()).toEqual([
      'contact.email',
      'contact.name',
      'demands.0.amount',
      'demands.0.currency',
      'subject',
    ]);
    expect((await post(body, undefined, 'rk_wrongwrongwrongwrongwrong')).status).toBe(401);
    const garbage = await world.app.request('/api/v1/claims', {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: '{',
    });
    expect(garbage.status).toBe(400);
  });
  it('reads a claim back; an unknown reference is not found', async () => {
    const { reference } = await json<Told>(post(body));
    await world.idle();
    const get = (path: string) => world.app.request(path, { headers: { authorization: `Bearer ${apiKey}` } });
    const claim = await json<{ deadlines: { steps: unknown[] }[] }>(get(`/api/v1/claims/${reference.toLowerCase()}`));
    expect(claim).toMatchObject({ reference, status: 'open', responsible: 'anna', messages: [{ from: 'customer' }] });
    expect(claim.deadlines[0]?.steps.length).toBeGreaterThan(2);
    expect((await get('/api/v1/claims/0000-0000-00000')).status).toBe(404);
    expect((await json<{ items: unknown[] }>(get('/api/v1/claims?status=open'))).items).toHaveLength(1);
    expect((await get('/api/v1/claims?status=nonsense')).status).toBe(400);
  });
  it('imports report bad rows by row and column, take the good ones, and change nothing the second time', async () => {
    const rows = [
      { contract: 'HP-77', number: 'X-1', issuedOn: '2026-10-01', amount: '100.00', currency: 'EUR' },
      { contract: 'nope', number: 'X-2', issuedOn: '2026-13-01', amount: 'a', currency: 'EUR' },
      { contract: 'HP-77', number: 'X-3', issuedOn: '2026-10-01', amount: '5.00', currency: 'GBP' },
    ];
    const send = async () =>
      json<{ rows: Problem[] }>(
        await world.app.request('/api/v1/invoices', {
          method: 'POST',
          headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
          body: JSON.stringify(rows),
        }),
      );
    const first = await send();
    expect(first).toMatchObject({ accepted: 1, errors: 2 });
    expect(first.rows[1]?.errors.map((error) => error.path)).toEqual(['issuedOn', 'amount']);
    expect(first.rows[2]?.errors).toEqual([{ path: 'currency', code: 'other-currency' }]);
    expect(await send()).toMatchObject({ accepted: 0, unchanged: 1, errors: 2 });
  });
  it('describes itself as OpenAPI 3.1 with every route', async () => {
    const document = await json<{ openapi: string; paths: object }>(world.app.request('/api/v1/openapi.json'));
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/claims', '/api/v1/claims/{reference}', '/api/v1/payments', '/api/v1/counter-claims/{id}']),
    );
  });
});
