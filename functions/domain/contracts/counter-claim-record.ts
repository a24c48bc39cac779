import type { Event } from '#domain/chain.ts';
import type { Language } from '#domain/claims/claim.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import type { Step } from '#domain/deadlines/step.ts';
import type { AccountId, ContractId, CounterClaimId, FreezeId, MailId, PersonId } from '#domain/ids.ts';
import type { LadderStep } from './ladder.ts';
import type { Sheet } from './sheet.ts';
import type { Rung } from './terms.ts';

/**
 * Proposed by the scan or by the ladder, perhaps held by the manager, approved by legal, sent; then paid, or proposed again on the next rung, and after the last
 * one expired to the court-file list. Disputed: all of it is frozen, so it waits for the decision; while a part is still asked for it goes on.
 */
export type CounterClaimState = 'proposed' | 'held' | 'approved' | 'sending' | 'sent' | 'paid' | 'disputed' | 'expired' | 'withdrawn';
export const openStates: readonly CounterClaimState[] = ['proposed', 'held', 'approved', 'sending', 'sent', 'disputed', 'expired'];

/** The customer's term: its last legal day, the instant it ends (UTC) and how it was counted. */
export type Term = {
  lastDay: LegalDay;
  dueAt: string;
  steps: readonly Step[];
  /** As it stands on the board, without its steps; terms from before it was there have none. */
  clock?: Clock | undefined;
};
export type SealedLetter = { key: string; sha256: string; outgoingNumber: string; hash: string };
/** to-post: printed, and waits for a person to record its posting. */
type Delivery = 'sending' | 'to-post' | 'sent' | 'unknown' | 'bounced';

/** The letter of one rung and what became of it. */
export type RungLetter = SealedLetter & {
  rung: Rung;
  channel: 'email' | 'post';
  language: Language;
  /** Legal day of the letter where the company is. */
  date: LegalDay;
  /** Day of the sealed sheet; the fee is owed from then on. */
  asOf: LegalDay;
  total: string;
  fee?: string | undefined;
  mailId?: MailId | undefined;
  delivery?: Delivery | undefined;
  sentAt?: string | undefined;
  posted?: { number: string; date: LegalDay; by: PersonId; at: string } | undefined;
  response?: Term | undefined;
};

export type FrozenFile = { name: string; key: string; sha256: string; size: number };
/** A part in dispute, as the account's books hold it too (Freeze). An amount of 0.00 is an objection to a line on which no principal is open. */
export type FrozenPart = {
  id: FreezeId;
  /** Of the invoice; of the breach or fee. */
  invoiceId: string;
  number: string;
  amount: string;
  at: string;
  /** "customer", "person:anna". */
  by: string;
  text: string;
  files: readonly FrozenFile[];
  decision?: FreezeDecision | undefined;
};
export type FreezeDecision = {
  day: LegalDay;
  at: string;
  by: string;
  accepted: string;
  reason: string;
  letter: Omit<SealedLetter, 'hash'>;
  /** The new term that the rest got, where something went on. */
  response?: Term | undefined;
  mailId?: MailId | undefined;
  delivery?: Delivery | undefined;
};

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
  /** The ladder as it was when the counter-claim was proposed; an amendment of the contract does not move the rungs under it. */
  ladder: readonly LadderStep[];
  rung: Rung;
  /** How often it was proposed: once per rung, and again where a letter came back. */
  round: number;
  /** Lines (ids of invoices and breaches) of the first letter. What falls due later is asked for by a counter-claim of its own, from the first rung on. */
  covers?: readonly string[] | undefined;
  /** The event with which the running workflow was started; it is in the workflow's name. */
  run: number;
  /** Of every rung so far, the oldest first; the last is the one below while it is on its way or its term runs. */
  letters: readonly RungLetter[];
  freezes: readonly FrozenPart[];
  /** What was asked at the end of each week in which that changed: its Monday (UTC), the sum, the rung. 0.00 when it had ended. */
  course: readonly { week: LegalDay; total: string; rung: Rung }[];
  hold?: { by: PersonId; reason: string; until: string; at: string } | undefined;
  /** Of the present rung; none while it is only proposed. */
  approval?: { by: PersonId; hash: string; at: string } | undefined;
  letter?: SealedLetter | undefined;
  mailId?: MailId | undefined;
  delivery?: Delivery | undefined;
  sentAt?: string | undefined;
  response?: Term | undefined;
  /** Only from the time before parts could be disputed. */
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
      /** Left out in the time before the ladder: the one letter of that time was the claim. */
      ladder?: readonly LadderStep[] | undefined;
    }
  | { type: 'recalculated'; sheet: Sheet; because: string }
  | { type: 'held'; reason: string; until: string }
  | { type: 'hold-ended' }
  | { type: 'approved'; letter: SealedLetter; sheet: Sheet; sends?: Pick<RungLetter, 'channel' | 'language' | 'date' | 'fee'> | undefined }
  | { type: 'sending'; mailId: MailId }
  | { type: 'to-post' }
  | { type: 'sent'; mailId: MailId; response: Term }
  | { type: 'posted'; number: string; date: LegalDay; sentAt: string; response: Term }
  | { type: 'send-unknown' | 'bounced'; mailId: MailId }
  /** The last letter came back: its rung is proposed again. */
  | { type: 'returned'; mailId: MailId; rung: Rung }
  | { type: 'climbed'; rung: Rung; sheet: Sheet }
  /** Only from the time before parts could be disputed. */
  | { type: 'disputed'; text: string; lines: readonly string[] }
  | { type: 'frozen'; parts: readonly FrozenPart[]; sheet: Sheet }
  | { type: 'freeze-decided'; freeze: FreezeId; decision: FreezeDecision; sheet?: Sheet | undefined }
  | { type: 'decision-sent'; freeze: FreezeId; mailId: MailId; delivery: Delivery }
  | { type: 'expired' }
  | { type: 'paid'; sheet: Sheet }
  | { type: 'withdrawn'; because: string };

export type CounterClaimEvent = Event<CounterClaimFact>;
