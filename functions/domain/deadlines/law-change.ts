import { type FieldError, Refusal } from '#domain/errors.ts';
import { calendarFor, countries } from './calendars/calendars.ts';
import type { Law, LawChange, NamedDay } from './law.ts';
import { isLegalDay, yearOf } from './legal-day.ts';

/** Refuses a change that cannot be laid over the book, naming each wrong field; 'unprocessable' for a country, region or rule that is not in it. */
export function checkChange(change: LawChange, law: Law): void {
  const errors = change.kind === 'rule' ? ruleErrors(change, law) : dayErrors(change);
  if (errors.length > 0) throw new Refusal('invalid', undefined, errors);
  if (change.kind === 'calendar-year') {
    if (!countries.includes(change.country))
      throw new Refusal('unprocessable', `no calendar of ${change.country}; known: ${countries.join(', ')}`);
    calendarFor(change);
  }
}

function ruleErrors(change: Extract<LawChange, { kind: 'rule' }>, law: Law): FieldError[] {
  const errors: FieldError[] = [];
  const rule = law.rules.findLast(({ id }) => id === change.rule);
  if (!rule) errors.push({ path: 'rule', code: 'unknown' });
  if (!isLegalDay(change.from)) errors.push({ path: 'from', code: 'date' });
  if (!Number.isSafeInteger(change.length) || change.length < 1 || change.length > 3650) errors.push({ path: 'length', code: 'number' });
  if (!change.source.trim()) errors.push({ path: 'source', code: 'required' });
  const same = rule && rule.period.length === change.length && rule.period.unit === change.unit && rule.period.end === change.end;
  if (same) errors.push({ path: 'length', code: 'unchanged' });
  return errors;
}

const mostDays = 400;
function dayErrors(change: Exclude<LawChange, { kind: 'rule' }>): FieldError[] {
  const errors: FieldError[] = [];
  const lists: [string, readonly NamedDay[]][] = [
    ['daysOff', change.daysOff],
    ['workingDays', change.workingDays],
  ];
  if (change.kind === 'calendar-year') {
    lists.push(['shortDays', change.shortDays]);
    if (!change.source.trim()) errors.push({ path: 'source', code: 'required' });
    if (!Number.isInteger(change.year) || change.year < 1990 || change.year > 2070) errors.push({ path: 'year', code: 'number' });
    if (change.daysOff.length === 0) errors.push({ path: 'daysOff', code: 'required' });
  }
  for (const [path, days] of lists) {
    const year = change.kind === 'calendar-year' ? change.year : undefined;
    const wrong = days.some(({ date }) => !isLegalDay(date) || (year !== undefined && yearOf(date) !== year));
    if (wrong || days.length > mostDays) errors.push({ path, code: wrong ? 'date' : 'too-many' });
  }
  if (change.daysOff.some(({ date }) => change.workingDays.some((worked) => worked.date === date)))
    errors.push({ path: 'workingDays', code: 'either-or' });
  return errors;
}
