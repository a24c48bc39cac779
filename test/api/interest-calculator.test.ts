import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiKey, makeWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

const answerSchema = z.looseObject({
  rows: z
    .array(
      z.looseObject({ from: z.string(), to: z.string(), days: z.number(), base: z.string(), ratePercent: z.string(), amount: z.string() }),
    )
    .optional(),
  sources: z.array(z.string()).optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
});
const post = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await world.app.request('/api/v1/calculators/interest', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, media: response.headers.get('content-type'), ...answerSchema.parse(await response.json()) };
};
const ask = (changes: object = {}) => post({ ...example, ...changes });
const example = {
  principal: '350000.00',
  currency: 'RUB',
  rule: 'ru-395',
  due: '2026-01-31',
  to: '2026-08-01',
  payments: [{ date: '2026-05-12', amount: '100000.00' }],
  debtSince: '2026-01-31',
  consumer: false,
  language: 'en',
};
const agreed = (custom: object, changes: object = {}) =>
  ask({
    principal: '1000.00',
    rule: 'custom',
    custom,
    due: '2025-01-01',
    to: '2025-01-31',
    payments: [],
    debtSince: undefined,
    ...changes,
  });

describe('interest', () => {
  it('is answered row by row with its sources', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ status: 200, days: 182, fixedSum: '0.00', outstanding: '250000.00', capped: false, provisional: false });
    // 350 000 × 16 % × 15 / 365 and so on through 15.5, 15, 14.5, 14.25 and 14 %.
    expect(answer.rows?.map((row) => [row.from, row.days, row.base, row.ratePercent, row.amount])).toEqual([
      ['2026-02-01', 15, '350000.00', '16', '2301.37'],
      ['2026-02-16', 35, '350000.00', '15.5', '5202.05'],
      ['2026-03-23', 35, '350000.00', '15', '5034.25'],
      ['2026-04-27', 16, '350000.00', '14.5', '2224.66'],
      ['2026-05-13', 40, '250000.00', '14.5', '3972.60'],
      ['2026-06-22', 35, '250000.00', '14.25', '3416.10'],
      ['2026-07-27', 6, '250000.00', '14', '575.34'],
    ]);
    expect(answer).toMatchObject({ interest: '22726.37', total: '22726.37' });
    expect(answer.sources?.[1]).toContain('cbr.ru');
  });
  it('by agreed terms, a year of 365 days and half up unless they say otherwise', async () => {
    expect(await agreed({ ratePercent: '12' })).toMatchObject({ days: 30, interest: '9.86', total: '9.86' });
    expect(await agreed({ ratePercent: 12, basis: 'act/360' })).toMatchObject({ interest: '10.00' });
    expect(await agreed({ ratePercent: '0.1', per: 'day', basis: 'act/365' })).toMatchObject({ interest: '30.00' });
    expect(await agreed({ ratePercent: '0.1', per: 'day', capPercent: '2' })).toMatchObject({ interest: '20.00', capped: true });
    expect(await agreed({ ratePercent: '12', firstDay: 'due_day', paymentDayCounts: false })).toMatchObject({ days: 30 });
    expect(await agreed({ ratePercent: '12', firstDay: 'given' }, { due: undefined, from: '2025-01-01' })).toMatchObject({ days: 31 });
    // 250.00 × 0.01 % × 1 day is half a cent of 2.5.
    const half = { ratePercent: '0.01', per: 'day', rounding: { mode: 'half_even' } };
    expect(await agreed(half, { principal: '250.00', to: '2025-01-02' })).toMatchObject({ interest: '0.02' });
    expect(await agreed({ ...half, rounding: undefined }, { principal: '250.00', to: '2025-01-02' })).toMatchObject({ interest: '0.03' });
    expect(await agreed({ ratePercent: '0.5' }, { rule: 'ru-330' })).toMatchObject({ interest: '150.00', rule: { id: 'ru-330' } });
  });
  it('adds the fixed sum of the rule, not in another currency, and not when unwanted', async () => {
    const german = {
      rule: 'de-288',
      currency: 'EUR',
      principal: '1000',
      due: '2026-06-30',
      to: '2026-07-30',
      payments: [],
      debtSince: undefined,
    };
    expect(await ask(german)).toMatchObject({ interest: '8.65', fixedSum: '40.00', total: '48.65' });
    expect(await ask({ ...german, withFixedSum: false })).toMatchObject({ fixedSum: '0.00', total: '8.65' });
    expect(await ask({ ...german, consumer: true })).toMatchObject({ interest: '5.36', fixedSum: '0.00' });
    expect(await ask({ ...german, currency: 'USD' })).toMatchObject({ fixedSum: '0.00', notApplied: ['fixed-sum-EUR'] });
    expect(await ask({ ...german, currency: 'USD', withFixedSum: true })).toMatchObject({
      status: 422,
      errors: [{ path: 'withFixedSum' }],
    });
  });
  it('with a rate that is not known is marked, or refused with what is known', async () => {
    const late = { due: '2026-10-01', to: '2026-11-23', payments: [], debtSince: undefined };
    const marked = await ask(late);
    expect(marked).toMatchObject({ status: 200, provisional: true });
    expect(marked.rows?.map((row) => row.provisional)).toEqual([undefined, true]);
    const refused = await ask({ ...late, unknownRate: 'refuse' });
    expect(refused).toMatchObject({ status: 422, media: 'application/problem+json' });
    expect(refused.detail).toContain('to 2026-10-10');
    expect((await ask({ due: '2001-01-01', to: '2002-01-01', payments: [], debtSince: undefined })).status).toBe(422);
  });
  it('of a rule, a window or a party that is not known is refused with what is', async () => {
    expect(await ask({ rule: 'xx-1' })).toMatchObject({ status: 422, errors: [{ path: 'rule', code: 'unknown' }] });
    expect((await ask({ rule: 'xx-1' })).detail).toContain('ru-395');
    expect(await ask({ windows: ['ru-moratorium-497'] })).toMatchObject({ status: 200 });
    expect(await ask({ windows: ['nothing'] })).toMatchObject({ status: 422, errors: [{ path: 'windows.0' }] });
    expect(await ask({ rule: 'ru-penalty-23-1' })).toMatchObject({ status: 422, errors: [{ path: 'consumer' }] });
  });
  it.each<[string, object]>([
    ['principal', { principal: undefined }],
    ['principal', { principal: '1,000.00' }],
    ['principal', { principal: '-1' }],
    ['principal', { principal: '1.005' }],
    ['principal', { principal: 1000 }],
    ['principal', { principal: '9'.repeat(100_000) }],
    ['currency', { currency: 'XXX' }],
    ['rule', { rule: '' }],
    ['rule', { rule: undefined }],
    ['due', { due: '2026-02-30' }],
    ['due', { due: undefined }],
    ['due', { due: '1989-12-31' }],
    ['to', { to: '2071-01-01' }],
    ['to', { to: undefined }],
    ['from', { from: '2026-01-30' }],
    ['payments.0.amount', { payments: [{ date: '2026-05-12', amount: 'x' }] }],
    ['payments.0.date', { payments: [{ date: '12.05.2026', amount: '1' }] }],
    ['payments', { payments: Array.from({ length: 1001 }, () => ({ date: '2026-05-12', amount: '1' })) }],
    ['consumer', { consumer: 'yes' }],
    ['custom', { rule: 'custom' }],
    ['custom', { custom: { ratePercent: '1' } }],
    ['custom.ratePercent', { rule: 'custom', custom: {} }],
    ['custom.ratePercent', { rule: 'custom', custom: { ratePercent: '-1' } }],
    ['custom.basis', { rule: 'custom', custom: { ratePercent: '1', basis: 'act/364' } }],
    ['custom.rounding.place', { rule: 'custom', custom: { ratePercent: '1', rounding: { place: 'here' } } }],
    ['from', { rule: 'custom', custom: { ratePercent: '1', firstDay: 'given' } }],
    ['unknownRate', { unknownRate: 'guess' }],
    ['language', { language: 'de' }],
    ['pricipal', { pricipal: '1' }],
  ])('wrong %s is named', async (path, changes) => {
    const answer = await ask(changes);
    expect([answer.status, answer.media]).toEqual([400, 'application/problem+json']);
    expect(answer.errors?.map((error) => error.path)).toContain(path);
  });
  it('on a body that is no question is refused', async () => {
    for (const body of ['', '{', 'null', '[]', '5']) expect((await post(body)).status, body).toBe(400);
  });
  it('of a thousand payments over eighty years is answered fast', async () => {
    const payments = Array.from({ length: 1000 }, (_, n) => ({
      date: new Date(Date.UTC(1991, 0, 1) + n * 28 * 86_400_000).toISOString().slice(0, 10),
      amount: '0.01',
    }));
    const body = {
      ...example,
      rule: 'custom',
      custom: { ratePercent: '9999.99999999', basis: 'act/act' },
      due: '1990-01-01',
      to: '2070-12-31',
    };
    await ask();
    const begun = performance.now();
    const answer = await post({ ...body, principal: '999999999999999.99', payments, debtSince: undefined });
    const took = performance.now() - begun;
    expect([answer.status, (answer.rows?.length ?? 0) > 1000]).toEqual([200, true]);
    expect(took).toBeLessThan(1500);
    console.log(`interest: 1,000 payments over 80 years in ${took.toFixed(0)} ms`);
  });
  it('is open without a key, and a wrong key is refused', async () => {
    expect((await post(example, { authorization: `Bearer ${apiKey}` })).status).toBe(200);
    expect((await post(example, { authorization: 'Bearer rk_00000000000000000000000000000000' })).status).toBe(401);
  });
});

describe('the list of rules', () => {
  it('tells every rule with its switches', async () => {
    const response = await world.app.request('/api/v1/calculators/interest/rules?language=ru');
    const { items } = z.object({ items: z.array(z.looseObject({ id: z.string(), title: z.string() })) }).parse(await response.json());
    const rule = (id: string) => items.findLast((item) => item.id === id);
    for (const id of ['ru-395', 'ru-214-6', 'ru-330', 'de-288', 'at-456', 'at-1000', 'ch-104', 'fr-l441-10', 'ie-580-2012', 'uk-1998'])
      expect(rule(id), id).toBeDefined();
    expect(rule('ru-penalty-23-1')).toMatchObject({ confidence: 'K', cap: { percent: '100' }, rate: { percent: '0.5' }, basis: 'per day' });
    expect(rule('ru-zhk-155-14')).toMatchObject({
      tiers: [
        { fromDay: 1, days: null },
        { fromDay: 31, days: 300 },
        { fromDay: 91, days: 130 },
      ],
      rateCaps: [{ percent: '9.5' }],
      fixing: 'at_payment',
    });
    expect(rule('uk-1998')).toMatchObject({ fixing: 'at_start', firstDay: 'day_after_due', fixedSums: { currency: 'GBP' } });
    expect(rule('ru-395')?.title).toBe('Проценты за пользование чужими денежными средствами');
  });
});
