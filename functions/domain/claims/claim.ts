import type { Clock } from '#domain/deadlines/clocks.ts';
import type { Matter } from '#domain/deadlines/rule.ts';
import type { AccountId, ContractId, MailId, PersonId, Reference } from '#domain/ids.ts';
import type { Money } from '#domain/money.ts';

export const demandKinds = ['refund', 'replacement', 'repair', 'price_reduction', 'damages', 'penalty', 'other'] as const;
export type DemandKind = (typeof demandKinds)[number];
export const outcomes = ['upheld', 'partly_upheld', 'rejected', 'settled'] as const;
export type Outcome = (typeof outcomes)[number];
export type Language = 'en' | 'ru';
export type Channel = 'form' | 'mail' | 'api';
/** A claim has a demand with a legal or contractual basis; a complaint is dissatisfaction without one. */
export type ClaimKind = 'claim' | 'complaint';

export type DemandAnswer = { outcome: Outcome; granted?: Money | undefined; reason: string; source: string };
/** One thing the customer asks for. `id` is "d1", "d2" … within the claim. */
export type Demand = { id: string; kind: DemandKind; asked?: Money | undefined; text: string; answer?: DemandAnswer | undefined };

export type Evidence = {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  key: string;
  at: string;
  from: 'customer' | 'company';
};
export type Contact = { name: string; email: string; taxNumber?: string | undefined };
/** `region`: the part of the country whose days off count, where the country has such parts. */
export type Account = { id: AccountId; name: string; country: string; region?: string | undefined; party: 'consumer' | 'business' };

/** Where a claim stands. `sending` is written before the letter leaves, so that a crash in between is seen and never repeated blindly. */
export type Stage = 'open' | 'in-approval' | 'approved' | 'sending' | 'answered' | 'closed';

export type Approval = { by: PersonId; onBehalfOf?: PersonId | undefined; at: string; hash: string };
/** The reply that is under way; its text, letter and enclosures are kept beside the claim under the same version. */
export type ReplyState = {
  version: number;
  author: PersonId;
  /** Hash over letter, enclosures and amounts; there from the moment it goes for approval. */
  hash?: string | undefined;
  amounts: readonly Money[];
  approvals: readonly Approval[];
  /** How many approvals by whom are wanted in turn; see routing/authority.ts. */
  steps: readonly ApprovalStep[];
  stepSince?: string | undefined;
  escalated: number;
  returned?: { by: PersonId; comment: string; at: string } | undefined;
  outgoingNumber?: string | undefined;
};
export type ApprovalStep = { eligible: readonly PersonId[] };

export type SentReply = {
  version: number;
  hash: string;
  outgoingNumber: string;
  mailId: MailId;
  at: string;
  delivery: 'sending' | 'sent' | 'unknown' | 'bounced';
};

/**
 * A question to the customer, one at a time. `id` is that of its message on the thread. Only 'open' holds clocks still: the mail has gone and the answer has
 * not come.
 */
export type InformationRequest = {
  id: string;
  mailId: MailId;
  at: string;
  by: PersonId;
  state: 'sending' | 'open' | 'answered' | 'unknown' | 'bounced';
};

export type Claim = {
  reference: Reference;
  /** Number of events so far: the version that a write must find. */
  version: number;
  head: string; // hash of the last event
  kind: ClaimKind;
  channel: Channel;
  language: Language;
  receivedAt: string;
  contact: Contact;
  subject: string;
  contractNumber?: string | undefined;
  orderNumber?: string | undefined;
  wish?: string | undefined;
  account?: Account | undefined;
  contractId?: ContractId | undefined;
  /** More than one account fits: the desk chooses. */
  candidates: readonly AccountId[];
  owner: PersonId;
  acting: PersonId;
  routedBecause: string;
  demands: readonly Demand[];
  evidence: readonly Evidence[];
  clocks: readonly Clock[];
  /** The execution that watches the clocks; a new one is started only when that one would wake too late. */
  watch?: { revision: number } | undefined;
  watchRevision: number;
  messages: number;
  stage: Stage;
  request?: InformationRequest | undefined;
  /** What somebody has found the claim to be about in particular; rules of that matter apply then. */
  matters?: readonly Matter[] | undefined;
  reply?: ReplyState | undefined;
  sent: readonly SentReply[];
  receiptMail?: { id: MailId; state: 'sending' | 'sent' | 'unknown' | 'withheld' | 'bounced' } | undefined;
  /** What was already told, "clock-id:warn-50": each thing once. */
  told: readonly string[];
  needsPerson?: string | undefined; // a code: why somebody must look
  closed?: { how: 'accepted' | 'silence' | 'withdrawn'; at: string } | undefined;
  satisfaction?: number | undefined;
};

/** Demand coverage (first 6): every demand has an outcome, a reason and a cited source; upheld and settled money has its amount. */
export function uncovered(demands: readonly Demand[]): string[] {
  return demands.filter((demand) => !covered(demand)).map((demand) => demand.id);
}
export function covered({ answer, asked }: Demand): boolean {
  if (!answer?.reason.trim() || !answer.source.trim()) return false;
  if (answer.outcome === 'rejected' || !asked) return true;
  return answer.granted !== undefined;
}
