import type { Event } from '#domain/chain.ts';
import type { Clock } from '#domain/deadlines/clocks.ts';
import type { Matter } from '#domain/deadlines/rule.ts';
import type { AccountId, ContractId, MailId, PersonId } from '#domain/ids.ts';
import type { Money } from '#domain/money.ts';
import type { Account, ApprovalStep, Channel, ClaimKind, Contact, Demand, DemandAnswer, Evidence, Language } from './claim.ts';

/** What can happen to a claim. Texts of messages and letters are kept beside the log; the log holds their hashes. */
export type ClaimFact =
  | {
      type: 'claim-received';
      channel: Channel;
      kind: ClaimKind;
      language: Language;
      contact: Contact;
      subject: string;
      contractNumber?: string | undefined;
      orderNumber?: string | undefined;
      wish?: string | undefined;
      demands: readonly Demand[];
      evidence: readonly Evidence[];
      messageHash: string;
    }
  | { type: 'account-matched'; account: Account; contractId?: ContractId | undefined; by: MatchedBy }
  | { type: 'account-ambiguous'; candidates: readonly AccountId[] }
  | { type: 'account-unknown' }
  | { type: 'routed'; owner: PersonId; acting: PersonId; because: string }
  | { type: 'clocks-set'; clocks: readonly Clock[]; because: string }
  | { type: 'clock-warned'; clockId: string; level: string; to: readonly PersonId[] }
  | { type: 'clock-escalated'; clockId: string; to: PersonId; rung: 'manager' | 'head' | 'legal' }
  | { type: 'receipt-sending'; mailId: MailId }
  | { type: 'receipt-sent' | 'receipt-unknown' | 'receipt-bounced'; mailId: MailId }
  | { type: 'receipt-withheld'; because: string }
  | { type: 'demands-changed'; demands: readonly Demand[]; because: string }
  | { type: 'draft-saved'; replyVersion: number; answers: Record<string, DemandAnswer | null>; textHash: string }
  | {
      type: 'reply-submitted';
      replyVersion: number;
      hash: string;
      amounts: readonly Money[];
      steps: readonly ApprovalStep[];
      outgoingNumber: string;
    }
  | { type: 'reply-approved'; replyVersion: number; hash: string; final: boolean }
  | { type: 'reply-returned'; replyVersion: number; comment: string }
  | { type: 'reply-recalled'; replyVersion: number }
  | { type: 'approval-escalated'; replyVersion: number; to: PersonId }
  | { type: 'reply-sending'; replyVersion: number; mailId: MailId; outgoingNumber: string; hash: string }
  | { type: 'reply-sent' | 'reply-unknown' | 'reply-bounced'; replyVersion: number; mailId: MailId; because?: string | undefined }
  | { type: 'message-added'; messageId: string; from: 'customer' | 'company'; channel: Channel | 'page'; hash: string }
  | { type: 'information-requested'; requestId: string; mailId: MailId; textHash: string }
  | { type: 'information-sent' | 'information-unknown' | 'information-bounced'; requestId: string; mailId: MailId }
  | { type: 'information-received'; requestId: string; messageId: string }
  | { type: 'matters-set'; matters: readonly Matter[]; because: string }
  | { type: 'evidence-added'; evidence: readonly Evidence[] }
  | { type: 'reply-accepted' }
  | { type: 'reply-disputed'; demands: readonly string[]; messageHash: string }
  | { type: 'closed'; how: 'accepted' | 'silence' | 'withdrawn' }
  | { type: 'satisfaction-given'; score: number }
  | { type: 'links-revoked' }
  | { type: 'raised'; code: string }
  | { type: 'settled-by-person'; code: string };

export type MatchedBy = 'contract' | 'tax-number' | 'domain' | 'person';

/** A fact with who, when, for whom, and its place in the chain. */
export type ClaimEvent = Event<ClaimFact>;
