import * as z from 'zod';
import { code, list } from '#domain/deadlines/calculator-question.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { currencies } from '#domain/money.ts';

/** What people and programs ask about interest. Messages of issues are codes of the text catalogue; everything that costs time is bounded here. */
const mostPayments = 1000;
/** Days of the calendars' years, so that no count is longer than 80 years. */
const day = z
  .string(code('day-1990-2070'))
  .refine((text) => text.length === 10 && isLegalDay(text) && text >= '1990-01-01' && text <= '2070-12-31', 'day-1990-2070')
  .meta({ description: 'YYYY-MM-DD, from 1990 to 2070' });
const amount = z
  .string(code('decimal'))
  .max(20, 'decimal')
  .regex(/^\d{1,15}(\.\d{1,2})?$/, 'decimal')
  .meta({ description: 'Decimal string, at most 15 digits before and 2 after the point' });
const percent = z
  .union([z.string(), z.number().transform(String)], code('percent'))
  .pipe(
    z
      .string()
      .max(20, 'percent')
      .regex(/^\d{1,4}(\.\d{1,8})?$/, 'percent'),
  )
  .meta({ description: 'Decimal string, percent, below 10,000' });
const name = (wrong: string) => z.string(code(wrong)).min(1, 'required').max(60, wrong);

export const customTermsSchema = z.strictObject(
  {
    ratePercent: percent,
    per: z.enum(['year', 'day'], code('choose')).optional(),
    basis: z
      .enum(['act/365', 'act/360', 'act/act', '30/360'], code('choose'))
      .optional()
      .meta({ description: 'Not needed for a rate per day' }),
    firstDay: z.enum(['day_after_due', 'due_day', 'given'], code('choose')).optional(),
    paymentDayCounts: z.boolean('choose').optional(),
    capPercent: percent.nullish(),
    rounding: z
      .strictObject(
        { place: z.enum(['row', 'total'], 'choose').default('total'), mode: z.enum(['half_up', 'half_even'], 'choose').default('half_up') },
        code('invalid'),
      )
      .optional(),
  },
  code('required'),
);
export type CustomTerms = z.infer<typeof customTermsSchema>;

/** Ids of what is agreed and not enacted: its terms come with the question. */
export const agreed = ['custom', 'ru-330'] as const;
const isAgreed = (rule: string): boolean => agreed.some((id) => id === rule);

export const interestQuestionSchema = z
  .strictObject(
    {
      principal: amount,
      currency: z.enum(currencies, code('choose')),
      rule: name('unknown').meta({ description: 'A named rule, "custom", or "ru-330": a penalty by contract under Russian law' }),
      due: day.optional(),
      from: day.optional().meta({ description: 'The first day that bears interest, where that is given' }),
      to: day.meta({ description: 'The day of payment, or up to which is reckoned' }),
      payments: list(z.strictObject({ date: day, amount }, code('invalid')), mostPayments).default([]),
      debtSince: day.optional().meta({ description: 'When the obligation arose; the due date when left out' }),
      consumer: z.boolean('choose').optional(),
      windows: list(name('invalid'), 20).default([]).meta({ description: 'Ids of moratoria found to apply to this debt' }),
      unknownRate: z.enum(['provisional', 'refuse'], 'choose').default('provisional'),
      withFixedSum: z.boolean('choose').optional(),
      custom: customTermsSchema.optional(),
      language: z.enum(['en', 'ru'], 'choose').default('en'),
    },
    code('invalid'),
  )
  .superRefine(({ due, from, rule, custom }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (due === undefined && from === undefined) issue('due', 'required');
    if (from !== undefined && due !== undefined && from < due) issue('from', 'date-order');
    if (isAgreed(rule) && !custom) issue('custom', 'required');
    if (!isAgreed(rule) && custom) issue('custom', 'not-with-rule');
    if (custom?.firstDay === 'given' && from === undefined) issue('from', 'required');
  });
export type InterestQuestion = z.infer<typeof interestQuestionSchema>;
