import * as z from 'zod';
import { fieldErrors } from '#domain/claims/submission.ts';
import { Refusal } from '#domain/errors.ts';
import { russianYear } from './calendars/ru.ts';
import type { LawChange, NamedDay } from './law.ts';
import { isLegalDay } from './legal-day.ts';

const day = z.string('date').refine(isLegalDay, 'date');
const name = z.string('required').trim().min(1, 'required').max(200, 'too-long');
const named = z
  .strictObject({ date: day, name, nameRu: name.optional() })
  .transform((given): NamedDay => ({ date: given.date, name: { en: given.name, ru: given.nameRu ?? given.name } }));
const list = z.array(named).max(400, 'too-many').default([]);
const head = {
  country: z.string('required').regex(/^[A-Z]{2}$/, 'country'),
  region: z.string().max(10, 'too-long').optional(),
  year: z.int('number').min(1990, 'number').max(2070, 'number'),
  source: z.string('required').trim().min(1, 'required').max(500, 'too-long'),
};
/** A year in full, or for Russia the moves of the Government's decree, from which art. 112 ТК РФ gives the days. */
const fullYear = z.strictObject({ ...head, daysOff: list, workingDays: list, shortDays: list });
const russianMoves = z.strictObject({
  ...head,
  country: z.literal('RU', 'country'),
  moved: z
    .array(z.tuple([day, day]))
    .min(1, 'required')
    .max(30, 'too-many'),
});

/** The file of a calendar year, JSON, as a change that can be laid over the book. Refuses ('invalid') what is not of that form, naming the fields. */
export function readYearFile(json: string): Extract<LawChange, { kind: 'calendar-year' }> {
  const given = parseJson(json);
  const inMoves = typeof given === 'object' && given !== null && 'moved' in given;
  if (!inMoves) return { kind: 'calendar-year', ...parsed(fullYear, given) };
  const { year, source, moved } = parsed(russianMoves, given);
  const days = russianYear({ year, moved, decree: { en: source, ru: source }, confidence: 'S' });
  const names = (of: readonly (readonly [string, NamedDay['name']])[]): NamedDay[] => of.map(([date, called]) => ({ date, name: called }));
  return {
    kind: 'calendar-year',
    country: 'RU',
    year,
    source,
    daysOff: names(days.daysOff),
    workingDays: names(days.workingDays),
    shortDays: names(days.shortDays),
  };
}

function parsed<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Refusal('invalid', 'not a calendar year', [...fieldErrors(result.error), { path: 'file', code: 'year-file' }]);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Refusal('invalid', 'the file is not JSON', [{ path: 'file', code: 'json' }]);
  }
}
