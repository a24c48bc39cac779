import type { Language } from '../claims/claim.ts';
import { type Clock, isOpen, leadingClock } from '../deadlines/clocks.ts';

/** The date that may be promised to the customer: by law or contract; our own target only where there is neither. */
export function answerClock(clocks: readonly Clock[]): Clock | undefined {
  const open = clocks.filter(isOpen);
  const binding = open.filter(({ kind }) => kind === 'statutory_answer' || kind === 'contract_answer');
  return leadingClock(binding) ?? leadingClock(open.filter(({ kind }) => kind === 'own_target'));
}

/** Law or clause behind a clock; a clause says that it is one of the contract. */
export function groundOf({ kind, clause }: Clock, language: Language): string {
  const contract = { en: 'contract', ru: 'договор' };
  return kind === 'contract_answer' ? `${contract[language]}, ${clause[language]}` : clause[language];
}
