import { genesis } from '#domain/chain.ts';
import { never, Refusal } from '#domain/errors.ts';
import type { CounterClaimId, FreezeId, MailId, PersonId } from '#domain/ids.ts';
import { minorOf } from '#domain/money.ts';
import {
  type CounterClaim,
  type CounterClaimEvent,
  type CounterClaimFact,
  type CounterClaimState,
  type FreezeDecision,
  openStates,
  type RungLetter,
  type SealedLetter,
  type Term,
} from './counter-claim-record.ts';
import { coveredSheet } from './covered-sheet.ts';
import { asksNothing, evolveCounterClaim } from './evolve-counter-claim.ts';
import { type FreezeCommand, freezeParts, mostText } from './freeze-parts.ts';
import { nextStep } from './ladder.ts';
import type { Sheet } from './sheet.ts';

export type { CounterClaim, CounterClaimEvent, CounterClaimFact, CounterClaimState } from './counter-claim-record.ts';

export type CounterClaimCommand =
  | { do: 'recalculate'; sheet: Sheet; because: string }
  | { do: 'hold'; by: PersonId; reason: string; until: string }
  | { do: 'end-hold' }
  | { do: 'approve'; letter: SealedLetter; sheet: Sheet; sends: Pick<RungLetter, 'channel' | 'language' | 'date' | 'fee'> }
  | { do: 'begin-sending'; mailId: MailId }
  | { do: 'await-posting' }
  | { do: 'record-posting'; number: string; date: string; sentAt: string; response: Term }
  | { do: 'record-delivery'; mailId: MailId; outcome: 'sent' | 'unknown' | 'bounced'; response: Term }
  | FreezeCommand
  | { do: 'decide-freeze'; freeze: FreezeId; decision: FreezeDecision; sheet: Sheet; term: Term }
  | { do: 'begin-decision-mail'; freeze: FreezeId; mailId: MailId }
  | { do: 'end-term'; sheet: Sheet }
  | { do: 'withdraw'; because: string };

export function decideCounterClaim(claim: CounterClaim, command: CounterClaimCommand): CounterClaimFact[] {
  const inState = (...states: CounterClaimState[]) => {
    if (!states.includes(claim.state)) throw new Refusal('wrong-state');
  };
  switch (command.do) {
    case 'recalculate':
      inState(...openStates);
      return recalculate(claim, coveredSheet(claim, command.sheet), command.because);
    case 'hold':
      inState('proposed', 'held');
      checkText('reason', command.reason, mostReason);
      return [{ type: 'held', reason: command.reason, until: command.until }];
    case 'end-hold':
      inState('held');
      return [{ type: 'hold-ended' }];
    case 'approve':
      inState('proposed');
      return [{ type: 'approved', letter: command.letter, sheet: command.sheet, sends: command.sends }];
    case 'begin-sending':
      inState('approved');
      return [{ type: 'sending', mailId: command.mailId }];
    case 'await-posting':
      inState('approved');
      return [{ type: 'to-post' }];
    case 'record-posting': {
      if (claim.state !== 'sending' || claim.delivery !== 'to-post') throw new Refusal('wrong-state');
      const { do: _, ...posted } = command;
      return [{ type: 'posted', ...posted }];
    }
    case 'record-delivery':
      return recordDelivery(claim, command);
    case 'freeze':
      return freezeParts(claim, command);
    case 'decide-freeze':
      return decideFreeze(claim, command);
    case 'begin-decision-mail': {
      const part = claim.freezes.find(({ id }) => id === command.freeze);
      if (!part?.decision || part.decision.mailId) throw new Refusal('wrong-state');
      return [{ type: 'decision-sent', freeze: part.id, mailId: command.mailId, delivery: 'sending' }];
    }
    case 'end-term':
      inState('sent');
      return endTerm(claim, coveredSheet(claim, command.sheet));
    case 'withdraw':
      inState('proposed', 'held', 'sent', 'disputed', 'expired');
      checkText('because', command.because, mostReason);
      return [{ type: 'withdrawn', because: command.because }];
    default:
      return never(command);
  }
}

const mostReason = 500; // characters
const wrongText = (path: string, text: string, most: number): { path: string; code: string }[] =>
  text.trim() === '' ? [{ path, code: 'required' }] : text.length > most ? [{ path, code: 'too-long' }] : [];
function checkText(path: string, text: string, most: number): void {
  const wrong = wrongText(path, text, most);
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
}

function recalculate(claim: CounterClaim, sheet: Sheet, because: string): CounterClaimFact[] {
  // Nothing left of principal, interest and fixed sums, and nothing in dispute: the customer has paid.
  if (asksNothing(sheet) && minorOf(sheet.frozen) <= 0n) return [{ type: 'paid', sheet }];
  return sheet.fingerprint === claim.sheet.fingerprint ? [] : [{ type: 'recalculated', sheet, because }];
}

/** The customer's term is over: the next rung is proposed with the sheet of the day; after the last one the counter-claim is for the court. */
function endTerm(claim: CounterClaim, sheet: Sheet): CounterClaimFact[] {
  if (asksNothing(sheet)) return recalculate(claim, sheet, 'term');
  const next = nextStep(claim.ladder, claim.rung);
  return next ? [{ type: 'climbed', rung: next.rung, sheet }] : [{ type: 'expired' }];
}

/** Letters of a counter-claim and of decisions on its disputes alike. Delivery events repeat and overtake each other: a bounce is final, "sent" does not turn back into "unknown". */
function recordDelivery(claim: CounterClaim, command: CounterClaimCommand & { do: 'record-delivery' }): CounterClaimFact[] {
  const { mailId, outcome, response } = command;
  const decided = claim.freezes.find(({ decision }) => decision?.mailId === mailId);
  const letter = claim.letters.findLast((candidate) => candidate.mailId === mailId);
  const before = decided ? decided.decision?.delivery : letter?.delivery;
  if (!decided && !letter) throw new Refusal('not-found');
  if (before === outcome || before === 'bounced' || (before === 'sent' && outcome === 'unknown')) return [];
  if (decided) return [{ type: 'decision-sent', freeze: decided.id, mailId, delivery: outcome }];
  const last = letter === claim.letters.at(-1);
  if (outcome === 'bounced') {
    // Only the last letter counts: an earlier one was followed by another that is not known to have come back.
    const goesBack = last && letter && (['sending', 'sent', 'proposed', 'held', 'expired'] as CounterClaimState[]).includes(claim.state);
    return goesBack ? [{ type: 'returned', mailId, rung: letter.rung }] : [{ type: 'bounced', mailId }];
  }
  if (outcome === 'unknown' || claim.mailId !== mailId) return outcome === 'unknown' ? [{ type: 'send-unknown', mailId }] : [];
  return [{ type: 'sent', mailId, response }];
}

/**
 * The decision on one part, once; a second one is refused. What was accepted comes off; what is left of the part is asked for again, and for that the present
 * rung gets a whole new term (`term`), unless that ends earlier than the one that runs. On a counter-claim that has ended only the decision is recorded.
 */
function decideFreeze(
  claim: CounterClaim,
  { freeze, decision, sheet, term }: CounterClaimCommand & { do: 'decide-freeze' },
): CounterClaimFact[] {
  const part = claim.freezes.find(({ id }) => id === freeze);
  if (!part) throw new Refusal('not-found');
  if (part.decision) throw new Refusal('wrong-state');
  checkDecision(part.amount, decision);
  if (!openStates.includes(claim.state)) return [{ type: 'freeze-decided', freeze, decision }];
  const now = coveredSheet(claim, sheet);
  if (asksNothing(now) && minorOf(now.frozen) <= 0n)
    return [
      { type: 'freeze-decided', freeze, decision, sheet: now },
      { type: 'paid', sheet: now },
    ];
  const goesOn = minorOf(decision.accepted) < minorOf(part.amount) && !asksNothing(now);
  const runs = claim.sentAt !== undefined && ['sent', 'disputed', 'expired'].includes(claim.state);
  const response = goesOn && runs && term.dueAt > (claim.response?.dueAt ?? '') ? { response: term } : {};
  return [{ type: 'freeze-decided', freeze, decision: { ...decision, ...response }, sheet: now }];
}

function checkDecision(amount: string, { accepted, reason }: FreezeDecision): void {
  const wrong = [
    ...(minorOf(accepted) < 0n || minorOf(accepted) > minorOf(amount) ? [{ path: 'accepted', code: 'more-than-disputed' }] : []),
    ...wrongText('decision', reason, mostText),
  ];
  if (wrong.length > 0) throw new Refusal('invalid', undefined, wrong);
}

export function replayCounterClaim(id: CounterClaimId, events: readonly CounterClaimEvent[]): CounterClaim {
  const blank = { id, version: 0, head: genesis, state: 'proposed' } as CounterClaim;
  return events.reduce(evolveCounterClaim, blank);
}
