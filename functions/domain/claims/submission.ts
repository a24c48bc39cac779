import * as z from 'zod';
import { currencies, minorOf } from '#domain/money.ts';
import { demandKinds } from './claim.ts';

/** What a customer hands in, by whichever door. Messages of issues are codes of the text catalogue. */
const line = (most: number) =>
  z
    .string('required')
    .transform((text) => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim())
    .pipe(z.string().max(most, 'too-long'));
const text = (most: number) =>
  z
    .string('required')
    .transform((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .pipe(z.string().max(most, 'too-long'));
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

export const amountSchema = z
  .string('amount')
  .transform((typed) => typed.replaceAll(/[\s  ]/g, '').replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'amount'))
  .transform((amount) => amount)
  .refine((amount) => minorOf(amount) > 0n, 'amount');

export const demandSchema = z
  .object({
    kind: z.enum(demandKinds, 'choose'),
    amount: optional(amountSchema),
    currency: optional(z.enum(currencies, 'choose')),
    text: z.preprocess((value) => value ?? '', text(2000)),
  })
  .superRefine((demand, context) => {
    if (demand.amount && !demand.currency) context.addIssue({ code: 'custom', path: ['currency'], message: 'choose' });
    if (demand.kind === 'refund' && !demand.amount) context.addIssue({ code: 'custom', path: ['amount'], message: 'required' });
  });

// Addresses that can be written to; a line break or a second @ never gets through.
const emailSchema = line(254).pipe(z.email('email'));

export const submissionSchema = z.object({
  contact: z.object({
    name: line(200).pipe(z.string().min(1, 'required')),
    email: emailSchema,
    language: z.preprocess((value) => value ?? 'en', z.enum(['en', 'ru'], 'choose')),
    taxNumber: optional(line(40)),
  }),
  contractNumber: optional(line(60)),
  orderNumber: optional(line(60)),
  subject: line(300).pipe(z.string().min(1, 'required')),
  text: text(50_000).pipe(z.string().min(1, 'required')),
  wish: optional(text(2000)),
  demands: z.preprocess((value) => value ?? [], z.array(demandSchema).max(20, 'too-many')),
});
export type Submission = z.infer<typeof submissionSchema>;

/** Field paths and codes of a failed parse, as pages and API show them: each wrong thing once. */
export function fieldErrors(error: z.ZodError): { path: string; code: string }[] {
  const found = error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: /^[a-z-]{2,30}$/.test(issue.message) ? issue.message : 'invalid',
  }));
  return found.filter((one, index) => found.findIndex((other) => other.path === one.path && other.code === one.code) === index);
}
