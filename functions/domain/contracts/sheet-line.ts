import type { Text } from '#domain/deadlines/calendar.ts';
import { addDays, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { type Currency, decimalOf, minorOf, roundRatio } from '#domain/money.ts';
import { type Component, orderOf } from './allocation.ts';
import type { DuePart } from './due.ts';
import type { Invoice } from './facts.ts';
import { computeInterest, type Interest } from './interest.ts';
import type { InterestRule } from './interest-rule.ts';
import { lateRule, moratoriaFor } from './late-rule.ts';
import type { MadeLine } from './made-line.ts';
import type { Rates } from './rates.ts';
import { ratio, ratioOf, rounded, times } from './ratio.ts';
import type { ContractTerms } from './terms.ts';

export type Money = { date: LegalDay; minor: bigint };
type LineInput = {
  invoice: Invoice;
  terms: ContractTerms;
  parts: readonly DuePart[];
  /** What was paid and set off for the invoice until `asOf`, in the order of days. */
  paid: readonly Money[];
  /** Never owed (credit notes, disputes that the customer won), and disputed still; minor units. */
  reduced: bigint;
  frozen: bigint;
  party: 'consumer' | 'business';
  currency: Currency;
  rates: Rates | undefined;
  asOf: LegalDay;
};

/** For a party to whom the rule gives no interest (a British consumer, say): the principal alone is claimed. */
const noInterest: Interest = {
  currency: 'EUR',
  days: 0,
  interest: '0.00',
  fixedSum: '0.00',
  total: '0.00',
  outstanding: '0.00',
  rows: [],
  capped: false,
  provisional: false,
  notApplied: [],
  sources: [],
};
const principalOnly: Text = { en: 'principal only', ru: 'только основной долг' };
/** A part while payments meet it. `amount`: what is asked of it, paid or not. */
type State = {
  due: LegalDay;
  payableUntil: LegalDay;
  rule: InterestRule;
  amount: bigint;
  frozen: bigint;
  open: bigint;
  onPrincipal: Money[];
  toDelay: bigint;
  toCosts: bigint;
};

/**
 * The lines of one invoice on the day `asOf`, one per part that is late or was paid late; parts settled with all that their delay cost are left out. Payments meet
 * the parts in the order of days, and within a part costs, delay and principal in the order of the rule (ГК РФ 319, BGB § 367). `over`: what was paid beyond all;
 * `settled`: what the delay of the parts that are left out cost, and was paid.
 */
export function linesOf(input: LineInput): { lines: MadeLine[]; over: bigint; settled: bigint } {
  const states = statesOf(input);
  let over = 0n;
  for (const payment of input.paid) over += meet(input, states, payment);
  let settled = 0n;
  const lines = states.flatMap((state) => {
    const line = lineOf(input, state);
    if (!line) settled += state.toDelay + state.toCosts;
    return line ?? [];
  });
  return { lines, over, settled };
}

function statesOf({ parts, terms, reduced, frozen }: LineInput): State[] {
  let [off, held] = [reduced, frozen];
  // What is not owed and what is disputed belongs to the last parts first: the earliest debt stays as it is.
  return parts
    .toReversed()
    .map((part) => {
      const cut = least(off, part.amount);
      off -= cut;
      const ice = least(held, part.amount - cut);
      held -= ice;
      const amount = part.amount - cut - ice;
      const rule = lateRule(terms, part.payableUntil);
      return {
        due: part.due,
        payableUntil: part.payableUntil,
        rule,
        amount,
        frozen: ice,
        open: amount,
        onPrincipal: [],
        toDelay: 0n,
        toCosts: 0n,
      };
    })
    .toReversed();
}

/** One payment meets all parts; answers with what is left of it. */
function meet(input: LineInput, states: readonly State[], { date, minor }: Money): bigint {
  let left = minor;
  const { governingLaw, paymentOrder } = input.terms;
  const order = orderOf(states[0]?.rule.allocation, paymentOrder, governingLaw);
  for (const component of order)
    for (const state of states) {
      if (left <= 0n) return 0n;
      left -= meetComponent(input, state, component, { date, minor: left });
    }
  for (const state of states) {
    const part = least(left, state.frozen);
    state.frozen -= part;
    left -= part;
  }
  return left;
}

function meetComponent(input: LineInput, state: State, component: Component, { date, minor }: Money): bigint {
  if (component === 'principal') {
    const part = least(minor, state.open);
    if (part > 0n) state.onPrincipal.push({ date, minor: part });
    state.open -= part;
    return part;
  }
  if (date <= state.payableUntil || component === 'price_of_money') return 0n;
  if (component !== 'costs' && component !== (input.terms.late.kind === 'contract-penalty' ? 'penalty' : 'default_interest')) return 0n;
  const accrued = delayOf(input, state, date);
  if (component === 'costs') {
    const part = least(minor, minorOf(accrued.fixedSum) - state.toCosts);
    state.toCosts += part;
    return part;
  }
  const part = least(minor, minorOf(accrued.interest) - state.toDelay);
  state.toDelay += part;
  return part;
}

/** What the delay of a part has cost by the day `to`, by what was paid of it so far. */
function delayOf({ invoice, terms, party, currency, rates }: LineInput, state: State, to: LegalDay): Interest {
  const { rule } = state;
  if (rule.party !== 'any' && rule.party !== party) return noInterest;
  const grace = terms.late.kind === 'statutory' ? 0 : (terms.late.graceDays ?? 0);
  const free = addDays(state.payableUntil, grace);
  const inTime = state.onPrincipal.reduce((sum, { date, minor }) => (date <= free ? sum + minor : sum), 0n);
  if (state.amount <= inTime || to <= free) return noInterest;
  const base = baseOf(invoice, terms);
  const debt = state.amount - inTime;
  let open = debt;
  const payments = state.onPrincipal
    .filter(({ date }) => date > free)
    .map(({ date, minor }) => {
      const before = base(open);
      open -= minor;
      return { date, amount: decimalOf(before - base(open)) };
    });
  const last = open === 0n ? payments.at(-1)?.date : undefined;
  return computeInterest({
    principal: decimalOf(base(debt)),
    currency,
    rule,
    due: state.payableUntil,
    to: last !== undefined && last < to ? last : to,
    payments,
    debtSince: invoice.issuedOn < state.payableUntil ? invoice.issuedOn : state.payableUntil,
    consumer: party === 'consumer',
    windows: moratoriaFor(rule),
    unknownRate: 'provisional',
    rates,
    withFixedSum: rule.fixedSums?.currency === currency,
  });
}

/** The base of the penalty: the debt with tax, or that share of it which is without. */
function baseOf({ total, net }: Invoice, { late }: ContractTerms): (open: bigint) => bigint {
  if (late.kind === 'statutory' || late.base !== 'net' || !net) return (open) => open;
  const [whole, part] = [minorOf(total.amount), minorOf(net.amount)];
  return (open) => roundRatio(open * part, whole);
}

function lineOf(input: LineInput, state: State): MadeLine | undefined {
  const { invoice, asOf, party } = input;
  if (state.payableUntil >= asOf) return undefined;
  const paidInTime = state.onPrincipal.reduce((sum, { date, minor }) => (date <= state.payableUntil ? sum + minor : sum), 0n);
  if (paidInTime >= state.amount && state.frozen === 0n) return undefined;
  const applies = state.rule.party === 'any' || state.rule.party === party;
  const result = delayOf(input, state, asOf);
  const onTop = state.toDelay + state.toCosts;
  const owed = state.open + minorOf(result.interest) + minorOf(result.fixedSum);
  const counted = least(onTop, owed);
  if (owed - counted === 0n && state.frozen === 0n) return undefined; // settled with all that the delay cost
  return {
    line: {
      kind: 'invoice',
      invoiceId: invoice.id,
      number: invoice.number,
      dueDate: state.due,
      invoiced: decimalOf(state.amount + state.frozen),
      paid: decimalOf(state.amount - state.open),
      principal: decimalOf(state.open),
      frozen: decimalOf(state.frozen),
      rule: applies ? state.rule.id : 'none',
      ground: applies ? state.rule.clause : principalOnly,
      days: result.days,
      interest: result.interest,
      ...(capReached(state.rule, baseOf(invoice, input.terms)(state.amount - paidInTime), result.interest)
        ? { capPercent: state.rule.capPercent }
        : {}),
      fixedSum: result.fixedSum,
      paidOnTop: decimalOf(counted),
      total: decimalOf(owed - counted),
      rows: result.rows,
    },
    provisional: result.provisional,
    sources: result.sources,
  };
}

/** Also true on the day on which the cap is met to the cent. */
function capReached({ capPercent, rounding }: InterestRule, base: bigint, interest: string): boolean {
  if (capPercent === undefined || base <= 0n) return false;
  return minorOf(interest) >= rounded(times(ratio(base), times(ratioOf(capPercent), ratio(1n, 100n))), rounding.mode);
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
