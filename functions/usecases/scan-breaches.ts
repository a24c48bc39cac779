import type { Breach } from '#domain/contracts/breach.ts';
import { type DecidedBreach, decideBreach, notProposed } from '#domain/contracts/breach-decision.ts';
import { type CounterClaim, decideCounterClaim, replayCounterClaim } from '#domain/contracts/counter-claim.ts';
import { dueDateOf } from '#domain/contracts/due.ts';
import type { AccountRecord, Book, Contract, Invoice } from '#domain/contracts/facts.ts';
import { nextLook } from '#domain/contracts/next-look.ts';
import { type Sheet, sameFacts } from '#domain/contracts/sheet.ts';
import { termsOn } from '#domain/contracts/terms.ts';
import { base32, type CounterClaimId } from '#domain/ids.ts';
import { actingNow } from './authorise.ts';
import { claimable, withdrawnOf } from './claim-sheet.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { ConditionFailed } from './ports.ts';
import { retried } from './record-claim.ts';
import { recordCounterClaim } from './record-counter-claim.ts';

const system = { kind: 'system', step: 'scan-account' } as const;
/** States in which the sum of an open counter-claim still follows the days. */
const unsent: readonly CounterClaim['state'][] = ['proposed', 'held', 'approved', 'sending'];
const nobody: ReadonlyMap<string, string> = new Map();

/**
 * Looks at one account's books as of today: proposes one counter-claim per contract with a breach, brings open ones up to date, ends those that are settled, keeps
 * what was found, and lists the account for the next day on which something can happen. Safe to repeat at any time of the day; `notBefore` is the first day for
 * which it may be listed again.
 */
export async function scanAccount(deps: Deps, accountId: string, notBefore = ''): Promise<'done'> {
  const look = await deps.stores.looks.of(accountId);
  const read = await deps.stores.accounts.book(accountId);
  if (!read) {
    await moveLook(deps, accountId, look, undefined);
    return 'done';
  }
  const book = await withDueDates(deps, read);
  const day = today(deps, book.account.zone);
  let growing = false;
  for (const contract of book.contracts) if (await retried(() => lookAtContract(deps, book, contract, day))) growing = true;
  const next = nextLook(book, day, { growing });
  await moveLook(deps, accountId, look, next !== undefined && next < notBefore ? notBefore : next);
  return 'done';
}

type Look = Awaited<ReturnType<Deps['stores']['looks']['of']>>;
async function moveLook(deps: Deps, account: string, look: Look, day: string | undefined): Promise<void> {
  if (look?.day === day) return;
  try {
    await deps.stores.looks.save(deps.stores.looks.write(account, day, look?.v ?? 0));
  } catch (error) {
    // A fact came meanwhile and has listed the account for today: whoever brought it looks again, or the next scan.
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** Due dates that were counted by terms which an amendment has changed since, counted again. */
async function withDueDates(deps: Deps, book: Book): Promise<Book> {
  const contracts = new Map<string, Contract>(book.contracts.map((contract) => [contract.id, contract]));
  const changed: Invoice[] = [];
  const invoices = book.invoices.map((invoice) => {
    const contract = invoice.dueByTerms ? contracts.get(invoice.contractId) : undefined;
    const dueDate = contract ? dueDateOf(termsOn(contract, invoice.issuedOn), invoice.issuedOn, book.account) : invoice.dueDate;
    if (dueDate === invoice.dueDate) return invoice;
    const moved = { ...invoice, dueDate };
    changed.push(moved);
    return moved;
  });
  for (const invoice of changed) await deps.stores.accounts.moveDueDate(invoice);
  return changed.length > 0 ? { ...book, invoices } : book;
}

/** True while an unsent counter-claim is open. */
async function lookAtContract(deps: Deps, book: Book, contract: Contract, day: string): Promise<boolean> {
  const open = await deps.stores.counterClaims.openOf(contract.id);
  const first = claimable(book, contract, day, { withdrawn: nobody, open });
  const withdrawn = first.breaches.length > 0 || open ? await withdrawnOf(deps, contract) : nobody;
  const { sheet, breaches } = withdrawn.size > 0 ? claimable(book, contract, day, { withdrawn, open }) : first;
  const reason = notProposed(sheet, { book, contract, day });
  const now = open
    ? await bringUpToDate(deps, open, sheet)
    : sheet && !reason
      ? await propose(deps, book.account, contract, sheet)
      : undefined;
  const known = { sheet, open: now, proposed: !open && now !== undefined, withdrawn, reason };
  await keepFound(deps, book.account, contract, day, breaches, (breach) => decideBreach(breach, known));
  return now !== undefined && unsent.includes(now.state);
}

async function bringUpToDate(deps: Deps, open: CounterClaim, sheet: Sheet | undefined): Promise<CounterClaim> {
  if (open.state === 'sending' || open.state === 'approved') return open; // the letter is on its way: the next scan looks again
  const now = sheet ?? emptySheet(open.sheet);
  // A letter that has gone names a sum of its day; only facts change what it asks for, the mere passing of days does not.
  if (open.sentAt && sheet && sameFacts(open.sheet, sheet)) return open;
  const facts = decideCounterClaim(open, { do: 'recalculate', sheet: now, because: 'books' });
  return recordCounterClaim(deps, open, facts, { actor: system });
}

async function propose(deps: Deps, account: AccountRecord, contract: Contract, sheet: Sheet): Promise<CounterClaim> {
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
  return recordCounterClaim(deps, replayCounterClaim(id, []), [proposed], { actor: system });
}

/** Writes what this look found over what an earlier one of the day did. What was there and is gone is paid or corrected, and says so. */
async function keepFound(
  deps: Deps,
  account: AccountRecord,
  contract: Contract,
  day: string,
  breaches: readonly Breach[],
  decide: (breach: Breach) => DecidedBreach,
): Promise<void> {
  const earlier = await deps.stores.breaches.of(day, account.id, contract.id);
  if (breaches.length === 0 && !earlier) return;
  const known = new Map((earlier?.breaches ?? []).map((breach) => [breach.id, breach]));
  // A second look of the day finds the counter-claim that the first one proposed.
  const found = breaches.map(decide).map((breach): DecidedBreach => {
    const before = known.get(breach.id);
    const same = before?.decision === 'proposed' && breach.decision === 'claimed' && before.counterClaimId === breach.counterClaimId;
    return same ? { ...breach, decision: 'proposed' } : breach;
  });
  const ids = new Set(found.map(({ id }) => id));
  const gone = (earlier?.breaches ?? [])
    .filter(({ id }) => !ids.has(id))
    .map((breach): DecidedBreach => ({ ...breach, open: '0.00', decision: 'settled' }));
  await deps.stores.breaches.save({
    day,
    at: isoNow(deps),
    accountId: account.id,
    accountName: account.name,
    manager: account.manager,
    contractId: contract.id,
    contractNumber: contract.number,
    currency: contract.currency,
    breaches: [...found, ...gone],
  });
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
