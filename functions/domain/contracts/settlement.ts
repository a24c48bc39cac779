import { canonical, type Event, genesis, sha256 } from '#domain/chain.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { never, Refusal } from '#domain/errors.ts';
import type { AccountId, ContractId, PersonId, SettlementId } from '#domain/ids.ts';
import { type Currency, decimalOf, minorOf } from '#domain/money.ts';
import { checkTerms } from './settlement-check.ts';
import type { ClaimPart, SettlementKind, SettlementTerms } from './settlement-terms.ts';

/** proposed, then booked by a second person; instalments run until they are kept or one is not paid. */
export const settlementStates = ['proposed', 'booked', 'running', 'kept', 'defaulted', 'refused', 'cancelled'] as const;
export type SettlementState = (typeof settlementStates)[number];

export type Settlement = {
  id: SettlementId;
  version: number;
  head: string;
  state: SettlementState;
  accountId: AccountId;
  accountName: string;
  /** The contract whose invoices it touches; missing where it touches none. */
  contractId?: ContractId | undefined;
  currency: Currency;
  /** The account's manager when it was proposed. */
  owner: PersonId;
  proposedBy: PersonId;
  proposedAt: string;
  note: string;
  terms: SettlementTerms;
  /** Hash of what is booked; an approval names it. */
  fingerprint: string;
  approval?: { by: PersonId; at: string } | undefined;
  /** Legal day of the account on which it was approved. */
  bookedOn?: LegalDay | undefined;
  /** Instalments that a person recorded as paid, by number. */
  recorded: Readonly<Record<number, LegalDay>>;
  defaulted?: { number: number; day: LegalDay } | undefined;
  ended?: { by: string; because: string; at: string } | undefined;
};

export type Proposal = Pick<Settlement, 'accountId' | 'accountName' | 'contractId' | 'currency' | 'owner' | 'note' | 'terms'>;
export type SettlementFact =
  | ({ type: 'proposed' } & Proposal)
  | { type: 'approved'; fingerprint: string; bookedOn: LegalDay }
  | { type: 'refused' | 'cancelled'; because: string }
  | { type: 'instalment-recorded'; number: number; day: LegalDay }
  | { type: 'kept'; day: LegalDay }
  | { type: 'defaulted'; number: number; day: LegalDay };
export type SettlementEvent = Event<SettlementFact>;

export type SettlementCommand =
  | { do: 'propose'; proposal: Proposal; today: LegalDay }
  | { do: 'approve'; by: PersonId; fingerprint: string; day: LegalDay }
  | { do: 'refuse' | 'cancel'; because: string }
  | { do: 'record-instalment'; number: number; day: LegalDay; today: LegalDay }
  | { do: 'keep'; day: LegalDay }
  | { do: 'default'; number: number; day: LegalDay };

/** What follows from a command. Refuses a wrong state, an own proposal ('own-text') and an approval of other numbers ('stale-approval'). */
export function decideSettlement(settlement: Settlement, command: SettlementCommand): SettlementFact[] {
  const inState = (...states: SettlementState[]) => {
    if (settlement.version === 0 || !states.includes(settlement.state)) throw new Refusal('wrong-state');
  };
  switch (command.do) {
    case 'propose':
      if (settlement.version > 0) throw new Refusal('wrong-state');
      checkTerms(command.proposal.terms, command.today);
      return [{ type: 'proposed', ...command.proposal }];
    case 'approve':
      inState('proposed');
      if (settlement.proposedBy === command.by) throw new Refusal('own-text');
      if (settlement.fingerprint !== command.fingerprint) throw new Refusal('stale-approval');
      return [{ type: 'approved', fingerprint: settlement.fingerprint, bookedOn: command.day }];
    case 'refuse':
    case 'cancel':
      if (command.do === 'refuse') inState('proposed');
      else inState('proposed', 'running');
      if (!command.because.trim()) throw new Refusal('invalid', undefined, [{ path: 'because', code: 'required' }]);
      return [{ type: command.do === 'refuse' ? 'refused' : 'cancelled', because: command.because.trim() }];
    case 'record-instalment':
      return recordInstalment(settlement, command);
    case 'keep':
      return settlement.state === 'running' ? [{ type: 'kept', day: command.day }] : [];
    case 'default':
      return settlement.state === 'running' ? [{ type: 'defaulted', number: command.number, day: command.day }] : [];
    default:
      return never(command);
  }
}

function recordInstalment(
  settlement: Settlement,
  { number, day, today }: SettlementCommand & { do: 'record-instalment' },
): SettlementFact[] {
  if (settlement.state !== 'running' || settlement.terms.kind !== 'instalments') throw new Refusal('wrong-state');
  if (!settlement.terms.instalments.some((instalment) => instalment.number === number)) throw new Refusal('not-found');
  if (day > today) throw new Refusal('invalid', undefined, [{ path: 'day', code: 'future' }]);
  return settlement.recorded[number] ? [] : [{ type: 'instalment-recorded', number, day }];
}

export const blankSettlement = (id: SettlementId): Settlement =>
  ({ id, version: 0, head: genesis, state: 'proposed', recorded: {} }) as unknown as Settlement;
export const replaySettlement = (id: SettlementId, events: readonly SettlementEvent[]): Settlement =>
  events.reduce(evolveSettlement, blankSettlement(id));

export function evolveSettlement(settlement: Settlement, event: SettlementEvent): Settlement {
  return { ...apply(settlement, event), version: event.seq, head: event.hash };
}

function apply(settlement: Settlement, { fact, at, actor }: SettlementEvent): Settlement {
  const by = actor.slice('person:'.length) as PersonId;
  switch (fact.type) {
    case 'proposed': {
      const { type: _, ...proposal } = fact;
      return { ...settlement, ...proposal, state: 'proposed', proposedBy: by, proposedAt: at, fingerprint: fingerprintOf(proposal) };
    }
    case 'approved': {
      const state = settlement.terms.kind === 'instalments' ? 'running' : 'booked';
      return { ...settlement, state, approval: { by, at }, bookedOn: fact.bookedOn };
    }
    case 'refused':
    case 'cancelled':
      return { ...settlement, state: fact.type, ended: { by: actor, because: fact.because, at } };
    case 'instalment-recorded':
      return { ...settlement, recorded: { ...settlement.recorded, [fact.number]: fact.day } };
    case 'kept':
      return { ...settlement, state: 'kept' };
    case 'defaulted':
      return { ...settlement, state: 'defaulted', defaulted: { number: fact.number, day: fact.day } };
    default:
      return never(fact);
  }
}

const fingerprintOf = ({ accountId, currency, terms }: Proposal): string => sha256(canonical({ accountId, currency, terms }));

/** What a settlement comes to, minor units. */
export function amountOf({ terms }: Pick<Settlement, 'terms'>): bigint {
  const rows = terms.kind === 'set_off' ? terms.pairs : terms.kind === 'instalments' ? terms.instalments : terms.claims;
  return rows.reduce((sum, { amount }) => sum + minorOf(amount), 0n);
}

/** How much of which claim it settles, and from which day on. Nothing before it is booked, nothing ever for instalments. */
export function settledParts({ terms, bookedOn, state }: Settlement): (ClaimPart & {
  day: LegalDay;
  kind: Exclude<SettlementKind, 'instalments'>;
})[] {
  if (!bookedOn || state !== 'booked' || terms.kind === 'instalments') return [];
  if (terms.kind === 'set_off')
    return terms.pairs.map(({ reference, amount, date }) => ({ reference, amount, day: date, kind: 'set_off' }));
  return terms.claims.map(({ reference, amount }) => ({ reference, amount, day: bookedOn, kind: terms.kind }));
}

export const totalOf = (settlement: Pick<Settlement, 'terms'>): string => decimalOf(amountOf(settlement));
