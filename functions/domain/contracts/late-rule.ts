import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { bgb367, civil319 } from './allocation.ts';
import { always, moratorium497, text } from './interest-habits.ts';
import type { InterestRule } from './interest-rule.ts';
import { contractPenalty, customRule, interestRule } from './interest-rules.ts';
import type { ContractTerms, LateTerms } from './terms.ts';

/**
 * The rule by which the delay of a debt that fell due on `due` is counted: as agreed, or the law's own. What is agreed under Russian law follows the habits of
 * Russian courts (order of payment, moratoria), under German law those of the BGB. Refuses ('unprocessable') a rule of law that is not known.
 */
export function lateRule(
  { late, governingLaw, clauses }: Pick<ContractTerms, 'late' | 'governingLaw' | 'clauses'>,
  due: LegalDay,
): InterestRule {
  if (late.kind === 'statutory') return interestRule(late.rule, due);
  const { capPercent, minimum } = late;
  const limits = { capPercent, ...(minimum === undefined ? {} : { minimum }) };
  if (governingLaw === 'RU' && late.kind === 'contract-penalty')
    return { ...contractPenalty({ ...late, clause: clauses?.penalty }), ...limits, tiers: tiersOf(late) };
  const local =
    governingLaw === 'RU' ? { allocation: civil319, windows: [moratorium497] } : governingLaw === 'DE' ? { allocation: bgb367 } : {};
  const clause = clauses?.penalty;
  return customRule({
    ...local,
    ...limits,
    id: late.kind,
    ...(clause ? { clause: text(clause, clause) } : {}),
    ...(late.kind === 'contract-penalty'
      ? { rate: rateOf(late.percentPerDay), basis: { days: 1 }, tiers: tiersOf(late) }
      : { rate: rateOf(late.percentPerYear), basis: late.basis }),
  });
}

const rateOf = (percent: string): InterestRule['rate'] => ({ of: always(percent), fixing: 'by_period', margins: [] });
const tiersOf = ({ tiers }: LateTerms & { kind: 'contract-penalty' }): InterestRule['tiers'] =>
  tiers?.map(({ fromDay, percentPerDay }) =>
    percentPerDay === null ? { fromDay, days: null } : { fromDay, days: 1, percent: percentPerDay },
  );

/**
 * Moratoria of the rule that let this debt go free: decree 497 covers every debtor of that time, natural persons and companies (developers of shared housing
 * apart, who buy nothing of us), and only debts that arose before its first day, which the rule itself tests.
 */
export const moratoriaFor = (rule: InterestRule): string[] =>
  rule.windows.filter(({ applies }) => applies === 'on_request').map(({ id }) => id);
