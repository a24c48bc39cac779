import type { Text } from '#domain/deadlines/calendar.ts';
import { addMonths, type LegalDay } from '#domain/deadlines/legal-day.ts';
import type { ContractId, InvoiceId, SettlementId } from '#domain/ids.ts';
import { type Currency, decimalOf, minorOf } from '#domain/money.ts';
import type { ClaimMoney } from './claim-money.ts';
import type { Contract, Credit, Invoice } from './facts.ts';
import { coveredByInstalments } from './instalments.ts';
import { type Ledger, type LedgerFacts, makeLedger, openOf } from './ledger.ts';
import { type SetOffLaw, setOffLawOf } from './set-off-law.ts';
import { reasons } from './set-off-reasons.ts';
import { mostParts } from './settlement-check.ts';
import type { SetOffPair } from './settlement-terms.ts';
import { type Books, booksOf, groupPaid, linesOfInvoice } from './sheet.ts';

export type Why = { code: keyof typeof reasons; text: Text };
/** `possible` false: `why` says why not. `notes`: what was left out, and why. Amounts are decimals. */
export type SetOffProposal = {
  contractId: ContractId;
  contractNumber: string;
  currency: Currency;
  notes: readonly Why[];
} & (
  | { possible: false; why: readonly Why[] }
  | {
      possible: true;
      ground: Text;
      source: string;
      confidence: 'S' | 'K' | 'contract';
      amount: string;
      /** What is due and undisputed on each side before it. */
      theyOwe: string;
      weOwe: string;
      pairs: readonly SetOffPair[];
    }
);
/** Only these claims or invoices, and not more than so much (a decimal). */
export type SetOffChoice = { references?: readonly string[]; invoiceIds?: readonly string[]; most?: string };

/**
 * What can be set off under one contract on the legal day `day`: admitted claims of the customer against our undisputed, due invoices, the oldest first, as far
 * as the lesser of both goes. It counts from the day on which both debts were there and due (Пленум ВС РФ 11.06.2020 № 6 п. 15; BGB § 389, K), so that no
 * interest runs on what could have been set off. Claims without a contract can meet any contract of the same currency.
 */
export function proposeSetOff(facts: LedgerFacts, contract: Contract, day: LegalDay, choice: SetOffChoice = {}): SetOffProposal {
  const { terms, currency, id: contractId, number: contractNumber } = contract;
  const law = setOffLawOf(terms.governingLaw);
  const notes: Why[] = [];
  const why: Why[] = [];
  const ledgers = makeLedger(facts, day);
  if (terms.setOff === 'banned') why.push({ code: 'banned', text: reasons.banned(terms.clauses?.setOff ?? '') });
  else if (!law && terms.setOff !== 'allowed') why.push({ code: 'no-law', text: reasons['no-law'](terms.governingLaw) });
  const theirs = dueClaims(facts, contract, { ledgers, law, choice, day, notes });
  const ours = dueInvoices(facts, contract, { law, choice, day, notes });
  if (theirs.length === 0) why.push(nothingAdmitted);
  if (ours.length === 0) why.push(nothingDue);
  const common = { contractId, contractNumber, currency, notes };
  if (why.length > 0) return { ...common, possible: false, why };
  const pairs = pairsOf(facts, contract, { theirs, ours, day, most: choice.most === undefined ? undefined : minorOf(choice.most) });
  if (pairs.length === 0) return { ...common, possible: false, why: [nothingDue] };
  const sum = (rows: readonly { minor: bigint }[]) => decimalOf(rows.reduce((total, { minor }) => total + minor, 0n));
  return {
    ...common,
    possible: true,
    ground: law?.ground ?? reasons.agreed(contractNumber),
    source: law?.source ?? contractNumber,
    confidence: law?.confidence ?? 'contract',
    amount: sum(pairs.map(({ amount }) => ({ minor: minorOf(amount) }))),
    theyOwe: sum(ours),
    weOwe: sum(theirs),
    pairs,
  };
}

const nothingAdmitted: Why = { code: 'nothing-admitted', text: reasons['nothing-admitted']() };
const nothingDue: Why = { code: 'nothing-due', text: reasons['nothing-due']() };

type DueClaim = { claim: ClaimMoney; minor: bigint; admittedOn: LegalDay };
type Asked = { law: SetOffLaw | undefined; choice: SetOffChoice; day: LegalDay; notes: Why[] };
function dueClaims(
  facts: LedgerFacts,
  { id, currency }: Contract,
  { ledgers, law, choice, day, notes }: Asked & { ledgers: readonly Ledger[] },
) {
  return facts.claims
    .filter(({ reference, contractId }) => (contractId ?? id) === id && (choice.references?.includes(reference) ?? true))
    .flatMap((claim): DueClaim[] => {
      const minor = openOf(ledgers, 'theirs', claim.reference, currency);
      if (minor <= 0n) return [];
      const bar = law?.barred.find(
        ({ party, demand }) => (party === 'any' || party === facts.book.account.party) && claim.kinds.includes(demand),
      );
      if (bar) notes.push({ code: 'barred', text: reasons.barred(claim.reference, bar.why.en, bar.why.ru) });
      return bar ? [] : [{ claim, minor, admittedOn: admittedOn(claim, currency, day) }];
    })
    .toSorted((a, b) =>
      a.admittedOn < b.admittedOn ? -1 : a.admittedOn > b.admittedOn ? 1 : a.claim.reference < b.claim.reference ? -1 : 1,
    );
}

/** The last day until `day` on which what is admitted of a claim changed. */
function admittedOn({ states }: ClaimMoney, currency: Currency, day: LegalDay): LegalDay {
  const own = states.filter(
    (state) => state.currency === currency && state.day <= day && state.claimed - state.refused - state.pending > 0n,
  );
  return own.at(-1)?.day ?? day;
}

type DueInvoice = { invoice: Invoice; due: LegalDay; minor: bigint };
function dueInvoices(facts: LedgerFacts, contract: Contract, { law, choice, day, notes }: Asked): DueInvoice[] {
  const books = booksOf(facts.book, contract);
  const paid = groupPaid(books, day);
  return books.invoices
    .filter(({ id, issuedOn }) => issuedOn <= day && (choice.invoiceIds?.includes(id) ?? true))
    .flatMap((invoice): DueInvoice[] => {
      const lines = linesOfInvoice(books, invoice, paid.get(invoice.id) ?? [], day).lines.map(({ line }) => line);
      const minor = lines.reduce((sum, line) => sum + minorOf(line.total), 0n);
      const due = lines.map(({ dueDate }) => dueDate).toSorted()[0];
      if (lines.some((line) => minorOf(line.frozen) > 0n)) notes.push({ code: 'disputed', text: reasons.disputed(invoice.number) });
      if (minor <= 0n || due === undefined) return [];
      if (coveredByInstalments(facts.settlements, invoice.id, day)) {
        notes.push({ code: 'instalments', text: reasons.instalments(invoice.number) });
        return [];
      }
      if (law && day > suableUntil(contract, law, due)) {
        notes.push({ code: 'time-barred', text: reasons['time-barred'](invoice.number, law.timeBarred.en, law.timeBarred.ru) });
        return [];
      }
      return [{ invoice, due, minor }];
    })
    .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.invoice.number < b.invoice.number ? -1 : 1));
}

const suableUntil = ({ terms }: Contract, law: SetOffLaw, due: LegalDay): LegalDay =>
  terms.limitationMonths === undefined ? law.suableUntil(due) : addMonths(due, terms.limitationMonths);

type Matching = { theirs: readonly DueClaim[]; ours: readonly DueInvoice[]; day: LegalDay; most: bigint | undefined };
/** The oldest claim meets the oldest invoice first; no more pairs than can be booked at once. */
function pairsOf(facts: LedgerFacts, contract: Contract, { theirs, ours, day, most }: Matching): SetOffPair[] {
  const pairs: SetOffPair[] = [];
  const books = booksOf(facts.book, contract);
  const open = ours.map((due) => ({ ...due, books: only(books, due.invoice), full: false }));
  let rest = most;
  for (const { claim, minor, admittedOn: since } of theirs) {
    let left = rest !== undefined && rest < minor ? rest : minor;
    for (const entry of open) {
      if (left <= 0n || pairs.length === mostParts) break;
      if (entry.full) continue;
      const { invoice, due } = entry;
      const date = since > due ? since : due;
      const credit = (amount: bigint): Credit => creditOf({ contract, invoice, amount, date, index: pairs.length });
      const amount = mostOf(entry, { day, left, credit });
      // What it could not take whole it cannot take more of.
      entry.full = amount < left;
      if (amount <= 0n) continue;
      entry.books = { ...entry.books, credits: [...(entry.books.credits ?? []), credit(amount)] };
      pairs.push({ reference: claim.reference, invoiceId: invoice.id, number: invoice.number, amount: decimalOf(amount), date });
      left -= amount;
      if (rest !== undefined) rest -= amount;
    }
  }
  return pairs;
}

/** The part of the books that is about one invoice. */
function only(books: Books, { id }: Invoice): Books {
  const own = <T extends { invoiceId?: string | undefined }>(rows: readonly T[] = []) => rows.filter(({ invoiceId }) => invoiceId === id);
  return { ...books, payments: own(books.payments), credits: own(books.credits) };
}

/**
 * As much of `left` as the invoice can take: nothing of it may be left over, and nothing may meet what is in dispute. A set-off that counts from an earlier day takes
 * interest away too, so the sum that fits is approached: what does not fit is taken off, what stays open is tried again.
 */
function mostOf(
  { invoice, books }: { invoice: Invoice; books: Books },
  { day, left, credit }: { day: LegalDay; left: bigint; credit: (amount: bigint) => Credit },
): bigint {
  const known = books.credits ?? [];
  const standing = (credits: readonly Credit[]) => {
    const paid = groupPaid({ ...books, credits }, day).get(invoice.id) ?? [];
    const { lines, over } = linesOfInvoice({ ...books, credits }, invoice, paid, day);
    const sum = (of: 'frozen' | 'total') => lines.reduce((total, { line }) => total + minorOf(line[of]), 0n);
    return { over, frozen: sum('frozen'), open: sum('total') };
  };
  const before = standing(known);
  const after = (amount: bigint) => {
    const { over, frozen, open } = standing([...known, credit(amount)]);
    const spilt = over - before.over + (before.frozen - frozen);
    return { spilt: spilt > 0n ? spilt : 0n, open };
  };
  let fits = 0n;
  let tried = left;
  for (let attempt = 0; attempt < 20 && tried > fits; attempt++) {
    const { spilt, open } = after(tried);
    if (spilt > 0n) {
      tried -= spilt;
      continue;
    }
    fits = tried;
    tried = tried + open < left ? tried + open : left;
  }
  return fits;
}

const creditOf = ({
  contract,
  invoice,
  amount,
  date,
  index,
}: {
  contract: Contract;
  invoice: Invoice;
  amount: bigint;
  date: LegalDay;
  index: number;
}): Credit => ({
  id: `tried-${index}`,
  accountId: contract.accountId,
  contractId: contract.id,
  invoiceId: invoice.id as InvoiceId,
  kind: 'set_off',
  date,
  amount: { amount: decimalOf(amount), currency: contract.currency },
  settlementId: '' as SettlementId,
});
