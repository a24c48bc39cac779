import type { Clock } from './clocks.ts';
import type { Law } from './law.ts';
import type { ClockKind, Rule } from './rule.ts';

/** Rules of one duty from different laws that give the same claim different terms. */
export type RuleConflict = { readonly kind: ClockKind; readonly rules: readonly Rule[] };

/**
 * Conflicts among rules that apply to one claim (the answer of rulesFor): answers by statute from different laws that differ in length, in unit or in
 * the event that sets them off. Nothing is decided here: every rule runs, the clock that is due first leads, and a person sees why. Alternatives inside
 * one law (by demand, by form) are no conflict.
 */
export function conflicts(rules: readonly Rule[]): RuleConflict[] {
  const answers = rules.filter((rule) => rule.kind === 'statutory_answer');
  const opposed = answers.filter((rule) => answers.some((other) => lawOf(other) !== lawOf(rule) && differ(rule, other)));
  return opposed.length > 0 ? [{ kind: 'statutory_answer', rules: opposed }] : [];
}

/** Conflicts among the rules of a claim's clocks, as the law holds them; a cancelled clock sets no term. */
export const clockConflicts = (clocks: readonly Clock[], law: Law): RuleConflict[] =>
  conflicts(clocks.filter(({ state }) => state !== 'cancelled').flatMap((clock) => law.findRule(clock.ruleId, clock.ruleVersion) ?? []));

const lawOf = (rule: Rule): string => rule.law ?? rule.source;
const differ = (one: Rule, other: Rule): boolean =>
  one.period.length !== other.period.length || one.period.unit !== other.period.unit || one.trigger !== other.trigger;
