import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { Term } from '#domain/contracts/counter-claim-record.ts';
import type { AccountRecord, Book, Contract } from '#domain/contracts/facts.ts';
import { stepOf } from '#domain/contracts/ladder.ts';
import { responseTerm } from '#domain/contracts/response-term.ts';
import { Refusal } from '#domain/errors.ts';
import { type Deps, isoNow, today } from './deps.ts';

/** What the books hold of the counter-claim's customer and contract, and today's legal day there. Refuses ('data-missing') where they are gone. */
export async function booksFor(
  deps: Deps,
  { accountId, contractId }: Pick<CounterClaim, 'accountId' | 'contractId'>,
): Promise<{ book: Book; account: AccountRecord; contract: Contract; asOf: string }> {
  const book = await deps.stores.accounts.book(accountId);
  const contract = book?.contracts.find(({ id }) => id === contractId);
  if (!book || !contract) throw new Refusal('data-missing');
  return { book, account: book.account, contract, asOf: today(deps, book.account.zone) };
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
