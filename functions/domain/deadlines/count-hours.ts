import { Refusal } from '#domain/errors.ts';
import { further, moved, shown } from './count-days.ts';
import { finished } from './finish.ts';
import { dayOfNumber } from './legal-day.ts';
import { addOpenTime, type OpenAt, openTimeBetween, subtractOpenTime } from './opening-hours.ts';
import type { Deadline, Extension, Run } from './period.ts';
import { hourOf, instantOf, isInstant, millisOf } from './zone.ts';
import { dayAt, type Place, placeOf, placeOn, startOf } from './zone-offsets.ts';

const hour = 3_600_000;

/** A period of hours: by the clock, or while doors are open. It starts at once, or where cut-off or receipt led to another day, with that day. */
export function byTheHour(run: Run, from: number): Deadline {
  const { input, clock, steps } = run;
  const { period, trigger } = input;
  if (!isInstant(trigger)) throw new Refusal('invalid', 'hours are counted from an instant');
  const at = millisOf(trigger);
  const begin = dayAt(clock, at) === from ? at : startOf(clock, from);
  steps.push({ kind: 'start', date: dayOfNumber(from), facts: { start: 'at_once', clause: period.clauses?.start, at: instantOf(begin) } });

  const open = period.unit === 'business_hours' ? doors(run) : undefined;
  const raw = extended(run, paused(run, counted(run, begin, open), open), 'raw_end');
  const longer = extended(run, on(run, raw, moved(run, raw.day)), 'last_day');
  // The same hour of the day (FRCP 6(a)(2)(C)).
  const last = on(run, longer, moved(run, longer.day));
  const shows = last.minute === 1440 ? 1440 : placeOf(clock, last.ms, false).minute;
  return finished(run, { from, rawEnd: raw.day, lastDay: last.day, dueAt: last.ms, hour: hourOf(shows) });
}

function doors({ input: { period, calendar }, zone }: Run): OpenAt {
  const hours = period.hours ?? calendar.hours;
  if (!hours) throw new Refusal('invalid', 'business hours need opening hours');
  return { hours, calendar, zone };
}

const on = ({ clock }: Run, place: Place, day: number): Place => (day === place.day ? place : placeOn(clock, place, day));

/** So many milliseconds further in the direction of the count; `closed`: those of closed doors on the way. */
function later({ clock, sign }: Run, from: number, duration: number, open: OpenAt | undefined): { to: Place; closed: number } {
  if (!open) return { to: placeOf(clock, from + sign * duration, false), closed: 0 };
  const ms = sign > 0 ? addOpenTime(from, duration, open) : subtractOpenTime(from, duration, open);
  return { to: placeOf(clock, ms, sign > 0 && duration > 0), closed: Math.abs(ms - from) - duration };
}

function counted(run: Run, begin: number, open: OpenAt | undefined): Place {
  const { length, unit, direction, clearDays } = run.input.period;
  const { to, closed } = later(run, begin, length * hour, open);
  const facts = { length, unit, direction, clearDays, weekendDays: 0, at: instantOf(to.ms), ...(open && { closed }) };
  run.steps.push({ kind: 'count', date: dayOfNumber(to.day), facts });
  return to;
}

/** Gives back what pauses took: of the hours of the clock, or of open doors. */
function paused(run: Run, end: Place, open: OpenAt | undefined): Place {
  const { input, clock, steps } = run;
  let place = end;
  for (const pause of input.pauses ?? []) {
    const [from, to] = [millisOf(pause.from), millisOf(pause.to)];
    const millis = open ? openTimeBetween(from, to, open) : to - from;
    const { to: next, closed } = millis === 0 ? { to: place, closed: 0 } : later(run, place.ms, millis, open);
    place = next;
    const days = { from: dayOfNumber(dayAt(clock, from)), to: dayOfNumber(dayAt(clock, to)) };
    const facts = { ...days, length: Math.round(millis / 60_000), unit: 'minutes', millis, reason: pause.reason } as const;
    const where = { at: instantOf(place.ms), ...(open && { closed }) };
    steps.push({ kind: 'pause', date: dayOfNumber(place.day), facts: { ...facts, ...where, ...shown(run, pause, dayAt(clock, from)) } });
  }
  return place;
}

function extended(run: Run, end: Place, basis: Extension['basis']): Place {
  let place = end;
  for (const extension of run.input.extensions ?? []) {
    if (extension.basis !== basis) continue;
    const more = longerBy(run, place, extension);
    place = more.to;
    const { length, unit, reason } = extension;
    const facts = { length, unit, reason, basis, ...more.facts, at: instantOf(place.ms), ...shown(run, extension) };
    run.steps.push({ kind: 'extend', date: dayOfNumber(place.day), facts });
  }
  return place;
}

function longerBy(run: Run, place: Place, { length, unit }: Extension): { to: Place; facts: object } {
  if (unit === 'hours' || unit === 'business_hours') {
    const open = unit === 'business_hours' ? doors(run) : undefined;
    if (length === 0) return { to: place, facts: {} };
    const { to, closed } = later(run, place.ms, length * hour, open);
    return { to, facts: open ? { closed } : {} };
  }
  const { to, passed } = further(run, place.day, length, unit);
  return { to: on(run, place, to), facts: passed };
}
