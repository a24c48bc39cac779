import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { meetClock, missClock, pauseClock, resumeClock } from '#domain/deadlines/clock-moves.ts';
import { type Clock, startClocks } from '#domain/deadlines/clocks.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import type { Rule } from '#domain/deadlines/rule.ts';
import { houseRules } from '#domain/deadlines/rules/house.ts';
import { stageOf } from '#domain/deadlines/stage.ts';

const germany = calendarFor({ country: 'DE' });
// From the first moment of Monday 2 November in Berlin: ten working days end with Monday the 16th, fifteen days later.
const begin = '2026-11-01T23:00:00.000Z';
const [acknowledgeRule, targetRule] = houseRules as [Rule, Rule];
const [target] = startClocks({ rules: [targetRule], events: { received: { at: begin, evidence: 'm' } }, calendar: germany }) as [Clock];
const at = (hours: number): string => new Date(Date.parse(begin) + hours * 3_600_000).toISOString();

describe('how far a clock has run', () => {
  it('warns at 50, 75 and 90 %, from the first moment of the working day before, and when it is over', () => {
    expect(target.dueAt).toBe('2026-11-16T22:59:59.999Z');
    const whole = 15 * 24;
    const eve = '2026-11-12T23:00:00.000Z'; // Friday 00:00 before Monday the 16th
    const seen = [0, 0.49, 0.5, 0.75, 0.8, 0.9, 1].map((part) => stageOf(target, at(whole * part)));
    expect(seen.map((stage) => stage.due)).toEqual(['ok', 'ok', 'warn-50', 'warn-75', 'warn-75', 'warn-90', 'overdue']);
    expect(seen.map((stage) => stage.elapsedPercent)).toEqual([0, 49, 50, 75, 80, 90, 100]);
    expect(seen.map((stage) => stage.nextWake)).toEqual([at(180), at(180), eve, at(324), at(324), at(whole), undefined]);
    expect(stageOf(target, eve).due).toBe('last-working-day');
    expect(stageOf(target, target.dueAt).due).toBe('warn-90');
  });

  it('wakes exactly where the next thing is due', () => {
    let now = begin;
    const heard: string[] = [];
    for (let next = stageOf(target, now).nextWake; next; next = stageOf(target, now).nextWake) {
      now = next;
      heard.push(stageOf(target, now).due);
    }
    expect(heard).toEqual(['warn-50', 'last-working-day', 'warn-75', 'warn-90', 'overdue']);
  });

  it('does not warn of the working day before when that day had begun when the clock did', () => {
    const noon = '2026-11-02T11:00:00.000Z';
    const [short] = startClocks({ rules: [acknowledgeRule], events: { received: { at: noon, evidence: 'm' } }, calendar: germany }) as [
      Clock,
    ];
    expect(short.lastDay).toBe('2026-11-03');
    expect(stageOf(short, noon)).toMatchObject({ due: 'ok', nextWake: '2026-11-03T05:00:00.000Z' });
  });

  it('stands still in a pause and goes on where it stood', () => {
    const paused = pauseClock(target, { at: at(90), reason: 'documents', evidence: 'e' });
    expect(stageOf(paused, at(5000))).toEqual({ elapsedPercent: 25, nextWake: undefined, due: 'ok' });
    const on = resumeClock(paused, { at: at(90 + 48), reason: 'answered', evidence: 'f' }, shippedLaw);
    expect(on.dueAt).toBe('2026-11-18T22:59:59.999Z');
    expect(stageOf(on, at(90 + 48))).toMatchObject({ elapsedPercent: 25, nextWake: at(180 + 48) });
  });

  it('is silent when closed and overdue when missed', () => {
    expect(stageOf(meetClock(target, { at: at(1), evidence: 'r' }), at(5000))).toEqual({ elapsedPercent: 100, due: 'ok' });
    expect(stageOf(missClock(target, at(5000)), at(5000))).toEqual({ elapsedPercent: 100, due: 'overdue' });
  });
});
