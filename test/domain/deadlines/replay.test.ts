import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { computeDeadline } from '#domain/deadlines/period.ts';
import { replay } from '#domain/deadlines/replay.ts';
import { russianCivil } from '#domain/deadlines/rule.ts';
import type { Step } from '#domain/deadlines/step.ts';
import { Refusal } from '#domain/errors.ts';
import { tuple } from '#test/support/oracle-check.ts';

// Steps that lead nowhere: without them, or with other words in them, the same day comes out.
const leading = (step: Step): boolean => !['rule', 'corrected', 'provisional', 'source'].includes(step.kind);
const refused = (steps: readonly Step[]): boolean => {
  try {
    replay(steps);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
};
const numbers = fc.nat({ max: 50_000_000 });
const shifts = fc.integer({ min: -400, max: 400 }).filter((n) => n !== 0);

describe('an explanation', () => {
  it('gives the deadline again, by its facts alone', () => {
    fc.assert(
      fc.property(numbers, (n) => {
        const { rawEnd, lastDay, dueAt, steps } = computeDeadline(tuple(31, n));
        expect(replay(steps)).toEqual({ rawEnd, lastDay, dueAt });
        expect(replay(JSON.parse(JSON.stringify(steps)))).toEqual({ rawEnd, lastDay, dueAt });
      }),
      { numRuns: 800 },
    );
  });

  it('is refused when the day of any step is another', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), shifts, (n, which, shift) => {
        const { steps, dueAt } = computeDeadline(tuple(32, n));
        const at = which % steps.length;
        const kind = steps[at]?.kind;
        const tampered = steps.map((step, i) => (i === at ? { ...step, date: addDays(step.date, shift) } : step));
        if (refused(tampered)) return;
        // Whether a named day off is this or that Wednesday of the count only a calendar knows: the sum is the same.
        expect(['skip', 'worked', 'rule'], `${kind} by ${shift}`).toContain(kind);
        expect(replay(tampered).dueAt).toBe(dueAt);
      }),
      { numRuns: 800 },
    );
  });

  it('is refused when a number in a step is another', () => {
    const keys = ['length', 'weekendDays', 'days', 'closed', 'millis', 'workingDays'];
    fc.assert(
      fc.property(numbers, fc.nat(), shifts, (n, which, shift) => {
        const { steps } = computeDeadline(tuple(33, n));
        const places = steps.flatMap((step, i) =>
          Object.entries(step.facts).flatMap(([key, value]) =>
            keys.includes(key) && typeof value === 'number' ? [{ i, key, value }] : [],
          ),
        );
        const place = places[which % places.length];
        // A receipt on the next working day says no number of days, and hours pass no weekend days that are counted.
        const step = steps[place?.i ?? 0];
        const silent =
          place?.key === 'days' ? step?.kind === 'receipt' && step.facts.because : place?.key === 'weekendDays' && step && !counts(step);
        if (!place || silent) return;
        const facts = { ...step?.facts, [place.key]: place.value + shift };
        const tampered = steps.map((one, i) => (i === place.i ? ({ ...one, facts } as Step) : one));
        expect(refused(tampered), `${step?.kind} ${place.key}`).toBe(true);
      }),
      { numRuns: 800 },
    );
  });

  it('is refused when a step is left out', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), (n, which) => {
        const { steps, dueAt } = computeDeadline(tuple(34, n));
        const at = which % steps.length;
        const step = steps[at];
        if (!step || !leading(step)) return;
        const without = steps.toSpliced(at, 1);
        if (refused(without)) return;
        // More time of no length, or a move that a minimum has overtaken, leads nowhere.
        expect(['pause', 'extend', 'roll']).toContain(step.kind);
        expect(replay(without).dueAt).toBe(dueAt);
      }),
      { numRuns: 800 },
    );
  });

  it('is refused when its weekend days are not those of the weeks it passes', () => {
    const { steps } = computeDeadline({
      period: { ...russianCivil, length: 5, unit: 'working_days' },
      trigger: '2027-02-18',
      calendar: calendarFor({ country: 'RU' }),
    });
    expect(refused(steps)).toBe(false);
    expect(refused(steps.filter(({ kind }) => kind !== 'worked'))).toBe(true); // 20 February, a Saturday
    const six = steps.map((step) => (step.kind === 'count' ? { ...step, facts: { ...step.facts, length: 6, weekendDays: 0 } } : step));
    expect(refused(six)).toBe(true);
  });

  it('is refused with another zone, moment, or end', () => {
    const { steps } = computeDeadline({
      period: { ...russianCivil, length: 10, unit: 'calendar_days' },
      trigger: '2027-06-02T10:00:00.000Z',
      calendar: calendarFor({ country: 'RU' }),
    });
    const due = (facts: object): Step[] =>
      steps.map((step) => (step.kind === 'due' ? { ...step, facts: { ...step.facts, ...facts } } : step));
    expect(refused(due({}))).toBe(false);
    for (const facts of [{ zone: 'Europe/Berlin' }, { zone: undefined }, { at: '2027-06-15T20:59:59.998Z' }, { hour: '23:00' }])
      expect(refused(due(facts))).toBe(true);
    expect(refused(steps.slice(0, -1))).toBe(true);
    expect(refused([])).toBe(true);
  });
});

const counts = ({ facts }: Step): boolean => 'weekend' in facts;
