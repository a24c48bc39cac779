import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClocks } from '#domain/deadlines/clocks.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { notMoved, type Rule } from '#domain/deadlines/rule.ts';
import { houseRules } from '#domain/deadlines/rules/house.ts';
import type { PersonId } from '#domain/ids.ts';
import { feedIcs } from '#pages/calendar/feed-ics.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import { listFeeds, makeFeed, revokeFeed } from '#usecases/calendar-feed.ts';
import { changeClock } from '#usecases/work-claim.ts';
import { answer, handIn, load } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

/** What a second parser makes of it. */
function events(text: string) {
  const component = new ICAL.Component(ICAL.parse(text));
  return component.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      day: event.startDate.toString(),
      allDay: event.startDate.isDate,
      sequence: event.sequence,
      status: one.getFirstPropertyValue('status'),
    };
  });
}
const path = (address: string) => new URL(address).pathname;
const fetchFeed = async (address: string) => {
  const response = await world.app.request(path(address));
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
const feed = (person: string, kind: 'mine' | 'legal') => makeFeed(world.deps, world.actor(person), kind);

describe('the calendar feed', () => {
  it('is a valid calendar whose events move with their clocks and disappear with them', async () => {
    const claim = await handIn(world);
    const other = await handIn(world, { subject: 'Another' });
    const address = await feed(claim.acting, 'mine');
    const first = await fetchFeed(address);
    expect([first.status, first.type]).toEqual([200, 'text/calendar; charset=utf-8']);
    const target = (text: string) => events(text).find(({ uid }) => uid.startsWith(`${claim.reference}-house-own-target@`));
    expect(target(first.text)).toMatchObject({ day: '2026-11-16', allDay: true, sequence: 0, status: 'CONFIRMED' });
    await changeClock(world.deps, world.actor('anna'), claim.reference, 'house-own-target', {
      change: 'extend',
      reason: 'parts are on their way',
      evidence: 'mail 7',
      length: 2,
    });
    expect(target((await fetchFeed(address)).text)).toMatchObject({ day: '2026-11-18', sequence: 1 });
    await answer(world, claim.reference);
    const last = events((await fetchFeed(address)).text);
    expect(last.filter(({ uid }) => uid.startsWith(claim.reference))).toEqual([]);
    expect(last.some(({ uid }) => uid.startsWith(other.reference))).toBe(true);
  });

  it('shows legal every clock of the company, and nobody else', async () => {
    const claim = await handIn(world);
    const open = (await load(world, claim.reference)).clocks.filter(({ state }) => state === 'running');
    expect(events((await fetchFeed(await feed('lev', 'legal'))).text)).toHaveLength(open.length);
    expect(events((await fetchFeed(await feed('lev', 'mine'))).text)).toEqual([]);
    await expect(feed('anna', 'legal')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('dies with its address, its person and its role, and looks then like one that never was', async () => {
    const address = await feed('lev', 'legal');
    const never = await fetchFeed(address.replace(/[0-9a-f]{32}/, '0'.repeat(32)));
    expect(never.status).toBe(404);
    const { people } = await world.deps.stores.company.everyone();
    const lev = people.find(({ id }) => id === ('lev' as PersonId));
    if (!lev) throw new Error('no lev');
    await world.deps.stores.mails.write([world.deps.stores.company.personWrite({ ...lev, disabled: true })]);
    expect((await fetchFeed(address)).status).toBe(404);
    await world.deps.stores.mails.write([world.deps.stores.company.personWrite({ ...lev, roles: ['finance'] })]);
    expect((await fetchFeed(address)).status).toBe(404);
    await world.deps.stores.mails.write([world.deps.stores.company.personWrite(lev)]);
    expect((await fetchFeed(address)).status).toBe(200);
    const [made] = (await listFeeds(world.deps, world.actor('lev'))).feeds;
    await expect(revokeFeed(world.deps, world.actor('anna'), made?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    await revokeFeed(world.deps, world.actor('lev'), made?.id ?? '');
    expect((await fetchFeed(address)).status).toBe(404);
    expect(address).not.toContain(made?.id ?? 'nothing');
  });

  it('keeps hostile and Cyrillic text in its place, and an hour where the rule has one', () => {
    const [, target] = houseRules as [Rule, Rule];
    const rule: Rule = { ...target, period: { ...notMoved, length: 4, unit: 'hours' } };
    const calendar = shippedLaw.calendar({ country: 'RU' });
    const [clock] = startClocks({ rules: [rule], events: { received: { at: '2026-11-02T09:00:00.000Z', evidence: 'm' } }, calendar });
    if (!clock) throw new Error('no clock');
    const hostile = 'Щит; «Ёж», a\\b\r\nEND:VEVENT\r\nBEGIN:VALARM';
    const row = {
      reference: 'A',
      clock,
      subject: hostile,
      account: hostile,
      country: 'RU',
      amount: '',
      owner: 'a',
      acting: 'a',
    } as unknown as ClockRow;
    const text = feedIcs({ rows: [row], law: shippedLaw, language: 'ru', publicUrl: 'https://redress.example', name: 'Сроки' });
    const [event, ...more] = events(text);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ allDay: false, day: '2026-11-02T13:00:00Z' });
    expect(event?.summary).toContain('Щит; «Ёж», a\\b END:VEVENT BEGIN:VALARM');
    expect(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')?.getAllSubcomponents('valarm')).toEqual([]);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});
