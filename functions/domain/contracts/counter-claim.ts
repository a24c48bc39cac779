import { type Event, genesis } from '#domain/chain.ts';
import type { Language } from '#domain/claims/claim.ts';
import { never, Refusal } from '#domain/errors.ts';
import type { AccountId, ContractId, CounterClaimId, MailId, PersonId } from '#domain/ids.ts';
import { minorOf } from '#domain/money.ts';
import type { Sheet } from './sheet.ts';

/** Proposed by the scan, perhaps held by the manager, approved by legal, sent; then paid, disputed, or expired to the court-file list. */
export type CounterClaimState = 'proposed' | 'held' | 'approved' | 'sending' | 'sent' | 'paid' | 'disputed' | 'expired' | 'withdrawn';
export const openStates: readonly CounterClaimState[] = ['proposed', 'held', 'approved', 'sending', 'sent', 'disputed', 'expired'];

export type CounterClaim = {
  id: CounterClaimId;
  version: number;
  head: string;
  accountId: AccountId;
  accountName: string;
  contractId: ContractId;
  contractNumber: string;
  country: string;
  language: Language;
  owner: PersonId;
  acting: PersonId;
  state: CounterClaimState;
  proposedAt: string;
  sheet: Sheet;
  hold?: { by: PersonId; reason: string; until: string; at: string } | undefined;
  approval?: { by: PersonId; hash: string; at: string } | undefined;
  letter?: { key: string; sha256: string; outgoingNumber: string; hash: string } | undefined;
  mailId?: MailId | undefined;
  delivery?: 'sending' | 'sent' | 'unknown' | 'bounced' | undefined;
  sentAt?: string | undefined;
  /** Last legal day of the customer's term and the instant it ends. */
  response?: { lastDay: string; dueAt: string; steps: readonly unknown[] } | undefined;
  dispute?: { at: string; text: string; lines: readonly string[] } | undefined;
};

export type CounterClaimFact =
  | {
      type: 'proposed';
      accountId: AccountId;
      accountName: string;
      contractId: ContractId;
      contractNumber: string;
      country: string;
      language: Language;
      owner: PersonId;
      acting: PersonId;
      sheet: Sheet;
    }
  | { type: 'recalculated'; sheet: Sheet; because: string }
  | { type: 'held'; reason: string; until: string }
  | { type: 'hold-ended' }
  | { type: 'approved'; letter: NonNullable<CounterClaim['letter']>; sheet: Sheet }
  | { type: 'sending'; mailId: MailId }
  | { type: 'sent'; mailId: MailId; response: NonNullable<CounterClaim['response']> }
  | { type: 'send-unknown' | 'bounced'; mailId: MailId }
  | { type: 'disputed'; text: string; lines: readonly string[] }
  | { type: 'expired' }
  | { type: 'paid'; sheet: Sheet }
  | { type: 'withdrawn'; because: string };

export type CounterClaimEvent = Event<CounterClaimFact>;

export type CounterClaimCommand =
  | { do: 'recalculate'; sheet: Sheet; because: string }
  | { do: 'hold'; by: PersonId; reason: string; until: string }
  | { do: 'end-hold' }
  | { do: 'approve'; letter: NonNullable<CounterClaim['letter']>; sheet: Sheet }
  | { do: 'begin-sending'; mailId: MailId }
  | { do: 'record-delivery'; mailId: MailId; outcome: 'sent' | 'unknown' | 'bounced'; response: NonNullable<CounterClaim['response']> }
  | { do: 'dispute'; text: string; lines: readonly string[] }
  | { do: 'expire' }
  | { do: 'withdraw'; because: string };

export function decideCounterClaim(claim: CounterClaim, command: CounterClaimCommand): CounterClaimFact[] {
  const inState = (...states: CounterClaimState[]) => {
    if (!states.includes(claim.state)) throw new Refusal('wrong-state');
  };
  switch (command.do) {
    case 'recalculate':
      inState(...openStates);
      // Nothing left of principal, interest and fixed sums, and nothing in dispute: the customer has paid.
      if (minorOf(command.sheet.total) <= 0n && minorOf(command.sheet.frozen) <= 0n) return [{ type: 'paid', sheet: command.sheet }];
      return command.sheet.fingerprint === claim.sheet.fingerprint
        ? []
        : [{ type: 'recalculated', sheet: command.sheet, because: command.because }];
    case 'hold':
      inState('proposed', 'held');
      if (!command.reason.trim()) throw new Refusal('invalid', undefined, [{ path: 'reason', code: 'required' }]);
      return [{ type: 'held', reason: command.reason, until: command.until }];
    case 'end-hold':
      inState('held');
      return [{ type: 'hold-ended' }];
    case 'approve':
      inState('proposed');
      return [{ type: 'approved', letter: command.letter, sheet: command.sheet }];
    case 'begin-sending':
      inState('approved');
      return [{ type: 'sending', mailId: command.mailId }];
    case 'record-delivery':
      return recordDelivery(claim, command);
    case 'dispute':
      inState('sent', 'expired');
      if (!command.text.trim()) throw new Refusal('invalid', undefined, [{ path: 'text', code: 'required' }]);
      return [{ type: 'disputed', text: command.text, lines: command.lines }];
    case 'expire':
      inState('sent');
      return [{ type: 'expired' }];
    case 'withdraw':
      inState('proposed', 'held', 'sent', 'disputed', 'expired');
      if (!command.because.trim()) throw new Refusal('invalid', undefined, [{ path: 'because', code: 'required' }]);
      return [{ type: 'withdrawn', because: command.because }];
    default:
      return never(command);
  }
}

function recordDelivery(claim: CounterClaim, command: CounterClaimCommand & { do: 'record-delivery' }): CounterClaimFact[] {
  if (claim.mailId !== command.mailId) throw new Refusal('not-found');
  // Delivery events repeat and overtake each other: a bounce is final, "sent" does not turn back into "unknown".
  if (claim.delivery === command.outcome || claim.delivery === 'bounced' || (claim.delivery === 'sent' && command.outcome === 'unknown'))
    return [];
  if (command.outcome === 'sent') return [{ type: 'sent', mailId: command.mailId, response: command.response }];
  return [{ type: command.outcome === 'bounced' ? 'bounced' : 'send-unknown', mailId: command.mailId }];
}

export function replayCounterClaim(id: CounterClaimId, events: readonly CounterClaimEvent[]): CounterClaim {
  const blank = { id, version: 0, head: genesis, state: 'proposed' } as CounterClaim;
  return events.reduce(evolveCounterClaim, blank);
}

export function evolveCounterClaim(claim: CounterClaim, event: CounterClaimEvent): CounterClaim {
  return { ...apply(claim, event), version: event.seq, head: event.hash };
}

function apply(claim: CounterClaim, { fact, at, actor }: CounterClaimEvent): CounterClaim {
  const by = actor.slice('person:'.length) as PersonId;
  switch (fact.type) {
    case 'proposed': {
      const { type: _, ...rest } = fact;
      return { ...claim, ...rest, state: 'proposed', proposedAt: at };
    }
    case 'recalculated':
      return { ...claim, sheet: fact.sheet };
    case 'held':
      return { ...claim, state: 'held', hold: { by, reason: fact.reason, until: fact.until, at } };
    case 'hold-ended':
      return { ...claim, state: 'proposed', hold: undefined };
    case 'approved':
      return { ...claim, state: 'approved', sheet: fact.sheet, letter: fact.letter, approval: { by, hash: fact.letter.hash, at } };
    case 'sending':
      return { ...claim, state: 'sending', mailId: fact.mailId, delivery: 'sending' };
    case 'sent':
      return { ...claim, state: claim.state === 'sending' ? 'sent' : claim.state, delivery: 'sent', sentAt: at, response: fact.response };
    case 'send-unknown':
      return { ...claim, delivery: 'unknown' };
    case 'bounced':
      return { ...claim, delivery: 'bounced' };
    case 'disputed':
      return { ...claim, state: 'disputed', dispute: { at, text: fact.text, lines: fact.lines } };
    case 'expired':
      return { ...claim, state: 'expired' };
    case 'paid':
      return { ...claim, state: 'paid', sheet: fact.sheet };
    case 'withdrawn':
      return { ...claim, state: 'withdrawn' };
    default:
      return never(fact);
  }
}
