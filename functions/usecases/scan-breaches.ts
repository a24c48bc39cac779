import { executionNames } from '#workflows/payloads.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import { type Deps, today } from './deps.ts';

/** Accounts per step of the scan. */
const pageSize = 100;
/** Counter-claims of one account that are looked at, the newest first. */
const mostEarlier = 500;

/** One page of accounts; when there are more, the next page is started as an execution of its own. `cursor` is "page:cursor" or empty for the first. */
export async function listAccounts(deps: Deps, onDay: string, cursor: string): Promise<{ accounts: string[] }> {
  const [, number = '0', rest = ''] = /^(\d+):(.*)$/.exec(cursor) ?? [];
  const page = await deps.stores.accounts.accounts(pageSize, rest || undefined);
  if (page.cursor) {
    const next = Number(number) + 1;
    await deps.workflows.start('breach-scan', executionNames.breachScan(onDay, next), { day: onDay, cursor: `${next}:${page.cursor}` });
  }
  return { accounts: page.accounts.map((account) => account.id) };
}

/**
 * Looks at one account's invoices and payments as of today: proposes a counter-claim per contract with something overdue that is not claimed yet, brings open ones
 * up to date, ends those that are paid. Safe to repeat at any time of the day.
 */
export async function scanAccount(deps: Deps, accountId: string): Promise<'done'> {
  const book = await deps.stores.accounts.book(accountId);
  if (!book) return 'done';
  const asOf = today(deps, book.account.zone);
  const earlier = await deps.stores.counterClaims.ofAccount(book.account.id, mostEarlier);
  for (const contract of book.contracts) await bringUpToDate(deps, { book, contract, asOf, others: [], earlier });
  return 'done';
}
