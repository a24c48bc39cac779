import type { LegalDay } from './legal-day.ts';
import type { Party, Rule, RuleClaimKind, RuleDemand, Sector } from './rule.ts';
import { unionMembers, unionRules } from './rules/eu.ts';
import { britishRules } from './rules/gb.ts';
import { houseRules } from './rules/house.ts';
import { russianRules } from './rules/ru.ts';

/** Every rule in every version. */
export const rulebook: readonly Rule[] = [...russianRules, ...unionRules, ...britishRules, ...houseRules];

export type RuleQuery = {
  country: string;
  party: Party;
  kind: RuleClaimKind;
  demands: readonly RuleDemand[];
  /** Goods when left out: its terms are the shorter ones. */
  subject?: 'goods' | 'work' | undefined;
  sector?: Sector | undefined;
  receivedDay: LegalDay;
  /** The rules to choose from; the book as it ships when left out. */
  rules?: readonly Rule[] | undefined;
};

/** All rules that apply to a claim on the day it was received, statutory ones first. A rule of law leaves out the house rule for the customer's answer. */
export function rulesFor(query: RuleQuery): Rule[] {
  const found = (query.rules ?? rulebook).filter((rule) => applies(rule, query));
  const lawful = found.some((rule) => rule.kind === 'customer_answer' && rule.jurisdiction !== 'house');
  return lawful ? found.filter((rule) => rule.kind !== 'customer_answer' || rule.jurisdiction !== 'house') : found;
}

export const findRule = (id: string, version: LegalDay): Rule | undefined =>
  rulebook.find((rule) => rule.id === id && rule.version === version);

function applies({ jurisdiction, appliesTo, validFrom, validTo }: Rule, query: RuleQuery): boolean {
  const { party, claimKinds, demands, subject, sectors } = appliesTo;
  return (
    inForce(jurisdiction, query.country) &&
    (party === 'any' || party === query.party) &&
    claimKinds.includes(query.kind) &&
    (!demands || demands.some((demand) => query.demands.includes(demand))) &&
    (!subject || subject === (query.subject ?? 'goods')) &&
    (!sectors || (query.sector !== undefined && sectors.includes(query.sector))) &&
    (validFrom ?? '') <= query.receivedDay &&
    query.receivedDay <= (validTo ?? '9999')
  );
}

function inForce(jurisdiction: string, country: string): boolean {
  if (jurisdiction === 'house' || jurisdiction === country) return true;
  return jurisdiction === 'EU' && unionMembers.some((member) => member === country);
}
