import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credit } from '#domain/contracts/facts.ts';
import { type LedgerFacts, makeLedger, openOf } from '#domain/contracts/ledger.ts';
import { proposeSetOff, type SetOffProposal } from '#domain/contracts/set-off.ts';
import type { SettlementTerms } from '#domain/contracts/settlement-terms.ts';
import { addDays } from '#domain/deadlines/legal-day.ts';
import type { SettlementId } from '#domain/ids.ts';
import { minorOf } from '#domain/money.ts';
import { anyFacts, booked, bookOf, claimOf, contractOf, freezeOf, invoiceOf, start } from './ledger-facts.ts';

const contract = contractOf('a', 'RUB');
const old = invoiceOf('i1', contract, '2026-03-02', 10_000_000n); // due 1 April
const young = invoiceOf('i2', contract, '2026-03-10', 5_000_000n); // due 9 April
const answered = claimOf('R1', 'RUB', { day: '2026-04-20', minor: 12_000_000n }, { day: '2026-05-04', granted: 11_000_000n });
const day = '2026-05-20';
const facts = (changes: Partial<LedgerFacts> = {}): LedgerFacts => ({
  book: bookOf({ contracts: [contract], invoices: [young, old] }),
  claims: [answered],
  settlements: [],
  ...changes,
});
const possible = (proposal: SetOffProposal) => {
  if (!proposal.possible) throw new Error(proposal.why.map(({ code }) => code).join());
  return proposal;
};
const codes = (proposal: SetOffProposal) => (proposal.possible ? [] : proposal.why.map(({ code }) => code));

/** The books after a set-off was booked. */
function bookedOn(before: LedgerFacts, proposal: SetOffProposal & { possible: true }, on: string): LedgerFacts {
  const { pairs, ground, source, currency, contractId } = proposal;
  const terms: SettlementTerms = { kind: 'set_off', pairs, ground, source };
  const credits = pairs.map(
    ({ invoiceId, amount, date }, index): Credit => ({
      id: `new-${index}`,
      accountId: before.book.account.id,
      contractId,
      invoiceId,
      kind: 'set_off',
      date,
      amount: { amount, currency },
      settlementId: 'new' as SettlementId,
    }),
  );
  return {
    ...before,
    book: { ...before.book, credits: [...before.book.credits, ...credits] },
    settlements: [...before.settlements, booked('new', currency, on, terms)],
  };
}

describe('a set-off', () => {
  it('meets the oldest due invoice first, as of the day on which both debts were there, and no further than the lesser side', () => {
    // On 4 May the old invoice owes 100,000 and 33 days of 0.1 %: 3,300; the claim of 110,000 leaves 6,700 for the younger one.
    const proposal = possible(proposeSetOff(facts(), contract, day));
    expect(proposal.pairs).toEqual([
      { reference: 'R1', invoiceId: 'i1', number: 'N-i1', amount: '103300.00', date: '2026-05-04' },
      { reference: 'R1', invoiceId: 'i2', number: 'N-i2', amount: '6700.00', date: '2026-05-04' },
    ]);
    expect(proposal).toMatchObject({ amount: '110000.00', weOwe: '110000.00', ground: { ru: 'ст. 410 ГК РФ' }, confidence: 'K' });
    expect(possible(proposeSetOff(facts(), contract, day, { most: '500.00' })).amount).toBe('500.00');
  });
  it('is not proposed where the contract forbids it, the law is not on record, or one side has nothing due', () => {
    const on = (changes: Parameters<typeof contractOf>[2], more: Partial<LedgerFacts> = {}) => {
      const other = contractOf('a', 'RUB', changes);
      return codes(proposeSetOff(facts({ book: bookOf({ contracts: [other], invoices: [old] }), ...more }), other, day));
    };
    expect(on({ setOff: 'banned' })).toEqual(['banned']);
    expect(on({ governingLaw: 'GB' })).toEqual(['no-law']);
    expect(on({ governingLaw: 'GB', setOff: 'allowed' })).toEqual([]);
    expect(on({}, { claims: [claimOf('R2', 'RUB', { day: '2026-04-20', minor: 100n })] })).toEqual(['nothing-admitted']);
    expect(on({}, { claims: [claimOf('R2', 'EUR', { day: '2026-04-20', minor: 100n }, { day: '2026-04-21', granted: 100n })] })).toEqual([
      'nothing-admitted',
    ]);
    expect(codes(proposeSetOff(facts(), contract, '2026-04-01'))).toEqual(['nothing-admitted', 'nothing-due']);
    expect(
      on(
        {},
        { claims: [claimOf('R2', 'RUB', { day: '2026-04-20', minor: 9n }, { day: '2026-04-21', granted: 9n }, contractOf('b', 'RUB'))] },
      ),
    ).toEqual(['nothing-admitted']);
  });
  it('leaves out what is disputed, what is paid in instalments, and what is time-barred, and says so', () => {
    const frozen = proposeSetOff(
      facts({ book: bookOf({ contracts: [contract], invoices: [old], freezes: [freezeOf('f1', old, '2026-05-01', 9_000_000n)] }) }),
      contract,
      day,
    );
    expect(possible(frozen).pairs).toEqual([expect.objectContaining({ amount: '10330.00' })]); // 10,000 and its 330 by 4 May
    expect(frozen.notes.map(({ code }) => code)).toEqual(['disputed']);
    const plan = booked('s1', 'RUB', '2026-05-01', {
      kind: 'instalments',
      invoices: [{ invoiceId: old.id, number: old.number }],
      instalments: [{ number: 1, due: '2026-06-01', amount: '1.00' }],
      graceDays: 3,
    });
    const running = proposeSetOff(facts({ settlements: [plan] }), contract, day);
    expect(possible(running).pairs.map(({ invoiceId }) => invoiceId)).toEqual(['i2']);
    expect(running.notes[0]?.code).toBe('instalments');
    const late = proposeSetOff(facts(), contract, '2029-04-05');
    expect(late.notes.map(({ code }) => code)).toEqual(['time-barred']);
    expect(possible(late).pairs.map(({ invoiceId }) => invoiceId)).toEqual(['i2']);
  });
  it('takes no more pairs than can be booked in one transaction', () => {
    const invoices = Array.from({ length: 70 }, (_, n) => invoiceOf(`x${n}`, contract, '2026-03-02', 100n));
    const proposal = possible(proposeSetOff(facts({ book: bookOf({ contracts: [contract], invoices }) }), contract, day));
    expect(proposal.pairs).toHaveLength(60);
    expect(minorOf(proposal.amount)).toBe(proposal.pairs.reduce((sum, { amount }) => sum + minorOf(amount), 0n));
  });
  it('does not meet a consumer’s claim that may be for harm to health', () => {
    const harm = { ...answered, kinds: ['damages'] as const };
    const consumer = bookOf({ contracts: [contract], invoices: [old], account: { ...bookOf({}).account, party: 'consumer' } });
    expect(codes(proposeSetOff(facts({ claims: [harm], book: consumer }), contract, day))).toEqual(['nothing-admitted']);
    expect(proposeSetOff(facts({ claims: [harm], book: consumer }), contract, day).notes.map(({ code }) => code)).toEqual(['barred']);
    expect(proposeSetOff(facts({ claims: [harm] }), contract, day).possible).toBe(true);
  });
  it('once booked takes the same off both sides, overpays nothing, touches no dispute and leaves nothing more to set off', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 30, max: 400 }), (before, n) => {
        const on = addDays(start, n);
        for (const one of before.book.contracts) {
          const proposal = proposeSetOff(before, one, on);
          if (!proposal.possible) continue;
          expect(minorOf(proposal.amount)).toBeGreaterThan(0n);
          expect(proposal.pairs.every(({ date }) => date <= on)).toBe(true);
          const after = bookedOn(before, proposal, on);
          const [was, is] = [makeLedger(before, on), makeLedger(after, on)];
          const of = (ledgers: typeof was) => ledgers.find(({ currency }) => currency === one.currency);
          expect(minorOf(of(is)?.theirs.open ?? '') - minorOf(of(was)?.theirs.open ?? '')).toBe(-minorOf(proposal.amount));
          expect(of(is)?.ours.frozen).toBe(of(was)?.ours.frozen);
          for (const { reference, invoiceId } of proposal.pairs) {
            expect(openOf(is, 'theirs', reference, one.currency)).toBeGreaterThanOrEqual(0n);
            expect(openOf(is, 'ours', invoiceId, one.currency)).toBeGreaterThanOrEqual(0n);
          }
          expect(proposeSetOff(after, one, on).possible).toBe(false);
        }
      }),
      { numRuns: 800 },
    );
  });
});
