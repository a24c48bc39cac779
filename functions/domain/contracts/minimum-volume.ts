import { addDays, addMonths, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { decimalOf, minorOf, roundRatio } from '#domain/money.ts';
import { versionsOf } from './amend.ts';
import { type Breach, clauseOf, otherBreach } from './breach.ts';
import type { Book, Contract } from './facts.ts';
import { ratioOf } from './ratio.ts';
import { type ContractTerms, termsOn } from './terms.ts';

type Volume = NonNullable<ContractTerms['minimumVolume']>;
export type Period = { name: string; from: LegalDay; to: LegalDay };

const months: Record<Volume['per'], number> = { month: 1, quarter: 3, year: 12 };

/** The calendar month ("2026-03"), quarter ("2026-Q1") or year ("2026") that a day is in. */
export function periodOf(per: Volume['per'], day: LegalDay): Period {
  const year = day.slice(0, 4);
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % months[per]);
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  const name = per === 'month' ? from.slice(0, 7) : per === 'quarter' ? `${year}-Q${Math.ceil(month / 3)}` : year;
  return { name, from, to: addDays(addMonths(from, months[per]), -1) };
}

/**
 * Periods that have ended and in which less was bought than agreed. Whole calendar periods only: one in which the contract or the amendment began or changed the
 * minimum is left out, since a share of the minimum is a term that nobody agreed; so is everything from before the books of the account begin, about which
 * nothing is known. Sums count with tax, by the day of the invoice, less credit notes.
 */
export function volumeBreaches({ contract, day, book }: { contract: Contract; day: LegalDay; book: Book }): Breach[] {
  const versions = versionsOf(contract);
  const [base] = versions;
  const begins = firstFact(book);
  if (!base || begins === undefined || !versions.some(({ terms }) => terms.minimumVolume)) return [];
  const found: Breach[] = [];
  let cursor = base.validFrom > begins ? base.validFrom : begins;
  while (cursor < day) {
    const volume = termsOn(contract, cursor).minimumVolume;
    const period = volume && periodOf(volume.per, cursor);
    const inForce =
      period && versions.filter(({ validFrom }, at) => validFrom <= period.to && (versions[at + 1]?.validFrom ?? last) > period.from);
    const whole = period && base.validFrom <= period.from && inForce?.every(({ terms }) => sameVolume(terms.minimumVolume, volume));
    const breach = whole && period.to < day ? shortfall({ contract, day, book, volume, period }) : undefined;
    if (breach) found.push(breach);
    cursor = period ? addDays(period.to, 1) : (versions.find(({ validFrom }) => validFrom > cursor)?.validFrom ?? last);
  }
  return found;
}

const last = '9999-12-31';
const sameVolume = (a: Volume | undefined, b: Volume): boolean =>
  a?.per === b.per && minorOf(a.amount) === minorOf(b.amount) && a.shortfallPercent === b.shortfallPercent;

type Asked = { contract: Contract; day: LegalDay; book: Book; volume: Volume; period: Period };
function shortfall({ contract, day, book, volume, period }: Asked): Breach | undefined {
  const invoices = book.invoices.filter(
    ({ contractId, issuedOn }) => contractId === contract.id && period.from <= issuedOn && issuedOn <= period.to,
  );
  const ids = new Set<string>(invoices.map(({ id }) => id));
  const notes = book.credits.filter(({ kind, invoiceId, date }) => kind === 'credit_note' && date <= day && ids.has(invoiceId));
  const bought =
    invoices.reduce((sum, { total }) => sum + minorOf(total.amount), 0n) -
    notes.reduce((sum, { amount }) => sum + minorOf(amount.amount), 0n);
  const missing = minorOf(volume.amount) - bought;
  if (missing <= 0n) return undefined;
  const share = ratioOf(volume.shortfallPercent);
  const sums = { least: volume.amount, got: decimalOf(bought) };
  return otherBreach({
    kind: 'minimum_volume',
    of: contract.id,
    period: period.name,
    contract,
    since: addDays(period.to, 1),
    day,
    amount: decimalOf(roundRatio(missing * share.n, share.d * 100n)),
    subject: { en: `${period.name}: bought ${sums.got} of ${sums.least}`, ru: `${period.name}: закуплено ${sums.got} из ${sums.least}` },
    evidence: invoices.map(({ id, number, issuedOn }) => ({ what: 'invoice' as const, id, number, date: issuedOn })),
    clause: clauseOf({ number: contract.number, terms: termsOn(contract, period.from) }, 'minimumVolume'),
  });
}

/** The first day of which the books know anything of this account. */
function firstFact({ invoices, performances }: Book): LegalDay | undefined {
  const days = [...invoices.map(({ issuedOn }) => issuedOn), ...performances.map(({ date }) => date)];
  return days.length === 0 ? undefined : days.reduce((first, day) => (day < first ? day : first));
}
