import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { ContractId } from '#domain/ids.ts';
import { type Currency, currencies, decimalOf, minorOf } from '#domain/money.ts';
import type { ClaimMoney } from './claim-money.ts';
import type { Book } from './facts.ts';
import { type Balance, balanceOf, columns, effectOf, type LedgerEntry, openMinor, type Side } from './ledger-entry.ts';
import { type FixedClaims, ourEntries } from './ledger-ours.ts';
import { theirEntries } from './ledger-theirs.ts';
import type { Settlement } from './settlement.ts';

export type LedgerFacts = {
  book: Book;
  /** Fees of the ladder, by contract. */
  fees?: FixedClaims | undefined;
  /** Ids of breaches for which nothing is claimed any more. */
  withdrawn?: ReadonlySet<string> | undefined;
  claims: readonly ClaimMoney[];
  settlements: readonly Settlement[];
};
type Sides = { ours: Balance; theirs: Balance /** Decimal; positive: they owe us. */; net: string };
/** `contractId` is missing for claims that name no contract. */
export type ContractLedger = Sides & { contractId?: ContractId | undefined; number?: string | undefined };
/** An entry with the net position after it, a decimal. */
export type StatementRow = { entry: LedgerEntry; net: string };
export type Ledger = Sides & {
  currency: Currency;
  day: LegalDay;
  contracts: readonly ContractLedger[];
  entries: readonly LedgerEntry[];
  statement: readonly StatementRow[];
};

/**
 * Both sides of an account on a day: one ledger per currency, nothing is converted. Facts dated after the day do not count, and the order in which facts came
 * does not matter. An account without any money in it has no ledger.
 */
export function makeLedger(facts: LedgerFacts, day: LegalDay): Ledger[] {
  const entries = [...ourEntries(facts, day), ...theirEntries(facts.claims, facts.settlements, day)].toSorted(inOrder);
  return currencies.flatMap((currency) => {
    const own = entries.filter((entry) => entry.currency === currency);
    return own.length > 0 ? [ledgerOf(currency, own, facts.book, day)] : [];
  });
}

function ledgerOf(currency: Currency, entries: readonly LedgerEntry[], { contracts }: Book, day: LegalDay): Ledger {
  const groups = Map.groupBy(entries, ({ contractId }) => contractId);
  const numberOf = (id: ContractId | undefined) => contracts.find((contract) => contract.id === id)?.number;
  let net = 0n;
  return {
    currency,
    day,
    ...sidesOf(entries),
    contracts: [...groups]
      .map(([contractId, own]) => ({ contractId, number: numberOf(contractId), ...sidesOf(own) }))
      .toSorted((a, b) => (!a.number ? 1 : !b.number ? -1 : a.number < b.number ? -1 : a.number > b.number ? 1 : 0)),
    entries,
    statement: entries.map((entry) => {
      net += entry.side === 'ours' ? effectOf(entry) : -effectOf(entry);
      return { entry, net: decimalOf(net) };
    }),
  };
}

function sidesOf(entries: readonly LedgerEntry[]): Sides {
  const of = (side: Side) => balanceOf(entries.filter((entry) => entry.side === side));
  const [ours, theirs] = [of('ours'), of('theirs')];
  return { ours, theirs, net: decimalOf(minorOf(ours.open) - minorOf(theirs.open)) };
}

/** By day; within a day what was claimed first, then what became of it. */
const inOrder = (a: LedgerEntry, b: LedgerEntry): number =>
  (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) ||
  columns.indexOf(a.column) - columns.indexOf(b.column) ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** What is open of one invoice or claim, minor units. */
export const openOf = (ledgers: readonly Ledger[], side: Side, aboutId: string, currency: Currency): bigint =>
  openMinor(
    ledgers
      .filter((ledger) => ledger.currency === currency)
      .flatMap((ledger) => ledger.entries.filter((entry) => entry.side === side && entry.aboutId === aboutId)),
  );

/** The net position on each of these days, per currency; a day without any entry stands at nothing. */
export function netOverTime(
  facts: LedgerFacts,
  days: readonly LegalDay[],
): { currency: Currency; points: { day: LegalDay; net: string }[] }[] {
  const made = days.map((day) => ({ day, ledgers: makeLedger(facts, day) }));
  const present = currencies.filter((currency) => made.some(({ ledgers }) => ledgers.some((ledger) => ledger.currency === currency)));
  return present.map((currency) => ({
    currency,
    points: made.map(({ day, ledgers }) => ({ day, net: ledgers.find((ledger) => ledger.currency === currency)?.net ?? '0.00' })),
  }));
}
