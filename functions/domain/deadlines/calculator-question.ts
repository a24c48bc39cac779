import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { FieldError } from '#domain/errors.ts';
import { horizon } from './calendar.ts';
import { isLegalDay, type Weekday } from './legal-day.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { Unit } from './step.ts';
import { instantOf, type Moment, minutesOf } from './zone.ts';

/** What people and programs ask the calculators. Messages of issues are codes of the text catalogue; everything that costs time is bounded here. */
export const code = (wrong: string) => ({ error: ({ input }: { input?: unknown }): string => (input === undefined ? 'required' : wrong) });
const most = { days: 2000, spans: 10, pauses: 20 } as const;
/** No count is longer than a century, and none is longer than what is looked up day by day in a blink. */
export const longest: Record<Unit, number> = {
  calendar_days: 36_600,
  working_days: 10_000,
  weeks: 5_300,
  months: 1_200,
  years: 100,
  hours: 876_600,
  business_hours: 10_000,
};

/** Items are read only when there are not too many of them: a long list of wrong ones must not cost time. */
export const list = <T extends z.ZodType>(item: T, atMost: number) =>
  z.preprocess(
    (value, context) => {
      if (!Array.isArray(value) || value.length <= atMost) return value;
      context.addIssue({ code: 'custom', message: 'too-many' });
      return z.NEVER;
    },
    z.array(item, code('invalid')),
  );

const yearIn = (text: string): boolean => Number(text.slice(0, 4)) >= 1900 && Number(text.slice(0, 4)) <= 2200;
const day = z.string(code('date')).refine(isLegalDay, 'date');
/** A legal day as it is; an instant with any offset of ISO 8601 in UTC; undefined for anything else. */
function momentOf(text: string): Moment | undefined {
  if (text.length > 40 || !isLegalDay(text.slice(0, 10)) || !yearIn(text)) return undefined;
  if (text.length === 10) return text;
  try {
    return instantOf(Temporal.Instant.from(text).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
const moment = z
  .string(code('date'))
  .transform((text, context) => momentOf(text.trim()) ?? never(context, 'date'))
  .meta({ description: 'YYYY-MM-DD, or an instant with its offset' });

function never(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** The zone under the one name that the runtime keeps for it; undefined when there is none. Offsets are no zones. */
export function ianaZone(text: string): string | undefined {
  if (!/^[A-Za-z][\w+/-]{1,39}$/.test(text)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
const zone = z
  .string(code('zone'))
  .transform((text, context) => ianaZone(text) ?? never(context, 'zone'))
  .meta({ description: 'IANA time zone' });

const hour = z.string(code('hour')).regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'hour');
const weekday = z.union(
  ([1, 2, 3, 4, 5, 6, 7] as const satisfies readonly Weekday[]).map((n) => z.literal(n)),
  'weekday',
);
const spans = list(z.tuple([hour, hour], 'hours'), most.spans)
  .refine(inOrder, 'hours')
  .optional();
function inOrder(openings: readonly (readonly [string, string])[]): boolean {
  const minutes = openings.flat().map(minutesOf);
  // Each opening ends after it begins, and begins no earlier than the one before it ended.
  return minutes.every((minute, i) => i === 0 || (i % 2 === 1 ? minute > (minutes[i - 1] ?? 0) : minute >= (minutes[i - 1] ?? 0)));
}
const hours = z
  .strictObject({ 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans, 7: spans }, code('hours'))
  .refine((week) => Object.values(week).some((openings) => openings && openings.length > 0), 'hours')
  .transform((week): OpeningHours => week);

const name = z.string(code('invalid')).max(200, 'too-long').optional();
const namedDay = z.union([day.transform((date) => ({ date, name: undefined })), z.strictObject({ date: day, name })], 'date');
const letters = (pattern: RegExp) =>
  z
    .string(code('unknown'))
    .regex(pattern, 'unknown')
    .transform((text) => text.toUpperCase());

export const askedCalendarSchema = z
  .strictObject(
    {
      country: letters(/^[A-Za-z]{2}$/).optional(),
      region: letters(/^[A-Za-z]{2,3}$/).optional(),
      weekend: list(weekday, 7).optional(),
      holidays: list(namedDay, most.days).optional(),
      workingDays: list(namedDay, most.days).optional(),
      hours: hours.optional(),
      zone: zone.optional(),
    },
    code('invalid'),
  )
  .superRefine((asked, context) => {
    const issue = (field: keyof typeof asked, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const own = (['weekend', 'holidays', 'workingDays'] as const).filter((field) => asked[field] !== undefined);
    if (asked.country) for (const field of own) issue(field, 'not-with-country');
    else if (asked.region) issue('country', 'required');
    else if (own.length === 0 && !asked.hours) issue('country', 'required');
    if (new Set(asked.weekend).size === 7) issue('weekend', 'invalid');
  });
export type AskedCalendar = z.infer<typeof askedCalendarSchema>;

const reason = z.string(code('invalid')).max(200, 'too-long').optional();
const dayUnit = z.enum(['calendar_days', 'working_days'], code('choose'));
const unit = z.enum(['calendar_days', 'working_days', 'weeks', 'months', 'years', 'hours', 'business_hours'], code('choose'));
const length = z.int(code('whole-number')).min(0, 'whole-number');
const answering = {
  zone: zone.optional(),
  language: z.enum(['en', 'ru'], 'choose').default('en'),
};
const counting = {
  trigger: moment,
  ...answering,
  unknownYear: z.enum(['provisional', 'refuse'], 'choose').default('provisional'),
  pauses: list(z.strictObject({ from: moment, to: moment, reason }, code('invalid')), most.pauses).default([]),
  extensions: list(
    z.strictObject(
      { length: length.max(10_000, 'out-of-range'), unit, basis: z.enum(['raw_end', 'last_day'], 'choose').default('raw_end'), reason },
      code('invalid'),
    ),
    most.pauses,
  ).default([]),
};

export const periodQuestionSchema = z.strictObject(
  {
    ...counting,
    calendar: askedCalendarSchema,
    length,
    unit,
    start: z.enum(['next_day', 'same_day', 'next_working_day'], 'choose').default('next_day'),
    end: z.enum(['none', 'next_working_day', 'previous_working_day'], 'choose').default('none'),
    direction: z.enum(['forward', 'backward'], 'choose').default('forward'),
    clearDays: z.boolean('choose').default(false),
    cutoff: hour.optional().meta({ description: 'An instant at or after this hour counts as the next day; a plain date has no hour' }),
    dayEnd: hour.default('24:00'),
    receipt: z
      .strictObject(
        {
          deemedDays: z.int(code('whole-number')).min(0, 'whole-number').max(365, 'out-of-range'),
          unit: dayUnit.default('calendar_days'),
          onWorkingDay: z.boolean('choose').default(false),
        },
        code('invalid'),
      )
      .optional(),
  },
  code('invalid'),
);
export const ruleQuestionSchema = z.strictObject(
  { ...counting, calendar: askedCalendarSchema.optional(), rule: z.string(code('unknown')).min(1, 'required').max(100, 'unknown') },
  code('invalid'),
);
export type PeriodQuestion = z.infer<typeof periodQuestionSchema>;
export type RuleQuestion = z.infer<typeof ruleQuestionSchema>;

/** Hours, minutes and seconds of ISO 8601, in milliseconds; at most the longest count of working hours. */
const duration = z
  .string(code('duration'))
  .transform((text, context) => durationOf(text) ?? never(context, 'duration'))
  .meta({ description: 'ISO 8601 duration of hours, minutes and seconds, PT8H30M' });
function durationOf(text: string): number | undefined {
  const match = /^PT(?=\d)(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?$/.exec(text);
  if (!match) return undefined;
  const [, h = '0', m = '0', s = '0'] = match;
  const ms = Number(h) * 3_600_000 + Number(m) * 60_000 + Math.round(Number(s) * 1000);
  return ms <= longest.business_hours * 3_600_000 ? ms : undefined;
}
export const timeQuestionSchema = z
  .strictObject(
    { from: moment, to: moment.optional(), add: duration.optional(), calendar: askedCalendarSchema, ...answering },
    code('invalid'),
  )
  .superRefine(({ to, add }, context) => {
    if (to === undefined && add === undefined) context.addIssue({ code: 'custom', path: ['to'], message: 'required' });
    if (to !== undefined && add !== undefined) context.addIssue({ code: 'custom', path: ['add'], message: 'either-or' });
  });
export type TimeQuestion = z.infer<typeof timeQuestionSchema>;

/** A place and a year of the calendars, as the address names them. */
export const yearQuestionSchema = z.object({
  country: letters(/^[A-Za-z]{2}$/),
  region: letters(/^[A-Za-z]{2,3}$/).optional(),
  year: z
    .string(code('year'))
    .regex(/^\d{4}$/, 'year')
    .transform(Number)
    .meta({ description: `from ${horizon.from} to ${horizon.to}, as far as the calendar is known` }),
  language: z.enum(['en', 'ru'], 'choose').default('en'),
});
export type YearQuestion = z.infer<typeof yearQuestionSchema>;

/** Wrong fields of a question by their path in it. A name that is not known is named too, for a misspelt option would change the date in silence. */
export function questionErrors(error: z.ZodError): FieldError[] {
  const found = error.issues.slice(0, 100).flatMap((issue) => {
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, 20).map((key) => ({ path: [path, key.slice(0, 60)].filter(Boolean).join('.'), code: 'unknown-field' }));
    return [{ path, code: /^[a-z-]{2,30}$/.test(issue.message) ? issue.message : 'invalid' }];
  });
  return [...new Map(found.map((one) => [`${one.path} ${one.code}`, one])).values()].slice(0, 50);
}
