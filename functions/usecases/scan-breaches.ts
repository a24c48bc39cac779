import type { Breach } from '#domain/contracts/breach.ts';
import { type DecidedBreach, decideBreach, notProposed } from '#domain/contracts/breach-decision.ts';
import { findings } from '#domain/contracts/breaches.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import { feesOf, fitting, uncoveredSheet } from '#domain/contracts/covered-sheet.ts';
import { dueDateOf } from '#domain/contracts/due.ts';
import type { AccountRecord, Book, Contract, Invoice } from '#domain/contracts/facts.ts';
import { underInstalments } from '#domain/contracts/instalments.ts';
import { nextLook } from '#domain/contracts/next-look.ts';
import { termsOn } from '#domain/contracts/terms.ts';
import { bringUpToDate, gather } from './bring-up-to-date.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { ConditionFailed } from './ports.ts';
import { retried } from './record-claim.ts';

/** Counter-claims of one account that are looked at, the newest first. */
const mostOfAccount = 500;
/** States in which a counter-claim still follows the days, or is looked at again tomorrow. */
const unsent: readonly CounterClaim['state'][] = ['proposed', 'held', 'approved', 'sending'];

/**
 * Looks at one account's books as of today: proposes a counter-claim per contract with a breach that is not claimed yet, brings open ones up to date, ends those that
 * are settled, keeps what was found, and lists the account for the next day on which something can happen. Safe to repeat at any time of the day; `notBefore` is the
 * first day for which it may be listed again.
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
  const earlier = await deps.stores.counterClaims.ofAccount(accountId, mostOfAccount);
  let growing = false;
  for (const contract of book.contracts) if (await lookAtContract(deps, { book, contract, asOf: day, earlier })) growing = true;
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

type Day = { book: Book; contract: Contract; asOf: string; earlier: readonly CounterClaim[] };

/** True while an unsent counter-claim is open. */
async function lookAtContract(deps: Deps, day: Day): Promise<boolean> {
  const { book, contract, asOf } = day;
  const { claimed, counterClaim, breaches, ...known } = await retried(() => claimAll(deps, day));
  const openFor = (asked: string): CounterClaim | undefined =>
    [...claimed.open, ...(counterClaim ? [counterClaim] : [])].find(
      ({ covers, sheet }) => covers?.includes(asked) ?? sheet.lines.some(({ invoiceId }) => invoiceId === asked),
    );
  const decide = (breach: Breach) =>
    decideBreach(breach, { ...known, gathers: counterClaim !== undefined, withdrawn: claimed.withdrawn, open: openFor(breach.asks) });
  await keepFound(deps, book.account, contract, asOf, breaches, decide);
  return [...claimed.open, ...(counterClaim ? [counterClaim] : [])].some(({ state }) => unsent.includes(state));
}

/** One pass over what is claimed and what is to be claimed under a contract. Throws Refusal('conflict') when somebody was faster. */
async function claimAll(deps: Deps, day: Day) {
  const { book, contract, asOf } = day;
  const claimed = await bringUpToDate(deps, day);
  const { sheet, breaches } = findings(book, contract, asOf, { fees: claimed.open.flatMap(feesOf) });
  const planned = underInstalments(book.settlements ?? [], asOf);
  const unclaimed = sheet && uncoveredSheet(sheet, claimed.covered);
  const all = unclaimed && uncoveredSheet(unclaimed, planned);
  const rest = all && fitting(all);
  const reason = notProposed(rest, { book, contract, day: asOf });
  const { counterClaim, proposed } = await gather(deps, day, {
    sheet: rest,
    worth: reason === undefined ? rest : undefined,
    // All that is left is paid in instalments: a proposal for it waits until they are kept or broken.
    waits: unclaimed !== undefined && rest === undefined,
    gathers: claimed.gathers,
  });
  return { claimed, counterClaim, breaches, sheet, planned, reason, proposed: proposed ? counterClaim?.id : undefined };
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
