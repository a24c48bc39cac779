import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { notMoved } from '#domain/deadlines/rule.ts';
import { slowDeadline } from '#test/support/deadline-oracle.ts';
import { changeTuples, difference, tuple } from '#test/support/oracle-check.ts';

describe('engine and oracle', () => {
  it('agree on 5,000 drawn tuples of every axis, calendar and zone', () => {
    const found = Array.from({ length: 5000 }, (_, n) => difference(tuple(2026, n))).filter((one) => one !== undefined);
    expect(found).toEqual([]);
  });

  it.each(['Europe/Berlin', 'Africa/Cairo', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Beirut'])(
    'agree around every change of clocks in %s from 2020 to 2040',
    (zone) => {
      let count = 0;
      for (const input of changeTuples(zone)) {
        count += 1;
        const found = difference(input);
        if (found) expect.fail(JSON.stringify(found));
      }
      expect(count).toBeGreaterThan(5000);
    },
  );

  it('refuse alike: what leaves the calendars has no answer on either side', () => {
    const input = {
      period: { ...notMoved, length: 50, unit: 'years' },
      trigger: '2026-11-02',
      calendar: calendarFor({ country: 'RU' }),
    } as const;
    expect(() => slowDeadline(input)).toThrow();
    expect(difference(input)).toBeUndefined();
  });

  it('agree with examples of the law, so that they are not both wrong', () => {
    const us = calendarFor({ country: 'US' });
    // FRCP 6(a)(5): backwards a day off moves further back.
    const back = { ...notMoved, length: 14, unit: 'calendar_days', direction: 'backward', end: 'previous_working_day' } as const;
    expect(slowDeadline({ period: back, trigger: '2026-12-07', calendar: us }).lastDay).toBe('2026-11-23');
    // BGB § 187(2), 188(2): three months from 1 May end on 31 July.
    const months = { ...notMoved, length: 3, unit: 'months', start: 'same_day' } as const;
    expect(slowDeadline({ period: months, trigger: '2026-05-01', calendar: calendarFor({ country: 'DE' }) }).lastDay).toBe('2026-07-31');
    // ГК РФ 192: a month from 31 January ends on the last of February.
    expect(
      slowDeadline({ period: { ...notMoved, length: 1, unit: 'months' }, trigger: '2027-01-31', calendar: calendarFor({ country: 'RU' }) })
        .lastDay,
    ).toBe('2027-02-28');
  });
});
