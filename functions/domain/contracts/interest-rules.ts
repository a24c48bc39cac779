import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { civil319 } from './allocation.ts';
import { always, moratorium497, text, usual } from './interest-habits.ts';
import type { InterestRule } from './interest-rule.ts';
import { british, continental } from './interest-rules-europe.ts';
import { russian } from './interest-rules-russia.ts';
import { ratioOf } from './ratio.ts';

/** Every version of every rule of law; versions of one rule in the order of their time. */
export const interestRules: readonly InterestRule[] = [...russian, ...continental, ...british];

/**
 * The rule of law with this id, in the version for a debt that arose on `debtSince` (left out: the newest). Refuses ('unprocessable', with what is
 * known) an unknown one, and a debt from a time for which no version is known.
 */
export function interestRule(id: string, debtSince?: LegalDay, versions: readonly InterestRule[] = interestRules): InterestRule {
  const mine = versions.filter((rule) => rule.id === id);
  if (mine.length === 0) {
    const detail = `no interest rule ${id}; known: ${[...new Set(versions.map((rule) => rule.id))].join(', ')}`;
    throw new Refusal('unprocessable', detail, [{ path: 'rule', code: 'unknown' }]);
  }
  const found = debtSince === undefined ? mine.at(-1) : mine.findLast((rule) => isFor(rule, debtSince));
  if (found) return found;
  const spans = mine.map(({ validFrom, validTo }) => `${validFrom ?? 'the beginning'} to ${validTo ?? 'now'}`).join(', ');
  const detail = `no version of ${id} for a debt of ${debtSince}; known: ${spans}`;
  throw new Refusal('unprocessable', detail, [{ path: 'debtSince', code: 'no-wording' }]);
}

const isFor = ({ validFrom, validTo }: InterestRule, day: LegalDay): boolean => (validFrom ?? '') <= day && day <= (validTo ?? '9999');

/** A penalty by contract: percent of the unpaid sum per day, with a cap in percent of the principal (ГК РФ 330). Refuses ('invalid') what is no percentage from 0. */
export function contractPenalty(terms: {
  percentPerDay: string;
  capPercent?: string | undefined;
  clause?: string | undefined;
  version?: LegalDay | undefined;
}): InterestRule {
  const { percentPerDay, capPercent, clause = '' } = terms;
  for (const percent of [percentPerDay, capPercent ?? '0'])
    if (ratioOf(percent).n < 0n) throw new Refusal('invalid', 'a penalty is not negative');
  return {
    ...usual,
    version: terms.version ?? usual.version,
    id: 'ru-contract',
    title: text('Penalty by contract', 'Неустойка по договору'),
    clause: text(clause || 'the contract; art. 330 Civil Code of Russia', clause || 'договор; ст. 330 ГК РФ'),
    source: 'contract',
    confidence: 'contract',
    party: 'any',
    basis: { days: 1 },
    rate: { of: always(percentPerDay), fixing: 'by_period', margins: [] },
    capPercent,
    windows: [moratorium497],
    allocation: civil319,
  };
}

/** Any other convention: the usual habits, with what is given put in their place. */
export function customRule(parts: Pick<InterestRule, 'rate' | 'basis'> & Partial<InterestRule>): InterestRule {
  return {
    ...usual,
    id: 'custom',
    title: text('As agreed', 'По соглашению'),
    clause: text('contract', 'договор'),
    source: 'contract',
    confidence: 'contract',
    party: 'any',
    ...parts,
  };
}
