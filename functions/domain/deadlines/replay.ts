import { monthsOn } from './count.ts';
import { dayNumber, dayOfNumber, isLegalDay, type LegalDay } from './legal-day.ts';
import { addsUp, broken, further, given, isHours, must, nothing, passesNothing, reached, takePassed, type Walk } from './replay-walk.ts';
import type { Facts, Step, Unit } from './step.ts';
import { hourOf, type Instant, instantOf, millisOf, minutesOf } from './zone.ts';
import { clockOf, dayAt, minuteOf, type Place, placeOf, placeOn, startOf } from './zone-offsets.ts';

/**
 * Computes a deadline again from its explanation alone: no calendar is asked, every step is arithmetic over its facts. lastDay is the last legal day,
 * dueAt the last moment in time, UTC. Refuses when a step does not follow from the one before, or lacks a fact that it needs ('unprocessable').
 */
export function replay(steps: readonly Step[]): { rawEnd?: LegalDay; lastDay: LegalDay; dueAt: Instant } {
  const due = steps.at(-1);
  if (due?.kind !== 'due' || due.facts.zone === undefined) throw broken('the last step names no moment in a zone');
  const walk: Walk = { clock: clockOf(due.facts.zone), sign: 1, passed: nothing };
  for (const [i, step] of steps.entries()) {
    must(isLegalDay(step.date) && (step.kind === 'due') === (i === steps.length - 1), `${step.kind} stands elsewhere`);
    take(walk, step, due.facts.zone);
  }
  return { rawEnd: dayOfNumber(walk.rawEnd ?? reached(walk)), lastDay: due.date, dueAt: due.facts.at };
}

function take(walk: Walk, step: Step, zone: string): void {
  const to = dayNumber(step.date);
  switch (step.kind) {
    case 'trigger':
      trigger(walk, to, step.facts, zone);
      break;
    case 'skip':
      walk.passed = { ...walk.passed, skips: [...walk.passed.skips, to] };
      break;
    case 'worked':
      walk.passed = { ...walk.passed, worked: [...walk.passed.worked, to] };
      break;
    case 'cutoff':
      cutOff(walk, to, step.facts);
      break;
    case 'receipt':
      receipt(walk, to, step.facts);
      break;
    case 'start':
      start(walk, to, step.facts);
      break;
    case 'count':
      count(walk, to, step.facts);
      break;
    case 'pause':
      pause(walk, to, step.facts);
      break;
    case 'extend':
      extend(walk, to, step.facts);
      break;
    case 'roll':
      roll(walk, to, step.facts);
      break;
    case 'minimum':
      minimum(walk, to, step.facts);
      break;
    case 'due':
      due(walk, to, step.facts);
      break;
    default: // rule, corrected, provisional and source say why, and lead nowhere
      must(step.kind === 'rule' || to === reached(walk), `${step.kind} stands elsewhere`);
  }
}

function trigger(walk: Walk, to: number, { at, zone: own }: Facts<'trigger'>, zone: string): void {
  must(walk.day === undefined, 'two triggers');
  walk.day = to;
  if (at === undefined) return;
  walk.at = millisOf(at);
  must(own === zone && dayAt(walk.clock, walk.at) === to, 'the trigger lies on another day');
}

function cutOff(walk: Walk, to: number, { hour, to: where, ...passed }: Facts<'cutoff'>): void {
  const from = reached(walk);
  const at = given(walk.at, 'a cut-off without an hour');
  must(walk.start === undefined && placeOf(walk.clock, at, false).minute >= minutesOf(hour), 'the event lies before the cut-off');
  if (where === 'next_working_day') addsUp({ from, to, n: 1, sign: 1 }, takePassed(walk), passed);
  else must(to === from + 1, 'the next day is another');
  walk.day = to;
}

function receipt(walk: Walk, to: number, { days, unit, because, ...passed }: Facts<'receipt'>): void {
  must(walk.start === undefined, 'received after the start');
  if (because) addsUp({ from: reached(walk), to, n: 1, sign: 1 }, takePassed(walk), passed);
  else must(further(walk, reached(walk), to, { length: days, unit, ...passed }) === to, 'the receipt lies on another day');
  walk.day = to;
}

function start(walk: Walk, first: number, facts: Facts<'start'>): void {
  must(walk.start === undefined, 'two starts');
  const from = reached(walk);
  walk.start = { ...facts, ...takePassed(walk), from, first };
  if (facts.at === undefined) return;
  const at = given(walk.at, 'hours without an instant');
  walk.at = dayAt(walk.clock, at) === from ? at : startOf(walk.clock, from);
  must(instantOf(walk.at) === facts.at && first === from, 'the hours start at another moment');
}

function count(walk: Walk, to: number, facts: Facts<'count'>): void {
  const begin = given(walk.start, 'a count without a start');
  must(walk.count === undefined, 'two counts');
  walk.count = facts;
  walk.sign = facts.direction === 'forward' ? 1 : -1;
  if (isHours(walk)) {
    must(begin.at !== undefined, 'hours without an instant');
    arrive(walk, to, later(walk, given(walk.at, 'hours without an instant'), facts.length * hour, facts), facts.at);
    return;
  }
  const { sign } = walk;
  const { length, unit, direction, clearDays } = facts;
  const { from, first } = begin;
  const eve = length === 0 ? from : first - sign;
  if (begin.start === 'next_working_day') addsUp({ from, to: first, n: 1, sign }, begin, begin);
  else must(begin.skips.length + begin.worked.length === 0, 'days off where none are counted');
  if (begin.start === 'next_day') must(first === from + sign, 'the first day is another');
  if (begin.start === 'same_day' || begin.start === 'at_once') must(first === from, 'the first day is another');
  must((begin.start === 'at_once') === (length === 0), 'only nothing starts at once');
  const clear = clearDays ? 1 : 0;
  if (unit === 'working_days' && length > 0) addsUp({ from: eve, to, n: length + clear, sign }, takePassed(walk), facts);
  else if (unit === 'months' || unit === 'years') {
    const how = begin.start === 'at_once' ? 'next_day' : begin.start;
    must(to === monthsOn(from, eve, { length, unit, start: how, direction, clearDays }) + sign * clear, 'the months end elsewhere');
  } else must(to === eve + sign * ((unit === 'weeks' ? 7 : 1) * length + clear), 'the days end elsewhere');
  passesNothing(walk);
  walk.day = to;
}

const hour = 3_600_000;

/** So many milliseconds further, and those of closed doors; doors that close at midnight close on the day before. */
function later(
  { clock, sign }: Walk,
  from: number,
  duration: number,
  { unit, closed = 0 }: { unit: Unit; closed?: number | undefined },
): Place {
  const open = unit === 'business_hours';
  must(closed >= 0 && (open || closed === 0), 'doors that nobody asked for are closed');
  return placeOf(clock, from + sign * (duration + closed), open && sign > 0 && duration > 0);
}

/** As `later`, but nothing leaves everything where it is. */
function onward(walk: Walk, place: Place, duration: number, facts: { unit: Unit; closed?: number | undefined }): Place {
  if (duration > 0) return later(walk, place.ms, duration, facts);
  must((facts.closed ?? 0) === 0, 'nothing passes closed doors');
  return place;
}

function arrive(walk: Walk, to: number, place: Place, at: Instant | undefined): void {
  must(place.day === to && at === instantOf(place.ms), 'the hours end at another moment');
  walk.day = to;
  walk.place = place;
}

function pause(walk: Walk, to: number, facts: Facts<'pause'>): void {
  const { from: begin, to: end, length, unit, millis, closed, at } = facts;
  const took = dayNumber(end) - dayNumber(begin);
  const counted = given(walk.count, 'a pause before the count');
  must(walk.rawEnd === undefined, 'a pause after the end');
  if (unit === 'minutes') {
    const lost = given(millis, 'a pause of unknown length');
    must(lost >= 0 && length === Math.round(lost / 60_000) && lost <= (took + 2) * 24 * hour, 'the pause took another time');
    const place = given(walk.place, 'minutes on a count of days');
    arrive(walk, to, onward(walk, place, lost, { unit: counted.unit, closed }), at);
    return;
  }
  must(!isHours(walk) && (unit === 'calendar_days' ? length === took : length >= 0 && length <= took), 'the pause took another time');
  must((unit === 'working_days') === (counted.unit === 'working_days'), 'the pause is counted otherwise than the period');
  must(further(walk, reached(walk), to, { ...facts, length, unit }) === to, 'the pause leads elsewhere');
  walk.day = to;
}

function extend(walk: Walk, to: number, facts: Facts<'extend'>): void {
  const { length, unit, basis, at } = facts;
  must(walk.count !== undefined && length >= 0, 'an extension before the count');
  if (basis === 'last_day') walk.rawEnd ??= reached(walk);
  else must(walk.rawEnd === undefined, 'an extension after the end');
  if (unit === 'hours' || unit === 'business_hours') {
    const place = given(walk.place, 'hours on a count of days');
    arrive(walk, to, onward(walk, place, length * hour, facts), at);
    return;
  }
  const day = further(walk, reached(walk), to, facts);
  must(day === to, 'the extension leads elsewhere');
  if (walk.place) arrive(walk, to, onDay(walk, walk.place, day), at);
  else walk.day = to;
}

const onDay = ({ clock }: Walk, place: Place, day: number): Place => (day === place.day ? place : placeOn(clock, place, day));

/** Moved off a day off: each day on the way has its step. */
function roll(walk: Walk, to: number, { from }: Facts<'roll'>): void {
  const end = reached(walk);
  const { skips, worked } = takePassed(walk);
  const way = to > end ? 1 : -1;
  const whole = skips.length === Math.abs(to - end) - 1 && skips.every((day, i) => day === end + way * (i + 1));
  must(walk.count !== undefined && dayNumber(from) === end && to !== end && whole && worked.length === 0, 'the end moves elsewhere');
  walk.rawEnd ??= end;
  walk.day = to;
  if (walk.place) walk.place = placeOn(walk.clock, walk.place, to);
}

function minimum(walk: Walk, to: number, { workingDays, ...passed }: Facts<'minimum'>): void {
  const { from } = given(walk.start, 'a minimum before the start');
  must(!isHours(walk) && to > reached(walk), 'the minimum gives no more time');
  addsUp({ from, to, n: workingDays, sign: 1 }, takePassed(walk), passed);
  walk.rawEnd ??= reached(walk);
  walk.day = to;
}

function due(walk: Walk, to: number, { at, hour: until }: Facts<'due'>): void {
  passesNothing(walk);
  must(walk.count !== undefined && to === reached(walk), 'it is due on another day');
  const { clock, place } = walk;
  if (place) {
    const shows = place.minute === 1440 ? 1440 : placeOf(clock, place.ms, false).minute;
    must(at === instantOf(place.ms) && until === hourOf(shows), 'it is due at another hour');
    return;
  }
  const end = until === '24:00' ? startOf(clock, to + 1) - 1 : minuteOf(clock, to, minutesOf(until));
  must(at === instantOf(end), 'it is due at another moment');
}
