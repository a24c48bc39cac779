import type { Actor } from '#domain/actor.ts';
import { type InstalmentStanding, standingOf } from '#domain/contracts/instalments.ts';
import type { PaymentOrder } from '#domain/contracts/payment-order.ts';
import type { Settlement, SettlementEvent } from '#domain/contracts/settlement.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { type Action, may } from '#domain/policy.ts';
import type { OutMail } from '#stores/mail-store.ts';
import { mayOn, type Self, selfOf } from './authorise.ts';
import { declarationOf } from './declare-set-off.ts';
import { type Deps, today } from './deps.ts';
import { settlementFor } from './work-settlement.ts';

export type SettlementView = {
  self: Self;
  settlement: Settlement;
  events: readonly SettlementEvent[];
  standings: readonly InstalmentStanding[];
  order?: PaymentOrder | undefined;
  /** How the declaration of a set-off to the customer ended. */
  declaration?: OutMail['state'] | undefined;
  today: LegalDay;
  /** Of what this person may do by the policy; own proposals are for others to approve. */
  can: { approve: boolean; cancel: boolean };
};

export async function viewSettlement(deps: Deps, actor: Actor, id: string): Promise<SettlementView> {
  const { settlement, self } = await settlementFor(deps, actor, 'settlement.read', id);
  const { accounts, settlements, paymentOrders } = deps.stores;
  const [account, payments, events, order, declaration] = await Promise.all([
    accounts.account(settlement.accountId),
    settlement.terms.kind === 'instalments' ? accounts.payments(settlement.accountId) : [],
    settlements.events(id),
    settlement.terms.kind === 'money' ? paymentOrders.order(id) : undefined,
    settlement.terms.kind === 'set_off' && settlement.bookedOn ? deps.stores.mails.out(declarationOf(settlement.id)) : undefined,
  ]);
  const day = today(deps, account?.zone ?? deps.config.company.zone);
  const can = (action: Action) => mayOn(self, action, settlement.owner);
  return {
    self,
    settlement,
    events,
    order,
    declaration: declaration?.state,
    standings: standingOf(settlement, payments, day),
    today: day,
    can: { approve: can('settlement.approve'), cancel: can('settlement.propose') },
  };
}

/** Settlements that this person may see, those that wait for an approval first. The last 100 of each state. */
export async function listSettlements(deps: Deps, actor: Actor): Promise<{ self: Self; settlements: Settlement[] }> {
  const self = await selfOf(deps, actor);
  if (!may(self.person.roles, 'settlement.read', 'department')) throw new Refusal('forbidden');
  const states = ['proposed', 'defaulted', 'running', 'booked', 'kept', 'refused', 'cancelled'] as const;
  const pages = await Promise.all(states.map((state) => deps.stores.settlements.inState(state, 100)));
  const seen = pages.flatMap(({ settlements }) => settlements).filter(({ owner }) => mayOn(self, 'settlement.read', owner));
  return { self, settlements: seen };
}
