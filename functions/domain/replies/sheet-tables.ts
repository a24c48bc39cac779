import type { Language } from '../claims/claim.ts';
import type { InterestRow } from '../contracts/interest.ts';
import type { Sheet, SheetLine } from '../contracts/sheet.ts';
import { minorOf } from '../money.ts';
import { counterClaimTexts } from './counter-claim-texts.ts';
import { showDate, showMoney, showPercent } from './format.ts';
import type { LetterBlock } from './letter.ts';

type Table = LetterBlock & { kind: 'table' };

/** A line per invoice and the sums. Columns in which nothing stands are left out. */
export function sumTable(sheet: Sheet, language: Language): Table {
  const { sumHead: head, all } = counterClaimTexts[language];
  const sum = (amount: string) => showMoney(amount, sheet.currency, language);
  const columns: { head: string; width: number; of: (line: SheetLine) => string; total: string; shown: boolean }[] = [
    {
      head: head.invoice,
      width: 1.6,
      of: (line) => (line.kind === 'fixed' ? `${line.ground[language]} (${line.number})` : line.number),
      total: all,
      shown: true,
    },
    { head: head.due, width: 1.4, of: (line) => showDate(line.dueDate, language), total: '', shown: true },
    { head: head.principal, width: 1.8, of: (line) => sum(line.principal), total: sum(sheet.principal), shown: true },
    { head: head.interest, width: 1.8, of: (line) => sum(line.interest), total: sum(sheet.interest), shown: true },
    { head: head.fixed, width: 1.4, of: (line) => sum(line.fixedSum), total: sum(sheet.fixedSums), shown: minorOf(sheet.fixedSums) !== 0n },
    {
      head: head.paid,
      width: 1.5,
      of: (line) => sum(negative(line.paidOnTop)),
      total: sum(negative(sheet.paidOnTop)),
      shown: minorOf(sheet.paidOnTop) !== 0n,
    },
    { head: head.total, width: 1.8, of: (line) => sum(line.total), total: sum(sheet.total), shown: true },
  ];
  const shown = columns.filter((column) => column.shown);
  return {
    kind: 'table',
    head: shown.map((column) => column.head),
    rows: [...sheet.lines.map((line) => shown.map((column) => column.of(line))), shown.map((column) => column.total)],
    align: shown.map((_, index) => (index < 2 ? 'left' : 'right')),
    widths: shown.map((column) => column.width),
  };
}

const negative = (amount: string): string => (minorOf(amount) === 0n ? amount : `-${amount}`);

/** Every row of the calculation, invoice by invoice, a subtotal where an invoice has several or its penalty is limited. Undefined when no interest was counted. */
export function calculationTable(sheet: Sheet, language: Language): Table | undefined {
  const texts = counterClaimTexts[language];
  const { base, period, days, rate, amount } = texts.countedHead;
  const rows = sheet.lines.flatMap((line) => rowsOf(line, sheet, language));
  if (rows.length === 0) return undefined;
  return {
    kind: 'table',
    head: [texts.sumHead.invoice, base, period, days, rate, amount],
    rows,
    align: ['left', 'right', 'left', 'right', 'left', 'right'],
    widths: [1.7, 1.7, 1.8, 0.8, 1.8, 1.7],
  };
}

function rowsOf(line: SheetLine, { currency }: Sheet, language: Language): string[][] {
  const texts = counterClaimTexts[language];
  const sum = (amount: string) => showMoney(amount, currency, language);
  const rows = line.rows.map((row, index) => [
    index === 0 ? texts.line(line.number, showDate(line.dueDate, language)) : '',
    sum(row.base),
    `${showDate(row.from, language)} –\n${showDate(row.to, language)}`,
    String(row.days),
    row.excluded ? texts.free : rateOf(row, language),
    sum(row.amount),
  ]);
  if (rows.length < 2 && line.capPercent === undefined) return rows;
  return [...rows, [texts.subtotal, '', '', String(line.days), limitOf(line, language) ?? '', sum(line.interest)]];
}

/** "limited to 5 % of the principal"; undefined where the limit is not reached. */
export const limitOf = ({ capPercent }: SheetLine, language: Language): string | undefined =>
  capPercent === undefined ? undefined : counterClaimTexts[language].limited(showPercent(capPercent, language));

/** "0.1 % a day", "21 % / 300 a day", "9.5 % a year (365 days)". */
export function rateOf({ ratePercent, basis }: InterestRow, language: Language): string {
  const texts = counterClaimTexts[language];
  const percent = showPercent(ratePercent, language);
  const part = /^1\/(\d+) per day$/.exec(basis)?.[1];
  if (part) return `${percent} ${texts.partPerDay(part)}`;
  if (basis === 'per day') return `${percent} ${texts.perDay}`;
  return `${percent} ${texts.perYear(basis.split('/')[1] ?? basis)}`;
}
