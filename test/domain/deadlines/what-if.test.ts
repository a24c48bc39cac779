import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startClocks } from '#domain/deadlines/clocks.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { notMoved, type Rule } from '#domain/deadlines/rule.ts';
import { houseRules } from '#domain/deadlines/rules/house.ts';
import { type Absence, type OpenWork, simulate } from '#domain/deadlines/what-if.ts';
import type { PersonId } from '#domain/ids.ts';

const id = (name: string) => name as PersonId;
const company = { country: 'RU', zone: 'Europe/Moscow' };
const now = '2026-11-02T06:00:00.000Z'; // Monday, 9:00 in Moscow; Wednesday the 4th is off
const [, target] = houseRules as [Rule, Rule];
/** A claim due on that day. */
const due = (reference: string, lastDay: string, acting = 'anna'): OpenWork => {
  const rule: Rule = { ...target, period: { ...notMoved, length: 1, unit: 'calendar_days' } };
  const events = { received: { at: addDays(lastDay, -1), evidence: 'm' } };
  return {
    reference,
    acting: id(acting),
    clocks: startClocks({ rules: [rule], events, calendar: shippedLaw.calendar({ country: 'RU' }) }),
  };
};
const run = (work: readonly OpenWork[], absences: readonly Absence[] = [], perDay = 1) =>
  simulate({ work, now, law: shippedLaw, company, absences, perDay }).map(
    ({ reference, answeredOn }) => `${reference} ${answeredOn ?? 'never'}`,
  );
const away = (person: string, from: string, to: string, standIn?: string): Absence => ({
  person: id(person),
  from,
  to,
  standIn: standIn ? id(standIn) : undefined,
});

describe('the coming days, lived through', () => {
  it('misses nothing when there is a day for each', () => {
    expect(run([due('c', '2026-11-06'), due('a', '2026-11-02'), due('b', '2026-11-03')])).toEqual([]);
  });
  it('answers the most urgent first and says what comes too late, and when it is answered', () => {
    const work = [due('a', '2026-11-03'), due('b', '2026-11-03'), due('c', '2026-11-03')];
    expect(run(work)).toEqual(['c 2026-11-05']); // the 4th is a day off
    expect(run(work, [], 3)).toEqual([]);
  });
  it('lets the work of somebody who is away wait, or gives it to the stand-in', () => {
    const work = [due('a', '2026-11-05'), due('b', '2026-11-05', 'boris')];
    expect(run(work, [away('anna', '2026-11-02', '2026-11-06')])).toEqual(['a 2026-11-09']);
    expect(run(work, [away('anna', '2026-11-02', '2026-11-06', 'boris')])).toEqual([]);
    expect(run([due('a', '2026-11-02'), due('b', '2026-11-02', 'boris')], [away('anna', '2026-11-02', '2026-11-06', 'boris')])).toEqual([
      'b 2026-11-03',
    ]);
    expect(run(work, [away('anna', '2026-11-02', '2026-11-06', 'boris'), away('boris', '2026-11-02', '2026-11-06', 'anna')])).toEqual([
      'a 2026-11-09',
      'b 2026-11-09',
    ]);
  });
  it('names what nobody would ever answer', () => {
    expect(run([due('a', '2026-11-05')], [away('anna', '2026-01-01', '2099-01-01')])).toEqual(['a never']);
  });
  it('never misses more with more hands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom('anna', 'boris')), { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (drawn, perDay) => {
          const work = drawn.map(([days, acting], n) => due(`r${n}`, addDays('2026-11-02', days), acting));
          expect(run(work, [], perDay + 1).length).toBeLessThanOrEqual(run(work, [], perDay).length);
        },
      ),
      { numRuns: 50 },
    );
  });
});
