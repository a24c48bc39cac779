import type { Actor } from '#domain/actor.ts';
import type { Contract } from '#domain/contracts/facts.ts';
import { type InstalmentStanding, standingOf } from '#domain/contracts/instalments.ts';
import { type Ledger, type LedgerFacts, makeLedger, netOverTime } from '#domain/contracts/ledger.ts';
import { proposeSetOff, type SetOffProposal } from '#domain/contracts/set-off.ts';
import type { Settlement } from '#domain/contracts/settlement.ts';
import { addMonths, isLegalDay, type LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { mayOn, type Self, selfOf } from './authorise.ts';
import { type Deps, today } from './deps.ts';
import { ledgerFacts } from './ledger-facts.ts';

/** A point of the picture for the end of each of the last so many months, and one for the day itself. */
const months = 12;
const [earliest, latest] = ['2000-01-01', '2100-12-31'];

export type LedgerView = {
  self: Self;
  facts: LedgerFacts;
  /** The legal day that is shown, and today's, both of the account's zone. */
  day: LegalDay;
  today: LegalDay;
  ledgers: readonly Ledger[];
  history: ReturnType<typeof netOverTime>;
  /** Per contract, of today: what is shown of another day cannot be acted on. */
  setOffs: readonly SetOffProposal[];
  plans: readonly { settlement: Settlement; standings: readonly InstalmentStanding[] }[];
  mayPropose: boolean;
};

/** Both sides of an account on any day. Unknown and forbidden accounts look the same; a day that is none is today. */
export async function viewLedger(deps: Deps, actor: Actor, accountId: string, typed?: string): Promise<LedgerView> {
  const self = await selfOf(deps, actor);
  const facts = await ledgerFacts(deps, accountId);
  if (!facts || !mayOn(self, 'account.read', facts.book.account.manager)) throw new Refusal('not-found');
  const { account, contracts, payments } = facts.book;
  const now = today(deps, account.zone);
  const day = typed && isLegalDay(typed) && typed >= earliest && typed <= latest ? typed : now;
  const ends = Array.from({ length: months }, (_, n) => addMonths(day, n - months));
  return {
    self,
    facts,
    day,
    today: now,
    ledgers: makeLedger(facts, day),
    history: netOverTime(facts, [...ends, day]),
    setOffs: contracts.map((contract: Contract) => proposeSetOff(facts, contract, now)),
    plans: facts.settlements
      .filter(({ terms, bookedOn }) => terms.kind === 'instalments' && bookedOn)
      .map((settlement) => ({ settlement, standings: standingOf(settlement, payments, now) })),
    mayPropose: mayOn(self, 'settlement.propose', account.manager),
  };
}
