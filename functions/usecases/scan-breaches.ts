import { decideCounterClaim, replayCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { AccountRecord, Contract } from '#domain/contracts/facts.ts';
import { booksOf, makeSheet, type Sheet, sameFacts } from '#domain/contracts/sheet.ts';
import { base32, type CounterClaimId } from '#domain/ids.ts';
import { minorOf } from '#domain/money.ts';
import { executionNames } from '#workflows/payloads.ts';
import { actingNow } from './authorise.ts';
import { type Deps, today } from './deps.ts';
import { retried } from './record-claim.ts';
import { recordCounterClaim } from './record-counter-claim.ts';

const system = { kind: 'system', step: 'scan-account' } as const;
/** Accounts per step of the scan. */
const pageSize = 100;

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
 * Looks at one account's invoices and payments as of today: proposes one counter-claim per contract with something overdue, brings open ones up to date,
 * ends those that are paid. Safe to repeat at any time of the day.
 */
export async function scanAccount(deps: Deps, accountId: string): Promise<'done'> {
  const book = await deps.stores.accounts.book(accountId);
  if (!book) return 'done';
  const { account } = book;
  const day = today(deps, account.zone);
  for (const contract of book.contracts) {
    const sheet = makeSheet(booksOf(book, contract), day);
    await retried(() => bringUpToDate(deps, account, contract, sheet));
  }
  return 'done';
}

async function bringUpToDate(deps: Deps, account: AccountRecord, contract: Contract, sheet: Sheet | undefined): Promise<void> {
  const open = await deps.stores.counterClaims.openOf(contract.id);
  if (open) {
    if (open.state === 'sending' || open.state === 'approved') return; // the letter is on its way: the next scan looks again
    const now = sheet ?? emptySheet(open.sheet);
    // A letter that has gone names a sum of its day; only facts change what it asks for, the mere passing of days does not.
    if (open.sentAt && sheet && sameFacts(open.sheet, sheet)) return;
    const facts = decideCounterClaim(open, { do: 'recalculate', sheet: now, because: 'books' });
    await recordCounterClaim(deps, open, facts, { actor: system });
    return;
  }
  if (!sheet || minorOf(sheet.principal) <= 0n || (await claimedBefore(deps, contract))) return;
  const company = await deps.stores.company.everyone();
  const place = { id: account.id, name: account.name, country: account.country, party: account.party };
  const id = `CC-${base32(deps.newId(8))}` as CounterClaimId;
  const proposed = {
    type: 'proposed' as const,
    accountId: account.id,
    accountName: account.name,
    contractId: contract.id,
    contractNumber: contract.number,
    country: account.country,
    language: account.language,
    owner: account.manager,
    acting: actingNow(account.manager, company, place, today(deps, account.zone)),
    sheet,
  };
  await recordCounterClaim(deps, replayCounterClaim(id, []), [proposed], { actor: system });
}

/** A counter-claim that somebody withdrew is not raised again for the same invoices on the same day's facts. */
async function claimedBefore(deps: Deps, contract: Contract): Promise<boolean> {
  const earlier = await deps.stores.counterClaims.ofAccount(contract.accountId, 50);
  return earlier.some((counterClaim) => counterClaim.contractId === contract.id && counterClaim.state === 'withdrawn');
}

const emptySheet = (before: Sheet): Sheet => ({
  ...before,
  lines: [],
  principal: '0.00',
  interest: '0.00',
  fixedSums: '0.00',
  paidOnTop: '0.00',
  frozen: '0.00',
  total: '0.00',
  fingerprint: 'empty',
});
