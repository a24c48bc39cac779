import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { meetClock, missClock, relawClock } from '#domain/deadlines/clock-moves.ts';
import { startClocks } from '#domain/deadlines/clocks.ts';
import { type LawChange, lawOf, shippedLaw } from '#domain/deadlines/law.ts';
import { checkChange } from '#domain/deadlines/law-change.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import { readYearFile } from '#domain/deadlines/year-file.ts';
import { Refusal } from '#domain/errors.ts';

const refund = { country: 'RU', party: 'consumer', kind: 'claim', demands: ['refund'] } as const;
const longer: LawChange = {
  kind: 'rule',
  rule: 'ru-consumer-22-refund',
  from: '2027-01-01',
  length: 20,
  unit: 'calendar_days',
  end: 'next_working_day',
  source: 'sample act',
  confidence: 'K',
};
const law = (...changes: LawChange[]) => lawOf(changes.map((change, n) => ({ id: `c${n}`, change })));
const start = (day: string, of = shippedLaw) => {
  const [rule] = rulesFor({ ...refund, receivedDay: day, rules: of.rules });
  const [clock] = rule
    ? startClocks({ rules: [rule], events: { received: { at: day, evidence: 'm' } }, calendar: of.calendar({ country: 'RU' }) })
    : [];
  if (!clock) throw new Error('no clock');
  return clock;
};
const move = { at: '2026-12-20T09:00:00.000Z', reason: 'new act', evidence: 'c0' };
const fieldsOf = (act: () => unknown): string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...error.fields.map(({ path }) => path)];
    throw error;
  }
  return [];
};

describe('a rule in another wording', () => {
  it('holds for events from its day on; earlier ones keep the old one', () => {
    const changed = law(longer);
    expect(start('2026-12-30', changed).period.length).toBe(10);
    expect(start('2027-01-01', changed)).toMatchObject({ ruleVersion: '2027-01-01', lastDay: '2027-01-21' });
    expect(changed.findRule('ru-consumer-22-refund', '2026-11-23')?.validTo).toBe('2026-12-31');
    expect(changed.findRule('ru-consumer-22-refund', '2027-01-01')?.confidence).toBe('K');
  });

  it('moves open clocks whose event it covers, says so in their log, and leaves closed ones alone', () => {
    const clock = start('2027-01-12');
    const after = relawClock(clock, law(longer), move);
    expect([clock.lastDay, after.lastDay, after.ruleVersion]).toEqual(['2027-01-22', '2027-02-01', '2027-01-01']);
    expect(after.log?.at(-1)).toMatchObject({
      type: 'recounted',
      reason: 'new act',
      evidence: 'c0',
      was: '2027-01-22',
      lastDay: '2027-02-01',
    });
    expect(relawClock(start('2026-12-01'), law(longer), move).lastDay).toBe('2026-12-11');
    const met = meetClock(clock, { at: '2027-01-13T09:00:00.000Z', evidence: 'r' });
    expect(relawClock(met, law(longer), move)).toBe(met);
    expect(relawClock(after, law(longer), move)).toBe(after);
  });

  it('revives a miss when the new term is not over yet', () => {
    const missed = missClock(start('2027-01-12'), '2027-01-25T09:00:00.000Z');
    const after = relawClock(missed, law(longer), { ...move, at: '2027-01-26T09:00:00.000Z' });
    expect([missed.state, after.state, after.missedAt]).toEqual(['missed', 'running', undefined]);
  });
});

describe('a year of a calendar', () => {
  const file = '{"country":"RU","year":2028,"source":"sample decree","moved":[["2028-01-01","2028-01-10"],["2028-01-02","2028-12-29"]]}';
  it('takes the place of what stood there and makes its dates final', () => {
    const clock = start('2027-12-29');
    expect([clock.lastDay, clock.provisional]).toEqual(['2028-01-10', true]);
    const after = relawClock(clock, law(readYearFile(file)), move);
    expect([after.lastDay, after.provisional]).toEqual(['2028-01-11', false]);
  });

  it('leaves other years, other countries and the calendar that ships as they were', () => {
    const changed = law(readYearFile(file)).calendar({ country: 'RU' });
    expect(changed.known).toEqual({ from: 2024, to: 2028 });
    expect(isWorkingDay(changed, '2027-02-20')).toBe(true);
    expect(isWorkingDay(calendarFor({ country: 'RU' }), '2028-01-10')).toBe(true);
    expect(law(readYearFile(file)).calendar({ country: 'DE' })).toBe(calendarFor({ country: 'DE' }));
  });

  it('after a gap stays out of the years that are known', () => {
    const later = readYearFile(file.replaceAll('2028', '2030'));
    expect(law(later).calendar({ country: 'RU' }).known).toEqual({ from: 2024, to: 2027 });
  });

  it('is refused with the names of wrong fields', () => {
    expect(fieldsOf(() => readYearFile('{'))).toEqual(['invalid', 'file']);
    expect(fieldsOf(() => readYearFile('{"country":"DE","year":"x","source":"s"}'))).toEqual(['invalid', 'year', 'file']);
    expect(fieldsOf(() => readYearFile('{"country":"RU","year":2028,"source":"s","moved":[["2028-02-30","2028-03-01"]]}'))[0]).toBe(
      'invalid',
    );
    const wrongYear = readYearFile('{"country":"DE","year":2028,"source":"s","daysOff":[{"date":"2027-01-01","name":"x"}]}');
    expect(fieldsOf(() => checkChange(wrongYear, shippedLaw))).toEqual(['invalid', 'daysOff']);
    const nowhere = readYearFile('{"country":"ZZ","year":2028,"source":"s","daysOff":[{"date":"2028-01-01","name":"x"}]}');
    expect(fieldsOf(() => checkChange(nowhere, shippedLaw))).toEqual(['unprocessable']);
  });
});

describe('days of the company', () => {
  const name = { en: 'stocktaking', ru: 'инвентаризация' };
  const closed: LawChange = { kind: 'company-days', daysOff: [{ date: '2026-12-15', name }], workingDays: [] };
  it('move its own promises and no term of law', () => {
    const changed = law(closed);
    const rules = rulesFor({ ...refund, receivedDay: '2026-12-05', rules: changed.rules });
    const clocks = startClocks({
      rules,
      events: { received: { at: '2026-12-05', evidence: 'm' } },
      calendar: changed.calendar({ country: 'RU' }),
      own: changed.calendar({ country: 'RU', own: true }),
    });
    const days = Object.fromEntries(clocks.map((clock) => [clock.id, clock.lastDay]));
    expect(days).toMatchObject({ 'ru-consumer-22-refund': '2026-12-15', 'house-own-target': '2026-12-21' });
    expect(relawClock({ ...(clocks.find(({ kind }) => kind === 'own_target') ?? start('2026-12-05')) }, shippedLaw, move).lastDay).toBe(
      '2026-12-18',
    );
  });

  it('refuses one day as both', () => {
    const both: LawChange = { ...closed, workingDays: closed.kind === 'company-days' ? closed.daysOff : [] };
    expect(fieldsOf(() => checkChange(both, shippedLaw))).toEqual(['invalid', 'workingDays']);
    expect(fieldsOf(() => checkChange({ ...longer, length: 10 }, shippedLaw))).toEqual(['invalid', 'length']);
    expect(fieldsOf(() => checkChange({ ...longer, rule: 'x', from: 'y', source: ' ' }, shippedLaw))).toEqual([
      'invalid',
      'rule',
      'from',
      'source',
    ]);
  });
});
