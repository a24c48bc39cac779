import { isLegalDay, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { type FieldError, Refusal } from '#domain/errors.ts';
import { minorOf } from '#domain/money.ts';
import type { SettlementTerms } from './settlement-terms.ts';

/** As many rows as one transaction can book with everything that belongs to it. */
export const mostParts = 60;

/** Refuses ('invalid', with the fields of the form) terms that nobody could book; whether the sums are open is for the ledger to say. */
export function checkTerms(terms: SettlementTerms, today: LegalDay): void {
  const wrong: FieldError[] = [];
  const text = (path: string, value: string, most: number) => {
    if (!value.trim()) wrong.push({ path, code: 'required' });
    else if (value.length > most) wrong.push({ path, code: 'too-long' });
  };
  const rows = terms.kind === 'set_off' ? terms.pairs : terms.kind === 'instalments' ? terms.instalments : terms.claims;
  if (rows.length === 0) wrong.push({ path: 'amount', code: 'required' });
  if (rows.length > mostParts) wrong.push({ path: 'amount', code: 'too-many' });
  if (rows.some(({ amount }) => !isAmount(amount))) wrong.push({ path: 'amount', code: 'amount' });
  if (terms.kind === 'money') {
    text('payToName', terms.payTo.name, 200);
    text('payToAccount', terms.payTo.account, 200);
    text('purpose', terms.purpose, 200);
  }
  if (terms.kind === 'replacement') {
    text('what', terms.what, 500);
    if (!isLegalDay(terms.by) || terms.by < today) wrong.push({ path: 'by', code: 'date' });
  }
  if (terms.kind === 'instalments') wrong.push(...wrongInstalments(terms, today));
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
}

function wrongInstalments({ instalments, invoices, graceDays }: SettlementTerms & { kind: 'instalments' }, today: LegalDay): FieldError[] {
  const wrong: FieldError[] = [];
  if (invoices.length === 0) wrong.push({ path: 'invoices', code: 'choose' });
  if (!Number.isInteger(graceDays) || graceDays < 0 || graceDays > 60) wrong.push({ path: 'graceDays', code: 'number' });
  if (instalments.some(({ due }) => !isLegalDay(due) || due < today)) wrong.push({ path: 'instalments', code: 'date' });
  else if (instalments.some(({ due }, index) => due <= (instalments[index - 1]?.due ?? '')))
    wrong.push({ path: 'instalments', code: 'date-order' });
  return wrong;
}

function isAmount(amount: string): boolean {
  try {
    return minorOf(amount) > 0n;
  } catch {
    return false;
  }
}
