import * as z from 'zod';
import { regionsOf } from '#domain/deadlines/calendars/calendars.ts';
import { currencies } from '#domain/money.ts';
import { contractRow } from './contract-row.ts';
import { performanceKinds } from './facts.ts';
import { amount, day, id, number, optional, optionalText, text, whole } from './row-fields.ts';

/** Rows as imported, one kind per file. Numbers identify: the same number again is the same thing. */
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
export const invoiceRow = z.object({
  id: optional(id),
  contract: number,
  number,
  issuedOn: day,
  dueDate: optional(day),
  amount,
  /** Without tax, where a penalty counts from it. */
  netAmount: optional(amount),
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
/** What was done under a contract: kind, contract, number of the document and item identify it. */
export const deliveryRow = z.object({
  kind: z.enum(performanceKinds, 'choose'),
  number,
  contract: number,
  invoice: optional(number),
  date: day,
  amount: optional(amount),
  quantity: optional(whole(1_000_000).refine((value) => value > 0, 'number')),
  item: optionalText(100),
  reason: optionalText(500),
});
export const importKinds = ['accounts', 'contracts', 'invoices', 'payments', 'deliveries'] as const;
export type ImportKind = (typeof importKinds)[number];
export const rowSchemas = {
  accounts: accountRow,
  contracts: contractRow,
  invoices: invoiceRow,
  payments: paymentRow,
  deliveries: deliveryRow,
} as const;
