import { addWorkingDays, workingDayOnOrAfter } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import type { Invoice, Performance } from './facts.ts';
import type { ContractTerms } from './terms.ts';

export type Place = { country: string; region?: string | undefined };
/** A part of an invoice with a due date of its own. `amount` in minor units; `payableUntil`: the last day on which payment is in time. */
export type DuePart = { due: LegalDay; payableUntil: LegalDay; amount: bigint };

/** In Russia and Germany a due date on a day off moves to the next working day (ГК РФ 193, BGB § 193); elsewhere it stays. */
export const payableUntil = ({ country, region }: Place, due: LegalDay): LegalDay =>
  country === 'RU' || country === 'DE' ? workingDayOnOrAfter(calendarFor({ country, region }), due) : due;

/** The term of payment from the day on which it starts: that day does not count. */
export function dueDateOf(terms: Pick<ContractTerms, 'paymentDays' | 'paymentUnit'>, from: LegalDay, { country, region }: Place): LegalDay {
  if (terms.paymentUnit !== 'working_days') return addDays(from, terms.paymentDays);
  return addWorkingDays(calendarFor({ country, region }), from, terms.paymentDays);
}

/**
 * When which part of an invoice is due, the earliest first. Where the term runs from delivery or acceptance each document of it starts the term of its own
 * part (the whole, where it names no sum), and what was not delivered or accepted is not due at all; elsewhere the invoice is one part.
 */
export function dueParts({
  invoice,
  terms,
  performances,
  place,
}: {
  invoice: Invoice;
  terms: ContractTerms;
  performances: readonly Performance[];
  place: Place;
}): DuePart[] {
  const total = minorOf(invoice.total.amount);
  const start = terms.paymentStart ?? 'invoice';
  if (start === 'invoice') return [{ due: invoice.dueDate, payableUntil: payableUntil(place, invoice.dueDate), amount: total }];
  const kind = start === 'delivery' ? 'delivered' : 'accepted';
  let left = total;
  return performances
    .filter((performance) => performance.invoiceId === invoice.id && performance.kind === kind)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
    .flatMap(({ date, amount }) => {
      const named = amount ? minorOf(amount.amount) : left;
      const part = named < left ? named : left;
      left -= part;
      if (part <= 0n) return [];
      const due = dueDateOf(terms, date, place);
      return [{ due, payableUntil: payableUntil(place, due), amount: part }];
    });
}
