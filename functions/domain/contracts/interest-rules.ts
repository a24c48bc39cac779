import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { Refusal } from '#domain/errors.ts';
import { always, moratorium497, text, usual } from './interest-habits.ts';
import type { InterestRule } from './interest-rule.ts';
import { british, continental } from './interest-rules-europe.ts';
import { russian } from './interest-rules-russia.ts';
import { ratioOf } from './ratio.ts';

export const interestRules: readonly InterestRule[] = [...russian, ...continental, ...british];

/** The rule of law with this id. Refuses ('unprocessable') an unknown one. */
export function interestRule(id: string): InterestRule {
  const found = interestRules.find((rule) => rule.id === id);
  if (!found) throw new Refusal('unprocessable', `no interest rule ${id}`);
  return found;
}

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
