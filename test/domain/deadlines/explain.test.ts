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

  it('says which rule, on what evidence, what was corrected, and what was entered later', () => {
    const { steps } = computeDeadline({
      period: { ...russianCivil, length: 3, unit: 'working_days', cutoff: '18:00', cutoffTo: 'next_working_day' },
      trigger: '2027-02-19T15:30:00.000Z',
      evidence: 'mail-17',
      corrected: { was: '2027-02-17', reason: 'the mail was forwarded late', recorded: '2027-02-25' },
      calendar: russia,
      pauses: [
        {
          from: '2027-02-24T09:00:00.000Z',
          to: '2027-02-26T09:00:00.000Z',
          reason: 'documents asked for',
          evidence: 'mail-21',
          recordedAt: '2027-03-01T08:00:00.000Z',
        },
      ],
      extensions: [{ length: 2, unit: 'working_days', basis: 'raw_end', reason: 'agreed', evidence: 'letter-4' }],
      source: {
        clause: { en: 'contract, 7.2', ru: 'договор, п. 7.2' },
        source: 'contract',
        rule: 'contract-answer',
        version: '2026-11-23',
        title: { en: 'Answer by contract', ru: 'Ответ по договору' },
      },
    });
    expect(explain(steps, 'en')).toEqual([
      'Rule: Answer by contract (contract-answer, version of Mon 23 Nov 2026)',
      'Received Fri 19 Feb 2027, evidence: mail-17',
      'Start corrected on Thu 25 Feb 2027: first taken as Wed 17 Feb 2027 (the mail was forwarded late)',
      'Counted: Sat 20 Feb 2027, working day instead of 22 February (Government decree 1187 of 17 Sep 2026)',
      'At or after 18:00: counts as the next working day, Sat 20 Feb 2027',
      'The period begins the next day, Sun 21 Feb 2027 (art. 191 Civil Code of Russia)',
      'Day off skipped: Mon 22 Feb 2027, day off moved from 20 February (Government decree 1187 of 17 Sep 2026)',
      'Day off skipped: Tue 23 Feb 2027, Defender of the Fatherland Day',
      '3 working days: ends Fri 26 Feb 2027; weekend days passed: 1',
      'Paused from Wed 24 Feb 2027 to Fri 26 Feb 2027 (documents asked for, evidence: mail-21, entered on Mon 1 Mar 2027): 2 working days more, ends Tue 2 Mar 2027; weekend days passed: 2',
      'Extended by 2 working days (agreed, evidence: letter-4): ends Thu 4 Mar 2027',
      'By contract, 7.2',
      'Due Thu 4 Mar 2027, until 24:00',
    ]);
    const russian = explain(steps, 'ru');
    expect(russian.slice(0, 3)).toEqual([
      'Правило: Ответ по договору (contract-answer, редакция от пн, 23 ноября 2026 г.)',
      'Получено пт, 19 февраля 2027 г., подтверждение: mail-17',
      'Начало срока исправлено чт, 25 февраля 2027 г.: прежде считалось ср, 17 февраля 2027 г. (the mail was forwarded late)',
    ]);
    expect(russian[4]).toBe('В 18:00 или позже: считается следующим рабочим днём, сб, 20 февраля 2027 г.');
    expect(russian[9]).toContain('(documents asked for, подтверждение: mail-21, внесено пн, 1 марта 2027 г.): ещё 2 рабочих дня');
    expect(russian[10]).toBe('Продление: 2 рабочих дня (agreed, подтверждение: letter-4): конец чт, 4 марта 2027 г.');
  });

  it('says for how long doors were closed, and which year is not held', () => {
    const office = [['09:00', '18:00']] as const;
    const hours = { 1: office, 2: office, 3: office, 4: office, 5: office };
    const period = { ...notMoved, length: 4, unit: 'business_hours', hours } as const;
    const { steps } = computeDeadline({ period, trigger: '2023-11-03T13:30:00.000Z', calendar: russia });
    expect(explain(steps, 'en').slice(2)).toEqual([
      '4 working hours: ends Tue 7 Nov 2023; doors closed meanwhile for 87 hours',
      'Provisional: no official calendar for 2023 is held here',
      'Due Tue 7 Nov 2023, until 11:30',
    ]);
    expect(explain(steps, 'ru')[2]).toBe('4 рабочих часа: конец вт, 7 ноября 2023 г.; нерабочее время за этот срок: 87 часов');
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
