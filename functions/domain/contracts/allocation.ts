/**
 * What a debt is made of: the costs of collecting it, interest as the price of money (of a loan, ГК РФ 317.1, 809), the principal,
 * interest on the delay (ГК РФ 395, BGB § 288) and the penalty.
 */
export type Component = 'costs' | 'price_of_money' | 'principal' | 'default_interest' | 'penalty';
/** In which order a payment meets them. */
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

/** Orders that contracts agree on. */
export const agreedOrders = {
  principal_first: ['principal', 'default_interest', 'penalty', 'costs', 'price_of_money'],
  costs_first: ['costs', 'price_of_money', 'principal', 'default_interest', 'penalty'],
  interest_first: ['costs', 'price_of_money', 'default_interest', 'penalty', 'principal'],
} as const satisfies Record<string, readonly Component[]>;
export type AgreedOrder = keyof typeof agreedOrders;

/**
 * In which order a payment meets a debt: as agreed, else by the law, else the principal first, which costs the debtor least. Under Russian law an agreement that puts
 * interest on the delay or a penalty before the principal is void (Пленум ВС РФ 22.11.2016 № 54 п. 49, K), and the law's own order stays.
 */
export function orderOf(law: AllocationOrder | undefined, agreed: AgreedOrder | undefined, governingLaw: string): readonly Component[] {
  const own = law?.order ?? agreedOrders.principal_first;
  return agreed === undefined || isVoid(agreed, governingLaw) ? own : agreedOrders[agreed];
}

export const isVoid = (agreed: AgreedOrder, governingLaw: string): boolean => governingLaw === 'RU' && agreed === 'interest_first';
