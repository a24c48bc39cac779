import { sha256 } from '#domain/chain.ts';
import { type CounterClaim, type CounterClaimFact, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import { sheetOf } from '#domain/contracts/covered-sheet.ts';
import type { AccountRecord } from '#domain/contracts/facts.ts';
import { mayBreakOn } from '#domain/contracts/instalments.ts';
import { atHour } from '#domain/deadlines/zone.ts';
import { Refusal } from '#domain/errors.ts';
import type { MailId } from '#domain/ids.ts';
import { counterClaimMail } from '#domain/replies/mails.ts';
import { booksFor, termFrom } from './counter-claim-books.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { freshLink } from './fresh-link.ts';
import { sheetUrl } from './links.ts';
import { legalPeople, notifyOfCounterClaim } from './notify.ts';
import type { Write } from './ports.ts';
import { lookToday } from './put-row.ts';
import { retried } from './record-claim.ts';
import { recordCounterClaim } from './record-counter-claim.ts';
import { scanAccount } from './scan-breaches.ts';
import { sendOnce } from './send-mail.ts';

const system = { kind: 'system', step: 'counter-claim' } as const;

async function load(deps: Deps, id: string): Promise<CounterClaim> {
  const counterClaim = await deps.stores.counterClaims.load(id);
  if (!counterClaim) throw new Refusal('not-found');
  return counterClaim;
}

/** The manager (who may hold it) and legal (who approves) hear of a new proposal, on each rung once. */
export async function announceProposal(deps: Deps, id: string): Promise<void> {
  const counterClaim = await load(deps, id);
  if (counterClaim.state !== 'proposed' && counterClaim.state !== 'held') return;
  const company = await deps.stores.company.everyone();
  for (const to of new Set([counterClaim.acting, ...legalPeople(company)])) {
    await notifyOfCounterClaim(deps, company, to, { kind: 'proposed', key: `proposed-${id}-${counterClaim.round}`, counterClaim });
  }
}

/** A hold has run out: the proposal waits for legal again. A hold that was made longer meanwhile stays. */
export async function endHoldDue(deps: Deps, id: string): Promise<CounterClaim> {
  const now = isoNow(deps);
  return retried(async () => {
    const before = await load(deps, id);
    if (before.state !== 'held' || !before.hold || before.hold.until > now) return before;
    return recordCounterClaim(deps, before, decideCounterClaim(before, { do: 'end-hold' }), { actor: system });
  });
}

/** A week without a decision: legal is reminded. */
export async function remindOfDecision(deps: Deps, id: string): Promise<void> {
  const counterClaim = await endHoldDue(deps, id);
  if (counterClaim.state !== 'proposed') return;
  const company = await deps.stores.company.everyone();
  for (const to of legalPeople(company)) {
    await notifyOfCounterClaim(deps, company, to, {
      kind: 'waiting',
      key: `waiting-${id}-${today(deps, deps.config.company.zone)}`,
      counterClaim,
    });
  }
}

/** Sends the approved letter with its sheet, at most once, and starts the customer's term. One for the post waits until a person says that it was posted. */
export async function sendCounterClaim(deps: Deps, id: string): Promise<'sent' | 'unknown' | 'post' | 'not-approved'> {
  const counterClaim = await load(deps, id);
  if (['sent', 'disputed', 'expired', 'paid'].includes(counterClaim.state)) return 'sent';
  if (counterClaim.state !== 'approved' && counterClaim.state !== 'sending') return 'not-approved';
  const entry = counterClaim.letters.at(-1);
  if (entry?.channel === 'post') return handToPost(deps, counterClaim);
  const { account, contract } = await booksFor(deps, counterClaim);
  const mailId = `counter-claim-${id}-${counterClaim.letter?.outgoingNumber ?? ''}` as MailId;
  const outcome = await sendOnce(deps, {
    id: mailId,
    kind: 'counter-claim',
    subject: id,
    to: { name: account.name, address: contract.terms.noticeEmail ?? account.email },
    thread: { counterClaim: id },
    mark: async (writes) => {
      const facts = decideCounterClaim(counterClaim, { do: 'begin-sending', mailId });
      await recordCounterClaim(deps, counterClaim, facts, { actor: system }, { writes });
    },
    content: async () => {
      const letter = counterClaim.letter && (await deps.blobs.get(counterClaim.letter.key));
      if (!counterClaim.letter || !letter || sha256(letter) !== counterClaim.letter.sha256)
        throw new Error('the approved letter is not what was approved');
      const token = await freshLink(deps, 'counter-claim', id);
      const term = await termFrom(deps, counterClaim, { account, contract });
      return {
        ...counterClaimMail({
          counterClaim,
          language: entry?.language ?? counterClaim.language,
          account,
          lastDay: term.lastDay,
          sheetUrl: sheetUrl(deps, token),
          company: deps.config.company,
        }),
        attachments: [{ name: `${counterClaim.letter.outgoingNumber}.pdf`, type: 'application/pdf', bytes: letter }],
      };
    },
  });
  await recordCounterClaimDelivery(deps, id, mailId, outcome);
  // A payment may have come while the letter was on its way, when nothing is recalculated.
  await scanAccount(deps, counterClaim.accountId);
  return outcome === 'bounced' ? 'not-approved' : outcome;
}

/** Whoever works on it hears that the letter is to be printed and posted. */
async function handToPost(deps: Deps, counterClaim: CounterClaim): Promise<'post'> {
  const { id, round } = counterClaim;
  const waiting =
    counterClaim.state === 'sending'
      ? counterClaim
      : await recordCounterClaim(deps, counterClaim, decideCounterClaim(counterClaim, { do: 'await-posting' }), { actor: system });
  const company = await deps.stores.company.everyone();
  await notifyOfCounterClaim(deps, company, waiting.acting, { kind: 'to-post', key: `to-post-${id}-${round}`, counterClaim: waiting });
  return 'post';
}

/** Three days and nobody has said that the letter was posted: the manager and legal are reminded. */
export async function remindOfPosting(deps: Deps, id: string): Promise<void> {
  const counterClaim = await load(deps, id);
  if (counterClaim.delivery !== 'to-post') return;
  const company = await deps.stores.company.everyone();
  for (const to of new Set([counterClaim.acting, ...legalPeople(company)]))
    await notifyOfCounterClaim(deps, company, to, { kind: 'to-post', key: `to-post-${id}-${today(deps, 'UTC')}`, counterClaim });
}

export async function recordCounterClaimDelivery(
  deps: Deps,
  id: string,
  mailId: MailId,
  outcome: 'sent' | 'unknown' | 'bounced',
): Promise<void> {
  await retried(async () => {
    const counterClaim = await load(deps, id);
    const books = await booksFor(deps, counterClaim);
    const response = counterClaim.response ?? (await termFrom(deps, counterClaim, books));
    const facts = decideCounterClaim(counterClaim, { do: 'record-delivery', mailId, outcome, response });
    await recordCounterClaim(deps, counterClaim, facts, { actor: system }, { writes: await growsAgain(deps, facts, books.account) });
  });
}

/** Nobody knows whether the letter left, or it came back: legal finds out. */
export async function remindOfCounterClaimDelivery(deps: Deps, id: string): Promise<void> {
  const counterClaim = await load(deps, id);
  const company = await deps.stores.company.everyone();
  for (const to of legalPeople(company)) {
    await notifyOfCounterClaim(deps, company, to, { kind: 'send-unknown', key: `unknown-${id}-${today(deps, 'UTC')}`, counterClaim });
  }
}

type TermCheck = { outcome: 'wait'; until: string } | { outcome: 'next' | 'done' };
/**
 * Is the customer's term over? Then the next rung is proposed with the sheet of the day ('next'); after the last one the counter-claim goes to the court-file
 * list and legal is told. A term that a decision made longer meanwhile goes on.
 */
export async function checkTerm(deps: Deps, id: string): Promise<TermCheck> {
  const counterClaim = await load(deps, id);
  const { state, response } = counterClaim;
  // Proposed already: the step was interrupted after it had written, or the letter has come back.
  if (['proposed', 'held', 'approved', 'sending'].includes(state)) return { outcome: 'next' };
  if (state !== 'sent' || !response) return { outcome: 'done' };
  if (response.dueAt >= isoNow(deps)) return { outcome: 'wait', until: new Date(Date.parse(response.dueAt) + 1000).toISOString() };
  const books = await booksFor(deps, counterClaim);
  // Paid in instalments, the ladder waits; it is asked again on the first day on which they can be broken.
  const broken = mayBreakOn(books.book, counterClaim.covers ?? [], books.asOf);
  if (broken) return { outcome: 'wait', until: atHour(broken, '12:00', books.account.zone) };
  const after = await retried(() => endTerm(deps, id));
  if (after.state === 'proposed') return { outcome: 'next' };
  if (after.state === 'sent') return { outcome: 'wait', until: new Date(deps.clock.now() + 1000).toISOString() };
  if (after.state !== 'expired') return { outcome: 'done' };
  const company = await deps.stores.company.everyone();
  for (const to of new Set([...legalPeople(company), after.acting])) {
    await notifyOfCounterClaim(deps, company, to, { kind: 'expired', key: `expired-${id}-${after.round}`, counterClaim: after });
  }
  return { outcome: 'done' };
}

/** On the record as it is by then; somebody may have been faster. */
async function endTerm(deps: Deps, id: string): Promise<CounterClaim> {
  const before = await load(deps, id);
  if (before.state !== 'sent' || !before.response || before.response.dueAt >= isoNow(deps)) return before;
  const books = await booksFor(deps, before);
  const facts = decideCounterClaim(before, { do: 'end-term', sheet: sheetOf(before, books) });
  return recordCounterClaim(deps, before, facts, { actor: system }, { writes: await growsAgain(deps, facts, books.account) });
}

/** What is proposed again follows the days until its next letter: the daily scan looks at its account. */
const growsAgain = async (deps: Deps, facts: readonly CounterClaimFact[], account: AccountRecord): Promise<Write[]> =>
  facts.some(({ type }) => type === 'climbed' || type === 'returned') ? [await lookToday(deps, account)] : [];

export async function raiseCounterClaim(deps: Deps, id: string): Promise<void> {
  const counterClaim = await load(deps, id);
  const company = await deps.stores.company.everyone();
  for (const to of legalPeople(company)) {
    await notifyOfCounterClaim(deps, company, to, { kind: 'step-failed', key: `stuck-${id}-${counterClaim.version}`, counterClaim });
  }
}
