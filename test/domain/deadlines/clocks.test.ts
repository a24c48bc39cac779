import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { cancelClock, extendClock, meetClock, missClock, pauseClock, resumeClock } from '#domain/deadlines/clock-moves.ts';
import { type Clock, isOpen, leadingClock, recountClock, startClocks } from '#domain/deadlines/clocks.ts';
import { lawOf, shippedLaw } from '#domain/deadlines/law.ts';
import { contractRule, type MayPause, notMoved, type Rule } from '#domain/deadlines/rule.ts';
import { rulesFor } from '#domain/deadlines/rulebook.ts';
import { Refusal } from '#domain/errors.ts';

const russia = calendarFor({ country: 'RU' });
const received = { at: '2026-11-02T09:00:00.000Z', evidence: 'mail-1' };
const rules = rulesFor({ country: 'RU', party: 'consumer', kind: 'claim', demands: ['refund'], receivedDay: '2026-11-02' });
const start = (): Clock[] => startClocks({ rules, events: { received }, calendar: russia });
const one = (kind: Clock['kind'], parts: Partial<Rule> = {}): Clock => {
  const rule = rules.find((candidate) => candidate.kind === kind);
  const [clock] = rule ? startClocks({ rules: [{ ...rule, ...parts }], events: { received }, calendar: russia }) : [];
  if (!clock) throw new Error('no clock');
  return clock;
};
const code = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
  return undefined;
};

describe('starting', () => {
  it('gives one clock per rule, with the day and hour of its trigger', () => {
    expect(start().map(({ id, kind, state, lastDay, dueAt }) => ({ id, kind, state, lastDay, dueAt }))).toEqual([
      { id: 'ru-consumer-22-refund', kind: 'statutory_answer', state: 'running', lastDay: '2026-11-12', dueAt: '2026-11-12T20:59:59.999Z' },
      { id: 'house-acknowledge', kind: 'acknowledge', state: 'running', lastDay: '2026-11-03', dueAt: '2026-11-03T20:59:59.999Z' },
      { id: 'house-own-target', kind: 'own_target', state: 'running', lastDay: '2026-11-17', dueAt: '2026-11-17T20:59:59.999Z' },
    ]);
    expect(one('own_target')).toMatchObject({
      startedAt: received.at,
      trigger: { event: 'received', day: '2026-11-02', at: received.at, evidence: 'mail-1' },
      ruleVersion: '2026-11-23',
    });
  });

  it('waits for a trigger that has not happened, or takes the evidence that stands in for it', () => {
    const bank = rulesFor({ country: 'RU', party: 'business', kind: 'claim', demands: [], sector: 'bank', receivedDay: '2026-11-02' });
    const clocks = startClocks({ rules: bank, events: { received }, calendar: russia });
    expect(clocks.map((clock) => clock.id)).toEqual(['ru-apk-4-5', 'ru-bank-30-1-registration', 'house-acknowledge', 'house-own-target']);
    expect(clocks[0]?.trigger.event).toBe('received');
    const sent = startClocks({ rules: bank, events: { received, sent: { at: '2026-10-30', evidence: 'envelope' } }, calendar: russia });
    expect(sent[0]).toMatchObject({
      trigger: { event: 'sent', day: '2026-10-30', evidence: 'envelope' },
      lastDay: '2026-11-30',
      startedAt: '2026-10-29T21:00:00.000Z',
    });
  });

  it('survives JSON unchanged', () => {
    for (const clock of start()) expect(JSON.parse(JSON.stringify(clock))).toEqual(JSON.parse(JSON.stringify(structuredClone(clock))));
  });
});

describe('meeting and missing', () => {
  it('is in time to the last millisecond and late at the next', () => {
    const clock = one('statutory_answer');
    const by = { evidence: 'reply-1' };
    expect(meetClock(clock, { at: '2026-11-12T20:59:59.999Z', ...by })).toMatchObject({
      state: 'met',
      metAt: '2026-11-12T20:59:59.999Z',
      evidence: 'reply-1',
    });
    expect(meetClock(clock, { at: '2026-11-12T21:00:00.000Z', ...by })).toMatchObject({
      state: 'missed',
      missedAt: clock.dueAt,
      metAt: '2026-11-12T21:00:00.000Z',
    });
    expect(code(() => missClock(clock, clock.dueAt))).toBe('wrong-state');
    const missed = missClock(clock, '2026-11-12T21:00:00.000Z');
    expect([missed.state, isOpen(missed)]).toEqual(['missed', true]);
    const done = meetClock(missed, { at: '2026-11-20T09:00:00.000Z', ...by });
    expect([done.state, done.missedAt, isOpen(done)]).toEqual(['missed', clock.dueAt, false]);
    expect(code(() => meetClock(done, { at: '2026-11-21T09:00:00.000Z', ...by }))).toBe('wrong-state');
  });

  it('ends when cancelled', () => {
    const gone = cancelClock(one('own_target'), { at: '2026-11-05T09:00:00.000Z', evidence: 'withdrawn' });
    expect([gone.state, isOpen(gone)]).toEqual(['cancelled', false]);
    for (const act of [
      () => meetClock(gone, received),
      () => cancelClock(gone, received),
      () => missClock(gone, '2027-01-01T00:00:00.000Z'),
    ])
      expect(code(act)).toBe('wrong-state');
  });
});

describe('pausing', () => {
  const answered = { reason: 'answered', evidence: 'mail-8' };
  const at = '2026-11-05T10:00:00.000Z';
  const pause = (clock: Clock, parts: Partial<{ at: string; reason: string; evidence: string }> = {}): Clock =>
    pauseClock(clock, { at, reason: 'request-for-information', evidence: 'letter-7', ...parts });

  it('moves the due date by the working days that it took, with a step that says so', () => {
    const resumed = resumeClock(pause(one('own_target')), { at: '2026-11-11T15:00:00.000Z', ...answered }, shippedLaw);
    expect([resumed.state, resumed.lastDay]).toEqual(['running', '2026-11-23']); // Thu, Fri, Mon, Tue
    expect(resumed.steps.find((step) => step.kind === 'pause')?.facts).toMatchObject({
      from: '2026-11-05',
      to: '2026-11-11',
      length: 4,
      unit: 'working_days',
    });
    const again = resumeClock(
      pause(resumed, { at: '2026-11-12T09:00:00.000Z' }),
      { at: '2026-11-13T09:00:00.000Z', ...answered },
      shippedLaw,
    );
    expect(again.lastDay).toBe('2026-11-24');
    expect(again.pauses).toHaveLength(2);
  });

  it('is refused where the rule does not allow it, without evidence, and out of its time', () => {
    const asked: MayPause = 'request-for-information';
    expect(code(() => pause(one('statutory_answer')))).toBe('wrong-state');
    const may = one('statutory_answer', { mayPause: asked });
    expect(pause(may).state).toBe('paused');
    expect(code(() => pause(may, { reason: 'holiday' }))).toBe('wrong-state');
    expect(code(() => pause(may, { evidence: ' ' }))).toBe('wrong-state');
    expect(code(() => pause(may, { at: '2026-11-12T21:00:00.000Z' }))).toBe('wrong-state');
    expect(code(() => pause(pause(may)))).toBe('wrong-state');
    expect(code(() => resumeClock(may, { at, ...answered }, shippedLaw))).toBe('wrong-state');
    expect(code(() => resumeClock(pause(may), { at: '2026-11-04T10:00:00.000Z', ...answered }, shippedLaw))).toBe('wrong-state');
  });

  it('keeps a clock from running out, and ends when the thing is done', () => {
    const standing = pause(one('own_target'));
    expect(code(() => missClock(standing, '2027-03-01T00:00:00.000Z'))).toBe('wrong-state');
    expect(meetClock(standing, { at: '2027-03-01T00:00:00.000Z', evidence: 'r' })).toMatchObject({
      state: 'met',
      pauses: [{ to: '2027-03-01T00:00:00.000Z' }],
    });
  });
});

describe('more time', () => {
  const more = { at: '2026-11-05T10:00:00.000Z', reason: 'documents from the bank', evidence: 'notice-3' };
  it('is given on a statutory clock only as far and as often as its rule says', () => {
    expect(code(() => extendClock(one('statutory_answer'), { ...more, length: 1 }, shippedLaw))).toBe('wrong-state');
    const mayExtend = { length: 10, unit: 'working_days', times: 1, condition: { en: 'x', ru: 'x' } } as const;
    const clock = one('statutory_answer', { mayExtend, period: { ...notMoved, length: 15, unit: 'working_days' } });
    const longer = extendClock(clock, { ...more, length: 10 }, shippedLaw);
    expect([clock.lastDay, longer.lastDay]).toEqual(['2026-11-24', '2026-12-08']);
    expect(code(() => extendClock(clock, { ...more, length: 11 }, shippedLaw))).toBe('wrong-state');
    expect(code(() => extendClock(longer, { ...more, length: 1 }, shippedLaw))).toBe('wrong-state');
    expect(code(() => extendClock(clock, { ...more, evidence: '', length: 1 }, shippedLaw))).toBe('wrong-state');
  });

  it('is given freely on our own target, in its unit', () => {
    expect(extendClock(one('own_target'), { ...more, length: 2 }, shippedLaw).lastDay).toBe('2026-11-19');
  });
});

describe('of several clocks', () => {
  it('the one that is due first leads; the law before the contract before us on a tie; paused ones last', () => {
    const clocks = start();
    expect(leadingClock(clocks)?.id).toBe('house-acknowledge');
    const tie = startClocks({
      rules: [
        contractRule(8, 'working_days', '7.3'),
        ...rules.map((rule) => ({ ...rule, period: { ...notMoved, length: 8, unit: 'working_days' } as const })).toReversed(),
      ],
      events: { received },
      calendar: russia,
    });
    expect(leadingClock(tie)?.kind).toBe('statutory_answer');
    const target = pauseClock(one('own_target'), { at: '2026-11-03T09:00:00.000Z', reason: 'r', evidence: 'e' });
    expect(leadingClock([target, one('statutory_answer')])?.kind).toBe('statutory_answer');
    expect(leadingClock([target])?.kind).toBe('own_target');
    expect(leadingClock([])).toBeUndefined();
    expect(leadingClock([missClock(one('statutory_answer'), '2026-12-01T00:00:00.000Z'), one('own_target')])?.kind).toBe(
      'statutory_answer',
    );
  });

  it('open ones follow a changed calendar, closed ones keep their dates', () => {
    const name = { en: 'closed', ru: 'закрыто' };
    const change = { kind: 'company-days', daysOff: [{ date: '2026-11-05', name }], workingDays: [{ date: '2026-11-04', name }] } as const;
    const more = { ...change, daysOff: [...change.daysOff, { date: '2026-11-06', name }] };
    const clock = { ...one('own_target'), calendarId: 'RU+own' };
    expect(recountClock(clock, lawOf([{ id: 'a', change }])).lastDay).toBe('2026-11-17'); // 4 November works there, 5 November does not
    expect(recountClock(clock, lawOf([{ id: 'b', change: more }])).lastDay).toBe('2026-11-18');
    const met = meetClock(clock, { at: '2026-11-04T09:00:00.000Z', evidence: 'r' });
    expect(recountClock(met, lawOf([{ id: 'b', change: more }]))).toBe(met);
  });
});
