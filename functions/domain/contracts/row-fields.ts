import * as z from 'zod';

/** Cells of imported rows, as text from a CSV or as JSON. Issue messages are codes. */
export const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'too-long');
export const optionalText = (most: number) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), text(most).optional());
export const day = z
  .string('required')
  .refine(
    (value) =>
      /^\d{4}-\d{2}-\d{2}$/.test(value) &&
      !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
      new Date(`${value}T00:00:00Z`).toISOString().startsWith(value),
    'date',
  );
export const amount = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string('amount')
    .regex(/^\d{1,12}(\.\d{1,2})?$/, 'amount')
    .refine((value) => /[1-9]/.test(value), 'amount'),
);
export const percent = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string('percent').regex(/^\d{1,3}(\.\d{1,8})?$/, 'percent'),
);
export const whole = (most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.number('number').int('number').min(0, 'number').max(most, 'number'),
  );
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());
export const number = text(60).regex(/^[\p{L}\p{N}][\p{L}\p{N} ./_№#-]*$/u, 'number-text');
export const id = text(40).regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'id');
/** Zero is a value here: a fee of nothing, a minimum of nothing. */
export const sum = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string('amount').regex(/^\d{1,12}(\.\d{1,2})?$/, 'amount'),
);
export const unit = z.enum(['calendar_days', 'working_days'], 'choose');
