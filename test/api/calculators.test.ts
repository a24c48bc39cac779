import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiKey, makeWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

const answerSchema = z.looseObject({
  lastDay: z.string().optional(),
  rawEnd: z.string().optional(),
  dueAt: z.string().optional(),
  provisional: z.boolean().optional(),
  steps: z.array(z.object({ kind: z.string(), date: z.string(), text: z.string() })).optional(),
  sources: z.array(z.string()).optional(),
  working: z.string().optional(),
  at: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
});
const ask = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await world.app.request(`/api/v1/calculators/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, media: response.headers.get('content-type'), ...answerSchema.parse(await response.json()) };
};
const deadline = (changes: object = {}) => ask('deadline', { ...example, ...changes });
const paths = (answer: { errors?: { path: string }[] | undefined }) => answer.errors?.map(({ path }) => path);
const example = {
  trigger: '2026-07-31',
  length: 1,
  unit: 'working_days',
  start: 'next_day',
  end: 'next_working_day',
  calendar: { country: 'RU' },
  zone: 'Europe/Moscow',
  cutoff: '16:00',
  direction: 'forward',
  clearDays: false,
  language: 'en',
};
const own = { weekend: [6, 7], holidays: ['2026-08-03', { date: '2026-08-04', name: 'Feast' }], workingDays: ['2026-08-08'] };

describe('a deadline', () => {
  it('is counted with its steps and its source', async () => {
    const answer = await deadline();
    expect(answer).toMatchObject({
      status: 200,
      rawEnd: '2026-08-03',
      lastDay: '2026-08-03',
      dueAt: '2026-08-03T20:59:59.999Z',
      provisional: false,
    });
    expect(answer.steps?.map(({ kind }) => kind)).toEqual(['trigger', 'start', 'count', 'due']);
    expect(answer.sources?.[0]).toContain('ТК РФ');
  });
  it('a cut-off counts for instants only, with any offset', async () => {
    // 12:59 and 13:00 UTC are 15:59 and 16:00 in Moscow; the 30th is a Thursday.
    for (const [trigger, lastDay] of [
      ['2026-07-30', '2026-07-31'],
      ['2026-07-30T15:59:59+03:00', '2026-07-31'],
      ['2026-07-30T12:59Z', '2026-07-31'],
      ['2026-07-30T16:00+0300', '2026-08-03'],
      ['2026-07-30T09:00:00.000-04:00', '2026-08-03'],
    ])
      expect(await deadline({ trigger }), trigger).toMatchObject({ status: 200, lastDay });
  });
  it('needs only an event, a length, a unit and a calendar', async () => {
    const answer = await ask('deadline', { trigger: '2026-07-31', length: 2, unit: 'calendar_days', calendar: { country: 'ru' } });
    expect(answer).toMatchObject({ status: 200, lastDay: '2026-08-02', dueAt: '2026-08-02T20:59:59.999Z' });
  });
  it('rests on a calendar of one’s own, holidays with or without a name', async () => {
    const answer = await deadline({ calendar: own, zone: undefined, length: 4, language: 'ru' });
    // Off on the 3rd and 4th: 5, 6, 7 and the worked Saturday.
    expect(answer).toMatchObject({ status: 200, lastDay: '2026-08-08', dueAt: '2026-08-08T23:59:59.999Z', assumed: { zone: 'UTC' } });
    expect(answer.steps?.map(({ text }) => text).join()).toContain('Feast');
    expect(answer.steps?.map(({ text }) => text).join()).toContain('выходной день');
  });
  it('of working hours ends at the exact moment, in hours given or assumed', async () => {
    const asked = { trigger: '2026-07-31T16:30:00+03:00', unit: 'business_hours', length: 3, cutoff: undefined };
    expect(await deadline(asked)).toMatchObject({ dueAt: '2026-08-03T07:30:00.000Z', assumed: { hours: { 1: [['09:00', '18:00']] } } });
    const hours = {
      1: [
        ['10:00', '11:00'],
        ['12:00', '13:00'],
      ],
      5: [['16:00', '17:30']],
    };
    const given = await deadline({ ...asked, calendar: { country: 'RU', hours } });
    expect(given).toMatchObject({ dueAt: '2026-08-03T10:00:00.000Z' });
    expect(given).not.toHaveProperty('assumed');
  });
  it('takes deemed receipt, pauses, extensions and the hour at which the day closes', async () => {
    const answer = await deadline({
      dayEnd: '17:00',
      receipt: { deemedDays: 2, unit: 'working_days', onWorkingDay: true },
      extensions: [{ length: 1, unit: 'working_days', reason: 'asked for' }],
      pauses: [{ from: '2026-08-04', to: '2026-08-06' }],
    });
    // Received on 4 Aug, due on the 5th, two days paused, one more.
    expect(answer).toMatchObject({ status: 200, lastDay: '2026-08-10', dueAt: '2026-08-10T14:00:00.000Z' });
    const kinds = answer.steps?.map(({ kind }) => kind);
    for (const kind of ['receipt', 'pause', 'extend']) expect(kinds).toContain(kind);
  });
  it('on a year that nobody has enacted is provisional, or refused when so asked', async () => {
    expect(await deadline({ trigger: '2028-07-31' })).toMatchObject({ status: 200, provisional: true });
    const refused = await deadline({ trigger: '2027-12-31', unknownYear: 'refuse' });
    expect(refused.status).toBe(422);
    expect(refused.detail).toContain('no official calendar for 2028; known: 2024 to 2027');
  });
});

describe('a deadline by a rule of the book', () => {
  it('is counted on the calendar of the rule’s country, and names its source', async () => {
    const answer = await ask('deadline', { rule: 'ru-consumer-22-refund', trigger: '2026-07-31', language: 'ru' });
    expect(answer).toMatchObject({ status: 200, lastDay: '2026-08-10', rule: { id: 'ru-consumer-22-refund' } });
    expect(answer.sources?.[1]).toContain('garant.ru');
  });
  it('of the Union asks for a country', async () => {
    const asked = { rule: 'eu-psd2-101', trigger: '2026-05-01' };
    const bare = await ask('deadline', asked);
    expect([bare.status, paths(bare)]).toEqual([400, ['calendar.country']]);
    expect(await ask('deadline', { ...asked, calendar: { country: 'DE', region: 'BY' } })).toMatchObject({ lastDay: '2026-05-26' });
  });
  it('counts in the wording that the company has applied for that day, and its own promises on its own days', async () => {
    const record = (id: string, change: Parameters<typeof world.deps.stores.law.save>[0]['change']) =>
      world.deps.stores.law.save(
        { id, title: id, change, state: 'applied', draftedBy: world.actor('lev').id, draftedAt: '2026-11-02', decidedAt: '2026-11-02' },
        0,
      );
    const before = await ask('deadline', { rule: 'house-own-target', trigger: '2027-03-01' });
    await record('shorter', {
      kind: 'rule',
      rule: 'house-own-target',
      from: '2027-03-01',
      length: 5,
      unit: 'working_days',
      end: 'none',
      source: 'house',
      confidence: 'S',
    });
    const closed = { date: '2027-03-02', name: { en: 'Stocktaking', ru: 'Инвентаризация' } };
    await record('closed', { kind: 'company-days', daysOff: [closed], workingDays: [] });
    const [eve, after, official] = await Promise.all([
      ask('deadline', { rule: 'house-own-target', trigger: '2027-02-28' }),
      ask('deadline', { rule: 'house-own-target', trigger: '2027-03-01' }),
      ask('deadline', { rule: 'house-own-target', trigger: '2027-03-01', calendar: { country: 'RU' } }),
    ]);
    expect([before.lastDay, eve.lastDay, after.lastDay, official.lastDay]).toEqual([
      '2027-03-16',
      '2027-03-16',
      '2027-03-10',
      '2027-03-09',
    ]);
  });
});

describe('a wrong question is refused by the name of its field', () => {
  it.each<[string, object]>([
    ['unit', { unit: 'fortnights' }],
    ['unit', { unit: undefined }],
    ['trigger', { trigger: '2026-02-30' }],
    ['trigger', { trigger: '2026-02-30T10:00:00Z' }],
    ['trigger', { trigger: '2026-07-31T10:00:00' }],
    ['trigger', { trigger: '9999-12-31' }],
    ['trigger', { trigger: undefined }],
    ['trigger', { unit: 'hours' }],
    ['length', { length: undefined }],
    ['length', { length: -1 }],
    ['length', { length: 1.5 }],
    ['length', { length: 1e9 }],
    ['length', { length: '1' }],
    ['start', { start: 'yesterday' }],
    ['end', { end: 'never' }],
    ['direction', { direction: 'up' }],
    ['direction', { direction: 'backward', unit: 'business_hours', trigger: '2026-07-31T10:00Z' }],
    ['clearDays', { clearDays: 'yes' }],
    ['clearDays', { clearDays: true, unit: 'hours', trigger: '2026-07-31T10:00Z' }],
    ['cutoff', { cutoff: '25:00' }],
    ['dayEnd', { dayEnd: 'noon' }],
    ['zone', { zone: 'Mars/Base' }],
    ['zone', { zone: '+03:00' }],
    ['language', { language: 'de' }],
    ['calendar', { calendar: undefined }],
    ['calendar.country', { calendar: {} }],
    ['calendar.country', { calendar: { country: 'Russia' } }],
    ['calendar.country', { calendar: { region: 'BY' } }],
    ['calendar.weekend', { calendar: { country: 'RU', weekend: [7] } }],
    ['calendar.weekend.0', { calendar: { weekend: [0] } }],
    ['calendar.weekend', { calendar: { weekend: [1, 2, 3, 4, 5, 6, 7] } }],
    ['calendar.holidays.1', { calendar: { holidays: ['2026-01-01', '2026-13-01'] } }],
    ['calendar.hours.1', { calendar: { ...own, hours: { 1: [['17:00', '09:00']] } } }],
    ['calendar.hours', { calendar: { ...own, hours: { 8: [['09:00', '17:00']] } } }],
    ['calendar.hours', { calendar: { ...own, hours: {} } }],
    ['calendar.zone', { calendar: { ...own, zone: 'Nowhere' } }],
    ['cuttoff', { cuttoff: '16:00' }],
    ['receipt.deemedDays', { receipt: { deemedDays: 1000 } }],
    ['pauses.0.to', { pauses: [{ from: '2026-08-03', to: '2026-08-02' }] }],
    ['extensions.0.unit', { extensions: [{ length: 1, unit: 'hours' }] }],
    ['unknownYear', { unknownYear: 'guess' }],
  ])('%s of %j', async (path, changes) => {
    const answer = await deadline(changes);
    expect([answer.status, answer.media]).toEqual([400, 'application/problem+json']);
    expect(
      paths(answer)?.some((found) => found === path || found === `${path}.8`),
      JSON.stringify(answer.errors),
    ).toBe(true);
  });
  it('overlapping and unsorted hours', async () => {
    for (const spans of [
      [
        ['09:00', '13:00'],
        ['12:00', '18:00'],
      ],
      [
        ['14:00', '18:00'],
        ['09:00', '13:00'],
      ],
    ])
      expect(paths(await deadline({ calendar: { country: 'RU', hours: { 3: spans } } }))).toEqual(['calendar.hours.3']);
  });
  it('an unknown rule, and a body that is no question', async () => {
    expect(paths(await ask('deadline', { rule: 'no-such', trigger: '2026-07-31' }))).toEqual(['rule']);
    for (const body of ['', '{', 'null', '[]', '5', '"x"']) expect((await ask('deadline', body)).status, body).toBe(400);
  });
});

describe('what is not known is said with what is', () => {
  it.each<[string, object, string]>([
    ['country', { country: 'ZZ' }, 'known: AT, CH, DE, FR, GB, IE, RU, US'],
    ['region', { country: 'DE', region: 'ZZ' }, 'known: BW, BY'],
    ['region of a country without any', { country: 'RU', region: 'TA' }, 'known: none'],
  ])('%s', async (_, calendar, said) => {
    const answer = await deadline({ calendar });
    expect(answer.status).toBe(422);
    expect(answer.detail).toContain(said);
  });
  it('days out of the calendars’ reach, and doors that never open', async () => {
    expect((await deadline({ trigger: '1950-01-01' })).status).toBe(422);
    const hours = { 7: [['09:00', '09:01']] };
    const answer = await ask('working-time', { from: '2026-07-31', add: 'PT9000H', calendar: { country: 'RU', hours } });
    expect(answer.status).toBe(422);
  });
});

describe('working time', () => {
  const calendar = { country: 'RU' };
  it('between two moments, and the moment after so much of it', async () => {
    const from = '2026-07-31T16:00:00+03:00';
    expect(await ask('working-time', { from, to: '2026-08-03T10:30:00+03:00', calendar })).toMatchObject({
      status: 200,
      working: 'PT3H30M',
      assumed: { hours: { 5: [['09:00', '18:00']] } },
    });
    expect(await ask('working-time', { from, add: 'PT3H30M', calendar })).toMatchObject({ at: '2026-08-03T07:30:00.000Z' });
    expect(await ask('working-time', { from, to: from, calendar })).toMatchObject({ working: 'PT0S' });
  });
  it.each<[string, object]>([
    ['to', {}],
    ['add', { to: '2026-08-03', add: 'PT1H' }],
    ['add', { add: '-PT8H' }],
    ['add', { add: 'P1D' }],
    ['add', { add: 'PT' }],
    ['add', { add: 'PT9999999H' }],
    ['to', { to: '2026-07-30' }],
    ['to', { to: '2199-07-30' }],
    ['from', { from: 'now', add: 'PT1H' }],
    ['calendar', { calendar: undefined, add: 'PT1H' }],
  ])('wrong %s of %j', async (path, changes) => {
    const answer = await ask('working-time', { from: '2026-07-31', calendar, ...changes });
    expect([answer.status, paths(answer)]).toEqual([400, [path]]);
  });
  it('"to" and "add" are each other’s inverse', async () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-06-01') }).map((ms) => new Date(ms).toISOString());
    const calendars = fc.constantFrom<object>(calendar, { country: 'DE', region: 'BY' }, { ...own, zone: 'America/New_York' });
    const minutes = fc.integer({ min: 1, max: 20_000 });
    await fc.assert(
      fc.asyncProperty(instant, minutes, calendars, async (from, n, place) => {
        const add = `PT${n}M`;
        const { at } = await ask('working-time', { from, add, calendar: place });
        const { working } = await ask('working-time', { from, to: at, calendar: place });
        const [h, m] = [Math.floor(n / 60), n % 60];
        expect(working).toBe(`PT${h ? `${h}H` : ''}${m ? `${m}M` : ''}`);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the calendar of a year', () => {
  const get = async (path: string) => {
    const response = await world.app.request(`/api/v1/calendars/${path}`);
    return { status: response.status, body: z.looseObject({ detail: z.string().optional() }).parse(await response.json()) };
  };
  it('tells days off by name, worked weekend days and the sum', async () => {
    expect((await get('RU/2025')).body).toMatchObject({
      country: 'RU',
      region: null,
      workingDays: 247,
      workingWeekendDays: ['2025-11-01'],
    });
    const { body } = await get('RU/2026?language=ru');
    expect(body).toMatchObject({ workingDays: 247, workingWeekendDays: [] });
    expect(body.daysOff).toContainEqual({ date: '2026-01-07', name: 'Рождество Христово' });
    expect(body.daysOff).not.toContainEqual(expect.objectContaining({ date: '2026-01-10' }));
    expect(body.shortDays).toContain('2026-04-30');
    expect((await get('de/2026?region=by')).body).toMatchObject({ region: 'BY', workingDays: 252 });
  });
  it('refuses what is not known, and says what is', async () => {
    expect(await get('RU/2028')).toMatchObject({ status: 422, body: { detail: expect.stringContaining('known: 2024 to 2027') } });
    expect(await get('ZZ/2026')).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('known: AT, CH, DE, FR, GB, IE, RU, US') },
    });
    expect(await get('DE/2026?region=ZZ')).toMatchObject({ status: 422 });
    expect(await get('RU/two')).toMatchObject({ status: 400, body: { errors: [{ path: 'year', code: 'year' }] } });
  });
});

describe('the doors', () => {
  it('answer hostile questions fast', async () => {
    const many = (n: number, item: unknown) => Array.from({ length: n }, () => item);
    const hostile: [number, object][] = [
      [400, { calendar: { holidays: many(80_000, 1) } }],
      [400, { calendar: { holidays: many(2001, '2026-01-01') } }],
      [200, { calendar: { holidays: many(2000, '2026-01-01') } }],
      [400, { calendar: { weekend: many(50_000, 6) } }],
      [400, { pauses: many(21, { from: '2026-01-01', to: '2026-01-01' }) }],
      [413, { calendar: { holidays: many(30_000, '2026-01-01') } }],
      [200, { length: 10_000 }],
      [200, { length: 10_000, unit: 'business_hours', trigger: '2026-07-31T10:00Z' }],
      [400, { pauses: [{ from: '1900-01-01', to: '2200-01-01' }] }],
      [400, { zone: 'A/'.repeat(100_000) }],
    ];
    await deadline();
    for (const [status, changes] of hostile) {
      const begun = performance.now();
      expect((await deadline(changes)).status, JSON.stringify(changes).slice(0, 80)).toBe(status);
      expect(performance.now() - begun, JSON.stringify(changes).slice(0, 80)).toBeLessThan(1500);
    }
  });
  it('are open without a key and with a valid one; a wrong key is refused', async () => {
    expect((await ask('deadline', example, { authorization: `Bearer ${apiKey}` })).status).toBe(200);
    expect((await ask('deadline', example, { authorization: 'Bearer rk_00000000000000000000000000000000' })).status).toBe(401);
  });
  it('stand in the description of the API as open', async () => {
    const response = await world.app.request('/api/v1/openapi.json');
    const { paths: described } = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({ security: z.array(z.unknown()).optional() }))) })
      .parse(await response.json());
    expect(described['/api/v1/calculators/deadline']?.post?.security).toEqual([]);
    expect(described['/api/v1/calendars/{country}/{year}']?.get?.security).toEqual([]);
    expect(described['/api/v1/claims']?.get).not.toHaveProperty('security');
  });
  it('are limited by address', async () => {
    let status = 200;
    for (let n = 0; n < 1300 && status !== 429; n++) status = (await world.app.request('/api/v1/calendars/RU/2026')).status;
    expect(status).toBe(429);
  });
});
