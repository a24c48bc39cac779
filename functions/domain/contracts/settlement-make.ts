import { canonical } from '#domain/chain.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import type { ContractId, InvoiceId, Reference } from '#domain/ids.ts';
import { type Currency, decimalOf, minorOf } from '#domain/money.ts';
import type { Contract } from './facts.ts';
import { coveredByInstalments } from './instalments.ts';
import { type Ledger, type LedgerFacts, makeLedger, openOf } from './ledger.ts';
import { effectOf } from './ledger-entry.ts';
import { proposeSetOff } from './set-off.ts';
import { type Settlement, totalOf } from './settlement.ts';
import type { ClaimPart, InvoicePart, SettlementTerms } from './settlement-terms.ts';

type OfClaim = { reference: string; currency: Currency; amount: string };
/** What a person asks to be settled; amounts are decimals. */
export type SettlementWish =
  | ({ kind: 'money'; payToName: string; payToAccount: string; purpose: string } & OfClaim)
  | ({ kind: 'credit_note'; contractId: string } & OfClaim)
  | ({ kind: 'replacement'; what: string; by: LegalDay } & OfClaim)
  | { kind: 'set_off'; contractId: string; most?: string | undefined; references?: readonly string[] | undefined }
  | {
      kind: 'instalments';
      contractId: string;
      invoiceIds: readonly string[];
      instalments: readonly { due: LegalDay; amount: string }[];
      graceDays: number;
    };
type Made = { terms: SettlementTerms; currency: Currency; contractId?: ContractId | undefined };

/** Terms for a wish, as the ledger of that day allows. Refuses ('invalid') sums that are not open, ('unprocessable') a set-off that is not possible. */
export function makeTerms(facts: LedgerFacts, wish: SettlementWish, day: LegalDay): Made {
  const ledgers = makeLedger(facts, day);
  switch (wish.kind) {
    case 'money': {
      const { payToName, payToAccount, purpose, currency } = wish;
      const payTo = { name: payToName.trim(), account: payToAccount.trim() };
      return { currency, terms: { kind: 'money', claims: claimsOf(ledgers, wish), payTo, purpose: purpose.trim() } };
    }
    case 'replacement':
      return {
        currency: wish.currency,
        terms: { kind: 'replacement', claims: claimsOf(ledgers, wish), what: wish.what.trim(), by: wish.by },
      };
    case 'credit_note': {
      const contract = contractOf(facts, wish.contractId);
      if (contract.currency !== wish.currency) throw wrong('contract', 'other-currency');
      const claims = claimsOf(ledgers, wish);
      const invoices = oldestFirst(facts, contract, ledgers, minorOf(wish.amount));
      return { currency: wish.currency, contractId: contract.id, terms: { kind: 'credit_note', claims, invoices } };
    }
    case 'set_off': {
      const contract = contractOf(facts, wish.contractId);
      const { most, references } = wish;
      if (most !== undefined) amountMinor(most);
      const found = proposeSetOff(facts, contract, day, { ...(most === undefined ? {} : { most }), ...(references ? { references } : {}) });
      if (!found.possible) throw new Refusal('unprocessable', found.why.map(({ code }) => code).join());
      const { pairs, ground, source } = found;
      return { currency: contract.currency, contractId: contract.id, terms: { kind: 'set_off', pairs, ground, source } };
    }
    case 'instalments':
      return instalmentsOf(facts, ledgers, wish, day);
  }
}

/** Refuses ('stale-approval') when what was proposed is not open any more, or would be another sum today. */
export function checkStillOpen(facts: LedgerFacts, settlement: Settlement, day: LegalDay): void {
  const { terms, currency, contractId } = settlement;
  const ledgers = makeLedger(facts, day);
  const open = (side: 'ours' | 'theirs', id: string) => openOf(ledgers, side, id, currency);
  const stale = (is: boolean) => {
    if (is) throw new Refusal('stale-approval');
  };
  if (terms.kind === 'set_off') {
    const contract = contractOf(facts, contractId ?? '');
    const choice = {
      references: terms.pairs.map(({ reference }) => reference),
      invoiceIds: terms.pairs.map(({ invoiceId }) => invoiceId),
      most: totalOf(settlement),
    };
    const now = proposeSetOff(facts, contract, day, choice);
    stale(!now.possible || canonical(now.pairs) !== canonical(terms.pairs));
    return;
  }
  if (terms.kind === 'instalments') {
    const left = terms.invoices.reduce((sum, { invoiceId }) => sum + open('ours', invoiceId), 0n);
    stale(minorOf(totalOf(settlement)) > left);
    stale(terms.invoices.some(({ invoiceId }) => coveredByInstalments(facts.settlements, invoiceId, day)));
    return;
  }
  for (const { reference, amount } of terms.claims) stale(minorOf(amount) > open('theirs', reference));
  if (terms.kind === 'credit_note')
    for (const { invoiceId, amount } of terms.invoices) stale(minorOf(amount) > principalOf(ledgers, invoiceId, currency));
}

const wrong = (path: string, code: string) => new Refusal('invalid', undefined, [{ path, code }]);

function amountMinor(amount: string): bigint {
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(amount) || minorOf(amount) <= 0n) throw wrong('amount', 'amount');
  return minorOf(amount);
}

function contractOf({ book }: LedgerFacts, id: string): Contract {
  const contract = book.contracts.find((candidate) => candidate.id === id);
  if (!contract) throw wrong('contract', 'choose');
  return contract;
}

function claimsOf(ledgers: readonly Ledger[], { reference, amount, currency }: OfClaim): ClaimPart[] {
  const minor = amountMinor(amount);
  const open = openOf(ledgers, 'theirs', reference, currency);
  if (open <= 0n) throw wrong('reference', 'choose');
  if (minor > open) throw wrong('amount', 'over-open');
  return [{ reference: reference as Reference, amount: decimalOf(minor) }];
}

/** What is open of the bill itself, without interest and penalty; nothing of what is in dispute. */
function principalOf(ledgers: readonly Ledger[], invoiceId: string, currency: Currency): bigint {
  const delay = ['interest', 'penalty', 'fixed_sum'];
  return ledgers
    .filter((ledger) => ledger.currency === currency)
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.side === 'ours' && entry.aboutId === invoiceId && !delay.includes(entry.kind))
    .reduce((sum, entry) => sum + effectOf(entry), 0n);
}

/** A credit note goes to the oldest invoices first. */
function oldestFirst({ book }: LedgerFacts, contract: Contract, ledgers: readonly Ledger[], sum: bigint): InvoicePart[] {
  let left = sum;
  const invoices = book.invoices
    .filter(({ contractId }) => contractId === contract.id)
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : a.number < b.number ? -1 : 1));
  const parts = invoices.flatMap(({ id, number }): InvoicePart[] => {
    const open = principalOf(ledgers, id, contract.currency);
    const part = open < left ? open : left;
    if (part <= 0n) return [];
    left -= part;
    return [{ invoiceId: id, number, amount: decimalOf(part) }];
  });
  if (left > 0n) throw wrong('amount', 'over-open');
  return parts;
}

function instalmentsOf(
  facts: LedgerFacts,
  ledgers: readonly Ledger[],
  { contractId, invoiceIds, instalments, graceDays }: SettlementWish & { kind: 'instalments' },
  day: LegalDay,
): Made {
  const contract = contractOf(facts, contractId);
  const invoices = facts.book.invoices.filter((invoice) => invoice.contractId === contract.id && invoiceIds.includes(invoice.id));
  if (invoices.length === 0) throw wrong('invoices', 'choose');
  if (invoices.some(({ id }) => coveredByInstalments(facts.settlements, id, day))) throw wrong('invoices', 'covered');
  const open = invoices.reduce((sum, { id }) => sum + openOf(ledgers, 'ours', id, contract.currency), 0n);
  const parts = instalments.map(({ due, amount }, index) => ({ number: index + 1, due, amount: decimalOf(amountMinor(amount)) }));
  if (parts.reduce((sum, { amount }) => sum + minorOf(amount), 0n) > open) throw wrong('amount', 'over-open');
  return {
    currency: contract.currency,
    contractId: contract.id,
    terms: {
      kind: 'instalments',
      invoices: invoices.map(({ id, number }) => ({ invoiceId: id as InvoiceId, number })),
      instalments: parts,
      graceDays,
    },
  };
}
