import type { Context } from 'hono';
import { type Claim, type DemandAnswer, demandKinds, outcomes } from '#domain/claims/claim.ts';
import { amountSchema, demandSchema, fieldErrors } from '#domain/claims/submission.ts';
import { type FieldError, Refusal } from '#domain/errors.ts';
import { currencies, money } from '#domain/money.ts';
import type { ReplyRecord } from '#stores/reply-store.ts';
import type { DraftInput } from '#usecases/save-draft.ts';
import { field, fields } from '../door.ts';

export type TypedAnswer = { outcome: string; amount: string; currency: string; reason: string; source: string };
/** The draft as it stands in the form. */
export type TypedDraft = { answers: Record<string, TypedAnswer>; opening: string; closing: string; enclosures: readonly string[] };

const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trim();

export async function typedDraft(c: Context, claim: Claim): Promise<TypedDraft> {
  const answers: Record<string, TypedAnswer> = {};
  for (const { id, asked } of claim.demands) {
    const of = (name: string) => field(c, `answers.${id}.${name}`);
    answers[id] = {
      outcome: await of('outcome'),
      amount: (await of('granted')).trim(),
      currency: asked?.currency ?? (await of('currency')),
      reason: tidy(await of('reason')),
      source: tidy(await of('source')),
    };
  }
  return {
    answers,
    opening: tidy(await field(c, 'opening')),
    closing: tidy(await field(c, 'closing')),
    enclosures: await fields(c, 'enclosure'),
  };
}

/** The draft on record, as the form shows it. */
export function draftOnRecord(claim: Claim, reply: ReplyRecord | undefined): TypedDraft {
  const answers = claim.demands.map(({ id, answer, asked }): [string, TypedAnswer] => [
    id,
    {
      outcome: answer?.outcome ?? '',
      amount: answer?.granted?.amount ?? '',
      currency: answer?.granted?.currency ?? asked?.currency ?? '',
      reason: answer?.reason ?? '',
      source: answer?.source ?? '',
    },
  ]);
  return {
    answers: Object.fromEntries(answers),
    opening: reply?.opening ?? '',
    closing: reply?.closing ?? '',
    enclosures: reply?.enclosures ?? [],
  };
}

/** What was typed, as answers. Throws Refusal('invalid') with the fields that cannot be read; a demand with nothing typed is taken back. */
export function draftInput(typed: TypedDraft, seen: number | undefined): DraftInput {
  const wrong: FieldError[] = [];
  const answers: Record<string, DemandAnswer | null> = {};
  for (const [id, answer] of Object.entries(typed.answers)) answers[id] = readAnswer(id, answer, wrong);
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
  return { answers, opening: typed.opening, closing: typed.closing, enclosures: typed.enclosures, seen };
}

function readAnswer(
  id: string,
  { outcome: chosen, amount, currency: code, reason, source }: TypedAnswer,
  wrong: FieldError[],
): DemandAnswer | null {
  const outcome = outcomes.find((candidate) => candidate === chosen);
  if (!outcome) {
    if (amount || reason || source) wrong.push({ path: `answers.${id}.outcome`, code: 'choose' });
    return null;
  }
  if (!amount) return { outcome, reason, source };
  const parsed = amountSchema.safeParse(amount);
  const currency = currencies.find((candidate) => candidate === code);
  if (!parsed.success) wrong.push({ path: `answers.${id}.granted`, code: 'amount' });
  else if (!currency) wrong.push({ path: `answers.${id}.currency`, code: 'choose' });
  else return { outcome, granted: money(parsed.data, currency), reason, source };
  return null;
}

export const seenVersion = async (c: Context): Promise<number | undefined> => {
  const seen = Number(await field(c, 'seen'));
  return Number.isInteger(seen) && seen > 0 ? seen : undefined;
};

/** The demands as the desk puts them right; a card without a kind is left out. Throws Refusal('invalid') with the paths of the form. */
export async function typedDemands(c: Context): Promise<{ demands: Omit<Claim['demands'][number], 'id' | 'answer'>[]; because: string }> {
  const wrong: FieldError[] = [];
  const demands: Omit<Claim['demands'][number], 'id' | 'answer'>[] = [];
  for (let index = 0; index < 20; index++) {
    const of = (name: string) => field(c, `demands.${index}.${name}`);
    const kind = await of('kind');
    if (!demandKinds.some((known) => known === kind)) continue;
    const amount = (await of('amount')).trim();
    const parsed = demandSchema.safeParse({
      kind,
      amount,
      currency: amount ? await of('currency') : undefined,
      text: tidy(await of('text')),
    });
    if (!parsed.success) wrong.push(...fieldErrors(parsed.error).map((entry) => ({ ...entry, path: `demands.${index}.${entry.path}` })));
    else
      demands.push({
        kind: parsed.data.kind,
        text: parsed.data.text,
        asked: parsed.data.amount && parsed.data.currency ? money(parsed.data.amount, parsed.data.currency) : undefined,
      });
  }
  const because = tidy(await field(c, 'because'));
  if (!because) wrong.push({ path: 'because', code: 'required' });
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
  return { demands, because };
}
