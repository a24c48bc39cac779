import type { Actor } from '#domain/actor.ts';
import { sha256 } from '#domain/chain.ts';
import { type CounterClaim, decideCounterClaim } from '#domain/contracts/counter-claim.ts';
import { responseTerm } from '#domain/contracts/response-term.ts';
import { Refusal } from '#domain/errors.ts';
import type { MailId } from '#domain/ids.ts';
import { counterClaimMail } from '#domain/replies/mails.ts';
import { type Deps, isoNow, today } from './deps.ts';
import { freshLink } from './fresh-link.ts';
import { sheetUrl } from './links.ts';
import { legalPeople, notifyOfCounterClaim } from './notify.ts';
import { retried } from './record-claim.ts';
import { recordCounterClaim } from './record-counter-claim.ts';
import { sendOnce } from './send-mail.ts';

const system = { kind: 'system', step: 'counter-claim' } as const;

async function load(deps: Deps, id: string): Promise<CounterClaim> {
  const counterClaim = await deps.stores.counterClaims.load(id);
  if (!counterClaim) throw new Refusal('not-found');
  return counterClaim;
}

/** The manager (who may hold it) and legal (who approves) hear of a new proposal. */
export async function announceProposal(deps: Deps, id: string): Promise<void> {
  const counterClaim = await load(deps, id);
  const company = await deps.stores.company.everyone();
  for (const to of new Set([counterClaim.acting, ...legalPeople(company)])) {
    await notifyOfCounterClaim(deps, company, to, { kind: 'proposed', key: `proposed-${id}`, counterClaim });
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

/** Sends the approved letter with its sheet, at most once, and starts the customer's term. */
export async function sendCounterClaim(deps: Deps, id: string): Promise<'sent' | 'unknown' | 'not-approved'> {
  const counterClaim = await load(deps, id);
  if (['sent', 'disputed', 'expired', 'paid'].includes(counterClaim.state)) return 'sent';
  if (counterClaim.state !== 'approved' && counterClaim.state !== 'sending') return 'not-approved';
  const account = await deps.stores.accounts.account(counterClaim.accountId);
  if (!account) throw new Refusal('data-missing');
  const mailId = `counter-claim-${id}-${counterClaim.letter?.outgoingNumber ?? ''}` as MailId;
  const outcome = await sendOnce(deps, {
    id: mailId,
    kind: 'counter-claim',
    subject: id,
    to: { name: account.name, address: account.email },
    thread: { counterClaim: id },
    mark: async (writes) => {
      const facts = decideCounterClaim(counterClaim, { do: 'begin-sending', mailId });
      await recordCounterClaim(deps, counterClaim, facts, { actor: system }, writes);
    },
    content: async () => {
      const letter = counterClaim.letter && (await deps.blobs.get(counterClaim.letter.key));
      if (!counterClaim.letter || !letter || sha256(letter) !== counterClaim.letter.sha256)
        throw new Error('the approved letter is not what was approved');
      const token = await freshLink(deps, 'counter-claim', id);
      const term = await termOf(deps, counterClaim);
      return {
        ...counterClaimMail({
          counterClaim,
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
  return outcome === 'unknown' ? 'unknown' : 'sent';
}

async function termOf(deps: Deps, counterClaim: CounterClaim) {
  const account = await deps.stores.accounts.account(counterClaim.accountId);
  const contract = await deps.stores.accounts.contract(counterClaim.accountId, counterClaim.contractId);
  if (!account || !contract) throw new Refusal('data-missing');
  return responseTerm({ law: await deps.stores.law.current(), sentAt: isoNow(deps), account, contract });
}

export async function recordCounterClaimDelivery(
  deps: Deps,
  id: string,
  mailId: MailId,
  outcome: 'sent' | 'unknown' | 'bounced',
): Promise<void> {
  await retried(async () => {
    const counterClaim = await load(deps, id);
    const response = counterClaim.response ?? (await termOf(deps, counterClaim));
    const facts = decideCounterClaim(counterClaim, { do: 'record-delivery', mailId, outcome, response });
    await recordCounterClaim(deps, counterClaim, facts, { actor: system });
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

/** Is the customer's term over? Then the counter-claim goes to the court-file list and legal is told; otherwise until when to wait. */
export async function checkTerm(deps: Deps, id: string): Promise<{ outcome: 'wait'; until: string } | { outcome: 'done' }> {
  const now = isoNow(deps);
  const counterClaim = await load(deps, id);
  if (counterClaim.state !== 'sent' || !counterClaim.response) return { outcome: 'done' };
  if (counterClaim.response.dueAt >= now)
    return { outcome: 'wait', until: new Date(Date.parse(counterClaim.response.dueAt) + 1000).toISOString() };
  const expired = await retried(async () => {
    const before = await load(deps, id);
    return before.state === 'sent'
      ? recordCounterClaim(deps, before, decideCounterClaim(before, { do: 'expire' }), { actor: system })
      : before;
  });
  const company = await deps.stores.company.everyone();
  for (const to of new Set([...legalPeople(company), expired.acting])) {
    await notifyOfCounterClaim(deps, company, to, { kind: 'expired', key: `expired-${id}`, counterClaim: expired });
  }
  return { outcome: 'done' };
}

/** The customer's signed page: the whole calculation, and what they may do about it. */
export async function followCounterClaim(deps: Deps, actor: Actor) {
  if (actor.kind !== 'customer' || !actor.counterClaim) throw new Refusal('not-found');
  const counterClaim = await load(deps, actor.counterClaim);
  const letterUrl =
    counterClaim.letter && (await deps.blobs.presignDownload(counterClaim.letter.key, `${counterClaim.letter.outgoingNumber}.pdf`, 600));
  return { counterClaim, letterUrl };
}

export async function disputeCounterClaim(
  deps: Deps,
  actor: Actor,
  input: { text: string; lines: readonly string[] },
): Promise<CounterClaim> {
  const { counterClaim } = await followCounterClaim(deps, actor);
  const known = input.lines.filter((id) => counterClaim.sheet.lines.some((line) => line.invoiceId === id));
  const facts = decideCounterClaim(counterClaim, { do: 'dispute', text: input.text, lines: known });
  const after = await recordCounterClaim(deps, counterClaim, facts, { actor });
  const company = await deps.stores.company.everyone();
  await deps.later(async () => {
    for (const to of new Set([...legalPeople(company), after.acting])) {
      await notifyOfCounterClaim(deps, company, to, {
        kind: 'disputed',
        key: `cc-disputed-${after.id}-${after.version}`,
        counterClaim: after,
      });
    }
  });
  return after;
}

export async function raiseCounterClaim(deps: Deps, id: string): Promise<void> {
  const counterClaim = await load(deps, id);
  const company = await deps.stores.company.everyone();
  for (const to of legalPeople(company)) {
    await notifyOfCounterClaim(deps, company, to, { kind: 'step-failed', key: `stuck-${id}-${counterClaim.version}`, counterClaim });
  }
}
