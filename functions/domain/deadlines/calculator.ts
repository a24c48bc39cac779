import { type FieldError, Refusal } from '#domain/errors.ts';
import { type Assumed, type Ground, groundOf, requireKnown } from './calculator-place.ts';
import { longest, type PeriodQuestion, type RuleQuestion, type TimeQuestion } from './calculator-question.ts';
import { isKnown } from './calendar.ts';
import type { Law } from './law.ts';
import { daysBetween, yearOf } from './legal-day.ts';
import { addOpenTime, openTimeBetween } from './opening-hours.ts';
import { computeDeadline, type Deadline, type Extension, type Pause, type Period } from './period.ts';
import type { Rule } from './rule.ts';
import { dayInZone, type Instant, instantOf, isInstant, type Moment, millisOf, startOfDay } from './zone.ts';

/** The law, and where the company itself is: its own promises are counted there. */
export type Grounds = { law: Law; home: string };
export type CalculatedDeadline = Deadline & { zone: string; assumed: Assumed; sources: string[]; rule?: Rule };

const invalid = (fields: readonly FieldError[]): Refusal => new Refusal('invalid', undefined, fields);
const dayOf = (moment: Moment, zone: string): string => (isInstant(moment) ? dayInZone(moment, zone) : moment);
const instantOfMoment = (moment: Moment, zone: string): Instant => (isInstant(moment) ? moment : startOfDay(moment, zone));

/**
 * Counts a period as the question describes it. Refuses 'invalid' with the fields that do not go together, 'unprocessable' for a country, region
 * or (when so asked) a year that is not known, and for days out of the calendars' reach.
 */
export function calculatePeriod(question: PeriodQuestion, { law }: Grounds): CalculatedDeadline {
  const ground = groundOf(question.calendar, question.zone, law);
  const { length, unit, start, end, direction, clearDays, dayEnd, cutoff, receipt } = question;
  const period: Period = { length, unit, start, end, direction, clearDays, dayEnd, cutoff, receipt, hours: ground.hours };
  return count(period, question, ground);
}

/**
 * Counts a period of the rulebook in the wording of the day of the event, on the calendar of the rule's country. A rule of the Union has no
 * country of its own, so that one is asked for ('invalid', calendar.country); a promise of the house is counted on the company's own days.
 */
export function calculateRule(question: RuleQuestion, { law, home }: Grounds): CalculatedDeadline {
  const wordings = law.rules.filter((rule) => rule.id === question.rule);
  const [first] = wordings;
  if (!first) throw invalid([{ path: 'rule', code: 'unknown' }]);
  const ground = groundOfRule(first, question, { law, home });
  const day = dayOf(question.trigger, ground.zone);
  const rule = wordings.findLast(({ validFrom, validTo }) => (validFrom ?? '') <= day && day <= (validTo ?? '9999'));
  if (!rule) {
    const detail = `the rule ${question.rule} has no wording for ${day}`;
    throw new Refusal('unprocessable', detail, [{ path: 'trigger', code: 'no-wording' }]);
  }
  return count(rule.period.hours ? rule.period : { ...rule.period, hours: ground.hours }, question, ground, rule);
}

function groundOfRule({ jurisdiction }: Rule, { calendar, zone }: RuleQuestion, { law, home }: Grounds): Ground {
  if (calendar) return groundOf(calendar, zone, law);
  if (jurisdiction === 'EU') throw invalid([{ path: 'calendar.country', code: 'required' }]);
  if (jurisdiction !== 'house') return groundOf({ country: jurisdiction }, zone, law);
  const own = law.calendar({ country: home, own: true });
  return { ...groundOf({ country: home }, zone, law), calendar: own };
}

type Asked = Pick<PeriodQuestion, 'trigger' | 'pauses' | 'extensions' | 'unknownYear' | 'language'>;
function count(period: Period, asked: Asked, ground: Ground, rule?: Rule): CalculatedDeadline {
  const { calendar, zone } = ground;
  const wrong = conflicts(period, asked, zone);
  if (wrong.length > 0) throw invalid(wrong);
  const unsaid = asked.language === 'ru' ? 'причина не названа' : 'no reason given';
  const pauses: Pause[] = asked.pauses.map(({ from, to, reason }) => ({
    from: instantOfMoment(from, zone),
    to: instantOfMoment(to, zone),
    reason: reason || unsaid,
  }));
  const extensions: Extension[] = asked.extensions.map((extension) => ({ ...extension, reason: extension.reason || unsaid }));
  const event = rule?.trigger;
  const source = rule && { clause: rule.clause, source: rule.source };
  const deadline = computeDeadline({ period, trigger: asked.trigger, event, calendar, zone, pauses, extensions, source });
  if (deadline.provisional && asked.unknownYear === 'refuse') {
    const days = [dayOf(asked.trigger, zone), deadline.rawEnd, deadline.lastDay, ...deadline.steps.map((step) => step.date)];
    requireKnown(calendar, days.map(yearOf), 'trigger');
  }
  return {
    ...deadline,
    zone,
    assumed: period.unit === 'business_hours' ? ground.assumed : ground.assumed.zone ? { zone: ground.assumed.zone } : {},
    sources: [calendar.source, ...(rule ? [rule.source] : [])],
    ...(rule ? { rule } : {}),
  };
}

/** What is well formed by itself and means nothing together. */
function conflicts(period: Period, { trigger, pauses, extensions }: Asked, zone: string): FieldError[] {
  const { unit, length, clearDays, direction } = period;
  const byHours = unit === 'hours' || unit === 'business_hours';
  const hourly = (one: string) => one === 'hours' || one === 'business_hours';
  const found: (FieldError | false)[] = [
    length > longest[unit] && { path: 'length', code: 'out-of-range' },
    byHours && !isInstant(trigger) && { path: 'trigger', code: 'instant' },
    byHours && clearDays && { path: 'clearDays', code: 'not-with-hours' },
    unit === 'business_hours' && direction === 'backward' && { path: 'direction', code: 'not-with-hours' },
    ...extensions.map((one, i) => (byHours ? one.unit !== unit : hourly(one.unit)) && { path: `extensions.${i}.unit`, code: 'other-unit' }),
    ...pauses.map(({ from, to }, i) => spanError(from, to, zone, `pauses.${i}.to`)),
  ];
  return found.filter((one) => one !== false);
}

// As long as one looks for the next open door: what is longer is a mistake.
const longestSpan = 4000;
function spanError(from: Moment, to: Moment, zone: string, path: string): FieldError | false {
  if (instantOfMoment(to, zone) < instantOfMoment(from, zone)) return { path, code: 'date-order' };
  return daysBetween(dayOf(from, zone), dayOf(to, zone)) > longestSpan && { path, code: 'out-of-range' };
}

/** `working` in milliseconds, or the moment `at` which it has passed. */
export type WorkingTime = ({ working: number } | { at: Instant }) & {
  provisional: boolean;
  zone: string;
  assumed: Assumed;
  sources: string[];
};

/**
 * Working time between two moments, or the moment after so much of it; a plain date stands for its first moment. Refuses 'invalid' when the
 * end lies before the beginning or over 4,000 days after it, 'unprocessable' when the doors never open.
 */
export function calculateTime({ from, to, add = 0, calendar: asked, zone: wanted }: TimeQuestion, law: Law): WorkingTime {
  const { calendar, zone, hours, assumed } = groundOf(asked, wanted, law);
  const wrong = to !== undefined && spanError(from, to, zone, 'to');
  if (wrong) throw invalid([wrong]);
  const at = { hours, calendar, zone };
  const begin = millisOf(instantOfMoment(from, zone));
  const end = to === undefined ? addOpenTime(begin, add, at) : millisOf(instantOfMoment(to, zone));
  return {
    ...(to === undefined ? { at: instantOf(end) } : { working: openTimeBetween(begin, end, at) }),
    provisional: !isKnown(calendar, dayInZone(instantOf(begin), zone), dayInZone(instantOf(end), zone)),
    zone,
    assumed,
    sources: [calendar.source],
  };
}

/** ISO 8601 duration of milliseconds, in hours, minutes and seconds: "PT8H30M". */
export function isoDuration(ms: number): string {
  const [h, m, s] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, (ms % 60_000) / 1000];
  const text = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}${s ? `${s}S` : ''}`;
  return `PT${text || '0S'}`;
}
