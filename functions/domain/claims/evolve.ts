import { genesis } from '#domain/chain.ts';
import { never } from '#domain/errors.ts';
import type { PersonId, Reference } from '#domain/ids.ts';
import type { Claim, Demand, InformationRequest, SentReply } from './claim.ts';
import { nextWake, stillTold } from './claim-clocks.ts';
import type { ClaimEvent } from './events.ts';

/** The claim after these events. The snapshot is this and nothing else: it can always be made again from the log. */
export function replay(reference: Reference, events: readonly ClaimEvent[]): Claim {
  return events.reduce(evolve, blank(reference));
}

/** What is there before the first event; no rule ever sees it. */
export const blank = (reference: Reference): Claim => ({
  reference,
  version: 0,
  head: genesis,
  kind: 'claim',
  channel: 'form',
  language: 'en',
  receivedAt: '',
  contact: { name: '', email: '' },
  subject: '',
  candidates: [],
  owner: '' as PersonId,
  acting: '' as PersonId,
  routedBecause: '',
  demands: [],
  evidence: [],
  clocks: [],
  watchRevision: 0,
  messages: 0,
  stage: 'open',
  sent: [],
  told: [],
});

export function evolve(claim: Claim, event: ClaimEvent): Claim {
  return { ...apply(claim, event), version: event.seq, head: event.hash };
}

function apply(claim: Claim, { fact, at, actor, onBehalfOf }: ClaimEvent): Claim {
  const reply = claim.reply;
  switch (fact.type) {
    case 'claim-received': {
      const { type: _, messageHash: __, ...rest } = fact;
      return { ...claim, ...rest, receivedAt: at, messages: 1 };
    }
    case 'account-matched':
      return { ...claim, account: fact.account, contractId: fact.contractId, candidates: [], needsPerson: undefined };
    case 'account-ambiguous':
      return { ...claim, candidates: fact.candidates, needsPerson: 'account-ambiguous' };
    case 'account-unknown':
      return { ...claim, needsPerson: 'account-unknown' };
    case 'routed':
      return { ...claim, owner: fact.owner, acting: fact.acting, routedBecause: fact.because };
    case 'clocks-set':
      return withClocks(claim, fact.clocks, at);
    case 'clock-warned':
      return { ...claim, told: [...claim.told, `${fact.clockId}:${fact.level}`] };
    case 'clock-escalated':
      return { ...claim, told: [...claim.told, `${fact.clockId}:${fact.rung}`] };
    case 'receipt-sending':
      return { ...claim, receiptMail: { id: fact.mailId, state: 'sending' } };
    case 'receipt-sent':
      return { ...claim, receiptMail: { id: fact.mailId, state: 'sent' } };
    case 'receipt-unknown':
      return { ...claim, receiptMail: { id: fact.mailId, state: 'unknown' }, needsPerson: 'receipt-unknown' };
    case 'receipt-bounced':
      return { ...claim, receiptMail: { id: fact.mailId, state: 'bounced' }, needsPerson: 'receipt-bounced' };
    case 'receipt-withheld':
      return { ...claim, receiptMail: { id: '' as never, state: 'withheld' } };
    case 'demands-changed':
      return { ...claim, demands: fact.demands };
    case 'draft-saved':
      return {
        ...claim,
        demands: claim.demands.map((demand) => withAnswer(demand, fact.answers[demand.id])),
        reply: {
          version: fact.replyVersion,
          author: actor.startsWith('person:') ? (actor.slice(7) as PersonId) : (reply?.author ?? ('' as PersonId)),
          amounts: [],
          approvals: [],
          steps: [],
          escalated: 0,
          returned: reply?.returned,
          outgoingNumber: reply?.outgoingNumber,
        },
      };
    case 'reply-submitted':
      return {
        ...claim,
        stage: 'in-approval',
        reply: reply && {
          ...reply,
          hash: fact.hash,
          amounts: fact.amounts,
          steps: fact.steps,
          approvals: [],
          stepSince: at,
          escalated: 0,
          returned: undefined,
          author: actor.slice(7) as PersonId,
          outgoingNumber: fact.outgoingNumber,
        },
      };
    case 'reply-approved': {
      const approval = { by: actor.slice(7) as PersonId, onBehalfOf, at, hash: fact.hash };
      return {
        ...claim,
        stage: fact.final ? 'approved' : 'in-approval',
        reply: reply && { ...reply, approvals: [...reply.approvals, approval], stepSince: at, escalated: 0 },
      };
    }
    case 'reply-returned':
      return {
        ...claim,
        stage: 'open',
        reply: reply && {
          ...reply,
          hash: undefined,
          approvals: [],
          steps: [],
          returned: { by: actor.slice(7) as PersonId, comment: fact.comment, at },
        },
      };
    case 'reply-recalled':
      return { ...claim, stage: 'open', reply: reply && { ...reply, hash: undefined, approvals: [], steps: [] } };
    case 'approval-escalated':
      return {
        ...claim,
        reply: reply && {
          ...reply,
          escalated: reply.escalated + 1,
          steps: reply.steps.map((step, index) =>
            index === reply.approvals.length && !step.eligible.includes(fact.to) ? { eligible: [...step.eligible, fact.to] } : step,
          ),
        },
      };
    case 'reply-sending':
      return {
        ...claim,
        stage: 'sending',
        sent: [
          ...claim.sent,
          {
            version: fact.replyVersion,
            hash: fact.hash,
            outgoingNumber: fact.outgoingNumber,
            mailId: fact.mailId,
            at,
            delivery: 'sending',
          },
        ],
      };
    case 'reply-sent':
      return {
        ...claim,
        stage: claim.stage === 'closed' ? 'closed' : 'answered',
        needsPerson: undefined,
        sent: delivered(claim, fact.mailId, 'sent'),
      };
    case 'reply-unknown':
      return { ...claim, needsPerson: 'reply-unknown', sent: delivered(claim, fact.mailId, 'unknown') };
    case 'reply-bounced':
      return { ...claim, needsPerson: 'reply-bounced', sent: delivered(claim, fact.mailId, 'bounced') };
    case 'message-added':
      return { ...claim, messages: claim.messages + 1 };
    case 'information-requested':
      return { ...claim, request: { id: fact.requestId, mailId: fact.mailId, at, by: actor.slice(7) as PersonId, state: 'sending' } };
    case 'information-sent':
      return { ...inRequest(claim, 'open'), needsPerson: claim.needsPerson === 'request-unknown' ? undefined : claim.needsPerson };
    case 'information-unknown':
      return { ...inRequest(claim, 'unknown'), needsPerson: 'request-unknown' };
    case 'information-bounced':
      return { ...inRequest(claim, 'bounced'), needsPerson: 'request-bounced' };
    case 'information-received':
      return inRequest(claim, 'answered');
    case 'matters-set':
      return { ...claim, matters: fact.matters };
    case 'evidence-added':
      return { ...claim, evidence: [...claim.evidence, ...fact.evidence] };
    case 'reply-accepted':
    case 'links-revoked':
      return claim;
    case 'reply-disputed':
      return {
        ...claim,
        stage: 'open',
        reply: undefined,
        messages: claim.messages + 1,
        demands: claim.demands.map((demand) => (fact.demands.includes(demand.id) ? { ...demand, answer: undefined } : demand)),
      };
    case 'closed':
      return { ...claim, stage: 'closed', closed: { how: fact.how, at }, needsPerson: undefined };
    case 'satisfaction-given':
      return { ...claim, satisfaction: fact.score };
    case 'raised':
      return { ...claim, needsPerson: fact.code };
    case 'settled-by-person':
      return { ...claim, needsPerson: undefined };
    default:
      return never(fact);
  }
}

/** The watcher sleeps until the next moment of the clocks as they were; only an earlier moment, or none at all, makes it useless. */
function withClocks(claim: Claim, clocks: Claim['clocks'], at: string): Claim {
  const told = stillTold(claim.clocks, clocks, claim.told);
  const next = nextWake(clocks, told, at);
  if (!next) return { ...claim, clocks, told, watch: undefined };
  const sleepsUntil = claim.watch && nextWake(claim.clocks, claim.told, at);
  if (sleepsUntil && sleepsUntil <= next) return { ...claim, clocks, told };
  const revision = claim.watchRevision + 1;
  return { ...claim, clocks, told, watchRevision: revision, watch: { revision } };
}

const inRequest = (claim: Claim, state: InformationRequest['state']): Claim => ({
  ...claim,
  request: claim.request && { ...claim.request, state },
});

function withAnswer(demand: Demand, answer: Demand['answer'] | null | undefined): Demand {
  if (answer === undefined) return demand;
  return { ...demand, answer: answer ?? undefined };
}

const delivered = (claim: Claim, mailId: string, delivery: SentReply['delivery']): SentReply[] =>
  claim.sent.map((sent) => (sent.mailId === mailId ? { ...sent, delivery } : sent));
