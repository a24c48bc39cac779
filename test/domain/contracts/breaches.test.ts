import { describe, expect, it } from 'vitest';
import { findBreaches, findings, fixedClaimsOf } from '#domain/contracts/breaches.ts';
import type { Book } from '#domain/contracts/facts.ts';
import type { InvoiceId } from '#domain/ids.ts';
import { account, bookOf, contract, contractIn, done, invoice, payment, terms } from './books.ts';

const found = (book: Book, day: string) => findBreaches(book, contractIn(book), day);
const short = (book: Book, day: string) => found(book, day).map(({ kind, since, days, open }) => [kind, since, days, open]);

describe('breaches of payment', () => {
  const due = '2026-03-10';
  it('are none on the due day, and unpaid on the next', () => {
    const book = bookOf({ invoices: [invoice(1, due)] });
    expect(short(book, due)).toEqual([]);
    expect(short(book, '2026-03-11')).toEqual([['unpaid', '2026-03-11', 1, '1001.00']]);
  });
  it('are short where a part came in time, late where all came after it', () => {
    const half = bookOf({ invoices: [invoice(1, due)], payments: [payment('i1', due, '400.00')] });
    expect(short(half, '2026-03-20')).toEqual([['short_payment', '2026-03-11', 10, '606.00']]);
    const after = bookOf({ invoices: [invoice(1, due)], payments: [payment('i1', '2026-03-15', '1000.00')] });
    expect(short(after, '2026-04-20')).toEqual([['late_payment', '2026-03-11', 5, '5.00']]);
  });
  it('name the facts they rest on, and their clause in both languages', () => {
    const book = bookOf({ invoices: [invoice(1, due)], payments: [payment('i1', due, '400.00')] });
    expect(found(book, '2026-03-20')[0]).toMatchObject({
      number: 'INV-1',
      evidence: [
        { what: 'invoice', id: 'i1', number: 'INV-1', date: '2026-02-08' },
        { what: 'payment', date: due },
      ],
      clause: { en: expect.any(String), ru: expect.any(String) },
    });
  });
  it('vanish with a payment of the past that comes late, and with a corrected invoice', () => {
    const open = { invoices: [invoice(1, due)] };
    expect(found(bookOf(open), '2026-04-01')).toHaveLength(1);
    expect(found(bookOf({ ...open, payments: [payment('i1', due, '1000.00')] }), '2026-04-01')).toEqual([]);
    expect(found(bookOf({ invoices: [invoice(1, '2026-04-30')] }), '2026-04-01')).toEqual([]);
  });
  it('vanish with a credit note for the whole, and come back without it', () => {
    const credits: Book['credits'] = [
      {
        id: 'cr',
        accountId: account.id,
        contractId: contract.id,
        invoiceId: 'i1' as InvoiceId,
        kind: 'credit_note',
        date: '2026-03-20',
        amount: { amount: '1000.00', currency: 'EUR' },
        settlementId: 's' as Book['credits'][number]['settlementId'],
      },
    ];
    expect(found(bookOf({ invoices: [invoice(1, due)], credits }), '2026-03-20')).toEqual([]);
    expect(found(bookOf({ invoices: [invoice(1, due)], credits }), '2026-03-19')).toHaveLength(1);
  });
});

describe('packaging', () => {
  const out = done('packaging_out', 'W-1', '2026-03-01', { quantity: 10, item: 'pallet' });
  const back = (date: string, quantity: number, item = 'pallet') =>
    done('packaging_back', `R-${date}-${quantity}`, date, { quantity, item });
  it('not back in its term costs so much for each piece, from the day after', () => {
    expect(short(bookOf({ performances: [out] }), '2026-03-11')).toEqual([]);
    expect(short(bookOf({ performances: [out] }), '2026-03-12')).toEqual([['packaging', '2026-03-12', 1, '50.00']]);
    expect(short(bookOf({ performances: [out, back('2026-03-05', 4)] }), '2026-03-12')).toEqual([['packaging', '2026-03-12', 1, '30.00']]);
  });
  it('that came back in time, reported late, was never a breach; what came after the term still is', () => {
    expect(found(bookOf({ performances: [out, back('2026-03-11', 10)] }), '2026-05-01')).toEqual([]);
    expect(short(bookOf({ performances: [out, back('2026-03-12', 10)] }), '2026-03-12')).toEqual([['packaging', '2026-03-12', 1, '50.00']]);
    expect(found(bookOf({ performances: [out, back('2026-03-05', 10, 'crate')] }), '2026-03-12')).toHaveLength(1);
  });
  it('counts for the delivery whose term ends next', () => {
    const later = done('packaging_out', 'W-2', '2026-03-08', { quantity: 10, item: 'pallet' });
    // On the 15th the term of the first is over: the ten are of the second, and the first stays a breach.
    const book = bookOf({ performances: [out, later, back('2026-03-15', 10)] });
    expect(short(book, '2026-03-30')).toEqual([['packaging', '2026-03-12', 19, '50.00']]);
    expect(found(bookOf({ performances: [out, later, back('2026-03-10', 20)] }), '2026-03-30')).toEqual([]);
  });
  it('has the same id and number on every day and in every order, and its number pays it', () => {
    const [first] = found(bookOf({ performances: [out, back('2026-03-05', 1)] }), '2026-03-12');
    const [again] = found(bookOf({ performances: [back('2026-03-05', 1), out] }), '2026-06-12');
    expect(again?.id).toBe(first?.id);
    expect(first?.number).toMatch(/^PK-[0-9A-Z]{8}$/);
    const id = first?.id ?? '';
    const paid = (amount: string) => bookOf({ performances: [out], payments: [payment(id, '2026-04-01', amount)] });
    expect(short(paid('20.00'), '2026-04-02')).toEqual([['packaging', '2026-03-12', 22, '30.00']]);
    expect(found(paid('50.00'), '2026-04-02')).toEqual([]);
  });
  it('names its clause', () => {
    expect(found(bookOf({ performances: [out] }), '2026-03-12')[0]?.clause).toEqual({ en: 'contract C-1, 9.1', ru: 'договор C-1, 9.1' });
  });
});

describe('collection', () => {
  const ready = done('pickup_ready', 'N-1', '2026-03-01');
  it('costs so much a day after its window, for so many days at most, until the goods are collected', () => {
    expect(short(bookOf({ performances: [ready] }), '2026-03-06')).toEqual([]);
    expect(short(bookOf({ performances: [ready] }), '2026-03-08')).toEqual([['pickup', '2026-03-07', 2, '40.00']]);
    expect(short(bookOf({ performances: [ready] }), '2026-06-08')).toMatchObject([['pickup', '2026-03-07', 94, '200.00']]);
    const late = bookOf({ performances: [ready, done('picked_up', 'N-1', '2026-03-09')] });
    expect(short(late, '2026-06-08')).toEqual([['pickup', '2026-03-07', 94, '60.00']]);
    expect(found(bookOf({ performances: [ready, done('picked_up', 'N-1', '2026-03-06')] }), '2026-06-08')).toEqual([]);
  });
});

describe('refusal of a delivery', () => {
  const refused = done('refused', 'A-1', '2026-03-01', { amount: { amount: '2000.00', currency: 'EUR' } });
  it('without a reason costs its share; with one that came later it is none', () => {
    expect(short(bookOf({ performances: [refused] }), '2026-03-01')).toEqual([['refused_acceptance', '2026-03-01', 1, '300.00']]);
    expect(found(bookOf({ performances: [{ ...refused, reason: 'Wrong goods' }] }), '2026-03-01')).toEqual([]);
    expect(found(bookOf({ performances: [{ ...refused, reason: '  ' }] }), '2026-03-01')).toHaveLength(1);
  });
  it('is shown without a sum where the contract gives none, and nothing is asked for it', () => {
    const book = bookOf({ performances: [refused] }, { refusal: undefined });
    const breaches = found(book, '2026-03-05');
    expect(breaches).toMatchObject([{ kind: 'refused_acceptance', amount: '0.00' }]);
    expect(fixedClaimsOf(breaches)).toEqual([]);
    expect(findings(book, contractIn(book), '2026-03-05').sheet).toBeUndefined();
  });
});

describe('the minimum volume', () => {
  const minimumVolume = { per: 'month', amount: '1000.00', shortfallPercent: '10' } as const;
  const sold = (issuedOn: string, amount: string, n = 1) => ({ ...invoice(n, '2027-01-01', amount, issuedOn) });
  const volumes = (book: Book, day: string) =>
    found(book, day)
      .filter(({ kind }) => kind === 'minimum_volume')
      .map(({ subject, since, amount }) => [subject.en, since, amount]);
  it('is judged when a whole period has ended, and a late invoice corrects it', () => {
    const book = bookOf({ invoices: [sold('2026-02-10', '400.00')] }, { minimumVolume });
    expect(volumes(book, '2026-02-28')).toEqual([]);
    expect(volumes(book, '2026-03-01')).toEqual([['2026-02: bought 400.00 of 1000.00', '2026-03-01', '60.00']]);
    const more = bookOf({ invoices: [sold('2026-02-10', '400.00'), sold('2026-02-28', '600.00', 2)] }, { minimumVolume });
    expect(volumes(more, '2026-03-01')).toEqual([]);
    expect(found(book, '2026-03-01')[0]?.number).toMatch(/^MV-[0-9A-Z]{8}-2026-02$/);
  });
  it('leaves out the period in which the contract began, and the time before the books', () => {
    const begun = bookOf({ invoices: [sold('2026-02-10', '400.00')] }, { minimumVolume });
    const midFebruary = { ...begun, contracts: [{ ...contractIn(begun), signedOn: '2026-02-05' }] };
    expect(volumes(midFebruary, '2026-03-31')).toEqual([]);
    expect(volumes(midFebruary, '2026-04-01')).toHaveLength(1); // March
    expect(volumes(bookOf({}, { minimumVolume }), '2026-12-31')).toEqual([]);
  });
  it('follows an amendment from its first whole period on', () => {
    const base = bookOf({ invoices: [sold('2026-01-10', '1000.00')] }, { minimumVolume });
    const version = { title: 'Contract', by: '', at: '', version: 1, validFrom: '2026-01-01', terms: contractIn(base).terms };
    const quarterly = { per: 'quarter', amount: '9000.00', shortfallPercent: '10' } as const;
    const amended = { ...version, title: 'No. 1', version: 2, validFrom: '2026-02-15', terms: { ...terms, minimumVolume: quarterly } };
    const book = { ...base, contracts: [{ ...contractIn(base), versions: [version, amended] }] };
    expect(volumes(book, '2026-07-01')).toEqual([['2026-Q2: bought 0.00 of 9000.00', '2026-07-01', '900.00']]);
    const same = { ...amended, terms: { ...terms, minimumVolume } };
    const unchanged = { ...base, contracts: [{ ...contractIn(base), versions: [version, same] }] };
    expect(volumes(unchanged, '2026-03-01').map(([subject]) => subject)).toEqual(['2026-02: bought 0.00 of 1000.00']);
  });
});
