import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import {
  type CalculatedDeadline,
  calculatePeriod,
  calculateRule,
  calculateTime,
  type Grounds,
  isoDuration,
} from '#domain/deadlines/calculator.ts';
import type { Assumed } from '#domain/deadlines/calculator-place.ts';
import {
  periodQuestionSchema,
  questionErrors,
  ruleQuestionSchema,
  timeQuestionSchema,
  yearQuestionSchema,
} from '#domain/deadlines/calculator-question.ts';
import type { Text } from '#domain/deadlines/calendar.ts';
import { calendarYear } from '#domain/deadlines/calendar-year.ts';
import { explainStep } from '#domain/deadlines/explain.ts';
import { Refusal } from '#domain/errors.ts';
import type { Deps } from '#usecases/deps.ts';
import { calendarYearOut, deadlineCalculationOut, workingTimeOut } from './calculator-schemas.ts';
import { jsonOf } from './json.ts';
import { problem, problemResponse } from './problem.ts';

export type Mount = (method: 'GET' | 'POST', path: string, work: (c: Context) => Promise<Response>) => void;
type Language = keyof Text;

/** Two thousand holidays with their names are 100 KB. */
const mostQuestion = 256 * 1024;
export const questionLimit = bodyLimit({
  maxSize: mostQuestion,
  onError: (c) => problemResponse(c, problem(new Refusal('too-large'), '')),
});

/** Date questions without a claim: they hold nobody's data and read nothing but the law of the company. */
export function mountCalculators(deps: Deps, mount: Mount): void {
  mount('POST', '/api/v1/calculators/deadline', async (c) => {
    const body = await jsonOf(c);
    const grounds: Grounds = { law: await deps.stores.law.current(), home: deps.config.company.country };
    if (typeof body === 'object' && body !== null && 'rule' in body) {
      const question = parsed(ruleQuestionSchema, body);
      return c.json(deadlineShape(calculateRule(question, grounds), question.language));
    }
    const question = parsed(periodQuestionSchema, body);
    return c.json(deadlineShape(calculatePeriod(question, grounds), question.language));
  });
  mount('POST', '/api/v1/calculators/working-time', async (c) => {
    const found = calculateTime(parsed(timeQuestionSchema, await jsonOf(c)), await deps.stores.law.current());
    const { provisional, zone, sources } = found;
    const answer = 'at' in found ? { at: found.at } : { working: isoDuration(found.working) };
    return c.json(workingTimeOut.parse({ ...answer, provisional, zone, sources, ...assumedShape(found.assumed) }));
  });
  mount('GET', '/api/v1/calendars/:country/:year', async (c) => {
    const { country, year } = c.req.param();
    const question = parsed(yearQuestionSchema, { country, year, region: c.req.query('region'), language: c.req.query('language') });
    const found = calendarYear(question, await deps.stores.law.current());
    const { calendar, daysOff, workingWeekendDays, shortDays, workingDays } = found;
    return c.json(
      calendarYearOut.parse({
        country: calendar.country,
        region: calendar.region ?? null,
        year: found.year,
        daysOff: daysOff.map(({ date, name }) => ({ date, name: name[question.language] })),
        workingWeekendDays: workingWeekendDays.map(({ date }) => date),
        shortDays: shortDays.map(({ date }) => date),
        workingDays,
        source: calendar.source,
      }),
    );
  });
}

export function parsed<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const found = schema.safeParse(body);
  if (!found.success) throw new Refusal('invalid', undefined, questionErrors(found.error));
  return found.data;
}

const assumedShape = (assumed: Assumed) => (Object.keys(assumed).length > 0 ? { assumed } : {});

function deadlineShape(found: CalculatedDeadline, language: Language): z.infer<typeof deadlineCalculationOut> {
  const { rawEnd, lastDay, dueAt, provisional, zone, steps, sources, rule, assumed } = found;
  return deadlineCalculationOut.parse({
    rawEnd,
    lastDay,
    dueAt,
    provisional,
    zone,
    ...(rule
      ? {
          rule: {
            id: rule.id,
            version: rule.version,
            title: rule.title[language],
            clause: rule.clause[language],
            confidence: rule.confidence,
          },
        }
      : {}),
    steps: steps.map((step) => ({ kind: step.kind, date: step.date, text: explainStep(step, language) })),
    sources,
    ...assumedShape(assumed),
  });
}
