import * as z from 'zod';

/** Answers about interest. Days YYYY-MM-DD, amounts and percentages decimal strings. */
const ruleHead = {
  id: z.string(),
  version: z.string(),
  title: z.string(),
  clause: z.string(),
  confidence: z.enum(['S', 'K', 'S/K', 'contract']).meta({ description: 'S: the text was read; K: general knowledge, to be checked' }),
};
const row = z.object({
  from: z.string(),
  to: z.string(),
  days: z.number(),
  base: z.string(),
  ratePercent: z.string(),
  basis: z.string().meta({ description: 'What the percentage is a share of: act/365, "1/300 per day"' }),
  amount: z.string(),
  excluded: z.string().optional().meta({ description: 'The window in which nothing accrues' }),
  provisional: z.literal(true).optional().meta({ description: 'The last known rate stands in for one that is not known' }),
});
export const interestOut = z.object({
  currency: z.string(),
  days: z.number(),
  interest: z.string().meta({ description: 'The sum of the rows' }),
  fixedSum: z.string(),
  total: z.string().meta({ description: 'interest + fixedSum, without the principal' }),
  outstanding: z.string().meta({ description: 'What is left of the principal' }),
  rows: z.array(row),
  capped: z.boolean(),
  provisional: z.boolean(),
  notApplied: z
    .array(z.string())
    .meta({ description: 'Windows on request in the delay that were not asked for; a fixed sum in another currency' }),
  rule: z.object(ruleHead),
  sources: z.array(z.string()),
});

const span = { from: z.string(), to: z.string() };
export const interestRulesOut = z.object({
  items: z.array(
    z.object({
      ...ruleHead,
      validFrom: z.string().optional(),
      validTo: z.string().optional(),
      source: z.string(),
      checkedOn: z.string(),
      party: z.enum(['consumer', 'business', 'any']),
      firstDay: z.enum(['day_after_due', 'due_day', 'given']),
      paymentDayCounts: z.boolean(),
      basis: z.string(),
      rate: z.object({
        series: z.string().optional(),
        percent: z.string().optional(),
        knownFrom: z.string().optional(),
        knownThrough: z.string().optional(),
        official: z.string().optional(),
      }),
      fixing: z.enum(['by_period', 'at_start', 'at_due', 'at_end', 'at_payment']),
      margins: z.array(z.object({ points: z.string(), party: z.string().optional(), debtsFrom: z.string().optional() })),
      tiers: z.array(z.object({ fromDay: z.number(), days: z.number().nullable() })),
      cap: z.object({ percent: z.string().optional(), sum: z.string().optional() }).nullable(),
      minimum: z.string().nullable(),
      windows: z.array(
        z.object({
          id: z.string(),
          ...span,
          applies: z.enum(['always', 'on_request']),
          debtsBefore: z.string().optional(),
          source: z.string(),
        }),
      ),
      rateCaps: z.array(z.object({ ...span, percent: z.string(), of: z.literal('rate_day').optional(), source: z.string() })),
      fixedSums: z
        .object({
          currency: z.string(),
          bands: z.array(z.object({ upTo: z.string().nullable(), inclusive: z.boolean(), sum: z.string() })),
          debtsFrom: z.string().optional(),
        })
        .nullable(),
      allocation: z.object({ id: z.string(), order: z.array(z.string()), source: z.string() }).nullable(),
      rounding: z.object({ place: z.enum(['day', 'row', 'total']), mode: z.enum(['half_up', 'half_even']) }),
      needs: z.array(z.string()).meta({ description: 'Fields that the question has to bring along' }),
    }),
  ),
});
