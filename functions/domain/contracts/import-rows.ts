import * as z from 'zod';
import { regionsOf } from '#domain/deadlines/calendars/calendars.ts';
import { currencies } from '#domain/money.ts';

/** Rows as imported, one kind per file. Issue messages are codes. Numbers identify: the same number again is the same thing. */
const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'too-long');
const optionalText = (most: number) => z.preprocess((value) => (value === '' || value === null ? undefined : value), text(most).optional());
const day = z
  .string('required')
  .refine(
    (value) =>
      /^\d{4}-\d{2}-\d{2}$/.test(value) &&
      !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
      new Date(`${value}T00:00:00Z`).toISOString().startsWith(value),
    'date',
  );
const amount = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string('amount')
    .regex(/^\d{1,12}(\.\d{1,2})?$/, 'amount')
    .refine((value) => /[1-9]/.test(value), 'amount'),
);
const percent = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string('percent').regex(/^\d{1,3}(\.\d{1,8})?$/, 'percent'),
);
const whole = (most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.number('number').int('number').min(0, 'number').max(most, 'number'),
  );
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());
const number = text(60).regex(/^[\p{L}\p{N}][\p{L}\p{N} ./_№#-]*$/u, 'number-text');
const id = text(40).regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'id');

export const accountRow = z
  .object({
    id,
    name: text(200),
    country: z.enum(['RU', 'DE', 'AT', 'CH', 'GB', 'IE', 'US', 'FR'], 'country'),
    region: optionalText(10),
    party: z.enum(['consumer', 'business'], 'choose'),
    language: z.preprocess((value) => value || 'en', z.enum(['en', 'ru'], 'choose')),
    email: z.email('email'),
    address: z.preprocess((value) => value ?? '', z.string().max(500)),
    taxNumber: optionalText(40),
    domains: z.preprocess(
      (value) => (typeof value === 'string' ? value.split(/[\s,;]+/).filter(Boolean) : (value ?? [])),
      z
        .array(
          z
            .string()
            .max(253)
            .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i, 'domain'),
        )
        .max(20),
    ),
    manager: id,
    zone: optional(text(60)),
  })
  .refine(({ country, region }) => region === undefined || regionsOf(country).length === 0 || regionsOf(country).includes(region), {
    path: ['region'],
    message: 'unknown',
  });
export const contractRow = z
  .object({
    id: optional(id),
    account: id,
    number,
    signedOn: day,
    currency: z.enum(currencies, 'currency'),
    paymentDays: whole(365),
    governingLaw: z.preprocess((value) => value || undefined, text(40).optional()),
    penaltyPercentPerDay: optional(percent),
    penaltyCapPercent: optional(percent),
    statutoryRule: optional(z.enum(['ru-395', 'de-288', 'eu-2011-7', 'uk-1998'], 'choose')),
    answerDays: optional(whole(365)),
    answerUnit: optional(z.enum(['calendar_days', 'working_days'], 'choose')),
    claimResponseDays: optional(whole(365)),
    penaltyClause: optionalText(100),
    answerClause: optionalText(100),
  })
  .refine((row) => !(row.penaltyPercentPerDay && row.statutoryRule), { path: ['statutoryRule'], message: 'either-or' });
export const invoiceRow = z.object({
  id: optional(id),
  contract: number,
  number,
  issuedOn: day,
  dueDate: optional(day),
  amount,
  currency: z.enum(currencies, 'currency'),
  subject: optionalText(300),
});
export const paymentRow = z.object({
  id: optional(id),
  invoice: number,
  date: day,
  amount,
  currency: z.enum(currencies, 'currency'),
  bankReference: optionalText(100),
});
export const importKinds = ['accounts', 'contracts', 'invoices', 'payments'] as const;
export type ImportKind = (typeof importKinds)[number];
export const rowSchemas = { accounts: accountRow, contracts: contractRow, invoices: invoiceRow, payments: paymentRow } as const;
