import type { Language } from '#domain/claims/claim.ts';
import type { SheetLine } from '#domain/contracts/sheet.ts';
import { showDay } from '#domain/deadlines/explain.ts';
import { type Currency, minorOf } from '#domain/money.ts';
import { showDate, showMoney } from '#domain/replies/format.ts';
import { limitOf, rateOf } from '#domain/replies/sheet-tables.ts';
import { DefinitionList, Table } from '../parts/state.tsx';
import { sheetTexts } from '../texts/sheet.ts';

/** "Invoice INV-1, due Wed 2 September 2026", or the ground of a fixed sum. */
export const lineTitle = ({ kind, number, dueDate, ground }: SheetLine, language: Language): string =>
  kind === 'fixed'
    ? sheetTexts(language).fixed(ground[language], number)
    : sheetTexts(language).invoice(number, showDay(dueDate, language));

/** One line of the sheet with its rows: base, days, rate and what they rest on. The desk shows the same. */
export function SheetLineCard({ line, currency, language }: { line: SheetLine; currency: Currency; language: Language }) {
  const texts = sheetTexts(language);
  const sum = (amount: string) => showMoney(amount, currency, language);
  const limit = limitOf(line, language);
  const more = (amount: string, label: string): [string, string] | undefined => (minorOf(amount) > 0n ? [label, sum(amount)] : undefined);
  return (
    <div class="card">
      <h3>{lineTitle(line, language)}</h3>
      {line.rows.length > 0 && (
        <Table
          caption={line.number}
          hideCaption
          columns={texts.columns.map((label, index) => ({ label, number: index > 1 }))}
          rows={line.rows.map((row) => [
            showDate(row.from, language),
            showDate(row.to, language),
            String(row.days),
            sum(row.base),
            row.excluded ? texts.free : rateOf(row, language),
            sum(row.amount),
          ])}
        />
      )}
      <DefinitionList
        items={[
          line.kind === 'invoice' ? [texts.principal, sum(line.principal)] : undefined,
          line.kind === 'invoice' ? [texts.interest, limit ? `${sum(line.interest)} (${limit})` : sum(line.interest)] : undefined,
          more(line.fixedSum, texts.fixedSum),
          minorOf(line.paidOnTop) > 0n ? [texts.paidOnTop, sum(`-${line.paidOnTop}`)] : undefined,
          [texts.lineTotal, <strong>{sum(line.total)}</strong>],
          more(line.frozen, texts.lineFrozen),
          line.kind === 'invoice' ? [texts.ground, line.ground[language]] : undefined,
        ]}
      />
    </div>
  );
}
