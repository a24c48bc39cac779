import type { Claim, Demand, DemandKind } from '#domain/claims/claim.ts';
import type { ClaimEvent } from '#domain/claims/events.ts';
import { blank, evolve } from '#domain/claims/evolve.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import type { ContractId, Reference } from '#domain/ids.ts';
import { type Currency, type Money, minorOf } from '#domain/money.ts';

/** How a demand for money stands from `day` on, in minor units: claimed = admitted + refused + pending. */
export type DemandState = { day: LegalDay; demandId: string; currency: Currency; claimed: bigint; refused: bigint; pending: bigint };
/** The money of one claim of the customer, through time. */
export type ClaimMoney = {
  reference: Reference;
  contractId?: ContractId | undefined;
  subject: string;
  kinds: readonly DemandKind[];
  states: readonly DemandState[];
};

/**
 * What a claim asked for and what was granted, day by day (in `zone`), from its events. Only a reply that has gone counts: what stands in a draft admits
 * nothing, a demand that the customer disputes is open again, and a claim that was withdrawn asks for nothing.
 */
export function claimMoney(claim: Claim, events: readonly ClaimEvent[], zone: string): ClaimMoney {
  const states: DemandState[] = [];
  const now = new Map<string, DemandState>();
  let before = blank(claim.reference);
  let answered = new Map<string, bigint>();
  let withdrawn = false;
  for (const event of events) {
    const after = evolve(before, event);
    const { fact } = event;
    if (fact.type === 'reply-sent') answered = new Map(after.demands.flatMap(grantedOf));
    if (fact.type === 'reply-disputed') for (const id of fact.demands) answered.delete(id);
    if (fact.type === 'closed' && fact.how === 'withdrawn') withdrawn = true;
    const fresh = statesOf(after.demands, withdrawn ? undefined : answered, dayInZone(event.at, zone));
    for (const [key, state] of now)
      if (!fresh.has(key)) fresh.set(key, { ...state, day: dayInZone(event.at, zone), claimed: 0n, refused: 0n, pending: 0n });
    for (const [key, state] of fresh) {
      if (sameSums(now.get(key), state)) continue;
      now.set(key, state);
      states.push(state);
    }
    before = after;
  }
  return {
    reference: claim.reference,
    contractId: claim.contractId,
    subject: claim.subject,
    kinds: [...new Set(claim.demands.map(({ kind }) => kind))],
    states,
  };
}

/** The same claim as if the answers that it holds now, drafts too, had gone to the customer on that day. */
export const asIfAnswered = (money: ClaimMoney, { demands }: Claim, day: LegalDay): ClaimMoney => ({
  ...money,
  states: [...money.states, ...statesOf(demands, new Map(demands.flatMap(grantedOf)), day).values()],
});

const grantedOf = ({ id, answer, asked }: Demand): [string, bigint][] => {
  if (!answer) return [];
  if (answer.outcome === 'rejected') return [[id, 0n]];
  const money = answer.granted ?? asked;
  return money ? [[id, minorOf(money.amount)]] : [];
};

/** `answered` undefined: withdrawn. What is granted beyond what was asked counts as claimed. */
function statesOf(demands: readonly Demand[], answered: ReadonlyMap<string, bigint> | undefined, day: LegalDay): Map<string, DemandState> {
  const states = new Map<string, DemandState>();
  for (const { id, asked, answer } of demands) {
    const granted = answered ? answered.get(id) : 0n;
    const money: Money | undefined = asked ?? (granted ? answer?.granted : undefined);
    if (!money) continue;
    const { currency } = money;
    const sum = asked ? minorOf(asked.amount) : 0n;
    const state =
      granted === undefined
        ? { claimed: sum, refused: 0n, pending: sum }
        : { claimed: sum > granted ? sum : granted, refused: sum > granted ? sum - granted : 0n, pending: 0n };
    states.set(`${id} ${currency}`, { day, demandId: id, currency, ...state });
  }
  return states;
}

const sameSums = (a: DemandState | undefined, b: DemandState): boolean =>
  (a?.claimed ?? 0n) === b.claimed && (a?.refused ?? 0n) === b.refused && (a?.pending ?? 0n) === b.pending;
