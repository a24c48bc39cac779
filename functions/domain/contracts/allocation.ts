import { Refusal } from '#domain/errors.ts';
import { decimalOf, minorOf } from '#domain/money.ts';

/**
 * What a debt is made of: the costs of collecting it, interest as the price of money (of a loan, ГК РФ 317.1, 809), the principal,
 * interest on the delay (ГК РФ 395, BGB § 288) and the penalty.
 */
export const components = ['costs', 'price_of_money', 'principal', 'default_interest', 'penalty'] as const;
export type Component = (typeof components)[number];
export type Claims = Partial<Record<Component, string>>;
/** Decimal strings; the debts in the order in which they are to be met, oldest first as a rule. */
export type Debt = Claims & { id: string };
export type AllocationOrder = {
  readonly id: string;
  readonly law: 'RU' | 'DE' | 'other';
  readonly order: readonly Component[];
  readonly source: string;
  readonly confidence: 'S' | 'K' | 'contract';
};

/** Costs, interest as the price of money, the principal; what the delay costs comes last. */
export const civil319: AllocationOrder = {
  id: 'ru-319',
  law: 'RU',
  order: ['costs', 'price_of_money', 'principal', 'default_interest', 'penalty'],
  source: 'ГК РФ ст. 319; Пленум ВС РФ 22.11.2016 № 54 п. 49 (K)',
  confidence: 'S',
};
/** Costs, interest of every kind, the principal; a contractual penalty is a debt of its own and comes last. */
export const bgb367: AllocationOrder = {
  id: 'de-367',
  law: 'DE',
  order: ['costs', 'price_of_money', 'default_interest', 'principal', 'penalty'],
  source: 'https://www.gesetze-im-internet.de/bgb/__367.html (K)',
  confidence: 'K',
};

/**
 * An order by contract. Under Russian law the parties may move costs, interest as the price of money and the principal, but 395 interest and
 * penalties never come ahead of the principal: such a term is void and refused ('unprocessable'; Plenum 22.11.2016 No. 54 p. 49, K).
 * Refuses ('invalid') an order that names a component twice or leaves one out.
 */
export function contractOrder(order: readonly Component[], law: AllocationOrder['law']): AllocationOrder {
  if (order.length !== components.length || components.some((one) => !order.includes(one)))
    throw new Refusal('invalid', 'an order names each component once');
  const made: AllocationOrder = { id: 'contract', law, order, source: 'contract', confidence: 'contract' };
  refuseVoid(made);
  return made;
}

function refuseVoid({ law, order }: AllocationOrder): void {
  const principal = order.indexOf('principal');
  const ahead = (['default_interest', 'penalty'] as const).find((one) => order.indexOf(one) < principal);
  if (law === 'RU' && ahead)
    throw new Refusal('unprocessable', `an order that puts ${ahead} ahead of the principal is void: Plenum 22.11.2016 No. 54 p. 49 (K)`);
}

export type Allocated = {
  /** What the payment meets of each debt, component by component. */
  parts: { debt: string; component: Component; amount: string }[];
  /** What is left of each debt. */
  left: Debt[];
  /** What is left of the payment when every debt is met. */
  rest: string;
};

/**
 * Sets a payment against debts: one debt after the other, within each in the given order. The parts, what is left of the debts and the rest of
 * the payment add up to what went in. Decimal strings of one currency. Refuses ('invalid') negative amounts and ('unprocessable') a void order.
 */
export function allocate(payment: string, debts: readonly Debt[], order: AllocationOrder): Allocated {
  refuseVoid(order);
  let rest = positive(payment);
  const parts: Allocated['parts'] = [];
  const left = debts.map((debt): Debt => {
    const open: Debt = { ...debt };
    for (const component of order.order) {
      const owed = positive(debt[component] ?? '0');
      const met = owed < rest ? owed : rest;
      if (debt[component] !== undefined) open[component] = decimalOf(owed - met);
      if (met > 0n) parts.push({ debt: debt.id, component, amount: decimalOf(met) });
      rest -= met;
    }
    return open;
  });
  return { parts, left, rest: decimalOf(rest) };
}

function positive(amount: string): bigint {
  const minor = minorOf(amount);
  if (minor < 0n) throw new Refusal('invalid', 'amounts are not negative');
  return minor;
}
