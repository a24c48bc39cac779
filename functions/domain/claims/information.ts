import { pauseClock, resumeClock } from '#domain/deadlines/clock-moves.ts';
import { type Clock, isOpen } from '#domain/deadlines/clocks.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { Instant } from '#domain/deadlines/zone.ts';
import { Refusal } from '#domain/errors.ts';
import type { MailId } from '#domain/ids.ts';
import type { Claim, InformationRequest } from './claim.ts';
import type { ClaimFact } from './events.ts';

/** As rules name it in `mayPause`. */
export const requestReason = 'request-for-information';

/** Which open clocks stand still while the customer owes us an answer to a request sent at `at`, and which have no right to. */
export function splitByRight(clocks: readonly Clock[], at: Instant): { stop: Clock[]; runOn: Clock[] } {
  const open = clocks.filter((clock) => isOpen(clock) && clock.state !== 'paused');
  return { stop: open.filter((clock) => mayStop(clock, at)), runOn: open.filter((clock) => !mayStop(clock, at)) };
}

// As pauseClock asks for it: a right, and time that had not run out when the mail went.
const mayStop = (clock: Clock, at: Instant): boolean =>
  (clock.mayPause === 'any-reason' || clock.mayPause === requestReason) &&
  at >= clock.startedAt &&
  at <= clock.dueAt &&
  at >= (clock.pauses.at(-1)?.to ?? '');

/** Asks the customer. The message stands on the thread under `messageId`. Refuses ('wrong-state') a second open request, and once the reply is on its way. */
export function requestInformation(claim: Claim, asked: { messageId: string; mailId: MailId; textHash: string }): ClaimFact[] {
  const { messageId, mailId, textHash } = asked;
  const stages: readonly Claim['stage'][] = ['open', 'in-approval', 'approved'];
  if (!stages.includes(claim.stage) || pending(claim)) throw new Refusal('wrong-state');
  return [
    { type: 'information-requested', requestId: messageId, mailId, textHash },
    { type: 'message-added', messageId, hash: textHash, from: 'company', channel: 'mail' },
  ];
}

/** The request that still waits: to leave, or for its answer. */
export const pending = ({ request }: Pick<Claim, 'request'>): InformationRequest | undefined =>
  request?.state === 'sending' || request?.state === 'open' ? request : undefined;

export type RequestFate = {
  mailId: MailId;
  outcome: 'sent' | 'unknown' | 'bounced';
  at: Instant;
  /** When the mail was marked as leaving: from then on the clocks stand still. */
  from: Instant;
  /** The customer's first word after it, where it came before the sending was on record. */
  answer?: { at: Instant; messageId: string } | undefined;
};

/**
 * What became of the mail. Only a sent one stops clocks. Fates come more than once and in any order: an answer is final, and a mail that came back gives
 * no time, so what stood still goes on from where it stopped.
 */
export function recordRequest(claim: Claim, { mailId, outcome, at, from, answer }: RequestFate, law: Law): ClaimFact[] {
  const { request, clocks } = claim;
  if (request?.mailId !== mailId || request.state === 'answered' || request.state === 'bounced') return [];
  const requestId = request.id;
  if (outcome === 'sent') {
    if (request.state === 'open') return [];
    const stopped = stopClocks(clocks, { at, from, reason: requestReason, evidence: mailId });
    const resumed = answer && resumeClocks(stopped, mailId, { at, from: answer.at, reason: answered, evidence: answer.messageId }, law);
    return [
      { type: 'information-sent', requestId, mailId },
      ...clocksSet(claim, stopped, 'information-requested'),
      ...(answer && resumed
        ? [
            { type: 'information-received' as const, requestId, messageId: answer.messageId },
            ...clocksSet({ clocks: stopped }, resumed, answered),
          ]
        : []),
    ];
  }
  if (outcome === 'unknown') return request.state === 'sending' ? [{ type: 'information-unknown', requestId, mailId }] : [];
  const running = clocks.map((clock) => {
    const began = stoppedBy(clock, mailId)?.from;
    return began === undefined ? clock : resumeClock(clock, { at, from: began, reason: 'request-bounced', evidence: mailId }, law);
  });
  return [{ type: 'information-bounced', requestId, mailId }, ...clocksSet(claim, running, 'information-bounced')];
}

const answered = 'information-received';

/** The customer wrote while we waited: whatever stood still for this request goes on from when the answer arrived. No open request: no facts. */
export function receiveInformation(
  claim: Claim,
  { at, from, messageId }: { at: Instant; from: Instant; messageId: string },
  law: Law,
): ClaimFact[] {
  const { request } = claim;
  if (request?.state !== 'open' && request?.state !== 'unknown') return [];
  // The mail's arrival and its mark are of one machine's clock each: an answer never counts from before the question.
  const running = resumeClocks(claim.clocks, request.mailId, { at, from, reason: answered, evidence: messageId }, law);
  return [{ type: 'information-received', requestId: request.id, messageId }, ...clocksSet(claim, running, answered)];
}

type Move = { at: Instant; from: Instant; reason: string; evidence: string };
const stopClocks = (clocks: readonly Clock[], move: Move): Clock[] => {
  const { stop } = splitByRight(clocks, move.from);
  return clocks.map((clock) => (stop.includes(clock) ? pauseClock(clock, move) : clock));
};

function resumeClocks(clocks: readonly Clock[], mailId: MailId, { from, ...move }: Move, law: Law): Clock[] {
  return clocks.map((clock) => {
    const pause = stoppedBy(clock, mailId);
    return pause ? resumeClock(clock, { ...move, from: from < pause.from ? pause.from : from }, law) : clock;
  });
}

const stoppedBy = (clock: Clock, mailId: MailId) => {
  const pause = clock.pauses.at(-1);
  return clock.state === 'paused' && pause?.evidence === mailId ? pause : undefined;
};

const clocksSet = (before: Pick<Claim, 'clocks'>, clocks: readonly Clock[], because: string): ClaimFact[] =>
  clocks.some((clock, index) => clock !== before.clocks[index]) ? [{ type: 'clocks-set', clocks, because }] : [];
