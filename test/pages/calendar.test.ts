import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from '#domain/claims/claim.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import type { PersonId } from '#domain/ids.ts';
import { feedIcs } from '#pages/calendar/feed-ics.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import { readFeed } from '#usecases/calendar-feed.ts';
import { requestInformation } from '#usecases/request-information.ts';
import { changeClock, withdrawClaim } from '#usecases/work-claim.ts';
import { handIn } from '../support/claims.ts';
import { makeWorld, origin, type World } from '../support/world.ts';
import { type Visit, visitAs } from './desk/visit.ts';

let world: World;
let anna: Visit;
let claim: Claim;
beforeEach(async () => {
  world = await makeWorld();
  anna = await visitAs(world, 'anna');
  claim = await handIn(world);
});
afterEach(() => world.end());

/** Makes an address as a person does, and answers its path. */
const address = async (visit: Visit, kind = 'mine'): Promise<string> => {
  const { status, text } = await visit.post('/calendar/feeds', { kind });
  expect(status).toBe(200);
  return /\/feeds\/[0-9a-f]{32}\.ics/.exec(text)?.[0] ?? 'no address';
};
const fetchFeed = async (path: string) => {
  const response = await world.app.request(path);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
const parse = (text: string): ICAL.Component => new ICAL.Component(ICAL.parse(text));
const eventsIn = (text: string): ICAL.Event[] =>
  parse(text)
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one));
const events = async (path: string): Promise<ICAL.Event[]> => eventsIn((await fetchFeed(path)).text);
const uid = (id: string) => `${claim.reference}-${id}@localhost`;
const target = 'house-own-target';
const status = (event: ICAL.Event | undefined) => event?.component.getFirstPropertyValue('status');

describe('the calendar of a person', () => {
  it('is one that another parser reads, with one event for each open clock', async () => {
    const path = await address(anna);
    const { status, type, text } = await fetchFeed(path);
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
    const calendar = parse(text);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H');
    expect(String(calendar.getFirstPropertyValue('x-published-ttl'))).toBe('PT1H');
    const open = claim.clocks.filter((clock) => clock.state === 'running');
    const found = eventsIn(text);
    expect(open.length).toBeGreaterThan(1);
    expect(found.map((event) => event.uid).sort()).toEqual(open.map(({ id }) => uid(id)).sort());
    const own = found.find((event) => event.uid === uid(target));
    const day = claim.clocks.find(({ id }) => id === target)?.lastDay;
    expect(own?.startDate.isDate).toBe(true);
    expect(own?.startDate.toString()).toBe(day);
    expect(own?.summary).toBe(`Our own target for the answer: Holzbau Prager GmbH (sample), ${claim.reference}`);
    expect(own?.description).toContain(`${origin}/desk/claims/${claim.reference}`);
    expect(own?.component.getFirstPropertyValue('categories')).toBe('own target');
    expect(text).not.toContain('VALARM');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
  it('is also there without the ending, and the same clocks give the same bytes', async () => {
    const path = await address(anna);
    const { text } = await fetchFeed(path);
    await world.runTo(world.clock.now() + 60_000);
    expect((await fetchFeed(path.replace('.ics', ''))).text).toBe(text);
  });
  it('follows a date that moves, under the same name with a higher number', async () => {
    const path = await address(anna);
    const own = async () => (await events(path)).find((event) => event.uid === uid(target));
    const before = await own();
    await changeClock(world.deps, world.actor('anna'), claim.reference, target, {
      change: 'extend',
      length: 3,
      reason: 'flood',
      evidence: 'letter',
    });
    const after = await own();
    expect(after?.startDate.compare(before?.startDate ?? ICAL.Time.now())).toBe(1);
    expect((after?.sequence ?? 0) > (before?.sequence ?? 0)).toBe(true);
  });
  it('shows a paused clock as tentative on its earliest date, and says so', async () => {
    const path = await address(anna);
    await requestInformation(world.deps, world.actor('anna'), claim.reference, { text: 'Which batch?' });
    await world.idle();
    const found = await events(path);
    const own = found.find((event) => event.uid === uid(target));
    expect([status(own), own?.summary.startsWith('(paused)')]).toEqual(['TENTATIVE', true]);
    expect(found.filter((event) => event !== own).map(status)).not.toContain('TENTATIVE');
  });
  it('loses what is done or cancelled', async () => {
    const path = await address(anna);
    // The receipt has met the acknowledgement already.
    expect((await events(path)).map((event) => event.uid)).not.toContain(uid('house-acknowledge'));
    await withdrawClaim(world.deps, world.actor('anna'), claim.reference);
    expect(await events(path)).toEqual([]);
  });
  it("holds only the person's own; that of legal holds all", async () => {
    const [mine, lev] = [await address(await visitAs(world, 'boris')), await visitAs(world, 'lev')];
    expect(await events(mine)).toEqual([]);
    expect((await events(await address(lev, 'legal'))).length).toBeGreaterThan(1);
    expect((await anna.post('/calendar/feeds', { kind: 'legal' })).status).toBe(404);
    expect((await anna.get('/calendar')).text).not.toContain('value="legal"');
  });
});

describe('the address', () => {
  it('is seen once, listed with when it was fetched, and void once revoked', async () => {
    const path = await address(anna);
    const token = /[0-9a-f]{32}/.exec(path)?.[0] ?? '';
    const before = (await anna.get('/calendar')).text;
    expect(before).toContain('not yet');
    expect(before).not.toContain(token);
    await fetchFeed(path);
    const { text } = await anna.get('/calendar');
    expect(text).not.toContain('not yet');
    const id = /\/calendar\/feeds\/([0-9a-f]{16})\/revoke/.exec(text)?.[1] ?? '';
    expect((await (await visitAs(world, 'boris')).post(`/calendar/feeds/${id}/revoke`, {})).status).toBe(404);
    expect((await fetchFeed(path)).status).toBe(200);
    expect((await anna.post(`/calendar/feeds/${id}/revoke`, {})).status).toBe(303);
    expect((await fetchFeed(path)).status).toBe(404);
  });
  it('is not revived by a program that asks while it is being revoked', async () => {
    const path = await address(anna);
    const { text } = await anna.get('/calendar');
    const id = /\/calendar\/feeds\/([0-9a-f]{16})\/revoke/.exec(text)?.[1] ?? '';
    await Promise.all([fetchFeed(path), anna.post(`/calendar/feeds/${id}/revoke`, {}), fetchFeed(path)]);
    expect((await fetchFeed(path)).status).toBe(404);
  });
  it('unknown, revoked, expired, of a person who is disabled or has lost the role: the same answer', async () => {
    const lev = await visitAs(world, 'lev');
    const [own, legal] = [await address(anna), await address(lev, 'legal')];
    const stable = (text: string) =>
      text.replaceAll(/\b[0-9a-f]{12}\b|\/feeds\/[0-9a-f]{32}(\.ics)?/g, '').replaceAll(/value="[0-9a-f]{64}"/g, '');
    const unknown = await fetchFeed(`/feeds/${'0'.repeat(32)}.ics`);
    const { people } = await world.deps.stores.company.everyone();
    const change = async (id: string, changes: object) => {
      const person = people.find((one) => one.id === (id as PersonId));
      if (person) await world.deps.stores.mails.write([world.deps.stores.company.personWrite({ ...person, ...changes })]);
    };
    await change('anna', { disabled: true });
    await change('lev', { roles: ['manager'] });
    for (const path of [own, legal]) {
      const answer = await fetchFeed(path);
      expect([answer.status, stable(answer.text)]).toEqual([404, stable(unknown.text)]);
    }
    await change('anna', { disabled: false });
    expect((await fetchFeed(own)).status).toBe(200);
    const late = { ...world.deps, clock: { now: () => world.clock.now() + 401 * 86_400_000 } };
    await expect(readFeed(late, /[0-9a-f]{32}/.exec(own)?.[0] ?? '')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('an event', () => {
  const row = (changes: Partial<ClockRow> = {}, clock: Partial<ClockRow['clock']> = {}): ClockRow => {
    const own = claim.clocks.find(({ id }) => id === target);
    if (!own) throw new Error('no clock');
    const { reference, subject, owner, acting } = claim;
    return { reference, subject, owner, acting, account: 'A', country: 'DE', amount: '', clock: { ...own, ...clock }, ...changes };
  };
  const one = (given: ClockRow, language: 'en' | 'ru' = 'en'): { event: ICAL.Event; text: string } => {
    const text = feedIcs({ rows: [given], law: shippedLaw, language, publicUrl: 'https://claims.example', name: 'N' });
    const [event, ...more] = eventsIn(text);
    if (!event || more.length > 0) throw new Error('not one event');
    return { event, text };
  };

  it('with an hour is a moment in UTC, without one the whole last day', () => {
    const timed = one(row({}, { dueAt: '2026-11-16T15:00:00.000Z', lastDay: '2026-11-16' })).event;
    expect([timed.startDate.isDate, timed.startDate.toString()]).toEqual([false, '2026-11-16T15:00:00Z']);
    expect(one(row()).event.startDate.isDate).toBe(true);
  });
  it('reads whole in Russian, however long', () => {
    const account = 'Общество с ограниченной ответственностью «Северный метиз» имени ёжика в тумане';
    const { event, text } = one(row({ account }), 'ru');
    expect(event.summary).toBe(`Наш срок ответа: ${account}, ${claim.reference}`);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
  it('keeps a hostile subject and name within their lines', () => {
    const evil = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\nATTACH:http://evil.example;a,b\\n\u2028"\u0000';
    const { event, text } = one(row({ account: evil, subject: evil }));
    expect(text.split('\r\n').filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(1);
    expect(text.split(/\r?\n/).some((line) => line.startsWith('ATTACH') || line.startsWith('UID:evil'))).toBe(false);
    expect(event.summary).toContain('x END:VEVENT BEGIN:VEVENT UID:evil ATTACH:http://evil.example;a,b\\n "');
  });
  it('says where it rests on days off that nobody has enacted, or on law that nobody has read', () => {
    expect(one(row({}, { provisional: true })).event.description).toContain('Provisional');
    expect(one(row({}, { provisional: false })).event.description).not.toContain('Provisional');
    const unread = shippedLaw.rules.find(({ confidence }) => confidence === 'K');
    expect(one(row({}, { ruleId: unread?.id ?? '', ruleVersion: unread?.version ?? '' })).event.description).toContain('general knowledge');
  });
});
