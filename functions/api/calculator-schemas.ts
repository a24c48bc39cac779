import * as z from 'zod';

/** Answers of the calculators. Days YYYY-MM-DD, instants ISO 8601 UTC, working time as an ISO 8601 duration. */
const assumed = z
  .object({ hours: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))).optional(), zone: z.string().optional() })
  .optional()
  .meta({ description: 'What the question left open and the answer rests on' });

export const deadlineCalculationOut = z.object({
  rawEnd: z.string().meta({ description: 'Where the count ends, before it is moved off days off' }),
  lastDay: z.string(),
  dueAt: z.string().meta({ description: 'The last millisecond that is still in time; for hours the exact moment' }),
  provisional: z.boolean().meta({ description: 'It rests on days off that nobody has enacted yet' }),
  zone: z.string(),
  rule: z
    .object({
      id: z.string(),
      version: z.string(),
      title: z.string(),
      clause: z.string(),
      confidence: z.enum(['S', 'K', 'S/K', 'house']).meta({ description: 'S: the text was read; K: general knowledge, to be checked' }),
    })
    .optional(),
  steps: z.array(z.object({ kind: z.string(), date: z.string(), text: z.string() })),
  sources: z.array(z.string()).meta({ description: 'Of the calendar, then of the rule' }),
  assumed,
});

export const workingTimeOut = z.object({
  working: z.string().optional().meta({ description: 'Working time from "from" to "to"' }),
  at: z.string().optional().meta({ description: 'The moment at which "add" has passed' }),
  provisional: z.boolean(),
  zone: z.string(),
  sources: z.array(z.string()),
  assumed,
});

export const calendarYearOut = z.object({
  country: z.string(),
  region: z.string().nullable(),
  year: z.number(),
  daysOff: z
    .array(z.object({ date: z.string(), name: z.string() }))
    .meta({ description: 'Public holidays and days off moved there; plain weekends are not listed' }),
  workingWeekendDays: z.array(z.string()),
  shortDays: z.array(z.string()),
  workingDays: z.number(),
  source: z.string(),
});
