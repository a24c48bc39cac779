import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { minorOf } from '#domain/money.ts';
import { fixedClaimsOf, otherBreaches } from './breaches.ts';
import type { Book, Contract, Freeze, Invoice } from './facts.ts';
import { effectOf, type LedgerEntry } from './ledger-entry.ts';
import { type Books, booksOf, type FixedClaim, groupPaid, linesOfInvoice } from './sheet.ts';
import { termsOn } from './terms.ts';

/** Fixed sums, by contract. */
export type FixedClaims = Readonly<Record<string, readonly FixedClaim[]>>;

type Ours = { book: Book; fees?: FixedClaims | undefined; withdrawn?: ReadonlySet<string> | undefined };
/** Everything that we claimed of the customer until `day`, and what became of it. Interest and penalty are those of the sheet of that day. */
export function ourEntries({ book, fees, withdrawn }: Ours, day: LegalDay): LedgerEntry[] {
  return book.contracts.flatMap((contract) => {
    const others = fixedClaimsOf(otherBreaches(book, contract, day)).filter(({ id }) => !withdrawn?.has(id));
    const books = booksOf(book, contract, [...others, ...(fees?.[contract.id] ?? [])]);
    const paid = groupPaid(books, day);
    return [
      ...books.invoices.flatMap((invoice) => ofInvoice({ books, contract, invoice, day, paid: paid.get(invoice.id) ?? [] })),
      ...(books.fixed ?? []).flatMap((claim) => ofFixed({ books, contract, claim, day })),
    ];
  });
}

type Make = (of: Omit<LedgerEntry, 'side' | 'currency' | 'contractId' | 'aboutId' | 'about'>) => LedgerEntry[];
const maker =
  ({ id, currency }: Contract, aboutId: string, about: string): Make =>
  (of) =>
    of.minor === 0n ? [] : [{ ...of, side: 'ours', currency, contractId: id, aboutId, about }];

type Part = { books: Books; contract: Contract; day: LegalDay };
function ofInvoice({ books, contract, invoice, day, paid }: Part & { invoice: Invoice; paid: Parameters<typeof linesOfInvoice>[2] }) {
  const make = maker(contract, invoice.id, invoice.number);
  const entries = moneyFor(make, books, invoice.id, day);
  // Money that came before its invoice is there already, as a credit of theirs.
  if (invoice.issuedOn > day) return entries;
  entries.push(
    ...make({
      id: `invoice ${invoice.id}`,
      day: invoice.issuedOn,
      kind: 'invoice',
      column: 'claimed',
      minor: minorOf(invoice.total.amount),
    }),
  );
  entries.push(...delayOf({ books, contract, invoice, day, paid }, make));
  const freezes = (books.freezes ?? []).filter((freeze) => freeze.invoiceId === invoice.id && freeze.from <= day);
  entries.push(...freezes.flatMap((freeze) => ofFreeze(freeze, make, day)));
  return [...entries, ...alreadyPaid(entries, freezes, make, day)];
}

/** Interest or penalty and fixed sums, open ones as of the day, paid ones as of the last payment. */
function delayOf(
  { books, contract, invoice, day, paid }: Part & { invoice: Invoice; paid: Parameters<typeof linesOfInvoice>[2] },
  make: Make,
) {
  const { lines, settled } = linesOfInvoice(books, invoice, paid, day);
  const kind = termsOn(contract, invoice.issuedOn).late.kind === 'contract-penalty' ? ('penalty' as const) : ('interest' as const);
  const column = 'claimed' as const;
  return [
    ...make({ id: `settled ${invoice.id}`, day: paid.at(-1)?.date ?? day, kind, column, minor: settled }),
    ...lines.flatMap(({ line }, index) => [
      ...make({ id: `${kind} ${invoice.id} ${index}`, day, kind, column, minor: minorOf(line.interest) }),
      ...make({ id: `fixed ${invoice.id} ${index}`, day, kind: 'fixed_sum', column, minor: minorOf(line.fixedSum) }),
    ]),
  ];
}

function moneyFor(make: Make, { payments, credits = [] }: Books, id: string, day: LegalDay): LedgerEntry[] {
  const until = <T extends { invoiceId: string; date: LegalDay }>(rows: readonly T[]) =>
    rows.filter((row) => row.invoiceId === id && row.date <= day);
  return [
    ...until(payments).flatMap(({ id: payment, date, amount }) =>
      make({ id: `payment ${payment}`, day: date, kind: 'payment', column: 'paid', minor: minorOf(amount.amount) }),
    ),
    ...until(credits).flatMap(({ id: credit, date, amount, kind }) =>
      make({
        id: `credit ${credit}`,
        day: date,
        kind,
        column: kind === 'set_off' ? 'setOff' : 'credited',
        minor: minorOf(amount.amount),
      }),
    ),
  ];
}

function ofFreeze({ id, from, amount, decision }: Freeze, make: Make, day: LegalDay): LedgerEntry[] {
  const frozen = make({ id: `freeze ${id}`, day: from, kind: 'disputed', column: 'frozen', minor: minorOf(amount) });
  if (!decision || decision.day > day) return frozen;
  return [
    ...frozen,
    ...make({ id: `thaw ${id}`, day: decision.day, kind: 'dispute_decided', column: 'frozen', minor: -minorOf(amount) }),
    ...make({
      id: `accepted ${id}`,
      day: decision.day,
      kind: 'dispute_accepted',
      column: 'refused',
      minor: minorOf(decision.accepted),
    }),
  ];
}

/** What was paid although it is disputed is not in dispute any more: no more is frozen than is left of the invoice. */
function alreadyPaid(entries: readonly LedgerEntry[], freezes: readonly Freeze[], make: Make, day: LegalDay): LedgerEntry[] {
  const frozen = entries.reduce((sum, { column, minor }) => (column === 'frozen' ? sum + minor : sum), 0n);
  const left = entries.reduce((sum, entry) => sum + effectOf(entry), 0n) + frozen;
  const over = frozen - (left > 0n ? left : 0n);
  if (over <= 0n) return [];
  const since = [...freezes.map(({ from }) => from), ...entries.flatMap((entry) => (entry.column === 'claimed' ? [] : [entry.day]))];
  const last = since.toSorted().at(-1) ?? day;
  return make({ id: `met ${freezes[0]?.invoiceId}`, day: last, kind: 'dispute_decided', column: 'frozen', minor: -over });
}

function ofFixed({ books, contract, claim, day }: Part & { claim: FixedClaim }): LedgerEntry[] {
  const make = maker(contract, claim.id, claim.number);
  const paid = moneyFor(make, books, claim.id, day);
  if (claim.since > day) return paid;
  return [
    ...paid,
    ...make({ id: `fixed ${claim.id}`, day: claim.since, kind: 'fixed_sum', column: 'claimed', minor: minorOf(claim.amount) }),
  ];
}
