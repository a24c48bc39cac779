import { type Actor, actorName } from '#domain/actor.ts';
import { chain } from '#domain/chain.ts';
import { evolveSettlement, type Settlement, type SettlementFact } from '#domain/contracts/settlement.ts';
import { Refusal } from '#domain/errors.ts';
import type { PersonId } from '#domain/ids.ts';
import { type Deps, isoNow } from './deps.ts';
import type { Write } from './ports.ts';
import { lookToday } from './put-row.ts';
import { retried } from './record-claim.ts';

/** What changes what is asked for: the account is looked at the same day, whatever happens to this process. */
const stirring: readonly SettlementFact['type'][] = ['approved', 'cancelled', 'defaulted'];

/** Records facts on a settlement, with its events and what is booked by them, in one transaction. No facts: nothing is written. */
export async function recordSettlement(
  deps: Deps,
  before: Settlement,
  facts: readonly SettlementFact[],
  by: { actor: Actor; onBehalfOf?: PersonId | undefined },
  booked: (after: Settlement) => readonly Write[] = () => [],
): Promise<Settlement> {
  if (facts.length === 0) return before;
  const events = chain(before.id, before, facts, { at: isoNow(deps), actor: actorName(by.actor), onBehalfOf: by.onBehalfOf });
  const after = events.reduce(evolveSettlement, before);
  const stirs = facts.some(({ type }) => stirring.includes(type));
  // A look that is under way moves the same row: then it is read again. A settlement that somebody else has moved stays refused.
  await retried(async () => {
    const looks = stirs ? [await lookAtAccount(deps, after)] : [];
    const change = { before: before.version === 0 ? undefined : before, after, events };
    await deps.stores.settlements.commit(change, [...booked(after), ...looks]);
  });
  return after;
}

async function lookAtAccount(deps: Deps, { accountId }: Settlement): Promise<Write> {
  const account = await deps.stores.accounts.account(accountId);
  if (!account) throw new Refusal('data-missing');
  return lookToday(deps, account);
}
