import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, isWorkingDay } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { dayNumber, dayOfNumber } from '#domain/deadlines/legal-day.ts';
import { computeDeadline, type DeadlineInput, type Period } from '#domain/deadlines/period.ts';
import { germanCivil, notMoved, russianCivil, unionLaw, usFederal } from '#domain/deadlines/rule.ts';
import { Refusal } from '#domain/errors.ts';
import { fixture } from '../vectors/calendars.ts';
import { endOfDay, lastDay as slowLastDay } from './oracle.ts';

const russia = calendarFor({ country: 'RU' });
const germany = calendarFor({ country: 'DE' });
const france = calendarFor({ country: 'FR' });
const make = (parts: Partial<Period>): Period => ({ ...notMoved, length: 10, unit: 'calendar_days', ...parts });
const count = (parts: Partial<Period>, trigger: string, more: Partial<DeadlineInput> = {}) =>
  computeDeadline({ period: make(parts), trigger, calendar: germany, ...more });

const days = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2050-12-31') }).map(dayOfNumber);
const units = fc.constantFrom('calendar_days', 'working_days', 'weeks', 'months', 'years') as fc.Arbitrary<Period['unit']>;
const lengthOf = (unit: string): number => (unit === 'years' ? 10 : 60);

describe('a period', () => {
  it('agrees with the slow oracle in every unit, calendar and zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(russia, germany, france), days, units, fc.nat(), fc.boolean(), (calendar, trigger, unit, n, moves) => {
        const length = n % lengthOf(unit);
        const { lastDay, dueAt } = computeDeadline({
          period: make({ length, unit, end: moves ? 'next_working_day' : 'none' }),
          trigger,
          calendar,
        });
        expect(lastDay).toBe(slowLastDay(calendar, trigger, length, unit, moves));
        expect(dueAt).toBe(endOfDay(lastDay, calendar.zone));
      }),
      { numRuns: 1000 },
    );
  });

  it('ends on a working day when it moves, and never earlier for being longer', () => {
    fc.assert(
      fc.property(days, units, fc.integer({ min: 0, max: 40 }), (trigger, unit, n) => {
        const length = unit === 'years' ? n % 10 : n;
        const [short, long] = [length, length + 1].map((one) =>
          computeDeadline({ period: make({ length: one, unit, end: 'next_working_day' }), trigger, calendar: russia }),
        );
        expect(isWorkingDay(russia, short?.lastDay ?? '')).toBe(true);
        expect((short?.lastDay ?? '') <= (long?.lastDay ?? '')).toBe(true);
        expect((short?.rawEnd ?? '') <= (short?.lastDay ?? '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, Partial<Period>, string, string]>([
    ['same day: the first of ten', { start: 'same_day' }, '2026-11-02', '2026-11-11'],
    ['same day, a month: ends on the eve', { start: 'same_day', length: 1, unit: 'months' }, '2026-11-02', '2026-12-01'],
    ['same day, two weeks', { start: 'same_day', length: 2, unit: 'weeks' }, '2026-11-02', '2026-11-15'],
    ['next working day after a Friday', { start: 'next_working_day' }, '2026-11-06', '2026-11-18'],
    ['zero days end on the day itself', { length: 0, start: 'same_day' }, '2026-11-02', '2026-11-02'],
    ['clear days forward', { clearDays: true, length: 3 }, '2026-11-02', '2026-11-06'],
    ['clear weeks backward', { clearDays: true, length: 2, unit: 'weeks', direction: 'backward' }, '2026-11-30', '2026-11-15'],
    [
      'back to the previous working day',
      { length: 1, unit: 'months', direction: 'backward', end: 'previous_working_day' },
      '2026-12-01',
      '2026-10-30',
    ],
    [
      'deemed after three working days',
      { length: 1, receipt: { deemedDays: 3, unit: 'working_days', onWorkingDay: false } },
      '2026-11-06',
      '2026-11-12',
    ],
  ])('%s', (_name, parts, trigger, expected) => {
    expect(count(parts, trigger, { calendar: parts.direction === 'backward' ? calendarFor({ country: 'US' }) : germany }).lastDay).toBe(
      expected,
    );
  });

  it('counts from the legal day of the zone and cuts off by its clocks', () => {
    const late = '2026-11-02T22:30:00.000Z'; // 01:30 on the 3rd in Moscow
    expect(count({ length: 1 }, late, { calendar: russia }).lastDay).toBe('2026-11-04');
    expect(count({ length: 1 }, late, { calendar: russia, zone: 'Europe/London' }).lastDay).toBe('2026-11-03');
    expect(count({ length: 1, cutoff: '16:00' }, '2026-11-02T14:59:59.999Z').lastDay).toBe('2026-11-03');
    expect(count({ length: 1, cutoff: '16:00' }, '2026-11-02T15:00:00.000Z').lastDay).toBe('2026-11-04');
  });

  it('cuts off to the next day or to the next that is worked', () => {
    const friday = '2026-11-06T16:00:00.000Z'; // 17:00 in Berlin
    expect(count({ length: 0, cutoff: '17:00' }, friday).lastDay).toBe('2026-11-07');
    expect(count({ length: 0, cutoff: '17:00', cutoffTo: 'next_working_day' }, friday).lastDay).toBe('2026-11-09');
    expect(count({ length: 0, cutoff: '17:01', cutoffTo: 'next_working_day' }, friday).lastDay).toBe('2026-11-06');
  });

  it('goes further back for pauses and extensions when it is counted backwards', () => {
    const pauses = [{ from: '2026-11-16T10:00:00.000Z', to: '2026-11-18T10:00:00.000Z', reason: 'x' }];
    const extensions = [{ length: 1, unit: 'weeks', basis: 'raw_end', reason: 'x' }] as const;
    expect(count({ direction: 'backward' }, '2026-11-30', { pauses }).lastDay).toBe('2026-11-18');
    expect(count({ direction: 'backward' }, '2026-11-30', { extensions }).lastDay).toBe('2026-11-13');
  });

  it('closes at midnight or at the closing hour', () => {
    expect(count({ length: 1 }, '2026-11-02').dueAt).toBe('2026-11-03T22:59:59.999Z');
    expect(count({ length: 1, dayEnd: '18:00' }, '2026-11-02').dueAt).toBe('2026-11-03T17:00:00.000Z');
  });

  it('holds at least two working days under Union law', () => {
    const christmas = { period: { ...unionLaw, length: 2, unit: 'calendar_days' }, trigger: '2026-12-24', calendar: germany } as const;
    expect(computeDeadline(christmas).lastDay).toBe('2026-12-29');
    expect(computeDeadline({ ...christmas, period: { ...germanCivil, length: 2, unit: 'calendar_days' } }).lastDay).toBe('2026-12-28');
  });

  it('does not count pauses, in its own unit', () => {
    const pauses = [{ from: '2026-11-06T10:00:00.000Z', to: '2026-11-10T10:00:00.000Z', reason: 'documents asked for' }];
    expect(count({}, '2026-11-02', { pauses }).lastDay).toBe('2026-11-16'); // 12th + 4 calendar days
    expect(count({ unit: 'working_days' }, '2026-11-02', { pauses }).lastDay).toBe('2026-11-18'); // 16th + Friday and Monday
  });

  it('adds an extension to the end before or after it moves, as the law says', () => {
    const extend = (basis: 'raw_end' | 'last_day') =>
      count({ length: 5, end: 'next_working_day' }, '2026-11-02', {
        extensions: [{ length: 3, unit: 'calendar_days', basis, reason: 'x' }],
      }).lastDay;
    expect(extend('raw_end')).toBe('2026-11-10'); // Sat 7 + 3
    expect(extend('last_day')).toBe('2026-11-12'); // Mon 9 + 3
  });
});

describe('hours', () => {
  const trigger = '2026-11-06T14:30:00.000Z'; // Friday 15:30 in Berlin
  const hours = { 1: [['09:00', '18:00']], 2: [['09:00', '18:00']], 5: [['09:00', '18:00']] } as const;

  it('run by the clock, and move to the same hour of the next working day', () => {
    expect(count({ length: 24, unit: 'hours' }, trigger).dueAt).toBe('2026-11-07T14:30:00.000Z');
    const moved = computeDeadline({ period: { ...usFederal, length: 24, unit: 'hours' }, trigger, calendar: germany });
    expect([moved.lastDay, moved.dueAt]).toEqual(['2026-11-09', '2026-11-09T14:30:00.000Z']);
  });

  it('run only while the doors are open, also over a change of clocks', () => {
    expect(count({ length: 4, unit: 'business_hours', hours }, trigger).dueAt).toBe('2026-11-09T09:30:00.000Z');
    expect(count({ length: 2, unit: 'business_hours', hours }, '2026-11-06T15:00:00.000Z').dueAt).toBe('2026-11-06T17:00:00.000Z'); // at closing time, not at the next opening
    const nights = { 6: [['00:00', '24:00']], 7: [['00:00', '24:00']] } as const;
    // Sunday 25 October 2026 has 25 hours in Berlin.
    expect(count({ length: 26, unit: 'business_hours', hours: nights }, '2026-10-24T20:00:00.000Z').dueAt).toBe('2026-10-25T22:00:00.000Z');
  });

  it('give back what a pause took of them', () => {
    const pauses = [{ from: '2026-11-06T15:00:00.000Z', to: '2026-11-09T08:30:00.000Z', reason: 'x' }]; // 2 h of Friday, half an hour of Monday
    expect(count({ length: 4, unit: 'business_hours', hours }, trigger, { pauses }).dueAt).toBe('2026-11-09T12:00:00.000Z');
  });

  it('run backwards, also while doors are open and over pauses', () => {
    const back = { length: 4, unit: 'business_hours', direction: 'backward', hours } as const;
    expect(count(back, '2026-11-09T09:30:00.000Z').dueAt).toBe('2026-11-06T14:30:00.000Z'); // 1.5 h of Monday, 2.5 h of Friday
    const pauses = [{ from: '2026-11-03T14:00:00.000Z', to: '2026-11-03T16:00:00.000Z', reason: 'x' }];
    expect(count(back, '2026-11-09T09:30:00.000Z', { pauses }).dueAt).toBe('2026-11-06T12:30:00.000Z');
    expect(count({ length: 24, unit: 'hours', direction: 'backward' }, trigger, { pauses }).dueAt).toBe('2026-11-05T12:30:00.000Z');
  });

  it('are longer by hours, by open hours, or by days at the same hour', () => {
    const longer = (length: number, unit: Period['unit']) =>
      count({ length: 4, unit: 'business_hours', hours }, trigger, { extensions: [{ length, unit, basis: 'raw_end', reason: 'x' }] }).dueAt;
    expect(longer(2, 'business_hours')).toBe('2026-11-09T11:30:00.000Z');
    expect(longer(24, 'hours')).toBe('2026-11-10T09:30:00.000Z');
    expect(longer(2, 'calendar_days')).toBe('2026-11-11T09:30:00.000Z');
    expect(longer(5, 'working_days')).toBe('2026-11-16T09:30:00.000Z');
  });

  it('keep the second when they move, and end with the day whose doors close at midnight', () => {
    const moved = computeDeadline({
      period: { ...usFederal, length: 24, unit: 'hours' },
      trigger: '2026-11-06T14:30:45.678Z',
      calendar: germany,
    });
    expect(moved.dueAt).toBe('2026-11-09T14:30:45.678Z');
    const late = { 5: [['20:00', '24:00']] } as const;
    const { lastDay, dueAt } = count({ length: 4, unit: 'business_hours', hours: late, end: 'next_working_day' }, trigger);
    expect([lastDay, dueAt]).toEqual(['2026-11-06', '2026-11-06T23:00:00.000Z']);
  });

  it("take the calendar's hours where the period has none, and close earlier on short days where the hours say so", () => {
    const shortDays = new Map([['2026-11-06', { en: 'short', ru: 'короткий' }]]);
    const company = { ...fixture([], { zone: 'Europe/Berlin' }), shortDays, hours };
    const due = (calendar: Calendar, own?: Period['hours']) =>
      count({ length: 2, unit: 'business_hours', hours: own }, trigger, { calendar }).dueAt;
    expect(due(company)).toBe('2026-11-06T16:30:00.000Z');
    expect(due({ ...company, hours: { ...hours, shortDayMinutes: 60 } })).toBe('2026-11-09T08:30:00.000Z');
    expect(due({ ...company, hours: { ...hours, shortDayMinutes: 120 } })).toBe('2026-11-09T09:30:00.000Z');
    expect(due(company, { 6: [['10:00', '12:00']] })).toBe('2026-11-07T11:00:00.000Z');
  });

  it('need an instant and opening hours', () => {
    expect(() => count({ unit: 'hours' }, '2026-11-06')).toThrow(Refusal);
    expect(() => count({ unit: 'business_hours' }, trigger)).toThrow(Refusal);
    expect(() => count({ unit: 'business_hours', hours: {} }, trigger)).toThrow(Refusal);
  });
});

describe('what no one has enacted yet', () => {
  const period = { ...russianCivil, length: 30, unit: 'working_days' } as const;
  it('is provisional, and refused when so asked', () => {
    const input = { period, trigger: '2027-12-01', calendar: russia } as const;
    const found = computeDeadline(input);
    expect(found.provisional).toBe(true);
    expect(found.steps).toContainEqual({ kind: 'provisional', date: found.lastDay, facts: { year: 2028 } });
    expect(computeDeadline({ ...input, period: { ...period, length: 400 } }).steps).toContainEqual(
      expect.objectContaining({ kind: 'provisional', facts: { year: 2028 } }), // it ends in 2029: the first such year is named
    );
    expect(() => computeDeadline({ ...input, unknownYear: 'refuse' })).toThrow(Refusal);
    expect(computeDeadline({ ...input, trigger: '2027-10-01' }).provisional).toBe(false);
  });

  it('does not matter to plain days that are not moved', () => {
    expect(count({ length: 90 }, '2027-12-01', { calendar: russia, unknownYear: 'refuse' }).provisional).toBe(false);
    expect(count({ length: 90, end: 'next_working_day' }, '2027-12-01', { calendar: russia }).provisional).toBe(true);
  });

  it('refuses lengths and dates that are none', () => {
    expect(() => count({ length: -1 }, '2026-11-02')).toThrow(Refusal);
    expect(() => count({ length: 1.5 }, '2026-11-02')).toThrow(Refusal);
    expect(() => count({}, '2026-11-31')).toThrow(Refusal);
    const refusal = (parts: Partial<Period>, trigger = '2026-11-02', more: Partial<DeadlineInput> = {}) => {
      try {
        return count(parts, trigger, more).lastDay;
      } catch (error) {
        return error instanceof Refusal ? error.code : error;
      }
    };
    expect(refusal({ length: 1_000_001 })).toBe('invalid');
    for (const unit of ['calendar_days', 'working_days', 'weeks', 'months', 'years'] as const)
      expect(refusal({ length: 1_000_000, unit }), unit).toBe('unprocessable');
    expect(refusal({ length: 1_000_000, unit: 'hours' }, '2026-11-02T10:00:00.000Z')).toBe('unprocessable');
    expect(refusal({}, '1989-12-31')).toBe('unprocessable');
    expect(refusal({}, '2070-12-31')).toBe('unprocessable');
    const pause = { from: '2026-11-03T10:00:00.000Z', to: '2026-11-05T10:00:00.000Z', reason: 'x' };
    expect(refusal({}, '2026-11-02', { pauses: [pause, { ...pause, from: '2026-11-05T09:59:59.999Z', to: pause.to }] })).toBe('invalid');
    expect(refusal({}, '2026-11-02', { pauses: [{ ...pause, to: pause.from, from: pause.to }] })).toBe('invalid');
    const never = fixture([], { weekend: [1, 2, 3, 4, 5, 6, 7] });
    expect(refusal({ end: 'next_working_day' }, '2026-11-02', { calendar: never })).toBe('unprocessable');
    expect(() => count({ length: 20_000, unit: 'working_days' }, '2026-11-02', { calendar: fixture() })).toThrow(Refusal);
  });
});
