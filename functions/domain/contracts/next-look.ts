import { addDays, daysBetween, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import { versionsOf } from './amend.ts';
import { lentPackaging, readyGoods } from './delivery-breaches.ts';
import { dueParts } from './due.ts';
import type { Book, Contract } from './facts.ts';
import { periodOf } from './minimum-volume.ts';
import { termsOn } from './terms.ts';

/**
 * The next day, after the legal day `day`, on which the mere passing of time can make or change a breach of this account: the day after a due date or the end of
 * its grace, after a term for packaging or collection, after a period with a minimum volume; tomorrow, while an open counter-claim has not been sent and its sum
 * still grows (`growing`). Undefined when nothing can happen before another fact comes, which lists the account by itself.
 */
export function nextLook(book: Book, day: LegalDay, { growing }: { growing: boolean }): LegalDay | undefined {
  if (growing) return addDays(day, 1);
  let next: LegalDay | undefined;
  for (const candidate of daysOf(book, day)) if (candidate > day && (next === undefined || candidate < next)) next = candidate;
  return next;
}

function* daysOf(book: Book, day: LegalDay): Generator<LegalDay> {
  yield* afterDueDates(book, day);
  for (const contract of book.contracts) {
    yield* afterDeliveries(book, contract, day);
    yield* afterPeriods(contract, day);
  }
}

function* afterDueDates(book: Book, day: LegalDay): Generator<LegalDay> {
  const paid = new Map<string, bigint>();
  for (const { invoiceId, date, amount } of [...book.payments, ...book.credits])
    if (date <= day) paid.set(invoiceId, (paid.get(invoiceId) ?? 0n) + minorOf(amount.amount));
  const contracts = new Map<string, Contract>(book.contracts.map((contract) => [contract.id, contract]));
  for (const invoice of book.invoices) {
    const contract = contracts.get(invoice.contractId);
    if (!contract || (paid.get(invoice.id) ?? 0n) >= minorOf(invoice.total.amount)) continue;
    const terms = termsOn(contract, invoice.issuedOn);
    const grace = terms.late.kind === 'statutory' ? 0 : (terms.late.graceDays ?? 0);
    // Long past, and open: only a fact changes it. Days off move a due date by two weeks at most.
    if (!terms.paymentStart && addDays(invoice.dueDate, grace + 30) < day) continue;
    for (const { payableUntil } of dueParts({ invoice, terms, performances: book.performances, place: book.account })) {
      yield addDays(payableUntil, 1);
      if (grace > 0) yield addDays(payableUntil, grace + 1);
    }
  }
}

function* afterDeliveries(book: Book, contract: Contract, day: LegalDay): Generator<LegalDay> {
  const performances = book.performances.filter(({ contractId }) => contractId === contract.id);
  if (performances.length === 0) return;
  const known = { contract, place: book.account, day, performances };
  for (const { lastDay, missing } of lentPackaging(known)) if (missing > 0) yield addDays(lastDay, 1);
  for (const { lastDay, collected, terms } of readyGoods(known)) {
    if (collected) continue;
    yield addDays(lastDay, 1);
    // Money that covers what the delay has cost so far does not cover what it will cost.
    const grows = lastDay < day && daysBetween(lastDay, day) < (terms.mostDays ?? Number.POSITIVE_INFINITY);
    if (grows && hasSpareMoney(book)) yield addDays(day, 1);
  }
}

/** Something was paid beyond an invoice, or for a breach by its number. */
function hasSpareMoney({ invoices, payments, credits }: Book): boolean {
  const left = new Map<string, bigint>(invoices.map(({ id, total }) => [id, minorOf(total.amount)]));
  for (const { invoiceId, amount } of [...payments, ...credits]) left.set(invoiceId, (left.get(invoiceId) ?? 0n) - minorOf(amount.amount));
  return [...left.values()].some((sum) => sum < 0n);
}

/** The period that is running, and those of amendments that have not begun. */
function* afterPeriods(contract: Contract, day: LegalDay): Generator<LegalDay> {
  const volume = termsOn(contract, day).minimumVolume;
  if (volume) yield addDays(periodOf(volume.per, day).to, 1);
  for (const { validFrom, terms } of versionsOf(contract)) if (validFrom > day && terms.minimumVolume) yield validFrom;
}
