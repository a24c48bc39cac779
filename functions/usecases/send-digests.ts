import type { Claim } from '#domain/claims/claim.ts';
import { atWork, digestLines } from '#domain/claims/digest.ts';
import { type InstalmentLine, instalmentLines, type PlanOnRecord } from '#domain/contracts/instalment-digest.ts';
import type { MailId } from '#domain/ids.ts';
import { digestMail } from '#domain/replies/digest-mail.ts';
import type { Person } from '#domain/routing/people.ts';
import type { Told } from '#stores/digest-store.ts';
import { type Deps, today } from './deps.ts';
import { sendOnce } from './send-mail.ts';

/**
 * Tells each person at work what waits for them: one mail a day at most, the most urgent first. An item is taken up by one digest and by no other; a
 * crash in between is found again by the mark on the item, and the mail's own mark keeps it from leaving twice.
 */
export async function sendDigests(deps: Deps): Promise<number> {
  const [{ people }, law] = await Promise.all([deps.stores.company.everyone(), deps.stores.law.current()]);
  let sent = 0;
  for (const person of people) {
    if (person.disabled || !atWork(deps.clock.now(), person, { law, country: deps.config.company.country })) continue;
    if (await sendDigest(deps, person)) sent++;
  }
  return sent;
}

async function sendDigest(deps: Deps, person: Person): Promise<boolean> {
  const items = await deps.stores.digests.pending(person.id);
  if (items.length === 0) return false;
  const mailId = `digest-${person.id}-${today(deps, person.zone)}` as MailId;
  const fresh = items.filter((item) => item.mail === undefined);
  const interrupted = Map.groupBy(
    items.filter((item) => item.mail !== undefined),
    (item) => item.mail ?? '',
  );
  for (const [mail, taken] of interrupted) await tell(deps, person, mail as MailId, taken);
  // Today's digest has gone: what came later waits for tomorrow's.
  if (fresh.length === 0 || (await deps.stores.mails.out(mailId))) return interrupted.size > 0;
  const taken = fresh.map((item) => ({ ...item, mail: mailId }));
  await deps.stores.digests.take(person.id, taken);
  await tell(deps, person, mailId, taken);
  return true;
}

async function tell(deps: Deps, person: Person, id: MailId, items: readonly Told[]): Promise<void> {
  const ofClaims = items.filter((item) => 'reference' in item);
  const lines = digestLines(ofClaims, await claimsOf(deps, ofClaims));
  const instalments = await instalmentsOf(deps, items, person);
  if (lines.length > 0 || instalments.length > 0) {
    await sendOnce(deps, {
      id,
      kind: 'warning',
      subject: person.id,
      to: { name: person.name, address: person.email },
      content: async () => ({
        ...digestMail({ lines, instalments, person, day: today(deps, person.zone), desk: `${deps.config.publicUrl}/desk` }),
        automatic: 'auto-generated',
        attachments: [],
      }),
    });
  }
  await deps.stores.digests.told(person.id, items);
}

async function claimsOf(deps: Deps, items: readonly { reference: string }[]): Promise<Map<string, Claim>> {
  const claims = new Map<string, Claim>();
  for (const reference of new Set(items.map((item) => item.reference))) {
    const claim = await deps.stores.claims.load(reference);
    if (claim) claims.set(reference, claim);
  }
  return claims;
}

async function instalmentsOf(deps: Deps, items: readonly Told[], person: Person): Promise<InstalmentLine[]> {
  const ofPlans = items.filter((item) => 'settlement' in item);
  const found = new Map<string, PlanOnRecord>();
  for (const id of new Set(ofPlans.map(({ settlement }) => settlement.id))) {
    const settlement = await deps.stores.settlements.load(id);
    if (settlement) found.set(id, { settlement, payments: await deps.stores.accounts.payments(settlement.accountId) });
  }
  return instalmentLines(ofPlans, found, today(deps, person.zone));
}
