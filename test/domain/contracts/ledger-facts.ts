import fc from 'fast-check';
import type { ClaimMoney, DemandState } from '#domain/contracts/claim-money.ts';
import type { Book, Contract, Credit, Freeze, Invoice, Payment } from '#domain/contracts/facts.ts';
import type { LedgerFacts } from '#domain/contracts/ledger.ts';
import { blankSettlement, type Settlement } from '#domain/contracts/settlement.ts';
import type { SettlementTerms } from '#domain/contracts/settlement-terms.ts';
import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import type { ContractId, FreezeId, InvoiceId, PaymentId, Reference, SettlementId } from '#domain/ids.ts';
import { type Currency, decimalOf } from '#domain/money.ts';
import { account, contract as sample } from '../replies/samples.ts';

export const start = '2026-03-02';
export const contractOf = (id: string, currency: Currency, changes: Partial<Contract['terms']> = {}): Contract => ({
  ...sample,
  id: id as ContractId,
  number: id.toUpperCase(),
  accountId: account.id,
  currency,
  terms: { paymentDays: 30, late: { kind: 'contract-penalty', percentPerDay: '0.1', capPercent: '10' }, governingLaw: 'RU', ...changes },
});
export const invoiceOf = (id: string, contract: Contract, issuedOn: LegalDay, minor: bigint, termDays = 30): Invoice => ({
  id: id as InvoiceId,
  accountId: account.id,
  contractId: contract.id,
  number: `N-${id}`,
  issuedOn,
  dueDate: addDays(issuedOn, termDays),
  total: { amount: decimalOf(minor), currency: contract.currency },
});
export const paymentOf = (id: string, invoice: Invoice, date: LegalDay, minor: bigint): Payment => ({
  id: id as PaymentId,
  accountId: account.id,
  invoiceId: invoice.id,
  date,
  amount: { amount: decimalOf(minor), currency: invoice.total.currency },
});
export const freezeOf = (
  id: string,
  invoice: Invoice,
  from: LegalDay,
  minor: bigint,
  decision?: { day: LegalDay; accepted: bigint },
): Freeze => ({
  id: id as FreezeId,
  accountId: account.id,
  contractId: invoice.contractId,
  invoiceId: invoice.id,
  amount: decimalOf(minor),
  from,
  at: `${from}T10:00:00Z`,
  by: 'customer',
  text: 'wrong price',
  ...(decision && {
    decision: { day: decision.day, at: `${decision.day}T10:00:00Z`, by: 'person:lev', accepted: decimalOf(decision.accepted), reason: 'r' },
  }),
});
export const creditOf = (settlementId: string, invoice: Invoice, kind: Credit['kind'], date: LegalDay, minor: bigint): Credit => ({
  id: `${settlementId}-0`,
  accountId: account.id,
  contractId: invoice.contractId,
  invoiceId: invoice.id,
  kind,
  date,
  amount: { amount: decimalOf(minor), currency: invoice.total.currency },
  settlementId: settlementId as SettlementId,
});
/** A claim that came on `day` and, where it is answered, what was granted of it. */
export function claimOf(
  reference: string,
  currency: Currency,
  asked: { day: LegalDay; minor: bigint },
  answer?: { day: LegalDay; granted: bigint },
  contract?: Contract,
): ClaimMoney {
  const states: DemandState[] = [{ day: asked.day, demandId: 'd1', currency, claimed: asked.minor, refused: 0n, pending: asked.minor }];
  if (answer)
    states.push({ day: answer.day, demandId: 'd1', currency, claimed: asked.minor, refused: asked.minor - answer.granted, pending: 0n });
  return { reference: reference as Reference, contractId: contract?.id, subject: 'cracked', kinds: ['refund'], states };
}
export const booked = (id: string, currency: Currency, bookedOn: LegalDay, terms: SettlementTerms): Settlement => ({
  ...blankSettlement(id as SettlementId),
  version: 2,
  state: terms.kind === 'instalments' ? 'running' : 'booked',
  accountId: account.id,
  accountName: account.name,
  currency,
  terms,
  bookedOn,
});
export const bookOf = (parts: Partial<Book>): Book => ({
  account,
  contracts: [],
  invoices: [],
  payments: [],
  performances: [],
  freezes: [],
  credits: [],
  ...parts,
});

const day = fc.integer({ min: 0, max: 300 }).map((n) => addDays(start, n));
const minor = fc.bigInt({ min: 1n, max: 50_000_000n });
const contracts = [
  contractOf('a', 'RUB'),
  contractOf('b', 'RUB', { late: { kind: 'statutory', rule: 'ru-395' } }),
  contractOf('c', 'EUR', { late: { kind: 'statutory', rule: 'de-288' }, governingLaw: 'DE' }),
];

/** An account with everything that can be in its books: late and early money, disputes, answers, credits and settlements of every kind. */
export const anyFacts: fc.Arbitrary<LedgerFacts> = fc
  .record({
    invoices: fc.array(fc.record({ of: fc.nat(2), issued: day, minor }), { minLength: 1, maxLength: 5 }),
    payments: fc.array(fc.record({ of: fc.nat(4), day, minor }), { maxLength: 6 }),
    freezes: fc.array(fc.record({ of: fc.nat(4), day, minor, decided: fc.option(fc.record({ after: fc.nat(60), share: fc.nat(100) })) }), {
      maxLength: 3,
    }),
    claims: fc.array(
      fc.record({
        of: fc.nat(2),
        named: fc.boolean(),
        day,
        minor,
        answer: fc.option(fc.record({ after: fc.nat(60), share: fc.nat(100) })),
      }),
      { maxLength: 4 },
    ),
    settled: fc.array(
      fc.record({ of: fc.nat(3), invoice: fc.nat(4), day, minor, kind: fc.constantFrom('money', 'set_off', 'credit_note') }),
      {
        maxLength: 4,
      },
    ),
  })
  .map(({ invoices, payments, freezes, claims, settled }): LedgerFacts => {
    const made = invoices.map(({ of, issued, minor: sum }, n) => invoiceOf(`i${n}`, contracts[of] as Contract, issued, sum));
    const at = (n: number) => made[n % made.length] as Invoice;
    const moneys = claims.map(({ of, named, day: came, minor: sum, answer }, n) => {
      const contract = contracts[of] as Contract;
      const granted = answer && { day: addDays(came, answer.after), granted: (sum * BigInt(answer.share)) / 100n };
      return claimOf(`R${n}`, contract.currency, { day: came, minor: sum }, granted ?? undefined, named ? contract : undefined);
    });
    const credits: Credit[] = [];
    const settlements = settled.flatMap(({ of, invoice: n, day: on, minor: sum, kind }, index): Settlement[] => {
      const claim = moneys[of % Math.max(1, moneys.length)];
      const invoice = at(n);
      const { currency } = invoice.total;
      if (!claim || claim.states[0]?.currency !== currency) return [];
      const { reference } = claim;
      const part = { reference, amount: decimalOf(sum) };
      const of2 = { invoiceId: invoice.id, number: invoice.number, amount: decimalOf(sum) };
      if (kind !== 'money') credits.push(creditOf(`s${index}`, invoice, kind as Credit['kind'], on, sum));
      const terms: SettlementTerms =
        kind === 'money'
          ? { kind, claims: [part], payTo: { name: 'n', account: 'a' }, purpose: 'p' }
          : kind === 'set_off'
            ? { kind, pairs: [{ ...part, ...of2, date: on }], ground: { en: '', ru: '' }, source: '' }
            : { kind: 'credit_note', claims: [part], invoices: [of2] };
      return [booked(`s${index}`, currency, on, terms)];
    });
    return {
      book: bookOf({
        contracts,
        invoices: made,
        payments: payments.map((entry, n) => paymentOf(`p${n}`, at(entry.of), entry.day, entry.minor)),
        freezes: freezes.map((entry, n) =>
          freezeOf(
            `f${n}`,
            at(entry.of),
            entry.day,
            entry.minor,
            entry.decided
              ? { day: addDays(entry.day, entry.decided.after), accepted: (entry.minor * BigInt(entry.decided.share)) / 100n }
              : undefined,
          ),
        ),
        credits,
      }),
      claims: moneys,
      settlements,
    };
  });
