import type { Language } from '#domain/claims/claim.ts';
import { type CalculatedInterest, calculateInterest } from '#domain/contracts/interest-calculator.ts';
import { interestQuestionSchema } from '#domain/contracts/interest-question.ts';
import type { Rates } from '#domain/contracts/rates.ts';
import {
  type CalculatedDeadline,
  calculatePeriod,
  calculateRule,
  calculateTime,
  type Grounds,
  type WorkingTime,
} from '#domain/deadlines/calculator.ts';
import {
  ianaZone,
  periodQuestionSchema,
  questionErrors,
  ruleQuestionSchema,
  timeQuestionSchema,
  yearQuestionSchema,
} from '#domain/deadlines/calculator-question.ts';
import { type CalendarYear, calendarYear } from '#domain/deadlines/calendar-year.ts';
import type { Law } from '#domain/deadlines/law.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { atHour } from '#domain/deadlines/zone.ts';
import { type FieldError, Refusal } from '#domain/errors.ts';
import { bodyOf, type Typed } from './typed.ts';

export type Answer =
  | { kind: 'deadline'; found: CalculatedDeadline }
  | { kind: 'time'; found: WorkingTime }
  | { kind: 'year'; found: CalendarYear }
  | { kind: 'interest'; found: CalculatedInterest; other?: { to: string; found: CalculatedInterest } | undefined }
  | { kind: 'none' }
  | { kind: 'wrong'; fields: readonly FieldError[]; status: 400 | 422; known?: { from: number; to: number } };

type Known = Grounds & { rates: Rates };

/** Answers the question of the address; what is wrong with it comes back by field. */
export function answerTo(typed: Typed, grounds: Known, language: Language): Answer {
  try {
    return found(typed, grounds, language);
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'invalid' && error.code !== 'unprocessable')) throw error;
    // Out of the calendars' reach, or doors that never open: no single field is wrong.
    const fields = error.fields.length > 0 ? error.fields : [{ path: 'ask', code: 'cannot' }];
    const known = knownAt(typed, grounds.law);
    return { kind: 'wrong', fields, status: error.code === 'invalid' ? 400 : 422, ...(known ? { known } : {}) };
  }
}

function found(typed: Typed, grounds: Known, language: Language): Answer {
  const { part } = typed;
  if (part === 'year') return { kind: 'year', found: calendarYear(parsed(yearQuestionSchema, yearBody(typed)), grounds.law) };
  if (part === 'interest') return interestOf(typed, grounds, language);
  const body = { ...bodyOf(typed, momentIn(zoneOf(typed, grounds))), language };
  if (part === 'time') return { kind: 'time', found: calculateTime(parsed(timeQuestionSchema, body), grounds.law) };
  if (part === 'rule') return { kind: 'deadline', found: calculateRule(parsed(ruleQuestionSchema, body), grounds) };
  return { kind: 'deadline', found: calculatePeriod(parsed(periodQuestionSchema, body), grounds) };
}

/** The sum to the day that was asked, and beside it that to another day of payment. */
function interestOf(typed: Typed, { rates }: Known, language: Language): Answer {
  const question = parsed(interestQuestionSchema, { ...bodyOf(typed, () => ''), language });
  const to = typed.values.get('other')?.trim();
  if (to && !(isLegalDay(to) && to >= '1990-01-01' && to <= '2070-12-31'))
    throw new Refusal('invalid', undefined, [{ path: 'other', code: 'day-1990-2070' }]);
  const other = to ? parsed(interestQuestionSchema, { ...question, to }) : undefined;
  return {
    kind: 'interest',
    found: calculateInterest(question, rates),
    ...(other && to ? { other: { to, found: calculateInterest(other, rates) } } : {}),
  };
}

function yearBody({ values }: Typed) {
  const [country, region] = (values.get('place') ?? '').split('-');
  return { country, region, year: values.get('year')?.trim() };
}

type Parser<T> = {
  safeParse: (body: unknown) => { success: true; data: T } | { success: false; error: Parameters<typeof questionErrors>[0] };
};
function parsed<T>(schema: Parser<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refusal('invalid', undefined, questionErrors(result.error));
  return result.data;
}

/** The zone in which the hours of the form are meant: the one typed, else that of the calendar or of the rule's country. */
function zoneOf({ part, values }: Typed, { law, home }: Grounds): string {
  const typed = values.get('zone')?.trim();
  if (typed) return ianaZone(typed) ?? 'UTC';
  const [country = ''] = (values.get('place') ?? '').split('-');
  const ruled = part === 'rule' ? law.rules.find((rule) => rule.id === values.get('rule'))?.jurisdiction : undefined;
  const place = country || (ruled === 'house' ? home : ruled);
  return place && /^[A-Z]{2}$/.test(place) ? law.calendar({ country: place }).zone : 'UTC';
}

/** A day with an hour is a moment; one that cannot be read stays as it is, so that the question names it. */
const momentIn = (zone: string) => (day: string, hour: string) =>
  hour && isLegalDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(hour) ? atHour(day, hour, zone) : [day, hour].filter(Boolean).join(' ');

function knownAt({ values }: Typed, law: Law): { from: number; to: number } | undefined {
  const [country = ''] = (values.get('place') ?? '').split('-');
  const known = /^[A-Z]{2}$/.test(country) ? law.calendar({ country }).known : undefined;
  return known && known.from <= known.to ? known : undefined;
}
