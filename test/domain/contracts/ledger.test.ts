import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LedgerFacts, makeLedger, netOverTime } from '#domain/contracts/ledger.ts';
import { balanceOf, type LedgerEntry } from '#domain/contracts/ledger-entry.ts';
import { booksOf, makeSheet } from '#domain/contracts/sheet.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import { anyFacts, booked, bookOf, claimOf, contractOf, creditOf, freezeOf, invoiceOf, paymentOf, start } from './ledger-facts.ts';

const anyDay = fc.integer({ min: 0, max: 400 }).map((n) => addDays(start, n));
const minus = (a: string, b: string) => minorOf(a) - minorOf(b);
const columnsOf = ['claimed', 'refused', 'frozen', 'paid', 'setOff', 'credited'] as const;

/** Only what is dated until the day; a decision that comes later is not known yet. */
const until = (facts: LedgerFacts, day: string): LedgerFacts => ({
  ...facts,
  book: {
    ...facts.book,
    payments: facts.book.payments.filter(({ date }) => date <= day),
    credits: facts.book.credits.filter(({ date }) => date <= day),
    invoices: facts.book.invoices.filter(
      ({ id, issuedOn }) =>
        issuedOn <= day ||
        facts.book.payments.some((row) => row.invoiceId === id && row.date <= day) ||
        facts.book.credits.some((row) => row.invoiceId === id && row.date <= day),
    ),
    freezes: facts.book.freezes
      .filter(({ from }) => from <= day)
      .map((freeze) => (freeze.decision && freeze.decision.day > day ? { ...freeze, decision: undefined } : freeze)),
  },
  claims: facts.claims.map((claim) => ({ ...claim, states: claim.states.filter((state) => state.day <= day) })),
  settlements: facts.settlements.filter(({ bookedOn }) => (bookedOn ?? '') <= day),
});
const shuffled = (facts: LedgerFacts): LedgerFacts => ({
  book: {
    ...facts.book,
    contracts: facts.book.contracts.toReversed(),
    invoices: facts.book.invoices.toReversed(),
    payments: facts.book.payments.toReversed(),
    freezes: facts.book.freezes.toReversed(),
    credits: facts.book.credits.toReversed(),
  },
  claims: facts.claims.toReversed(),
  settlements: facts.settlements.toReversed(),
});

describe('the two-way ledger', () => {
  it('sums the entries of each side to its balances, per contract and in all, and the net is ours less theirs', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const ledger of makeLedger(facts, day)) {
          for (const side of ['ours', 'theirs'] as const) {
            const own = ledger.entries.filter((entry) => entry.side === side);
            for (const column of columnsOf)
              expect(minorOf(ledger[side][column])).toBe(
                own.reduce((sum, entry) => (entry.column === column ? sum + entry.minor : sum), 0n),
              );
            const { claimed, admitted, refused, frozen, paid, setOff, credited, open } = ledger[side];
            expect(minorOf(claimed)).toBe(minorOf(admitted) + minorOf(refused) + minorOf(frozen));
            expect(minorOf(admitted)).toBe(minorOf(paid) + minorOf(setOff) + minorOf(credited) + minorOf(open));
            for (const column of [...columnsOf, 'admitted', 'open'] as const)
              expect(ledger.contracts.reduce((sum, contract) => sum + minorOf(contract[side][column]), 0n)).toBe(
                minorOf(ledger[side][column]),
              );
          }
          expect(minorOf(ledger.net)).toBe(minus(ledger.ours.open, ledger.theirs.open));
          expect(ledger.statement.at(-1)?.net).toBe(ledger.net);
          for (const { entry } of ledger.statement) expect(entry.day <= day).toBe(true);
        }
      }),
    );
  });
  it('takes a set-off off both sides by the same sum, on every day', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const ledger of makeLedger(facts, day)) {
          expect(ledger.ours.setOff).toBe(ledger.theirs.setOff);
          expect(ledger.ours.credited).toBe(ledger.theirs.credited);
        }
      }),
    );
  });
  it('does not depend on the order of facts, nor on what is dated after its day', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        const ledger = makeLedger(facts, day);
        expect(makeLedger(shuffled(facts), day)).toEqual(ledger.map((entry) => ({ ...entry })));
        expect(makeLedger(until(facts, day), day)).toEqual(ledger);
      }),
    );
  });
  it('never has more in dispute on our side than is left of the invoices', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, day) => {
        for (const { entries } of makeLedger(facts, day))
          for (const [, own] of Map.groupBy(
            entries.filter(({ side }) => side === 'ours'),
            ({ aboutId }: LedgerEntry) => aboutId,
          )) {
            const { frozen, open } = balanceOf(own);
            expect(minorOf(frozen)).toBeGreaterThanOrEqual(0n);
            if (minorOf(frozen) > 0n) expect(minorOf(open)).toBeGreaterThanOrEqual(0n);
          }
      }),
    );
  });

  const contract = contractOf('a', 'RUB');
  const invoice = invoiceOf('i1', contract, '2026-03-02', 10_000_000n);
  it('asks for what the sheet asks for, while money, disputes and interest come and go', () => {
    const book = bookOf({
      contracts: [contract],
      invoices: [invoice, invoiceOf('i2', contract, '2026-03-10', 5_000_000n)],
      payments: [paymentOf('p1', invoice, '2026-05-04', 4_000_000n)],
      freezes: [
        freezeOf('f1', invoice, '2026-05-10', 1_000_000n),
        freezeOf('f2', invoice, '2026-05-11', 500_000n, { day: '2026-06-01', accepted: 200_000n }),
      ],
    });
    for (const day of ['2026-04-20', '2026-05-20', '2026-06-20', '2026-09-01']) {
      const sheet = makeSheet(booksOf(book, contract), day);
      const [ledger] = makeLedger({ book, claims: [], settlements: [] }, day);
      expect([day, ledger?.ours.open, ledger?.ours.frozen]).toEqual([day, sheet?.total, sheet?.frozen]);
    }
  });
  it('keeps what was paid for a delay, when the sheet has nothing more to say', () => {
    // 100,000 due 1 April, paid on 11 April with 0.1 % for ten days.
    const book = bookOf({ contracts: [contract], invoices: [invoice], payments: [paymentOf('p1', invoice, '2026-04-11', 10_100_000n)] });
    expect(makeSheet(booksOf(book, contract), '2026-06-01')).toBeUndefined();
    const [ledger] = makeLedger({ book, claims: [], settlements: [] }, '2026-06-01');
    expect(ledger?.ours).toMatchObject({ claimed: '101000.00', paid: '101000.00', open: '0.00' });
  });
  it('counts only what a sent reply grants, and shows what is pending beside it', () => {
    const claims = [claimOf('R1', 'RUB', { day: '2026-04-01', minor: 800_00n }, { day: '2026-04-20', granted: 300_00n }, contract)];
    const of = (day: string) => makeLedger({ book: bookOf({ contracts: [contract] }), claims, settlements: [] }, day)[0]?.theirs;
    expect(of('2026-04-19')).toMatchObject({ claimed: '800.00', frozen: '800.00', admitted: '0.00', open: '0.00' });
    expect(of('2026-04-20')).toMatchObject({ claimed: '800.00', frozen: '0.00', admitted: '300.00', refused: '500.00', open: '300.00' });
  });
  it('has one ledger per currency and the net position of any day', () => {
    const euro = contractOf('c', 'EUR');
    const facts: LedgerFacts = {
      book: bookOf({
        contracts: [contract, euro],
        invoices: [invoice, invoiceOf('i3', euro, '2026-03-02', 70_000n)],
        credits: [creditOf('s1', invoice, 'set_off', '2026-04-01', 20_000n)],
      }),
      claims: [claimOf('R1', 'RUB', { day: '2026-03-05', minor: 20_000n }, { day: '2026-03-20', granted: 20_000n })],
      settlements: [
        booked('s1', 'RUB', '2026-04-02', {
          kind: 'set_off',
          ground: { en: '', ru: '' },
          source: '',
          pairs: [{ reference: 'R1' as never, invoiceId: invoice.id, number: invoice.number, amount: '200.00', date: '2026-04-01' }],
        }),
      ],
    };
    expect(netOverTime(facts, ['2026-03-01', '2026-03-25', '2026-04-01'])).toEqual([
      {
        currency: 'EUR',
        points: [
          { day: '2026-03-01', net: '0.00' },
          { day: '2026-03-25', net: '700.00' },
          { day: '2026-04-01', net: '700.00' },
        ],
      },
      {
        currency: 'RUB',
        points: [
          { day: '2026-03-01', net: '0.00' },
          { day: '2026-03-25', net: '99800.00' },
          { day: '2026-04-01', net: '99800.00' },
        ],
      },
    ]);
    const [, rubles] = makeLedger(facts, '2026-04-01');
    expect(rubles?.ours.setOff).toBe('200.00');
    expect(rubles?.theirs).toMatchObject({ setOff: '200.00', open: '0.00' });
  });
});
