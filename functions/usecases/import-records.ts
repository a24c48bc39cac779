import type { Actor } from '#domain/actor.ts';
import { canonical, sha256 } from '#domain/chain.ts';
import { fieldErrors } from '#domain/claims/submission.ts';
import type { AccountRecord, Contract, Invoice, Payment } from '#domain/contracts/facts.ts';
import { accountRow, contractRow, type ImportKind, invoiceRow, paymentRow } from '#domain/contracts/import-rows.ts';
import type { ContractTerms } from '#domain/contracts/terms.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import type { FieldError } from '#domain/errors.ts';
import { Refusal } from '#domain/errors.ts';
import type { AccountId, ContractId, InvoiceId, PaymentId, PersonId } from '#domain/ids.ts';
import { money } from '#domain/money.ts';
import { keys } from '#stores/keys.ts';
import { authorise, requireScope } from './authorise.ts';
import { type Deps, today } from './deps.ts';
import { ConditionFailed, type Key, type Write } from './ports.ts';
import { scanAccount } from './scan-breaches.ts';

export type RowResult = { row: number; status: 'accepted' | 'unchanged' | 'error'; id?: string; errors?: readonly FieldError[] };
class RowError extends Error {
  readonly field: FieldError;
  constructor(path: string, code: string) {
    super(code);
    this.field = { path, code };
  }
}

/**
 * Imports rows of one kind. Each row stands alone: a bad one is reported with its row and columns, good ones go in, the same row again changes nothing.
 * What was touched is looked at for breaches the same day. `row` counts from 1.
 */
export async function importRecords(
  deps: Deps,
  actor: Actor,
  kind: ImportKind,
  rows: readonly unknown[],
  { scan = true }: { scan?: boolean } = {},
): Promise<RowResult[]> {
  if (actor.kind === 'integration') requireScope(actor, 'imports');
  else if (actor.kind !== 'system') await authorise(deps, actor, 'import.write');
  const results: RowResult[] = [];
  const touched = new Set<string>();
  for (const [index, raw] of rows.entries()) {
    try {
      const done = await importRow(deps, kind, raw);
      if (done.status === 'accepted') touched.add(done.account);
      results.push({ row: index + 1, status: done.status, id: done.id });
    } catch (error) {
      const errors = errorsOf(error);
      if (!errors) throw error;
      results.push({ row: index + 1, status: 'error', errors });
    }
  }
  if (scan && kind !== 'accounts') for (const account of touched) await scanAccount(deps, account);
  return results;
}

function errorsOf(error: unknown): FieldError[] | undefined {
  if (error instanceof RowError) return [error.field];
  if (error instanceof Refusal && error.fields.length > 0) return [...error.fields];
  return undefined;
}

type Done = { status: 'accepted' | 'unchanged'; id: string; account: string };

async function importRow(deps: Deps, kind: ImportKind, raw: unknown): Promise<Done> {
  switch (kind) {
    case 'accounts':
      return importAccount(deps, raw);
    case 'contracts':
      return importContract(deps, raw);
    case 'invoices':
      return importInvoice(deps, raw);
    case 'payments':
      return importPayment(deps, raw);
  }
}

const zones = {
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
  DE: 'Europe/Berlin',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  RU: 'Europe/Moscow',
  US: 'America/New_York',
} as const;

function parsed<T>(
  schema: { safeParse: (raw: unknown) => { success: true; data: T } | { success: false; error: Parameters<typeof fieldErrors>[0] } },
  raw: unknown,
): T {
  const result = schema.safeParse(raw);
  if (!result.success) throw new Refusal('invalid', undefined, fieldErrors(result.error));
  return result.data;
}

async function importAccount(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(accountRow, raw);
  const person = await deps.stores.company.person(row.manager as PersonId);
  if (!person) throw new RowError('manager', 'unknown');
  const id = row.id as AccountId;
  const account: AccountRecord = {
    ...row,
    id,
    manager: row.manager as PersonId,
    domains: [...row.domains.map((domain) => domain.toLowerCase()), row.email.toLowerCase()],
    zone: row.zone ?? zones[row.country],
  };
  return put(deps, { key: keys.account(id), value: account, id, account: id }, (v) => deps.stores.accounts.accountWrites(account, v));
}

async function importContract(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(contractRow, raw);
  const account = await deps.stores.accounts.account(row.account);
  if (!account) throw new RowError('account', 'unknown');
  const known = await deps.stores.accounts.lookup('contract', row.number);
  const others = known.filter((target) => !target.startsWith(`${account.id}#`));
  if (others.length > 0 && !row.id) throw new RowError('number', 'taken');
  const mine = known.find((target) => target.startsWith(`${account.id}#`))?.split('#')[1];
  const id = (row.id ?? mine ?? stableId('ct', account.id, row.number)) as ContractId;
  const rule: Record<string, string> = { RU: 'ru-395', GB: 'uk-1998', DE: 'de-288' };
  const late: ContractTerms['late'] = row.penaltyPercentPerDay
    ? { kind: 'contract-penalty', percentPerDay: row.penaltyPercentPerDay, capPercent: row.penaltyCapPercent }
    : { kind: 'statutory', rule: row.statutoryRule ?? rule[account.country] ?? 'eu-2011-7' };
  const contract: Contract = {
    id,
    accountId: account.id,
    number: row.number,
    signedOn: row.signedOn,
    currency: row.currency,
    terms: {
      paymentDays: row.paymentDays,
      late,
      governingLaw: row.governingLaw ?? account.country,
      answerDays: row.answerDays,
      answerUnit: row.answerDays === undefined ? undefined : (row.answerUnit ?? 'calendar_days'),
      claimResponseDays: row.claimResponseDays,
      clauses: { penalty: row.penaltyClause, answer: row.answerClause },
    },
  };
  return put(deps, { key: keys.contract(account.id, id), value: contract, id, account: account.id }, (v) =>
    deps.stores.accounts.contractWrites(contract, v),
  );
}

async function importInvoice(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(invoiceRow, raw);
  const targets = await deps.stores.accounts.lookup('contract', row.contract);
  if (targets.length > 1) throw new RowError('contract', 'ambiguous');
  const [accountId, contractId] = targets[0]?.split('#') ?? [];
  const contract = accountId && contractId ? await deps.stores.accounts.contract(accountId, contractId) : undefined;
  if (!contract) throw new RowError('contract', 'unknown');
  if (row.currency !== contract.currency) throw new RowError('currency', 'other-currency');
  const known = (await deps.stores.accounts.lookup('invoice', row.number)).find((target) => target.startsWith(`${contract.accountId}#`));
  const id = (row.id ?? known?.split('#')[1] ?? stableId('in', contract.accountId, row.number)) as InvoiceId;
  const invoice: Invoice = {
    id,
    accountId: contract.accountId,
    contractId: contract.id,
    number: row.number,
    issuedOn: row.issuedOn,
    dueDate: row.dueDate ?? addDays(row.issuedOn, contract.terms.paymentDays),
    total: money(row.amount, row.currency),
    subject: row.subject,
  };
  if (invoice.dueDate < invoice.issuedOn) throw new RowError('dueDate', 'date-order');
  return put(deps, { key: keys.invoice(contract.accountId, id), value: invoice, id, account: contract.accountId }, (v) =>
    deps.stores.accounts.invoiceWrites(invoice, v),
  );
}

async function importPayment(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(paymentRow, raw);
  const targets = await deps.stores.accounts.lookup('invoice', row.invoice);
  if (targets.length > 1) throw new RowError('invoice', 'ambiguous');
  const [accountId, invoiceId] = targets[0]?.split('#') ?? [];
  const invoice = accountId && invoiceId ? await deps.stores.accounts.invoice(accountId, invoiceId) : undefined;
  if (!invoice) throw new RowError('invoice', 'unknown');
  if (row.currency !== invoice.total.currency) throw new RowError('currency', 'other-currency');
  const account = await deps.stores.accounts.account(invoice.accountId);
  if (account && row.date > today(deps, account.zone)) throw new RowError('date', 'date');
  // Without an id, the same day, sum and bank reference on one invoice is the same payment.
  const id = (row.id ?? stableId('pa', invoice.id, row.date, row.amount, row.bankReference ?? '')) as PaymentId;
  const payment: Payment = {
    id,
    accountId: invoice.accountId,
    invoiceId: invoice.id,
    date: row.date,
    amount: money(row.amount, row.currency),
    bankReference: row.bankReference,
  };
  return put(deps, { key: keys.payment(invoice.accountId, id), value: payment, id, account: invoice.accountId }, (v) =>
    deps.stores.accounts.paymentWrites(payment, v),
  );
}

const stableId = (prefix: string, ...parts: string[]): string =>
  `${prefix}-${sha256(parts.map((part) => part.normalize('NFC')).join('\u0000')).slice(0, 16)}`;

async function put(
  deps: Deps,
  what: { key: Key; value: unknown; id: string; account: string },
  writes: (v: number) => Write[],
): Promise<Done> {
  const { id, account } = what;
  for (let attempt = 0; ; attempt++) {
    const before = await deps.stores.accounts.raw(what.key);
    if (before && canonical(before.body) === canonical(what.value)) return { status: 'unchanged', id, account };
    try {
      await deps.stores.accounts.write(writes((before?.v ?? 0) + 1));
      return { status: 'accepted', id, account };
    } catch (error) {
      if (!(error instanceof ConditionFailed) || attempt >= 5) throw error;
    }
  }
}
