import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '#domain/claims/claim.ts';
import { isWorkingDay } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { wallClock } from '#domain/deadlines/zone.ts';
import { people } from '#infra/local/sample/people.ts';
import { sqliteTable } from '#infra/local/sqlite-table.ts';
import { answer, handIn, load } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

/**
 * A month with five hundred claims on the virtual clock, day and night, some answered early, some late, most not at all. What anybody hears about a date
 * comes in one digest a day, in working hours, and never twice. January, because of its long row of days off.
 */
const start = Date.parse('2026-12-21T06:00:00.000Z');
const hour = 3_600_000;
const count = 500;
const customers = [
  { contractNumber: 'HP-77', contact: { name: 'Karl Beispiel', email: 'einkauf@holzbau-prager.example', language: 'en' } },
  { contractNumber: 'SM-2025/14', contact: { name: 'Пётр Образцов', email: 'office@severny-metiz.example', language: 'ru' } },
  { contractNumber: 'RET-1001', contact: { name: 'Иван Тестов', email: 'ivan.testov@mail.example', language: 'ru' } },
];

type Digest = { person: string; day: string; minute: number; at: string; text: string };
type Told = { person: string; id: string; mail?: string | undefined };
let world: World;
let claims: Claim[];
let digests: Digest[];
let told: Told[];
let mails: { messageId: string; text: string; at: string }[];

beforeAll(async () => {
  world = await makeWorld({ start });
  const references: string[] = [];
  for (let n = 0; n < count; n++) {
    await world.runTo(start + n * 1.25 * hour);
    const { reference } = await handIn(world, { ...customers[n % customers.length], subject: `Claim number ${n}` });
    references.push(reference);
    // Every tenth is answered on the spot, another tenth two weeks later, when some of its dates are over.
    if (n % 10 === 0) await answer(world, reference, { author: (await load(world, reference)).acting, approver: 'vera' });
    const earlier = references[n - 300];
    if (earlier && (n - 300) % 10 === 5) await answer(world, earlier, { author: (await load(world, earlier)).acting, approver: 'vera' });
  }
  await world.days(14);
  claims = await Promise.all(references.map((reference) => load(world, reference)));
  mails = (await world.mailbox.list(100_000)).filter((mail) => mail.messageId.startsWith('<digest-'));
  digests = mails.map(({ messageId, at, text }) => {
    const person = people.find((one) => messageId.startsWith(`<digest-${one.id}-`));
    if (!person) throw new Error(`a digest to nobody: ${messageId}`);
    return { person: person.id, ...wallClock(at, person.zone), at, text };
  });
  told = [];
  const table = sqliteTable(world.database);
  for (const { id } of people) {
    let cursor: string | undefined;
    do {
      const page = await table.query({ pk: `DG#${id}`, prefix: 'I#', limit: 1000, cursor });
      told.push(...page.items.map(({ body }) => ({ person: id, ...(body as { id: string; mail?: string }) })));
      cursor = page.cursor;
    } while (cursor);
  }
}, 600_000);
afterAll(() => world.end());

describe('a month with five hundred claims', () => {
  it('is warned of and climbs: every kind of thing has happened', () => {
    expect(claims).toHaveLength(count);
    const kinds = new Set(told.map(({ id }) => id.slice(id.lastIndexOf('-20') + 12)));
    for (const level of ['warn-50', 'warn-75', 'warn-90', 'last-working-day', 'manager', 'head', 'legal']) expect(kinds).toContain(level);
    expect(told.length).toBeGreaterThan(count * 4);
  });

  it('sends each person one digest a day at most, between nine and six on a working day of theirs', () => {
    expect(digests.length).toBeGreaterThan(20);
    const days = digests.map(({ person, day }) => `${person} ${day}`);
    expect(new Set(days).size).toBe(days.length);
    const calendar = calendarFor({ country: 'RU' });
    for (const { day, minute } of digests) {
      expect([day, isWorkingDay(calendar, day)]).toEqual([day, true]);
      expect(minute).toBeGreaterThanOrEqual(9 * 60);
      expect(minute).toBeLessThan(18 * 60);
    }
    expect(digests.some(({ day }) => day === '2027-01-11')).toBe(true); // the first working day after New Year
  });

  it('tells nobody of the same thing twice', () => {
    const things = told.map(({ person, id }) => `${person} ${id}`);
    expect(new Set(things).size).toBe(things.length);
    // What a mail says beside what the record says: each line of each mail stands in one mail only, for the same date and the same rung.
    const lines = digests.flatMap(({ person, text }) => {
      const [, missed = '', coming = ''] = /Missed:([\s\S]*?)(?:\n\n|$)|Пропущены:([\s\S]*?)(?:\n\n|$)/.exec(text) ?? [];
      return (
        `${missed}${coming}`
          .match(/- [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}: [^(]*\(/g)
          ?.map((line) => `${person} ${line.replace(/, [^,.]*(late|просрочено)[^.]*/, '')}`) ?? []
      );
    });
    expect(lines.length).toBeGreaterThan(count);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('lets each miss climb each rung once', async () => {
    for (const claim of claims) {
      const rungs = (await world.deps.stores.claims.events(claim.reference)).flatMap(({ fact }) =>
        fact.type === 'clock-escalated' ? [`${fact.clockId} ${fact.rung}`] : [],
      );
      expect(new Set(rungs).size).toBe(rungs.length);
    }
  });

  it('puts each miss of a claim that nobody answered into the mail that took it up', () => {
    const byMail = new Map(mails.map(({ messageId, text }) => [messageId.slice(1, messageId.indexOf('@')), text]));
    const silent = new Set(claims.filter((claim) => claim.sent.length === 0).map((claim) => claim.reference));
    const misses = told.filter(
      ({ id, mail }) => mail && silent.has(id.slice(0, 15) as Claim['reference']) && /-(manager|head|legal)$/.test(id),
    );
    expect(misses.length).toBeGreaterThan(count);
    const lost = misses.filter(({ id, mail }) => !byMail.get(mail ?? '')?.includes(id.slice(0, 15)));
    // A line that has climbed meanwhile stands under its higher rung only.
    expect(lost).toEqual([]);
  });

  it('forgets nobody: what is old enough has been told, or was done in time', async () => {
    for (const { id } of people) {
      const waiting = await world.deps.stores.digests.pending(id);
      for (const item of waiting) expect(Date.parse(item.at)).toBeGreaterThan(world.clock.now() - 4 * 24 * hour);
    }
  });
});
