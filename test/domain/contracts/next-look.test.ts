import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBreaches } from '#domain/contracts/breaches.ts';
import type { Book } from '#domain/contracts/facts.ts';
import { nextLook } from '#domain/contracts/next-look.ts';
import type { ContractTerms } from '#domain/contracts/terms.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import { bookOf, contractIn, done, invoice, payment, terms } from './books.ts';

describe('the next day to look', () => {
  const calm = { growing: false };
  it('is the day after the next due date, term or period; tomorrow while an unsent claim grows', () => {
    expect(nextLook(bookOf(), '2026-03-01', calm)).toBeUndefined();
    expect(nextLook(bookOf(), '2026-03-01', { growing: true })).toBe('2026-03-02');
    expect(nextLook(bookOf({ invoices: [invoice(1, '2026-03-10'), invoice(2, '2026-03-09')] }), '2026-03-01', calm)).toBe('2026-03-10');
    expect(
      nextLook(bookOf({ invoices: [invoice(1, '2026-03-10')], payments: [payment('i1', '2026-03-01', '1000.00')] }), '2026-03-01', calm),
    ).toBe(undefined);
    expect(nextLook(bookOf({ performances: [done('packaging_out', 'W', '2026-03-01')] }), '2026-03-01', calm)).toBe('2026-03-12');
    expect(nextLook(bookOf({ performances: [done('pickup_ready', 'N', '2026-03-01')] }), '2026-03-01', calm)).toBe('2026-03-07');
    const volume = { minimumVolume: { per: 'month', amount: '1.00', shortfallPercent: '1' } } as const;
    expect(nextLook(bookOf({}, volume), '2026-03-01', calm)).toBe('2026-04-01');
    const grace = { late: { ...terms.late, graceDays: 5 } as ContractTerms['late'] };
    const waiting = bookOf({ invoices: [invoice(1, '2026-03-10')] }, grace);
    expect([nextLook(waiting, '2026-03-10', calm), nextLook(waiting, '2026-03-11', calm), nextLook(waiting, '2026-03-16', calm)]).toEqual([
      '2026-03-11',
      '2026-03-16',
      undefined,
    ]);
  });
  it('misses nothing: between two looks the kinds of breaches do not change by themselves', () => {
    const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2026-01-05', n));
    const facts = fc.record({
      invoices: fc.array(fc.tuple(day, fc.integer({ min: 1, max: 5 })), { maxLength: 4 }),
      payments: fc.array(fc.tuple(fc.nat(3), day, fc.integer({ min: 1, max: 5 })), { maxLength: 4 }),
      out: fc.array(fc.tuple(day, fc.integer({ min: 1, max: 3 })), { maxLength: 3 }),
      ready: fc.array(day, { maxLength: 2 }),
      volume: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (drawn) => {
        const full = bookOf(
          {
            invoices: drawn.invoices.map(([due, hundreds], n) => invoice(n, due, `${hundreds}00.00`)),
            payments: drawn.payments.map(([n, date, hundreds]) => payment(`i${n}`, date, `${hundreds}00.00`)),
            performances: [
              ...drawn.out.map(([date, quantity], n) => done('packaging_out', `W${n}`, date, { quantity })),
              ...drawn.ready.map((date, n) => done('pickup_ready', `N${n}`, date)),
            ],
          },
          drawn.volume ? { minimumVolume: { per: 'month', amount: '300.00', shortfallPercent: '10' } } : {},
        );
        // Payments come on their day; the others are known from the beginning.
        const asOf = (today: string): Book => ({
          ...full,
          payments: full.payments.filter(({ date }) => date <= today),
          performances: full.performances.filter(({ date }) => date <= today),
        });
        const seen = (today: string) =>
          findBreaches(asOf(today), contractIn(full), today)
            .map(({ id, kind }) => `${id} ${kind}`)
            .sort()
            .join(', ');
        let next: string | undefined;
        let before = '';
        let book = asOf('2026-01-04');
        for (let n = 0; n < 170; n++) {
          const today = addDays('2026-01-05', n);
          const known = asOf(today);
          const fact = known.payments.length + known.performances.length !== book.payments.length + book.performances.length;
          book = known;
          const now = seen(today);
          const looked = n === 0 || fact || next === today;
          if (!looked && now !== before) throw new Error(`${today}: ${before} -> ${now}, next look ${next}`);
          if (looked) next = nextLook(book, today, calm);
          before = now;
        }
      }),
      { numRuns: 60 },
    );
  });
});
