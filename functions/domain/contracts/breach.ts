import type { Text } from '#domain/deadlines/calendar.ts';
import { daysBetween, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { breachId, breachNumber, type OtherBreachKind } from './breach-number.ts';
import type { Book, Contract } from './facts.ts';
import type { ClauseName } from './terms.ts';

export type BreachKind = 'late_payment' | 'short_payment' | 'unpaid' | OtherBreachKind;
/** A fact that the breach rests on: its id, the number on its paper, its day. */
export type BreachFact = { what: 'invoice' | 'payment' | 'set_off' | Performance_; id: string; number: string; date: LegalDay };
type Performance_ = Book['performances'][number]['kind'];

/** A term of the contract that the customer did not keep, as the books stand on a day. Sums are decimals in the contract's currency. */
export type Breach = {
  /** The same for the same breach on every day. */
  id: string;
  kind: BreachKind;
  /** By which a payment can name it: the invoice's own number, or a short one. */
  number: string;
  contractId: Contract['id'];
  /** Id under which a sheet asks for it: the invoice's, or its own. */
  asks: string;
  /** What it is about: the invoice, "crates, 40 of 100", the period. */
  subject: Text;
  /** The first day on which the term was broken, and for how many days up to the day asked. */
  since: LegalDay;
  days: number;
  /** What it costs; "0.00" where the contract gives no sum. `open`: what of it is not paid. */
  amount: string;
  open: string;
  evidence: readonly BreachFact[];
  clause: Text;
};

type Begun = {
  kind: OtherBreachKind;
  /** Id of the document or contract, and the period. */
  of: string;
  period?: string;
  contract: Contract;
  since: LegalDay;
  day: LegalDay;
  amount: string;
  subject: Text;
  evidence: readonly BreachFact[];
  clause: Text;
};
/** A breach other than of an invoice: what it is called follows from what began it. */
export function otherBreach({ kind, of, period, contract, since, day, ...rest }: Begun): Breach {
  const number = breachNumber(kind, of, period);
  const id = breachId(number);
  return { ...rest, id, asks: id, kind, number, contractId: contract.id, since, days: daysBetween(since, day) + 1, open: rest.amount };
}

const words: Partial<Record<ClauseName, Text>> = {
  packaging: { en: 'return of packaging', ru: 'возврат тары' },
  pickup: { en: 'collection of the goods', ru: 'выборка товара' },
  minimumVolume: { en: 'minimum volume', ru: 'минимальный объём закупки' },
  refusal: { en: 'acceptance of the goods', ru: 'приёмка товара' },
};
/** The clause that the contract names, or what the term is about. */
export function clauseOf({ number, terms }: Pick<Contract, 'number' | 'terms'>, name: ClauseName): Text {
  const clause = terms.clauses?.[name];
  const about = words[name] ?? { en: name, ru: name };
  return {
    en: `contract ${number}, ${clause ?? about.en}`,
    ru: `договор ${number}, ${clause ?? about.ru}`,
  };
}
