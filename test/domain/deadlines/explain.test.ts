import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { amount, explain } from '#domain/deadlines/explain.ts';
import { computeDeadline } from '#domain/deadlines/period.ts';
import { notMoved, russianCivil } from '#domain/deadlines/rule.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';

const russia = calendarFor({ country: 'RU' });

describe('why a deadline falls on its day', () => {
  it('is told for a refund to a Russian consumer, in English and Russian', () => {
    const [rule] = rulesFor({ country: 'RU', party: 'consumer', kind: 'claim', demands: ['refund'], receivedDay: '2027-06-02' });
    if (!rule) throw new Error('no rule');
    const { steps } = computeDeadline({ period: rule.period, trigger: '2027-06-02', calendar: russia, source: rule });
    expect(explain(steps, 'en')).toEqual([
      'Received Wed 2 Jun 2027',
      'The period begins the next day, Thu 3 Jun 2027 (art. 191 Civil Code of Russia)',
      '10 calendar days: ends Sat 12 Jun 2027',
      'Day off skipped: Sun 13 Jun 2027, Sunday',
      'Day off skipped: Mon 14 Jun 2027, day off moved from 12 June (Labour Code art. 112)',
      'Last day falls on Sat 12 Jun 2027, Russia Day: moves to Tue 15 Jun 2027 (art. 193 Civil Code of Russia)',
      'By Law 2300-1 art. 22',
      'Due Tue 15 Jun 2027, until 24:00',
    ]);
    expect(explain(steps, 'ru')).toEqual([
      'Получено ср, 2 июня 2027 г.',
      'Срок начинает течь на следующий день, чт, 3 июня 2027 г. (ст. 191 ГК РФ)',
      '10 календарных дней: конец сб, 12 июня 2027 г.',
      'Нерабочий день не считается: вс, 13 июня 2027 г., воскресенье',
      'Нерабочий день не считается: пн, 14 июня 2027 г., перенос с 12 июня (ст. 112 ТК РФ)',
      'Последний день — сб, 12 июня 2027 г., День России: переносится на вт, 15 июня 2027 г. (ст. 193 ГК РФ)',
      'Основание: ст. 22 Закона о защите прав потребителей',
      'Срок истекает вт, 15 июня 2027 г., в 24:00',
    ]);
  });

  it('names each holiday and worked Saturday that a count of working days met', () => {
    const { steps } = computeDeadline({
      period: { ...russianCivil, length: 5, unit: 'working_days' },
      trigger: '2027-02-18',
      calendar: russia,
    });
    expect(explain(steps, 'en').slice(2, 6)).toEqual([
      'Counted: Sat 20 Feb 2027, working day instead of 22 February (Government decree 1187 of 17 Sep 2026)',
      'Day off skipped: Mon 22 Feb 2027, day off moved from 20 February (Government decree 1187 of 17 Sep 2026)',
      'Day off skipped: Tue 23 Feb 2027, Defender of the Fatherland Day',
      '5 working days: ends Fri 26 Feb 2027; weekend days passed: 1',
    ]);
  });

  it('tells cut-off, deemed receipt, pauses, extensions and provisional years in both languages', () => {
    const { steps } = computeDeadline({
      period: {
        ...notMoved,
        end: 'next_working_day',
        length: 3,
        unit: 'calendar_days',
        cutoff: '16:00',
        receipt: { deemedDays: 2, unit: 'working_days', onWorkingDay: true },
      },
      trigger: '2027-12-24T14:00:00.000Z',
      event: 'sent',
      calendar: russia,
      pauses: [{ from: '2027-12-29T10:00:00.000Z', to: '2027-12-31T10:00:00.000Z', reason: 'R-17' }],
      extensions: [{ length: 1, unit: 'weeks', basis: 'raw_end', reason: 'E-2' }],
    });
    expect(explain(steps, 'en')).toEqual([
      'Sent Fri 24 Dec 2027',
      'At or after 16:00: counts as the next day, Sat 25 Dec 2027',
      'Deemed received 2 working days later, Tue 28 Dec 2027; weekend days passed: 1',
      'The period begins the next day, Wed 29 Dec 2027',
      '3 calendar days: ends Fri 31 Dec 2027',
      'Paused from Wed 29 Dec 2027 to Fri 31 Dec 2027 (R-17): 2 calendar days more, ends Sun 2 Jan 2028',
      'Extended by 1 week (E-2): ends Sun 9 Jan 2028',
      'Last day falls on Sun 9 Jan 2028, Sunday: moves to Mon 10 Jan 2028',
      'Provisional: no official calendar for 2028 yet',
      'Due Mon 10 Jan 2028, until 24:00',
    ]);
    expect(explain(steps, 'ru')[5]).toBe(
      'Приостановлен с ср, 29 декабря 2027 г. по пт, 31 декабря 2027 г. (R-17): ещё 2 календарных дня, конец вс, 2 января 2028 г.',
    );
    expect(explain(steps, 'ru')[8]).toBe('Предварительно: официального календаря на 2028 год ещё нет');
  });

  it('declines Russian numerals', () => {
    expect([1, 2, 5, 11, 12, 21, 22, 112].map((n) => amount(n, 'working_days', 'ru'))).toEqual([
      '1 рабочий день',
      '2 рабочих дня',
      '5 рабочих дней',
      '11 рабочих дней',
      '12 рабочих дней',
      '21 рабочий день',
      '22 рабочих дня',
      '112 рабочих дней',
    ]);
    expect(amount(1, 'weeks', 'en')).toBe('1 week');
  });
});
