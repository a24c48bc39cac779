import { addDays, daysBetween, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { decimalOf, minorOf, roundRatio } from '#domain/money.ts';
import { type Breach, type BreachFact, clauseOf, otherBreach } from './breach.ts';
import { type Place, payableUntil } from './due.ts';
import type { Book, Contract, Performance } from './facts.ts';
import { ratioOf } from './ratio.ts';
import { type ContractTerms, termsOn } from './terms.ts';

/** What the customer did or left undone with goods and packaging, under one contract, as known on `day`. */
type Known = { contract: Contract; place: Place; day: LegalDay; performances: readonly Performance[]; invoices: Book['invoices'] };

const inOrder = (a: Performance, b: Performance): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1);
const factOf = ({ kind, id, number, date }: Performance): BreachFact => ({ what: kind, id, number, date });
const under = (contract: Contract, terms: ContractTerms) => ({ number: contract.number, terms });

/** A term in days that ends on a day off moves to the next working day where the law says so, as a term of payment does. */
const lastDayOf = (place: Place, from: LegalDay, days: number): LegalDay => payableUntil(place, addDays(from, days));

export type Lent = {
  out: Performance;
  terms: NonNullable<ContractTerms['packaging']>;
  lastDay: LegalDay;
  missing: number;
  backs: Performance[];
};
/**
 * Packaging that went out, with what of it has not come back in its term. A piece that comes back counts for the delivery of its kind whose term ends next:
 * that costs the customer least. One that comes after the term of its delivery no longer saves the sum.
 */
export function lentPackaging({ contract, place, day, performances }: Omit<Known, 'invoices'>): Lent[] {
  const known = performances
    .filter(({ date, kind }) => date <= day && (kind === 'packaging_out' || kind === 'packaging_back'))
    .toSorted(inOrder);
  const lent = known.flatMap((out): Lent[] => {
    const terms = out.kind === 'packaging_out' ? termsOn(contract, out.date).packaging : undefined;
    return terms ? [{ out, terms, lastDay: lastDayOf(place, out.date, terms.returnDays), missing: out.quantity ?? 1, backs: [] }] : [];
  });
  const byTerm = lent.toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : inOrder(a.out, b.out)));
  for (const back of known) {
    if (back.kind !== 'packaging_back') continue;
    let left = back.quantity ?? 1;
    for (const one of byTerm) {
      const fits = one.out.item === back.item && one.out.date <= back.date && back.date <= one.lastDay;
      const part = fits ? Math.min(left, one.missing) : 0;
      if (part === 0) continue;
      one.missing -= part;
      left -= part;
      one.backs.push(back);
    }
  }
  return lent;
}

export function packagingBreaches(known: Known): Breach[] {
  const { contract, day } = known;
  return lentPackaging(known).flatMap(({ out, terms, lastDay, missing, backs }) => {
    if (missing === 0 || lastDay >= day) return [];
    const item = out.item ?? { en: 'packaging', ru: 'тара' };
    const of = out.quantity ?? 1;
    const name = (language: 'en' | 'ru') => (typeof item === 'string' ? item : item[language]);
    return otherBreach({
      kind: 'packaging',
      of: out.id,
      contract,
      since: addDays(lastDay, 1),
      day,
      amount: decimalOf(minorOf(terms.sumPerPiece) * BigInt(missing)),
      subject: { en: `${name('en')}: ${missing} of ${of} not returned`, ru: `${name('ru')}: не возвращено ${missing} из ${of}` },
      evidence: [out, ...backs].map(factOf),
      clause: clauseOf(under(contract, termsOn(contract, out.date)), 'packaging'),
    });
  });
}

export type Ready = {
  ready: Performance;
  terms: NonNullable<ContractTerms['pickup']>;
  lastDay: LegalDay;
  collected?: Performance | undefined;
};
/** Goods that were ready, with their collection: the first that names the same document, or the same invoice. */
export function readyGoods({ contract, place, day, performances }: Omit<Known, 'invoices'>): Ready[] {
  const known = performances.filter(({ date }) => date <= day).toSorted(inOrder);
  return known.flatMap((ready): Ready[] => {
    const terms = ready.kind === 'pickup_ready' ? termsOn(contract, ready.date).pickup : undefined;
    if (!terms) return [];
    const collected = known.find(
      (one) =>
        one.kind === 'picked_up' &&
        one.date >= ready.date &&
        (one.number === ready.number || (ready.invoiceId !== undefined && one.invoiceId === ready.invoiceId)),
    );
    return [{ ready, terms, lastDay: lastDayOf(place, ready.date, terms.windowDays), collected }];
  });
}

export function pickupBreaches(known: Known): Breach[] {
  const { contract, day } = known;
  return readyGoods(known).flatMap(({ ready, terms, lastDay, collected }) => {
    const end = collected?.date ?? day;
    if (end <= lastDay) return [];
    const late = daysBetween(lastDay, end);
    const charged = Math.min(late, terms.mostDays ?? late);
    const goods = ready.item ?? ready.number;
    return otherBreach({
      kind: 'pickup',
      of: ready.id,
      contract,
      since: addDays(lastDay, 1),
      day,
      amount: decimalOf(minorOf(terms.sumPerDay) * BigInt(charged)),
      subject: collected
        ? { en: `${goods}: collected ${late} days late`, ru: `${goods}: вывоз с опозданием, дней: ${late}` }
        : { en: `${goods}: not collected`, ru: `${goods}: не вывезено` },
      evidence: [ready, ...(collected ? [collected] : [])].map(factOf),
      clause: clauseOf(under(contract, termsOn(contract, ready.date)), 'pickup'),
    });
  });
}

/** A delivery refused without a reason. Where the contract gives no percentage it is shown, and no sum is asked for it. */
export function refusalBreaches({ contract, day, performances, invoices }: Known): Breach[] {
  return performances
    .filter(({ kind, date, reason }) => kind === 'refused' && date <= day && !reason?.trim())
    .toSorted(inOrder)
    .map((refused) => {
      const terms = termsOn(contract, refused.date);
      const invoice = invoices.find(({ id }) => id === refused.invoiceId);
      const price = minorOf((refused.amount ?? invoice?.total)?.amount ?? '0');
      const share = ratioOf(terms.refusal?.percent ?? '0');
      const goods = refused.item ?? refused.number;
      return otherBreach({
        kind: 'refused_acceptance',
        of: refused.id,
        contract,
        since: refused.date,
        day,
        amount: decimalOf(roundRatio(price * share.n, share.d * 100n)),
        subject: { en: `${goods}: refused without a reason`, ru: `${goods}: отказ от приёмки без объяснения` },
        evidence: [
          factOf(refused),
          ...(invoice ? [{ what: 'invoice' as const, id: invoice.id, number: invoice.number, date: invoice.issuedOn }] : []),
        ],
        clause: clauseOf(under(contract, terms), 'refusal'),
      });
    });
}
