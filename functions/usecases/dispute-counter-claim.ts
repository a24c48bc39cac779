import { type Actor, actorName } from '#domain/actor.ts';
import { type CounterClaim, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import type { FrozenPart } from '#domain/contracts/counter-claim-record.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import type { Freeze } from '#domain/contracts/facts.ts';
import { type Disputed, type Objection, partsOf } from '#domain/contracts/freeze-parts.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { base32, type FreezeId, type InvoiceId } from '#domain/ids.ts';
import { minorOf } from '#domain/money.ts';
import { announceDispute } from './announce-dispute.ts';
import { booksFor } from './counter-claim-books.ts';
import { counterClaimFor } from './counter-claim-for.ts';
import { type Deps, isoNow } from './deps.ts';
import { counterClaimOfCustomer } from './follow-counter-claim.ts';
import { retried } from './record-claim.ts';
import { recordCounterClaim } from './record-counter-claim.ts';

export type DisputeInput = { text: string; disputed: readonly Disputed[]; files: Objection['files'] };

/** The customer disputes lines, or parts of them, on their signed page. Nothing is disputed that was never sent to them. */
export async function disputeCounterClaim(deps: Deps, actor: Actor, input: DisputeInput): Promise<CounterClaim> {
  return retried(async () => {
    const counterClaim = await counterClaimOfCustomer(deps, actor);
    if (!counterClaim.letters.some(({ sentAt }) => sentAt)) throw new Refusal('wrong-state');
    return freeze(deps, actor, counterClaim, input);
  });
}

/** The manager, the head or legal takes a part out, with a reason, before or after the letter. */
export async function freezePart(deps: Deps, actor: Actor, id: string, input: Omit<DisputeInput, 'files'>): Promise<CounterClaim> {
  const { counterClaim } = await counterClaimFor(deps, actor, 'counter-claim.freeze', id);
  return freeze(deps, actor, counterClaim, { ...input, files: [] });
}

/** The event and the rows of the account's books are one transaction; who has to know is told after it, and again by the sweep if that fails. */
async function freeze(deps: Deps, actor: Actor, counterClaim: CounterClaim, input: DisputeInput): Promise<CounterClaim> {
  const books = await booksFor(deps, counterClaim);
  const by = actor.kind === 'customer' ? 'customer' : actorName(actor);
  const objection = { text: input.text.trim(), files: input.files, by, at: isoNow(deps) };
  const now = { ...counterClaim, sheet: sheetOf(counterClaim, books) };
  const parts = partsOf(now, input.disputed, objection, () => `FZ-${base32(deps.newId(8))}` as FreezeId);
  const rows = parts.filter(({ amount }) => minorOf(amount) > 0n).map((part) => freezeOf(counterClaim, part, books.asOf));
  const sheet = sheetOf(counterClaim, { ...books, book: { ...books.book, freezes: [...books.book.freezes, ...rows] } });
  const facts = decideCounterClaim(counterClaim, { do: 'freeze', parts, sheet });
  const [first] = parts;
  return recordCounterClaim(
    deps,
    counterClaim,
    facts,
    { actor },
    {
      writes: rows.map((row) => deps.stores.accounts.freezeWrite(row, 1)),
      tells: first ? [{ tell: 'step', step: 'announce-dispute', input: { counterClaim: counterClaim.id, freeze: first.id } }] : [],
      steps: { 'announce-dispute': announceDispute },
    },
  );
}

/** The row of the account's books. */
const freezeOf = ({ id, accountId, contractId }: CounterClaim, part: FrozenPart, from: LegalDay): Freeze => ({
  id: part.id,
  accountId,
  contractId,
  invoiceId: part.invoiceId as InvoiceId,
  amount: part.amount,
  from,
  at: part.at,
  by: part.by,
  text: part.text,
  counterClaimId: id,
  files: part.files,
});
