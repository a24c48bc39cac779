import fc from 'fast-check';
import { expect, it } from 'vitest';
import { payableUntil } from '#domain/contracts/due.ts';
import { type LedgerFacts, makeLedger } from '#domain/contracts/ledger.ts';
import { balanceOf } from '#domain/contracts/ledger-entry.ts';
import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { bookOf, contractOf, creditOf, freezeOf, invoiceOf, paymentOf, start } from './ledger-facts.ts';

// 0.1 % a day, at most 10 %. All sums are whole thousands, so that a day's penalty is exact and no rounding hides a difference.
const contract = contractOf('a', 'RUB');
const thousand = 100_000n;
const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays(start, n));
const thousands = (most: number) => fc.integer({ min: 1, max: most }).map((n) => BigInt(n) * thousand);
const story = fc.record({
  total: thousands(200),
  issued: day,
  payments: fc.array(fc.record({ day, minor: thousands(90) }), { maxLength: 4 }),
  credits: fc.array(fc.record({ day, minor: thousands(40), kind: fc.constantFrom('set_off' as const, 'credit_note' as const) }), {
    maxLength: 2,
  }),
  freezes: fc.array(fc.record({ day, minor: thousands(40), decided: fc.option(fc.record({ after: fc.nat(40), won: fc.boolean() })) }), {
    maxLength: 2,
  }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

const factsOf = ({ total, issued, payments, credits, freezes }: Story): LedgerFacts => {
  const invoice = invoiceOf('i1', contract, issued, total);
  return {
    book: bookOf({
      contracts: [contract],
      invoices: [invoice],
      payments: payments.map((row, n) => paymentOf(`p${n}`, invoice, row.day, row.minor)),
      credits: credits.map((row, n) => ({ ...creditOf(`s${n}`, invoice, row.kind, row.day, row.minor), id: `c${n}` })),
      freezes: freezes.map(({ day: from, minor, decided }, n) =>
        freezeOf(
          `f${n}`,
          invoice,
          from,
          minor,
          decided ? { day: addDays(from, decided.after), accepted: decided.won ? minor : 0n } : undefined,
        ),
      ),
    }),
    claims: [],
    settlements: [],
  };
};

const least = (a: bigint, b: bigint) => (a < b ? a : b);
/** One invoice lived through day by day, with pencil and paper: what is open on `at`, and what is in dispute. */
function live({ total, issued, payments, credits, freezes }: Story, at: LegalDay): { open: string; frozen: string } {
  const known = <T extends { day: LegalDay }>(rows: readonly T[]) => rows.filter((row) => row.day <= at);
  const sum = (rows: readonly { minor: bigint }[]) => rows.reduce((all, { minor }) => all + minor, 0n);
  const money = [...known(payments), ...known(credits).filter(({ kind }) => kind === 'set_off')];
  // Nothing is disputed of a bill that is not there yet.
  const disputes = (issued <= at ? known(freezes) : []).map((freeze) => ({
    minor: freeze.minor,
    decided: freeze.decided && addDays(freeze.day, freeze.decided.after) <= at ? freeze.decided : undefined,
  }));
  const notes = known(credits).filter(({ kind }) => kind === 'credit_note');
  const away = sum(notes) + sum(disputes.filter(({ decided }) => decided?.won));
  const bill = issued <= at ? total : 0n;
  const owed = bill > away ? bill - away : 0n;
  let frozen = issued <= at ? least(owed, sum(disputes.filter(({ decided }) => !decided))) : 0n;
  let principal = owed - frozen;
  let penalty = 0n;
  let unpaidPenalty = 0n;
  // Taken off beyond the bill, or paid before it: theirs.
  let over = away > bill ? away - bill : 0n;
  const until = payableUntil({ country: 'RU' }, addDays(issued, 30));
  let limit = 0n;
  for (let today = start; today <= at; today = addDays(today, 1)) {
    if (today === addDays(until, 1)) limit = principal / 10n;
    if (today > until) {
      // What is paid today still bears the penalty of today.
      const more = least(principal / 1000n, limit - penalty);
      penalty += more;
      unpaidPenalty += more;
    }
    let came = sum(money.filter((row) => row.day === today));
    const take = (from: bigint): bigint => {
      const part = least(came, from);
      came -= part;
      return from - part;
    };
    principal = take(principal);
    unpaidPenalty = take(unpaidPenalty);
    frozen = take(frozen);
    over += came;
  }
  return { open: decimalOf(principal + unpaidPenalty - over), frozen: decimalOf(frozen) };
}

it('the ledger of an invoice is, to the cent, what it comes to when it is lived through day by day', () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 0, max: 260 }), (lived, n) => {
      const at = addDays(start, n);
      const [ledger] = makeLedger(factsOf(lived), at);
      const { open, frozen } = ledger?.ours ?? balanceOf([]);
      expect({ open, frozen }).toEqual(live(lived, at));
      expect(minorOf(ledger?.net ?? '0.00')).toBe(minorOf(open));
    }),
    { numRuns: 1000 },
  );
});
