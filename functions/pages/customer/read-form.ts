import type { Context } from 'hono';
import type { Language } from '#domain/claims/claim.ts';
import { fieldErrors, type Submission, submissionSchema } from '#domain/claims/submission.ts';
import { field, fields, formOf } from '../door.ts';
import type { Errors } from '../parts/form.tsx';
import { t } from '../texts/texts.ts';
import type { Typed, TypedDemand } from './claim-form.tsx';

/** The posted claim form as it was typed. Demands may be up to twenty; gaps in their numbers close. */
export async function typedForm(c: Context): Promise<Typed> {
  const one = (name: string) => field(c, name);
  const form = await formOf(c);
  const numbers = [...new Set([...form.keys()].flatMap((name) => /^demands\.(\d{1,2})\./.exec(name)?.[1] ?? []))]
    .map(Number)
    .sort((a, b) => a - b)
    .slice(0, 21);
  const demands: TypedDemand[] = await Promise.all(
    numbers.map(async (n) => ({
      kind: await one(`demands.${n}.kind`),
      amount: await one(`demands.${n}.amount`),
      currency: await one(`demands.${n}.currency`),
      text: await one(`demands.${n}.text`),
    })),
  );
  const uploads = (await fields(c, 'upload'))
    .slice(0, 20)
    .map((value) => ({ id: value.slice(0, 32), name: value.slice(33) || value.slice(0, 8) }));
  return {
    name: await one('contact.name'),
    email: await one('contact.email'),
    contractNumber: await one('contractNumber'),
    orderNumber: await one('orderNumber'),
    taxNumber: await one('contact.taxNumber'),
    subject: await one('subject'),
    text: await one('text'),
    wish: await one('wish'),
    demands,
    uploads,
    key: await one('key'),
  };
}

const untouched = (demand: TypedDemand): boolean => !demand.kind && !demand.amount.trim() && !demand.text.trim();

/** The submission, or what is wrong with it. Cards that nobody touched are left out; the paths stay those of the form. */
export function submissionOf(typed: Typed, language: Language): { submission: Submission } | { wrong: { path: string; code: string }[] } {
  const kept = typed.demands.map((demand, index) => ({ demand, index })).filter(({ demand }) => !untouched(demand));
  const parsed = submissionSchema.safeParse({
    contact: { name: typed.name, email: typed.email, language, taxNumber: typed.taxNumber },
    contractNumber: typed.contractNumber,
    orderNumber: typed.orderNumber,
    subject: typed.subject,
    text: typed.text,
    wish: typed.wish,
    demands: kept.map(({ demand }) => ({ ...demand, currency: demand.amount.trim() ? demand.currency : undefined })),
  });
  if (parsed.success) return { submission: parsed.data };
  const wrong = fieldErrors(parsed.error).map(({ path, code }) => ({
    code,
    path: path.replace(/^demands\.(\d+)/, (_, n: string) => `demands.${kept[Number(n)]?.index ?? n}`),
  }));
  return { wrong };
}

/** Sentences for wrong fields, in the person's language; the first per field counts. */
export function sentences(wrong: readonly { path: string; code: string }[], language: Language): Errors {
  const texts = t(language).fields;
  return new Map(wrong.toReversed().map(({ path, code }) => [path, texts[code] ?? texts.invalid ?? code]));
}
