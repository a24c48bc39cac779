import { addDays, weekday } from '#domain/deadlines/legal-day.ts';
import { never } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import {
  type CounterClaim,
  type CounterClaimEvent,
  type CounterClaimFact,
  type CounterClaimState,
  openStates,
  type RungLetter,
} from './counter-claim-record.ts';
import { houseLadder, type LadderStep } from './ladder.ts';
import type { Sheet } from './sheet.ts';

/** Nothing is asked for any more; what is in dispute stands beside it. */
export const asksNothing = (sheet: Sheet): boolean => minorOf(sheet.total) <= 0n;

/** The ladder of the time before there was one: the one letter of that time was the claim. */
const fromTheClaim: readonly LadderStep[] = houseLadder.filter(({ rung }) => rung !== 'reminder');

export function evolveCounterClaim(claim: CounterClaim, event: CounterClaimEvent): CounterClaim {
  const after = { ...apply(claim, event), version: event.seq, head: event.hash };
  return { ...after, course: courseOf(claim.course ?? [], after, event.at) };
}

/** A snapshot of the time before the ladder, in the shape of today. */
export function upgraded(claim: CounterClaim): CounterClaim {
  if (claim.ladder) return claim;
  const { letter, approval, mailId, delivery, sentAt, response, sheet, language } = claim;
  const was: RungLetter[] = letter
    ? [
        {
          ...letter,
          rung: 'claim',
          channel: 'email',
          language,
          date: approval?.at.slice(0, 10) ?? sheet.asOf,
          asOf: sheet.asOf,
          total: sheet.total,
          mailId,
          delivery,
          sentAt,
          response,
        },
      ]
    : [];
  return { ...claim, ...start(undefined), letters: was, ...(letter ? { covers: sheet.lines.map(({ invoiceId }) => invoiceId) } : {}) };
}

const start = (ladder: readonly LadderStep[] | undefined) => {
  const steps = ladder ?? fromTheClaim;
  return { ladder: steps, rung: steps[0]?.rung ?? ('claim' as const), round: 1, run: 1, letters: [], freezes: [], course: [] };
};

/** No letter of the present rung any more. */
const unsent = { letter: undefined, approval: undefined, mailId: undefined, delivery: undefined, sentAt: undefined, response: undefined };

/** All of it in dispute: it waits. Anything else goes on where it was. */
const waiting = (state: CounterClaimState, sheet: Sheet): CounterClaimState =>
  openStates.includes(state) && state !== 'approved' && state !== 'sending' && asksNothing(sheet) && minorOf(sheet.frozen) > 0n
    ? 'disputed'
    : state;

/** Changes the last letter. */
const last = (claim: CounterClaim, change: Partial<RungLetter>): Pick<CounterClaim, 'letters'> => ({
  letters: claim.letters.map((letter, index) => (index === claim.letters.length - 1 ? { ...letter, ...change } : letter)),
});
const byMail = (claim: CounterClaim, mailId: string, change: Partial<RungLetter>): Pick<CounterClaim, 'letters'> => ({
  letters: claim.letters.map((letter) => (letter.mailId === mailId ? { ...letter, ...change } : letter)),
});

function apply(claim: CounterClaim, { fact, at, actor, seq }: CounterClaimEvent): CounterClaim {
  const by = actor.slice('person:'.length) as PersonId;
  switch (fact.type) {
    case 'proposed': {
      const { type: _, ladder, ...rest } = fact;
      return { ...claim, ...rest, ...start(ladder), run: seq, state: 'proposed', proposedAt: at };
    }
    case 'recalculated':
      return { ...claim, sheet: fact.sheet, state: waiting(claim.state, fact.sheet) };
    case 'held':
      return { ...claim, state: 'held', hold: { by, reason: fact.reason, until: fact.until, at } };
    case 'hold-ended':
      return { ...claim, state: 'proposed', hold: undefined };
    case 'approved':
      return approved(claim, fact, { by, at });
    case 'sending':
      return {
        ...claim,
        ...last(claim, { mailId: fact.mailId, delivery: 'sending' }),
        state: 'sending',
        mailId: fact.mailId,
        delivery: 'sending',
      };
    case 'to-post':
      return { ...claim, ...last(claim, { delivery: 'to-post' }), state: 'sending', delivery: 'to-post' };
    case 'sent':
    case 'posted':
      return sent(claim, fact, { by, at });
    case 'send-unknown':
      return {
        ...claim,
        ...byMail(claim, fact.mailId, { delivery: 'unknown' }),
        ...(claim.mailId === fact.mailId ? { delivery: 'unknown' } : {}),
      };
    case 'bounced':
      return {
        ...claim,
        ...byMail(claim, fact.mailId, { delivery: 'bounced' }),
        ...(claim.mailId === fact.mailId ? { delivery: 'bounced' } : {}),
      };
    case 'returned':
      return {
        ...claim,
        ...byMail(claim, fact.mailId, { delivery: 'bounced' }),
        ...unsent,
        hold: undefined,
        rung: fact.rung,
        round: claim.round + 1,
        run: seq,
        state: waiting('proposed', claim.sheet),
      };
    case 'climbed':
      return {
        ...claim,
        ...unsent,
        rung: fact.rung,
        round: claim.round + 1,
        hold: undefined,
        sheet: fact.sheet,
        state: waiting('proposed', fact.sheet),
      };
    case 'disputed':
      return { ...claim, state: 'disputed', dispute: { at, text: fact.text, lines: fact.lines } };
    case 'frozen':
      return { ...claim, freezes: [...claim.freezes, ...fact.parts], sheet: fact.sheet, state: waiting(claim.state, fact.sheet) };
    case 'freeze-decided':
      return decided(claim, fact, seq);
    case 'decision-sent':
      return {
        ...claim,
        freezes: claim.freezes.map((part) =>
          part.id === fact.freeze && part.decision
            ? { ...part, decision: { ...part.decision, mailId: fact.mailId, delivery: fact.delivery } }
            : part,
        ),
      };
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

type Of<T extends CounterClaimFact['type']> = Extract<CounterClaimFact, { type: T }>;
type By = { by: PersonId; at: string };

function approved(claim: CounterClaim, { letter, sheet, sends }: Of<'approved'>, { by, at }: By): CounterClaim {
  const { channel = 'email', language = claim.language, date = at.slice(0, 10), fee } = sends ?? {};
  const entry: RungLetter = {
    ...letter,
    rung: claim.rung,
    channel,
    language,
    date,
    asOf: sheet.asOf,
    total: sheet.total,
    ...(fee === undefined ? {} : { fee }),
  };
  return {
    ...claim,
    state: 'approved',
    sheet,
    letter,
    approval: { by, hash: letter.hash, at },
    letters: [...claim.letters, entry],
    covers: claim.covers ?? sheet.lines.map(({ invoiceId }) => invoiceId),
  };
}

/** The term runs from the sending; on post, from the day on which a person says it was posted. */
function sent(claim: CounterClaim, fact: Of<'sent' | 'posted'>, { by, at }: By): CounterClaim {
  const sentAt = fact.type === 'posted' ? fact.sentAt : at;
  const posted = fact.type === 'posted' ? { posted: { number: fact.number, date: fact.date, by, at } } : {};
  return {
    ...claim,
    ...last(claim, { delivery: 'sent', sentAt, response: fact.response, ...posted }),
    state: claim.state === 'sending' ? waiting('sent', claim.sheet) : claim.state,
    delivery: 'sent',
    sentAt,
    response: fact.response,
  };
}

/** Back on the rung where it was: sent with its new term, or only proposed where its letter has not gone yet. A workflow that had ended is started anew. */
function decided(claim: CounterClaim, { freeze, decision, sheet }: Of<'freeze-decided'>, seq: number): CounterClaim {
  const freezes = claim.freezes.map((part) => (part.id === freeze ? { ...part, decision } : part));
  if (!sheet) return { ...claim, freezes };
  const response = decision.response ?? claim.response;
  const resumes = claim.state === 'disputed' || (claim.state === 'expired' && decision.response !== undefined);
  const state = resumes ? waiting(claim.sentAt ? 'sent' : 'proposed', sheet) : waiting(claim.state, sheet);
  const runs = resumes && state !== 'disputed' ? { run: seq } : {};
  return { ...claim, freezes, sheet, state, ...runs, ...(response ? { response } : {}) };
}

const mostWeeks = 160;
/** Adds the week of the event, or puts it right; a sum that stays is not written again. */
function courseOf(course: CounterClaim['course'], after: CounterClaim, at: string): CounterClaim['course'] {
  const day = at.slice(0, 10);
  const week = addDays(day, 1 - weekday(day));
  const total = openStates.includes(after.state) ? after.sheet.total : decimalOf(0n);
  const before = course.at(-1);
  if (before?.total === total && before.rung === after.rung) return course;
  return [...course.filter((entry) => entry.week !== week), { week, total, rung: after.rung }].slice(-mostWeeks);
}
