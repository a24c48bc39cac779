import type { Context } from 'hono';
import type { Book } from '#domain/contracts/facts.ts';
import type { SettlementWish } from '#domain/contracts/settlement-make.ts';
import { settlementKinds } from '#domain/contracts/settlement-terms.ts';
import { Refusal } from '#domain/errors.ts';
import { currencies } from '#domain/money.ts';
import { field, fields } from '../door.ts';

/** Rows of the form. */
export const mostInstalments = 6;

const wrong = (path: string, code: string) => new Refusal('invalid', undefined, [{ path, code }]);

/** What a form of the ledger asks for. Refuses ('invalid', with paths inside the form) what cannot be read; whether it is open is not looked at here. */
export async function readWish(c: Context, { invoices }: Pick<Book, 'invoices'>): Promise<SettlementWish> {
  const asked = await field(c, 'kind');
  const kind = settlementKinds.find((known) => known === asked);
  if (!kind) throw wrong('kind', 'choose');
  if (kind === 'set_off') {
    const contractId = await field(c, 'contract');
    const most = sumOf(await field(c, `set_off-${contractId}.amount`));
    return { kind, contractId, most: most || undefined };
  }
  if (kind === 'instalments') return readInstalments(c, invoices);
  const of = async (name: string) => (await field(c, `${kind}.${name}`)).trim();
  const [reference = '', code = ''] = (await of('reference')).split(' ');
  const currency = currencies.find((known) => known === code);
  if (!currency) throw wrong('reference', 'choose');
  const claim = { reference, currency, amount: sumOf(await of('amount')) };
  if (kind === 'credit_note') return { kind, ...claim, contractId: await of('contract') };
  if (kind === 'replacement') return { kind, ...claim, what: await of('what'), by: await of('by') };
  return { kind, ...claim, payToName: await of('payToName'), payToAccount: await of('payToAccount'), purpose: await of('purpose') };
}

/** Spaces between thousands and a comma before the cents are how people write sums. */
export const sumOf = (typed: string): string =>
  typed
    .trim()
    .replaceAll(/[\s\u00a0]/g, '')
    .replace(/,(\d{1,2})$/, '.$1');

async function readInstalments(c: Context, invoices: Book['invoices']): Promise<SettlementWish> {
  const invoiceIds = await fields(c, 'invoice');
  const chosen = new Set(invoices.filter(({ id }) => invoiceIds.includes(id)).map(({ contractId }) => contractId));
  const [contractId, ...others] = chosen;
  if (!contractId || others.length > 0) throw wrong('invoices', 'choose');
  const instalments: { due: string; amount: string }[] = [];
  for (let index = 0; index < mostInstalments; index++) {
    const [due, amount] = [await field(c, `due.${index}`), sumOf(await field(c, `part.${index}`))];
    if (due || amount) instalments.push({ due, amount });
  }
  const grace = await field(c, 'instalments.graceDays');
  return { kind: 'instalments', contractId, invoiceIds, instalments, graceDays: grace.trim() === '' ? Number.NaN : Number(grace) };
}
