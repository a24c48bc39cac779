import type { Text } from '#domain/deadlines/calendar.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { computeDeadline, type Period } from '#domain/deadlines/period.ts';
import { germanCivil, notMoved, russianCivil } from '#domain/deadlines/rule.ts';
import type { Step } from '#domain/deadlines/step.ts';
import type { AccountRecord, Contract } from './facts.ts';
import type { Sheet } from './sheet.ts';

/** How long a debt can be sued for under one law. K: general knowledge, to be checked with the text before it is relied on. */
type LimitationRule = {
  law: string;
  party?: 'consumer' | 'business' | undefined;
  /** year_end: the term starts with the end of the year in which the debt fell due (BGB § 199). */
  starts: 'due' | 'year_end';
  period: Period;
  /** Terms that the parties agree on otherwise are void. */
  fixed: boolean;
  clause: Text;
  source: string;
  checkedOn: LegalDay;
  confidence: 'S' | 'K';
};
const years = (length: number, counting: Omit<Period, 'length' | 'unit'>): Period => ({ ...counting, length, unit: 'years' });
const checked = { checkedOn: '2026-11-26', confidence: 'K' } as const;

const limitationRules: readonly LimitationRule[] = [
  {
    ...checked,
    law: 'RU',
    starts: 'due',
    // ГК 191, 193: from the next day, a last day off moves on. A claim may suspend the term (ГК 202(3)); on that nobody relies here.
    period: years(3, russianCivil),
    fixed: true, // ГК 198
    clause: { en: 'Civil Code of Russia arts. 196, 198, 200(2)', ru: 'ст. 196, 198, п. 2 ст. 200 ГК РФ' },
    source: 'ГК РФ ст. 191, 193, 196, 198, 200 п. 2',
  },
  {
    ...checked,
    law: 'DE',
    starts: 'year_end',
    // § 193 does not move the end of a limitation (BAG 2 AZR 1057/12): the careful reading.
    period: years(3, { ...germanCivil, end: 'none' }),
    fixed: false, // § 202: agreements are allowed within limits
    clause: { en: 'BGB §§ 195, 199(1)', ru: '§ 195, § 199 абз. 1 BGB' },
    source: 'BGB §§ 195, 199 Abs. 1',
  },
  {
    ...checked,
    law: 'AT',
    starts: 'due',
    period: years(3, notMoved),
    fixed: false,
    clause: { en: 'ABGB § 1486', ru: '§ 1486 ABGB' },
    source: 'ABGB § 1486',
  },
  {
    ...checked,
    law: 'CH',
    starts: 'due',
    period: years(10, notMoved),
    fixed: true, // OR 129
    clause: { en: 'Code of Obligations art. 127', ru: 'ст. 127 OR' },
    source: 'OR Art. 127, 129',
  },
  {
    ...checked,
    law: 'FR',
    party: 'consumer',
    starts: 'due',
    period: years(2, notMoved),
    fixed: true,
    clause: { en: 'Consumer Code art. L218-2', ru: 'ст. L218-2 Потребительского кодекса Франции' },
    source: 'Code de la consommation art. L218-2',
  },
  {
    ...checked,
    law: 'FR',
    starts: 'due',
    period: years(5, notMoved),
    fixed: false,
    clause: { en: 'Commercial Code art. L110-4', ru: 'ст. L110-4 Торгового кодекса Франции' },
    source: 'Code de commerce art. L110-4; Code civil art. 2224',
  },
  {
    ...checked,
    law: 'GB',
    starts: 'due',
    period: years(6, notMoved),
    fixed: false,
    clause: { en: 'Limitation Act 1980 s. 5', ru: 'Закон об исковой давности 1980 года, ст. 5' },
    source: 'Limitation Act 1980 s. 5',
  },
  {
    ...checked,
    law: 'IE',
    starts: 'due',
    period: years(6, notMoved),
    fixed: false,
    clause: { en: 'Statute of Limitations 1957 s. 11(1)', ru: 'Закон об исковой давности 1957 года, ст. 11(1)' },
    source: 'Statute of Limitations 1957 s. 11(1)(a)',
  },
];

export type Limitation = {
  /** The invoice whose term ends first. */
  number: string;
  due: LegalDay;
  /** From which day the term was counted. */
  from: LegalDay;
  lastDay: LegalDay;
  steps: readonly Step[];
  clause: Text;
  source: string;
  confidence: 'S' | 'K';
  /** The contract names another term, which the law does not let stand. */
  contractVoid: boolean;
};

/**
 * The last day on which the oldest debt of the sheet can be sued for, with the steps of the count: by the law of the contract, or the contract's own months where
 * the law allows them. Undefined where nothing is open, or where the law is none that we know (the states of the US differ).
 */
export function limitationOf({
  law,
  sheet,
  account,
  contract,
}: {
  law: Law;
  sheet: Pick<Sheet, 'lines'>;
  account: AccountRecord;
  contract: Contract;
}): Limitation | undefined {
  const oldest = sheet.lines.filter(({ kind }) => kind === 'invoice').toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : 1))[0];
  const rule = limitationRules.find(
    (candidate) => candidate.law === contract.terms.governingLaw && (candidate.party === undefined || candidate.party === account.party),
  );
  const months = contract.terms.limitationMonths;
  if (!oldest || (!rule && months === undefined)) return undefined;
  const own = months !== undefined && !rule?.fixed;
  const from = rule?.starts === 'year_end' && !own ? `${oldest.dueDate.slice(0, 4)}-12-31` : oldest.dueDate;
  const period: Period = own ? { ...(rule?.period ?? notMoved), length: months, unit: 'months' } : (rule?.period ?? years(0, notMoved));
  const { country, region, zone } = account;
  const agreed = { en: contract.number, ru: contract.number };
  const { lastDay, steps } = computeDeadline({ period, trigger: from, calendar: law.calendar({ country, region, zone }), zone });
  return {
    number: oldest.number,
    due: oldest.dueDate,
    from,
    lastDay,
    steps,
    clause: own ? agreed : (rule?.clause ?? agreed),
    source: own ? 'contract' : (rule?.source ?? 'contract'),
    confidence: own ? 'S' : (rule?.confidence ?? 'K'),
    contractVoid: months !== undefined && !own,
  };
}
