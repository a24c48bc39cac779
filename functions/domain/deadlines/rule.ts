import { Refusal } from '#domain/errors.ts';
import type { Text } from './calendar.ts';
import type { LegalDay } from './legal-day.ts';
import type { Period } from './period.ts';
import type { TriggerEvent, Unit } from './step.ts';

export type ClockKind = 'acknowledge' | 'statutory_answer' | 'contract_answer' | 'own_target' | 'customer_answer' | 'limitation';
export type Party = 'consumer' | 'business';
/** Words of the claim as rules know them; 'counter_claim' is our claim against the customer. */
export type RuleDemand = 'refund' | 'replacement' | 'repair' | 'price_reduction' | 'damages' | 'penalty' | 'other';
export type RuleClaimKind = 'claim' | 'complaint' | 'counter_claim' | 'data_request';
/** The company's trade. Special rules of a trade apply only to a company that is in it. 'insurance' holds ОСАГО too; 'lending' is credit to consumers. */
export const sectors = [
  'bank',
  'payments',
  'financial_services',
  'lending',
  'mortgage_servicing',
  'debt_collection',
  'microfinance',
  'securities',
  'credit_cooperative',
  'insurance',
  'telecom',
  'rail',
  'road',
  'air',
  'sea',
  'inland_water',
  'forwarding',
  'travel',
  'public_body',
] as const;
export type Sector = (typeof sectors)[number];
/**
 * What a claim is about in particular. A rule that names a matter applies only where somebody has found that the claim is about it, so that an ordinary
 * claim keeps the ordinary terms. 'invoice' is money owed to us; 'on_demand' an obligation without a term; 'unanswerable' a complaint that the law
 * allows to leave without an answer on its substance; 'supervisor' one that a supervisor has forwarded.
 */
export const matters = [
  'agreed_refund',
  'billing_error',
  'complex_goods',
  'court_claim',
  'distance_sale',
  'instruction_p7',
  'invoice',
  'loan_goods',
  'misaddressed',
  'motor_insurance',
  'on_demand',
  'payoff',
  'prepaid_not_delivered',
  'sound_goods',
  'supervisor',
  'transfer_error',
  'unanswerable',
] as const;
export type Matter = (typeof matters)[number];
/** How a claim was made, where the term hangs on it (123-ФЗ art. 16(2)); not known: every form's rule applies. */
export type ClaimForm = 'standard_electronic' | 'other';

/** Whether a clock of this rule may stand still: never, while a sent request for information waits, or with any named reason (house rules). */
export type MayPause = 'never' | 'request-for-information' | 'any-reason';

export type Rule = {
  readonly id: string;
  /** The day from which this wording of the rule is in the book. */
  readonly version: LegalDay;
  /** The act, so that two clauses of one act are not taken for two laws; left out: the source names it. */
  readonly law?: string | undefined;
  /** Country, a part of it ('US-CA'), 'EU' for its members, or 'house' for the company's own promise everywhere. */
  readonly jurisdiction: string;
  readonly kind: ClockKind;
  readonly appliesTo: {
    readonly party: Party | 'any';
    readonly claimKinds: readonly RuleClaimKind[];
    /** One of them must be demanded; left out: any or none. */
    readonly demands?: readonly RuleDemand[] | undefined;
    readonly subject?: 'goods' | 'work' | undefined;
    /** Only in one of these trades; left out: in all. */
    readonly sectors?: readonly Sector[] | undefined;
    /** Only where the claim is about one of these; left out: any claim. */
    readonly matters?: readonly Matter[] | undefined;
    readonly form?: ClaimForm | undefined;
  };
  readonly trigger: TriggerEvent;
  /** What counts when the trigger is not known: the evidence that we do hold. */
  readonly insteadOfTrigger?: TriggerEvent | undefined;
  readonly period: Period;
  readonly mayPause: MayPause;
  /** Left out: no extension. */
  readonly mayExtend?: { readonly length: number; readonly unit: Unit; readonly times: number; readonly condition: Text } | undefined;
  readonly duty?: Text | undefined;
  readonly sanction?: Text | undefined;
  readonly title: Text;
  readonly clause: Text;
  readonly source: string;
  readonly checkedOn: LegalDay;
  /** S: the text was read; K: general knowledge, to be checked; S/K: the figure was read, its conditions were not; house: our own. */
  readonly confidence: 'S' | 'K' | 'S/K' | 'house';
  /** Events from and to this day, both inclusive. */
  readonly validFrom?: LegalDay | undefined;
  readonly validTo?: LegalDay | undefined;
};

/** Counting habits of a law: everything but length and unit. */
export type Counting = Omit<Period, 'length' | 'unit'>;
const clause = (en: string, ru: string): Text => ({ en, ru });

/** ГК РФ 191, 193, 194: from the next day; a last day off moves on; until 24:00. */
export const russianCivil: Counting = {
  start: 'next_day',
  end: 'next_working_day',
  direction: 'forward',
  clearDays: false,
  dayEnd: '24:00',
  clauses: {
    start: clause('art. 191 Civil Code of Russia', 'ст. 191 ГК РФ'),
    end: clause('art. 193 Civil Code of Russia', 'ст. 193 ГК РФ'),
  },
};
/** BGB §§ 187(1), 188, 193. */
export const germanCivil: Counting = {
  ...russianCivil,
  clauses: { start: clause('BGB § 187(1)', '§ 187 абз. 1 BGB'), end: clause('BGB § 193', '§ 193 BGB') },
};
/** Regulation (EEC, Euratom) 1182/71 art. 3(1), (4), (5). */
export const unionLaw: Counting = {
  ...russianCivil,
  minimumWorkingDays: 2,
  clauses: {
    start: clause('Reg. 1182/71 art. 3(1)', 'ст. 3(1) Регламента 1182/71'),
    end: clause('Reg. 1182/71 art. 3(4)', 'ст. 3(4) Регламента 1182/71'),
  },
};
/** US Federal Rules of Civil Procedure 6(a)(1). */
export const usFederal: Counting = {
  ...russianCivil,
  clauses: { start: clause('FRCP 6(a)(1)(A)', 'FRCP 6(a)(1)(A)'), end: clause('FRCP 6(a)(1)(C)', 'FRCP 6(a)(1)(C)') },
};
/** From the next day, and a last day off stays the last day: the careful reading where a text is silent on moving it. */
export const notMoved: Counting = { start: 'next_day', end: 'none', direction: 'forward', clearDays: false, dayEnd: '24:00' };

/** The contract's own term for our answer. Working days need no moving; calendar days move only where the law of the contract says so. Refuses ('invalid') a length below 1. */
export function contractRule(
  answerDays: number,
  unit: 'calendar_days' | 'working_days',
  contractClause: string,
  { counting = notMoved, trigger = 'received' }: { counting?: Counting; trigger?: TriggerEvent } = {},
): Rule {
  if (!Number.isSafeInteger(answerDays) || answerDays < 1) throw new Refusal('invalid', 'the term of a contract has at least one day');
  return {
    id: `contract-answer-${answerDays}-${unit}`,
    version: '2026-11-23',
    law: 'contract',
    jurisdiction: 'contract',
    kind: 'contract_answer',
    appliesTo: { party: 'any', claimKinds: ['claim', 'complaint'] },
    trigger,
    insteadOfTrigger: 'received',
    period: { ...counting, length: answerDays, unit },
    mayPause: 'never',
    title: clause('Answer by contract', 'Ответ по договору'),
    clause: clause(contractClause, contractClause),
    source: 'contract',
    checkedOn: '2026-11-23',
    confidence: 'house',
  };
}
