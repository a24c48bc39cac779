import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { Term } from '#domain/contracts/counter-claim-record.ts';
import type { AccountRecord, Book, Contract } from '#domain/contracts/facts.ts';
import { stepOf } from '#domain/contracts/ladder.ts';
import { responseTerm } from '#domain/contracts/response-term.ts';
import { Refusal } from '#domain/errors.ts';
import { type Deps, isoNow, today } from './deps.ts';

/** Counter-claims of one account that are looked at, the newest first. */
export const mostOfAccount = 500;

/**
 * What the books hold of the counter-claim's customer and contract, the account's other counter-claims where they matter (before the first letter), and today's
 * legal day there. Refuses ('data-missing') where they are gone.
 */
export async function booksFor(
  deps: Deps,
  { accountId, contractId, covers }: Pick<CounterClaim, 'accountId' | 'contractId' | 'covers'>,
): Promise<{ book: Book; account: AccountRecord; contract: Contract; asOf: string; others: readonly CounterClaim[] }> {
  const book = await deps.stores.accounts.book(accountId);
  const contract = book?.contracts.find(({ id }) => id === contractId);
  if (!book || !contract) throw new Refusal('data-missing');
  const others = covers ? [] : await deps.stores.counterClaims.ofAccount(accountId, mostOfAccount);
  return { book, account: book.account, contract, asOf: today(deps, book.account.zone), others };
}

/** The customer's term on the present rung, from an instant of sending or decision. */
export async function termFrom(
  deps: Deps,
  counterClaim: CounterClaim,
  { account, contract }: { account: AccountRecord; contract: Contract },
  sentAt = isoNow(deps),
): Promise<Term> {
  const step = stepOf(counterClaim.ladder, counterClaim.rung);
  return responseTerm({ law: await deps.stores.law.current(), sentAt, account, contract, step });
}
