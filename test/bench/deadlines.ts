import { DateTime } from 'luxon';
import { addWorkingDays } from '#domain/deadlines/calendar.ts';
import { calendarFor, yearOfCalendar } from '#domain/deadlines/calendars/calendars.ts';
import { type Clock, recountClock, startClocks } from '#domain/deadlines/clocks.ts';
import { lawOf } from '#domain/deadlines/law.ts';
import { dayOfNumber } from '#domain/deadlines/legal-day.ts';
import { addOpenTime, type OpenAt, subtractOpenTime } from '#domain/deadlines/opening-hours.ts';
import { computeDeadline } from '#domain/deadlines/period.ts';
import { contractRule, russianCivil } from '#domain/deadlines/rule.ts';
import { slowDeadline } from '#test/support/deadline-oracle.ts';
import { onFrom } from '#test/support/oracle-hours.ts';
import { type Figure, figure, median, number } from './figures.ts';

const runs = 5;
const second = 1000;

/** Calls per second of one core, the median of five runs. The sum keeps the work from being left out. */
function perSecond(work: (n: number) => number, batch = 1000, time = second): number {
  const rates: number[] = [];
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    let calls = 0;
    while (performance.now() - begun < time) for (let n = 0; n < batch; n++) sum += work(calls++);
    rates.push((calls / (performance.now() - begun)) * 1000);
  }
  if (!Number.isFinite(sum)) throw new Error('a call gave no number');
  return median(rates);
}

const hour = 3_600_000;
const working = [['09:00', '18:00']] as const;
const at: OpenAt = {
  hours: { 1: working, 2: working, 3: working, 4: working, 5: working },
  calendar: calendarFor({ country: 'DE', region: 'BE' }),
  zone: 'Europe/Berlin',
};
const begun = Date.parse('2026-01-05T09:00:00Z');
const fromOf = (n: number): number => begun + (n % 8760) * hour;
const durationOf = (n: number): number => (4 + (n % 36)) * hour;

/** Open time the way it is usually written on Luxon: from opening to opening, day after day. */
function luxonOpenTime(from: number, duration: number): number {
  let cursor = DateTime.fromMillis(from, { zone: at.zone });
  let left = duration;
  for (;;) {
    const off = cursor.weekday > 5 || at.calendar.daysOff.has(cursor.toISODate() ?? '');
    const open = cursor.set({ hour: 9, minute: 0, second: 0, millisecond: 0 });
    const close = cursor.set({ hour: 18, minute: 0, second: 0, millisecond: 0 });
    if (!off && cursor < close) {
      const begin = cursor < open ? open : cursor;
      const span = close.toMillis() - begin.toMillis();
      if (left <= span) return begin.plus({ milliseconds: left }).toMillis();
      left -= span;
    }
    cursor = cursor.plus({ days: 1 }).startOf('day');
  }
}

function agree(): void {
  for (let n = 0; n < 1000; n++) {
    const [from, duration] = [fromOf(n * 8), durationOf(n)];
    const engine = addOpenTime(from, duration, at);
    if (engine !== luxonOpenTime(from, duration) || engine !== onFrom(from, duration, at)) throw new Error(`not the same moment: ${n}`);
  }
}

const russia = calendarFor({ country: 'RU' });
const days = Array.from({ length: 365 }, (_, n) => dayOfNumber(20_454 + n)); // from 2026-01-01
const dayOf = (n: number): string => days[n % 365] ?? '2026-01-01';

/** Open clocks of the usual two kinds: ten calendar days that move, fifteen working days. */
function clocks(): Clock[] {
  const rules = [contractRule(10, 'calendar_days', '7.2', { counting: russianCivil }), contractRule(15, 'working_days', '7.2')];
  return days.flatMap((day) =>
    startClocks({ rules, events: { received: { at: `${day}T09:00:00.000Z`, evidence: 'mail-1' } }, calendar: russia }),
  );
}

function openTime(area: string): Figure[] {
  agree();
  const open = perSecond((n) => addOpenTime(fromOf(n), durationOf(n), at));
  const back = perSecond((n) => subtractOpenTime(fromOf(n), durationOf(n), at));
  const oracle = perSecond((n) => onFrom(fromOf(n), durationOf(n), at), 50, second / 2);
  const luxon = perSecond((n) => luxonOpenTime(fromOf(n), durationOf(n)), 50);
  const times = (slow: number): string => `${number(open / slow)} times`;
  return [
    figure(area, 'open time added (4 to 40 hours of opening hours, with daylight saving), one core', open, '/s', { atLeast: 2_000_000 }),
    figure(area, 'open time taken away, one core', back, '/s', { atLeast: 2_000_000 }),
    figure(area, `the same additions by the oracle, its edges kept (engine: ${times(oracle)})`, oracle, '/s'),
    figure(area, `the same additions in the usual loop on Luxon (engine: ${times(luxon)})`, luxon, '/s'),
  ];
}

function deadlines(area: string): Figure[] {
  const period = { ...russianCivil, length: 10, unit: 'calendar_days' } as const;
  const engine = perSecond((n) => computeDeadline({ period, trigger: dayOf(n), calendar: russia }).steps.length);
  const oracle = perSecond((n) => slowDeadline({ period, trigger: dayOf(n), calendar: russia }).lastDay.length, 50, second / 2);
  const open = clocks();
  const name = { en: 'moved', ru: 'перенос' };
  const file = yearOfCalendar(russia, 2026);
  const days2026 = { workingDays: [], shortDays: [], daysOff: [...file.daysOff, { date: '2026-06-15', name }] };
  const moved = lawOf([{ id: 'moved', change: { kind: 'calendar-year', country: 'RU', year: 2026, source: 'bench', ...days2026 } }]);
  const recounts = perSecond((n) => {
    const clock = open[n % open.length];
    return clock ? recountClock(clock, moved).steps.length : Number.NaN;
  });
  return [
    figure(area, 'deadlines with their explanation (10 calendar days, Russia), one core', engine, '/s', { atLeast: 100_000 }),
    figure(area, `the same deadlines by the oracle (engine: ${number(engine / oracle)} times)`, oracle, '/s'),
    figure(area, 'open clocks counted anew after a change of days off, one core', recounts, '/s', { atLeast: 100_000 }),
    figure(area, 'so a million open clocks take', 1_000_000 / recounts, 's', { atMost: 10 }, 1),
  ];
}

/** Working days on the Russian calendar, open time in Berlin, whole deadlines, and what the oracle and Luxon need for the same. */
export function benchDeadlines(): Figure[] {
  const area = 'Deadlines';
  const additions = perSecond((n) => addWorkingDays(russia, dayOf(n), 1 + (n % 60)).length);
  return [figure(area, 'working days added, one core', additions, '/s', { atLeast: 2_000_000 }), ...openTime(area), ...deadlines(area)];
}
