import { type Findings, findings } from '#domain/contracts/breaches.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import type { Book, Contract } from '#domain/contracts/facts.ts';
import type { FixedClaim, Sheet } from '#domain/contracts/sheet.ts';
import type { Deps } from './deps.ts';

/** What was claimed under a contract and withdrawn: by the id of the invoice or breach, which counter-claim asked for it last. */
export async function withdrawnOf(deps: Deps, { id, accountId }: Contract): Promise<ReadonlyMap<string, string>> {
  const earlier = await deps.stores.counterClaims.ofAccount(accountId, 100);
  const claims = earlier.filter(({ contractId, state }) => contractId === id && state === 'withdrawn').toReversed();
  return new Map(claims.flatMap((claim) => claim.sheet.lines.map(({ invoiceId }): [string, string] => [invoiceId, claim.id])));
}

/** What the books show of a contract on a day, and the sheet that a counter-claim may ask for: without what somebody withdrew, with the fees of the ladder so far. */
export function claimable(
  book: Book,
  contract: Contract,
  day: string,
  { withdrawn, open }: { withdrawn: ReadonlyMap<string, string>; open: Pick<CounterClaim, 'sheet'> | undefined },
): Findings {
  return findings(book, contract, day, { fees: open ? feesOf(open.sheet) : [], without: new Set(withdrawn.keys()) });
}

const feesOf = ({ lines }: Sheet): FixedClaim[] =>
  lines
    .filter(({ kind, invoiceId }) => kind === 'fixed' && invoiceId.startsWith('fee-'))
    .map(({ invoiceId, number, dueDate, fixedSum, ground }) => ({ id: invoiceId, number, since: dueDate, amount: fixedSum, ground }));
