import { type Actor, actorName } from '#domain/actor.ts';
import type { AccountRecord } from '#domain/contracts/facts.ts';
import { accountRow, type ImportKind } from '#domain/contracts/import-rows.ts';
import { type FieldError, Refusal } from '#domain/errors.ts';
import type { AccountId, PersonId } from '#domain/ids.ts';
import { keys } from '#stores/keys.ts';
import { authorise, requireScope } from './authorise.ts';
import { type Deps, isoNow } from './deps.ts';
import { importContract } from './import-contract.ts';
import { importDelivery, importInvoice, importPayment } from './import-facts.ts';
import { type Done, parsed, putRow, rowError } from './put-row.ts';
import { scanAccount } from './scan-breaches.ts';

export type RowResult = { row: number; status: 'accepted' | 'unchanged' | 'error'; id?: string; errors?: readonly FieldError[] };

/**
 * Imports rows of one kind. Each row stands alone: a bad one is reported with its row and columns, good ones go in, the same row again changes nothing.
 * What was touched is looked at for breaches the same day, each account once. `row` counts from 1.
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
  const who = { by: actorName(actor), at: isoNow(deps) };
  const results: RowResult[] = [];
  const touched = new Set<string>();
  for (const [index, raw] of rows.entries()) {
    try {
      const done = await importRow(deps, who, kind, raw);
      if (done.status === 'accepted') touched.add(done.account);
      results.push({ row: index + 1, status: done.status, id: done.id });
    } catch (error) {
      if (!(error instanceof Refusal) || error.fields.length === 0) throw error;
      results.push({ row: index + 1, status: 'error', errors: [...error.fields] });
    }
  }
  if (scan && kind !== 'accounts') for (const account of touched) await lookAt(deps, account);
  return results;
}

/** What cannot be computed (a rule that has no version for a debt that old) stays listed for the daily scan, which says so; the rows are in. */
async function lookAt(deps: Deps, account: string): Promise<void> {
  try {
    await scanAccount(deps, account);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    deps.log('account-scan-failed', { account, code: error.code });
  }
}

async function importRow(deps: Deps, who: { by: string; at: string }, kind: ImportKind, raw: unknown): Promise<Done> {
  switch (kind) {
    case 'accounts':
      return importAccount(deps, raw);
    case 'contracts':
      return importContract(deps, who, raw);
    case 'invoices':
      return importInvoice(deps, raw);
    case 'payments':
      return importPayment(deps, raw);
    case 'deliveries':
      return importDelivery(deps, raw);
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

async function importAccount(deps: Deps, raw: unknown): Promise<Done> {
  const row = parsed(accountRow, raw);
  const person = await deps.stores.company.person(row.manager as PersonId);
  if (!person) throw rowError('manager', 'unknown');
  const id = row.id as AccountId;
  const account: AccountRecord = {
    ...row,
    id,
    manager: row.manager as PersonId,
    domains: [...row.domains.map((domain) => domain.toLowerCase()), row.email.toLowerCase()],
    zone: row.zone ?? zones[row.country],
  };
  return putRow(deps, { key: keys.account(id), value: () => account, account, id }, (value, v) =>
    deps.stores.accounts.accountWrites(value, v),
  );
}
