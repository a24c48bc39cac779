import type { Language } from '#domain/claims/claim.ts';
import { csvOf } from '#domain/csv.ts';
import type { Deadline } from '#usecases/list-deadlines.ts';
import { deskTexts, legalTexts } from '../texts/desk.ts';

/** The first line of the deadlines as CSV after RFC 4180, behind the mark by which spreadsheets know UTF-8. */
export const csvHead = (language: Language): string => `\uFEFF${csvOf([legalTexts(language).board.csvHead])}`;

/** A line per deadline. */
export function csvLines(rows: readonly Deadline[], names: (id: string) => string, language: Language): string {
  const { kinds } = deskTexts(language);
  const lines = rows.map(({ reference, subject, account, country, amount, clock, owner, acting, jurisdiction, confidence }) => [
    reference,
    subject,
    account,
    country,
    amount,
    kinds[clock.kind],
    clock.ruleId,
    clock.ruleVersion,
    clock.clause[language],
    clock.source,
    jurisdiction,
    confidence ?? '',
    clock.state,
    clock.lastDay,
    clock.dueAt,
    clock.provisional ? '1' : '0',
    names(owner),
    names(acting),
  ]);
  return csvOf(lines);
}
