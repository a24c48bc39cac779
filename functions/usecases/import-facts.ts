import { beginsBreach, breachId, breachNumber, parseBreachNumber } from '#domain/contracts/breach-number.ts';
import { dueDateOf } from '#domain/contracts/due.ts';
import type { AccountRecord, Contract, Invoice, Payment, Performance } from '#domain/contracts/facts.ts';
import { deliveryRow, invoiceRow, paymentRow } from '#domain/contracts/import-rows.ts';
import { termsOn } from '#domain/contracts/terms.ts';
import type { InvoiceId, PaymentId, PerformanceId } from '#domain/ids.ts';
import { compare, money } from '#domain/money.ts';
import { keys } from '#stores/keys.ts';
import { type Deps, today } from './deps.ts';
import { type Done, parsed, putRow, rowError, stableId } from './put-row.ts';

type Place = { account: AccountRecord; contract: Contract };

/** The contract with this number. Throws Refusal('invalid') on the column `contract` when there is none, or more than one. */
async function contractNumbered(deps: Deps, number: string): Promise<Place> {
  const targets = await deps.stores.accounts.lookup('contract', number);
  if (targets.length > 1) throw rowError('contract', 'ambiguous');
  const [accountId, contractId] = targets[0]?.split('#') ?? [];
  if (!accountId || !contractId) throw rowError('contract', 'unknown');
  const [account, contract] = await Promise.all([
    deps.stores.accounts.account(accountId),
    deps.stores.accounts.contract(accountId, contractId),
  ]);
  if (!account || !contract) throw rowError('contract', 'unknown');
  return { account, contract };
}

const invoiceIn = async (deps: Deps, account: string, number: string): Promise<string | undefined> =>
  (await deps.stores.accounts.lookup('invoice', number)).find((target) => target.startsWith(`${account}#`))?.split('#')[1];

export async function importInvoice(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(invoiceRow, raw);
  const { account, contract } = await contractNumbered(deps, row.contract);
  if (row.currency !== contract.currency) throw rowError('currency', 'other-currency');
  const id = (row.id ?? (await invoiceIn(deps, account.id, row.number)) ?? stableId('in', account.id, row.number)) as InvoiceId;
  const total = money(row.amount, row.currency);
  const net = row.netAmount === undefined ? undefined : money(row.netAmount, row.currency);
  if (net && compare(net, total) > 0) throw rowError('netAmount', 'more-than-total');
  const invoice: Invoice = {
    id,
    accountId: account.id,
    contractId: contract.id,
    number: row.number,
    issuedOn: row.issuedOn,
    ...(row.dueDate
      ? { dueDate: row.dueDate }
      : { dueDate: dueDateOf(termsOn(contract, row.issuedOn), row.issuedOn, account), dueByTerms: true }),
    total,
    net,
    subject: row.subject,
  };
  if (invoice.dueDate < invoice.issuedOn) throw rowError('dueDate', 'date-order');
  return putRow(deps, { key: keys.invoice(account.id, id), value: () => invoice, account, id }, deps.stores.accounts.invoiceWrites);
}

/** What a payment pays: the invoice with this number or, where there is none, the breach. */
async function payable(deps: Deps, number: string): Promise<{ account: AccountRecord; currency: string; id: string }> {
  const [target, ...more] = await deps.stores.accounts.lookup('invoice', number);
  if (more.length > 0) throw rowError('invoice', 'ambiguous');
  if (target === undefined) return breachNumbered(deps, number);
  const [accountId = '', invoiceId = ''] = target.split('#');
  const [account, invoice] = await Promise.all([
    deps.stores.accounts.account(accountId),
    deps.stores.accounts.invoice(accountId, invoiceId),
  ]);
  if (!account || !invoice) throw rowError('invoice', 'unknown');
  return { account, currency: invoice.total.currency, id: invoice.id };
}

async function breachNumbered(deps: Deps, number: string): Promise<{ account: AccountRecord; currency: string; id: string }> {
  const typed = parseBreachNumber(number);
  const [target, ...more] = typed ? await deps.stores.accounts.lookup('breach', typed.base) : [];
  if (more.length > 0) throw rowError('invoice', 'ambiguous');
  const [accountId = '', contractId = '', base = ''] = target?.split('#') ?? [];
  // Of the minimum volume it is a period that is paid, of anything else there is none.
  if (!typed || !target || typed.base.startsWith('MV') !== (typed.period !== undefined)) throw rowError('invoice', 'unknown');
  const [account, contract] = await Promise.all([
    deps.stores.accounts.account(accountId),
    deps.stores.accounts.contract(accountId, contractId),
  ]);
  if (!account || !contract) throw rowError('invoice', 'unknown');
  return { account, currency: contract.currency, id: typed.period ? `${base}-${typed.period.toLowerCase()}` : base };
}

export async function importPayment(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(paymentRow, raw);
  const { account, currency, id: paid } = await payable(deps, row.invoice);
  if (row.currency !== currency) throw rowError('currency', 'other-currency');
  if (row.date > today(deps, account.zone)) throw rowError('date', 'date');
  // Without an id, the same day, sum and bank reference on one invoice is the same payment.
  const id = (row.id ?? stableId('pa', paid, row.date, row.amount, row.bankReference ?? '')) as PaymentId;
  const payment: Payment = {
    id,
    accountId: account.id,
    invoiceId: paid as InvoiceId,
    date: row.date,
    amount: money(row.amount, row.currency),
    bankReference: row.bankReference,
  };
  return putRow(deps, { key: keys.payment(account.id, id), value: () => payment, account, id }, deps.stores.accounts.paymentWrites);
}

/** What was delivered, accepted, refused, returned or collected. The same document again corrects it: a reason may come later. */
export async function importDelivery(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(deliveryRow, raw);
  const { account, contract } = await contractNumbered(deps, row.contract);
  if (row.date > today(deps, account.zone)) throw rowError('date', 'date');
  const invoiceId = row.invoice === undefined ? undefined : await invoiceIn(deps, account.id, row.invoice);
  if (row.invoice !== undefined && invoiceId === undefined) throw rowError('invoice', 'unknown');
  const id = stableId('pf', row.kind, contract.id, row.number, row.item ?? '') as PerformanceId;
  const performance: Performance = {
    id,
    accountId: account.id,
    contractId: contract.id,
    kind: row.kind,
    number: row.number,
    date: row.date,
    invoiceId: invoiceId as InvoiceId | undefined,
    amount: row.amount === undefined ? undefined : money(row.amount, contract.currency),
    quantity: row.quantity,
    item: row.item,
    reason: row.reason,
  };
  const breach = beginsBreach(performance);
  const number = breach && breachNumber(breach, id);
  return putRow(deps, { key: keys.performance(account.id, id), value: () => performance, account, id }, (value, v) => [
    ...deps.stores.accounts.performanceWrites(value, v),
    ...(number ? [deps.stores.accounts.breachNumberWrite(number, account.id, contract.id, breachId(number))] : []),
  ]);
}
