import type { Language } from '#domain/claims/claim.ts';
import type { Book } from '#domain/contracts/facts.ts';
import type { Ledger } from '#domain/contracts/ledger.ts';
import { effectOf } from '#domain/contracts/ledger-entry.ts';
import { csvOf } from '#domain/csv.ts';
import { decimalOf } from '#domain/money.ts';
import { ledgerTexts } from '../texts/ledger.ts';

/** The statement of every currency as CSV after RFC 4180, behind the mark by which spreadsheets know UTF-8. Amounts are decimals with a point. */
export function statementCsv(ledgers: readonly Ledger[], { contracts }: Book, language: Language): string {
  const texts = ledgerTexts(language).ledger;
  const lines = ledgers.flatMap(({ currency, statement }) =>
    statement.map(({ entry, net }) => [
      currency,
      entry.day,
      texts.sides[entry.side],
      contracts.find(({ id }) => id === entry.contractId)?.number ?? '',
      texts.kinds[entry.kind],
      entry.about,
      texts.measures[entry.column],
      { decimal: decimalOf(entry.minor) },
      { decimal: decimalOf(entry.side === 'ours' ? effectOf(entry) : -effectOf(entry)) },
      { decimal: net },
    ]),
  );
  return `\uFEFF${csvOf([texts.csvHead, ...lines])}`;
}
