import type { LegalDay } from './legal-day.ts';
import type { ClaimForm, Matter, Party, Rule, RuleClaimKind, RuleDemand, Sector } from './rule.ts';
import { germanRules } from './rules/de.ts';
import { unionMembers, unionRules } from './rules/eu.ts';
import { britishRules } from './rules/gb.ts';
import { britishLawRules } from './rules/gb-law.ts';
import { houseRules } from './rules/house.ts';
import { russianBusinessRules } from './rules/ru-business.ts';
import { russianConsumerRules } from './rules/ru-consumer.ts';
import { russianFinanceRules } from './rules/ru-finance.ts';
import { russianPublicRules } from './rules/ru-public.ts';
import { russianTradeRules } from './rules/ru-trades.ts';
import { americanRules } from './rules/us.ts';
import { americanStateRules } from './rules/us-states.ts';

/** Every rule in every version. What the collected law says and no clock can be made of is in rules/not-in-the-book.ts. */
export const rulebook: readonly Rule[] = [
  ...russianConsumerRules,
  ...russianBusinessRules,
  ...russianFinanceRules,
  ...russianTradeRules,
  ...russianPublicRules,
  ...unionRules,
  ...germanRules,
  ...britishRules,
  ...britishLawRules,
  ...americanRules,
  ...americanStateRules,
  ...houseRules,
];

export type RuleQuery = {
  country: string;
  /** A part of the country, 'CA', where parts have rules of their own. */
  region?: string | undefined;
  party: Party;
  kind: RuleClaimKind;
  demands: readonly RuleDemand[];
  /** Goods when left out: its terms are the shorter ones. */
  subject?: 'goods' | 'work' | undefined;
  /** The trade of the company, or all of its trades. */
  sector?: Sector | readonly Sector[] | undefined;
  /** What somebody has found the claim to be about in particular. */
  matter?: Matter | readonly Matter[] | undefined;
  form?: ClaimForm | undefined;
  receivedDay: LegalDay;
  /** The rules to choose from; the book as it ships when left out. */
  rules?: readonly Rule[] | undefined;
};

/**
 * All rules that set a term for an answer to this claim on the day it was received, statutory ones first; the customer's own terms are in
 * customerTermsFor(). A rule of law leaves out the house rule for the customer's answer.
 */
export function rulesFor(query: RuleQuery): Rule[] {
  const found = (query.rules ?? rulebook).filter((rule) => rule.kind !== 'limitation' && applies(rule, query));
  const lawful = found.some((rule) => rule.kind === 'customer_answer' && rule.jurisdiction !== 'house');
  return lawful ? found.filter((rule) => rule.kind !== 'customer_answer' || rule.jurisdiction !== 'house') : found;
}

/** The terms within which the customer may claim (kind 'limitation'). They bind the customer, so none of them is a clock on our answer. */
export const customerTermsFor = (query: RuleQuery): Rule[] => rulebook.filter((rule) => rule.kind === 'limitation' && applies(rule, query));

export const findRule = (id: string, version: LegalDay): Rule | undefined =>
  rulebook.find((rule) => rule.id === id && rule.version === version);

function applies({ jurisdiction, appliesTo, validFrom, validTo }: Rule, query: RuleQuery): boolean {
  const { party, claimKinds, demands, subject } = appliesTo;
  return (
    inForce(jurisdiction, query) &&
    (party === 'any' || party === query.party) &&
    claimKinds.includes(query.kind) &&
    (!demands || demands.some((demand) => query.demands.includes(demand))) &&
    (!subject || subject === (query.subject ?? 'goods')) &&
    isSpecial(appliesTo, query) &&
    (validFrom ?? '') <= query.receivedDay &&
    query.receivedDay <= (validTo ?? '9999')
  );
}

/** A trade or a matter has to be named by the claim; a form that nobody knows rules nothing out. */
function isSpecial({ sectors, matters, form }: Rule['appliesTo'], query: RuleQuery): boolean {
  return (
    (!sectors || listed(query.sector).some((sector) => sectors.includes(sector))) &&
    (!matters || listed(query.matter).some((matter) => matters.includes(matter))) &&
    (!form || query.form === undefined || form === query.form)
  );
}

const listed = <T extends string>(of: T | readonly T[] | undefined): readonly T[] =>
  of === undefined ? [] : typeof of === 'string' ? [of] : of;

function inForce(jurisdiction: string, { country, region }: RuleQuery): boolean {
  if (jurisdiction === 'house' || jurisdiction === country) return true;
  if (region !== undefined && jurisdiction === `${country}-${region}`) return true;
  return jurisdiction === 'EU' && unionMembers.some((member) => member === country);
}
