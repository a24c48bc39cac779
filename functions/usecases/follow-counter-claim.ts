import type { Actor } from '#domain/actor.ts';
import type { CounterClaim } from '#domain/contracts/counter-claim.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import type { Sheet } from '#domain/contracts/sheet.ts';
import { addDays, isLegalDay, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { booksFor } from './counter-claim-books.ts';
import type { Deps } from './deps.ts';

/** How far ahead a customer may ask what it would cost: about two years. */
const mostDays = 731;
const nothingOwed = ['paid', 'withdrawn'];

export type SheetView = {
  counterClaim: CounterClaim;
  /** As of today by the books; that of the record once it has ended. */
  now: Sheet;
  /** As of the day asked for; left out when none was, or a wrong one. */
  later?: Sheet | undefined;
  /** What is wrong with that day: code of a field. */
  wrongDay?: 'date' | 'pay-early' | 'pay-late' | undefined;
  letterUrl?: string | undefined;
};

/** The counter-claim behind a customer's signed link. Nothing that has not left the house yet can be seen. */
export async function counterClaimOfCustomer(deps: Deps, actor: Actor): Promise<CounterClaim> {
  if (actor.kind !== 'customer' || !actor.counterClaim) throw new Refusal('not-found');
  const counterClaim = await deps.stores.counterClaims.load(actor.counterClaim);
  if (!counterClaim) throw new Refusal('not-found');
  return counterClaim;
}

/** The customer's signed page: the whole calculation as of today, beside it that of another day of payment, and the last letter that left. */
export async function followCounterClaim(deps: Deps, actor: Actor, pay?: string): Promise<SheetView> {
  const counterClaim = await counterClaimOfCustomer(deps, actor);
  const letter = counterClaim.letters.findLast(({ delivery, sentAt }) => sentAt || delivery === 'sending' || delivery === 'unknown');
  const letterUrl = letter && (await deps.blobs.presignDownload(letter.key, `${letter.outgoingNumber}.pdf`, 600));
  if (nothingOwed.includes(counterClaim.state)) return { counterClaim, now: counterClaim.sheet, letterUrl };
  const books = await booksFor(deps, counterClaim);
  const now = sheetOf(counterClaim, books);
  if (pay === undefined || pay === '') return { counterClaim, now, letterUrl };
  const wrongDay = wrongOf(pay, books.asOf);
  if (wrongDay) return { counterClaim, now, wrongDay, letterUrl };
  return { counterClaim, now, later: sheetOf(counterClaim, { ...books, asOf: pay }), letterUrl };
}

function wrongOf(pay: string, asOf: LegalDay): SheetView['wrongDay'] {
  if (!isLegalDay(pay)) return 'date';
  if (pay < asOf) return 'pay-early';
  return pay > addDays(asOf, mostDays) ? 'pay-late' : undefined;
}
