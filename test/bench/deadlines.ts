import { addWorkingDays } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { dayOfNumber } from '#domain/deadlines/legal-day.ts';
import { addOpenTime, type OpenAt } from '#domain/deadlines/opening-hours.ts';
import { type Figure, figure, median } from './figures.ts';

const runs = 5;
const second = 1000;

/** Calls per second of one core, the median of five seconds. The sum keeps the work from being left out. */
function perSecond(work: (n: number) => number): number {
  const rates: number[] = [];
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    let calls = 0;
    while (performance.now() - begun < second) for (let n = 0; n < 1000; n++) sum += work(calls++);
    rates.push((calls / (performance.now() - begun)) * 1000);
  }
  if (!Number.isFinite(sum)) throw new Error('an addition gave no number');
  return median(rates);
}

/** Business-time additions: working days on the Russian calendar, and four hours to forty of open time in Berlin. */
export function benchDeadlines(): Figure[] {
  const calendar = calendarFor({ country: 'RU' });
  const first = 20_454; // 2026-01-01
  const days = Array.from({ length: 365 }, (_, n) => dayOfNumber(first + n));
  const additions = perSecond((n) => addWorkingDays(calendar, days[n % 365] ?? days[0] ?? '2026-01-01', 1 + (n % 60)).length);
  const working = [['09:00', '18:00']] as const;
  const at: OpenAt = {
    hours: { 1: working, 2: working, 3: working, 4: working, 5: working },
    calendar: calendarFor({ country: 'DE', region: 'BE' }),
    zone: 'Europe/Berlin',
  };
  const from = Date.parse('2026-01-05T09:00:00Z');
  const open = perSecond((n) => addOpenTime(from + (n % 8760) * 3_600_000, (4 + (n % 36)) * 3_600_000, at));
  const area = 'Deadlines';
  return [
    figure(area, 'working days added, one core', additions, '/s', { atLeast: 2_000_000 }),
    figure(area, 'open time added (4 to 40 hours of opening hours, with daylight saving), one core', open, '/s', { atLeast: 2_000_000 }),
  ];
}
