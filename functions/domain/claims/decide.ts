import type { Clock } from '#domain/deadlines/clocks.ts';
import type { Matter } from '#domain/deadlines/rule.ts';
import { never, Refusal } from '#domain/errors.ts';
import type { MailId, PersonId } from '#domain/ids.ts';
import { add, compare, type Money } from '#domain/money.ts';
import type { Authority } from '#domain/routing/authority.ts';
import { approvalSteps } from '#domain/routing/authority.ts';
import type { Claim, Demand, DemandAnswer, Evidence } from './claim.ts';
import { uncovered } from './claim.ts';
import type { ClaimFact } from './events.ts';
import { requestInformation } from './information.ts';

/** What can be asked of a claim that is on record. Receiving one is in receive.ts. */
export type ClaimCommand =
  | { do: 'save-draft'; answers: Record<string, DemandAnswer | null>; textHash: string; by: PersonId | 'system' }
  | { do: 'change-demands'; demands: readonly Demand[]; because: string }
  | { do: 'submit-reply'; hash: string; outgoingNumber: string; by: PersonId }
  | { do: 'approve-reply'; hash: string; by: PersonId; onBehalfOf?: PersonId | undefined }
  | { do: 'return-reply'; comment: string; by: PersonId; onBehalfOf?: PersonId | undefined }
  | { do: 'recall-reply'; by: PersonId }
  | { do: 'escalate-approval'; to: PersonId }
  | { do: 'begin-sending'; mailId: MailId }
  | { do: 'record-delivery'; mailId: MailId; outcome: 'sent' | 'unknown' | 'bounced'; because?: string | undefined }
  | {
      do: 'add-message';
      messageId: string;
      hash: string;
      from: 'customer' | 'company';
      channel: 'form' | 'mail' | 'api' | 'page';
      evidence: readonly Evidence[];
    }
  | { do: 'accept-reply' }
  | { do: 'dispute-reply'; demands: readonly string[]; messageHash: string }
  | { do: 'close'; how: 'silence' | 'withdrawn' }
  | { do: 'rate'; score: number }
  | { do: 'reassign'; owner: PersonId; acting: PersonId; because: string }
  | { do: 'set-clocks'; clocks: readonly Clock[]; because: string }
  | { do: 'request-information'; messageId: string; mailId: MailId; textHash: string }
  | { do: 'set-matters'; matters: readonly Matter[]; because: string }
  | { do: 'revoke-links' }
  | { do: 'raise'; code: string }
  | { do: 'settle'; code: string };

export type DecideContext = { authority: Authority };

/** The facts that the command makes of the claim. Throws Refusal with a named code where it is not possible; nothing has happened then. */
export function decide(claim: Claim, command: ClaimCommand, context: DecideContext): ClaimFact[] {
  switch (command.do) {
    case 'save-draft':
      return saveDraft(claim, command.answers, command.textHash);
    case 'change-demands':
      return changeDemands(claim, command.demands, command.because);
    case 'submit-reply':
      return submitReply(claim, command, context.authority);
    case 'approve-reply':
      return approveReply(claim, command);
    case 'return-reply':
      return returnReply(claim, command);
    case 'recall-reply':
      return recallReply(claim, command.by);
    case 'escalate-approval':
      inStage(claim, 'in-approval');
      return [{ type: 'approval-escalated', replyVersion: replyOf(claim).version, to: command.to }];
    case 'begin-sending':
      return beginSending(claim, command.mailId);
    case 'record-delivery':
      return recordDelivery(claim, command);
    case 'add-message': {
      const { messageId, hash, from, channel, evidence } = command;
      const facts: ClaimFact[] = [{ type: 'message-added', messageId, hash, from, channel }];
      return evidence.length > 0 ? [...facts, { type: 'evidence-added', evidence }] : facts;
    }
    case 'accept-reply':
      inStage(claim, 'answered');
      return [{ type: 'reply-accepted' }, { type: 'closed', how: 'accepted' }];
    case 'dispute-reply':
      return disputeReply(claim, command.demands, command.messageHash);
    case 'close':
      if (command.how === 'silence') inStage(claim, 'answered');
      else if (claim.stage === 'sending' || claim.stage === 'closed') throw new Refusal('wrong-state');
      return [{ type: 'closed', how: command.how }];
    case 'rate':
      return rate(claim, command.score);
    case 'reassign':
      if (claim.stage === 'closed') throw new Refusal('wrong-state');
      if (!command.because.trim()) throw new Refusal('invalid', undefined, [{ path: 'because', code: 'required' }]);
      return [{ type: 'routed', owner: command.owner, acting: command.acting, because: command.because }];
    case 'set-clocks':
      return [{ type: 'clocks-set', clocks: command.clocks, because: command.because }];
    case 'request-information':
      return requestInformation(claim, command);
    case 'set-matters':
      return setMatters(claim, command.matters, command.because);
    case 'revoke-links':
      return [{ type: 'links-revoked' }];
    case 'raise':
      return claim.needsPerson === command.code ? [] : [{ type: 'raised', code: command.code }];
    case 'settle':
      return claim.needsPerson ? [{ type: 'settled-by-person', code: command.code }] : [];
    default:
      return never(command);
  }
}

function inStage(claim: Claim, ...stages: Claim['stage'][]): void {
  if (!stages.includes(claim.stage)) throw new Refusal('wrong-state');
}
function replyOf(claim: Claim): NonNullable<Claim['reply']> {
  if (!claim.reply) throw new Refusal('wrong-state');
  return claim.reply;
}

function saveDraft(claim: Claim, answers: Record<string, DemandAnswer | null>, textHash: string): ClaimFact[] {
  inStage(claim, 'open');
  for (const [id, answer] of Object.entries(answers)) {
    const demand = claim.demands.find((candidate) => candidate.id === id);
    if (!demand) throw new Refusal('invalid', undefined, [{ path: `answers.${id}`, code: 'unknown' }]);
    if (answer) checkAnswer(demand, answer);
  }
  const replyVersion = (claim.reply?.version ?? claim.sent.at(-1)?.version ?? 0) + 1;
  return [{ type: 'draft-saved', replyVersion, answers, textHash }];
}

/** Granted money is in the currency asked for, never negative; a partial success is less than was asked, a full one not less. */
function checkAnswer(demand: Demand, { outcome, granted }: DemandAnswer): void {
  const field = (code: string) => new Refusal('invalid', undefined, [{ path: `answers.${demand.id}.granted`, code }]);
  if (!granted) return;
  if (granted.amount.startsWith('-')) throw field('negative');
  if (outcome === 'rejected' && Number(granted.amount) !== 0) throw field('rejected-with-amount');
  if (!demand.asked) return;
  if (granted.currency !== demand.asked.currency) throw field('other-currency');
  const difference = compare(granted, demand.asked);
  if (outcome === 'partly_upheld' && difference >= 0) throw field('not-partial');
  if (outcome === 'upheld' && difference < 0) throw field('not-full');
}

function changeDemands(claim: Claim, demands: readonly Demand[], because: string): ClaimFact[] {
  inStage(claim, 'open');
  if (demands.length === 0 && claim.kind === 'claim') throw new Refusal('invalid', undefined, [{ path: 'demands', code: 'required' }]);
  return [{ type: 'demands-changed', demands, because }];
}

function setMatters(claim: Claim, matters: readonly Matter[], because: string): ClaimFact[] {
  if (claim.stage === 'closed') throw new Refusal('wrong-state');
  if (!because.trim()) throw new Refusal('invalid', undefined, [{ path: 'matters-because', code: 'required' }]);
  return [{ type: 'matters-set', matters: [...new Set(matters)].toSorted(), because: because.trim() }];
}

function submitReply(claim: Claim, command: { hash: string; outgoingNumber: string; by: PersonId }, authority: Authority): ClaimFact[] {
  inStage(claim, 'open');
  const reply = replyOf(claim);
  const missing = uncovered(claim.demands);
  if (missing.length > 0) {
    throw new Refusal(
      'not-covered',
      undefined,
      missing.map((id) => ({ path: `answers.${id}`, code: 'not-covered' })),
    );
  }
  const amounts = grantedAmounts(claim.demands);
  const steps = approvalSteps(authority, { author: command.by, owner: claim.owner, acting: claim.acting, amounts });
  return [
    { type: 'reply-submitted', replyVersion: reply.version, hash: command.hash, amounts, steps, outgoingNumber: command.outgoingNumber },
  ];
}

/** What the reply promises, summed by currency. */
export function grantedAmounts(demands: readonly Demand[]): Money[] {
  const sums = new Map<string, Money>();
  for (const { answer } of demands) {
    if (!answer?.granted || answer.outcome === 'rejected') continue;
    const sum = sums.get(answer.granted.currency);
    sums.set(answer.granted.currency, sum ? add(sum, answer.granted) : answer.granted);
  }
  return [...sums.values()];
}

type Decision = { by: PersonId; onBehalfOf?: PersonId | undefined };

/** Who acts may decide when the step names them or the colleague they act for; nobody decides on their own text, nor twice. */
function checkApprover(claim: Claim, { by, onBehalfOf }: Decision): NonNullable<Claim['reply']> {
  inStage(claim, 'in-approval');
  const reply = replyOf(claim);
  if (reply.author === by || (onBehalfOf && reply.author === onBehalfOf)) throw new Refusal('own-text');
  if (reply.approvals.some((approval) => approval.by === by || (onBehalfOf && approval.by === onBehalfOf))) throw new Refusal('own-text');
  const step = reply.steps[reply.approvals.length];
  if (!step?.eligible.some((id) => id === by || id === onBehalfOf)) throw new Refusal('over-limit');
  return reply;
}

function approveReply(claim: Claim, command: Decision & { hash: string }): ClaimFact[] {
  const reply = checkApprover(claim, command);
  if (reply.hash !== command.hash) throw new Refusal('stale-approval');
  const final = reply.approvals.length + 1 === reply.steps.length;
  return [{ type: 'reply-approved', replyVersion: reply.version, hash: command.hash, final }];
}

function returnReply(claim: Claim, command: Decision & { comment: string }): ClaimFact[] {
  const reply = checkApprover(claim, command);
  if (!command.comment.trim()) throw new Refusal('invalid', undefined, [{ path: 'comment', code: 'required' }]);
  return [{ type: 'reply-returned', replyVersion: reply.version, comment: command.comment }];
}

function recallReply(claim: Claim, by: PersonId): ClaimFact[] {
  inStage(claim, 'in-approval');
  const reply = replyOf(claim);
  if (![reply.author, claim.owner, claim.acting].includes(by)) throw new Refusal('forbidden');
  return [{ type: 'reply-recalled', replyVersion: reply.version }];
}

function beginSending(claim: Claim, mailId: MailId): ClaimFact[] {
  inStage(claim, 'approved');
  const { version, hash, outgoingNumber } = replyOf(claim);
  if (!hash || !outgoingNumber) throw new Refusal('wrong-state');
  return [{ type: 'reply-sending', replyVersion: version, mailId, outgoingNumber, hash }];
}

function recordDelivery(
  claim: Claim,
  command: { mailId: MailId; outcome: 'sent' | 'unknown' | 'bounced'; because?: string | undefined },
): ClaimFact[] {
  const sent = claim.sent.find((candidate) => candidate.mailId === command.mailId);
  if (!sent) throw new Refusal('not-found');
  // Delivery events come more than once and in any order: a bounce is final, "sent" never turns back into "unknown".
  if (sent.delivery === command.outcome || sent.delivery === 'bounced') return [];
  if (sent.delivery === 'sent' && command.outcome === 'unknown') return [];
  const type = `reply-${command.outcome}` as const;
  return [{ type, replyVersion: sent.version, mailId: command.mailId, because: command.because }];
}

function disputeReply(claim: Claim, demands: readonly string[], messageHash: string): ClaimFact[] {
  inStage(claim, 'answered');
  const unknown = demands.filter((id) => !claim.demands.some((demand) => demand.id === id));
  if (demands.length === 0 && claim.demands.length > 0) throw new Refusal('invalid', undefined, [{ path: 'demands', code: 'required' }]);
  if (unknown.length > 0) throw new Refusal('invalid', undefined, [{ path: 'demands', code: 'unknown' }]);
  return [{ type: 'reply-disputed', demands, messageHash }];
}

function rate(claim: Claim, score: number): ClaimFact[] {
  inStage(claim, 'closed');
  if (!Number.isInteger(score) || score < 1 || score > 5) throw new Refusal('invalid', undefined, [{ path: 'score', code: 'one-to-five' }]);
  return [{ type: 'satisfaction-given', score }];
}
