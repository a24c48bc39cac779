import { never } from '#domain/errors.ts';
import { amount, closedFor, events, passed, showDay, shownBy, starts, withClause } from './explain-words.ts';
import type { Step } from './step.ts';

/** A step in English, without a full stop. */
export function english(step: Step): string {
  const day = showDay(step.date, 'en');
  switch (step.kind) {
    case 'trigger':
      return `${events[step.facts.event].en} ${day}${shownBy({ evidence: step.facts.evidence }, 'en')}`;
    case 'rule':
      return `Rule: ${step.facts.title.en} (${step.facts.id}, version of ${showDay(step.facts.version, 'en')})`;
    case 'corrected': {
      const { was, reason, recorded } = step.facts;
      return `Start corrected on ${showDay(recorded, 'en')}: first taken as ${showDay(was, 'en')} (${reason})`;
    }
    case 'cutoff': {
      const { hour, to, weekendDays } = step.facts;
      const where = to === 'next_working_day' ? 'the next working day' : 'the next day';
      return `At or after ${hour}: counts as ${where}, ${day}${passed(weekendDays, 'en')}`;
    }
    case 'receipt':
      if (step.facts.because) return `Counts as received on the next working day, ${day} (${step.facts.because.en} before it)`;
      return `Deemed received ${amount(step.facts.days, step.facts.unit, 'en')} later, ${day}${passed(step.facts.weekendDays, 'en')}`;
    case 'start':
      return `${withClause(`${starts[step.facts.start].en}, ${day}`, step.facts.clause, 'en')}${passed(step.facts.weekendDays, 'en')}`;
    case 'count': {
      const { length, unit, direction, clearDays, weekendDays, closed } = step.facts;
      const how = `${clearDays ? ', clear days' : ''}${direction === 'backward' ? ' back' : ''}`;
      return `${amount(length, unit, 'en')}${how}: ends ${day}${passed(weekendDays, 'en')}${closedFor(closed, 'en')}`;
    }
    case 'skip':
      return `Day off skipped: ${day}, ${step.facts.name.en}`;
    case 'worked':
      return `Counted: ${day}, ${step.facts.name.en}`;
    case 'pause': {
      const { from, to, length, unit, reason } = step.facts;
      const span = `Paused from ${showDay(from, 'en')} to ${showDay(to, 'en')} (${reason}${shownBy(step.facts, 'en')})`;
      return `${span}: ${amount(length, unit, 'en')} more, ends ${day}${passed(step.facts.weekendDays, 'en')}${closedFor(step.facts.closed, 'en')}`;
    }
    case 'extend': {
      const { length, unit, reason, weekendDays, closed } = step.facts;
      const more = `Extended by ${amount(length, unit, 'en')} (${reason}${shownBy(step.facts, 'en')})`;
      return `${more}: ends ${day}${passed(weekendDays, 'en')}${closedFor(closed, 'en')}`;
    }
    case 'roll':
      return withClause(
        `Last day falls on ${showDay(step.facts.from, 'en')}, ${step.facts.because.en}: moves to ${day}`,
        step.facts.clause,
        'en',
      );
    case 'minimum':
      return `At least ${amount(step.facts.workingDays, 'working_days', 'en')} belong to the period: ends ${day}${passed(step.facts.weekendDays, 'en')}`;
    case 'provisional':
      return step.facts.past
        ? `Provisional: no official calendar for ${step.facts.year} is held here`
        : `Provisional: no official calendar for ${step.facts.year} yet`;
    case 'due':
      return `Due ${day}, until ${step.facts.hour}`;
    case 'source':
      return `By ${step.facts.clause.en}`;
    default:
      return never(step);
  }
}
