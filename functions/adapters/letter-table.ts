import type { LetterBlock } from '#domain/replies/letter.ts';
import { type Element, ink, page, type Sheet, type Style, styles, textWidth } from './letter-sheet.ts';

type Table = LetterBlock & { kind: 'table' };
const pad = { x: 5, y: 4 };
const heightOf = (lines: number, style: Style): number => lines * style.size * style.leading + 2 * pad.y;
type Column = { x: number; width: number; align: 'left' | 'right' };

/** A table over as many pages as it needs, its head on each of them. A row stays whole while it takes less than half a page. */
export function writeTable(sheet: Sheet, table: Table): void {
  const columns = columnsOf(table);
  const element = sheet.pdf.struct('Table');
  sheet.root.add(element);
  const head = linesOf(sheet, table.head, columns, styles.head);
  const headHeight = heightOf(tallest(head), styles.head);
  sheet.keep(headHeight + heightOf(2, styles.cell));
  writeHead(sheet, head, columns, element);
  for (const row of table.rows) {
    const cells = linesOf(sheet, row, columns, styles.cell);
    const whole = heightOf(tallest(cells), styles.cell);
    const again = (): void => {
      sheet.turn();
      writeHead(sheet, head, columns);
    };
    if (whole > sheet.room() && (whole < (page.height - page.top - page.bottom) / 2 || sheet.room() < heightOf(3, styles.cell))) again();
    writeRow(sheet, cells, columns, element, again);
  }
  element.end();
  sheet.y += 10;
}

function columnsOf({ head, widths, align }: Table): Column[] {
  const shares = head.map((_, index) => widths?.[index] ?? 1);
  const sum = shares.reduce((total, share) => total + share, 0);
  let x = page.left;
  return shares.map((share, index) => {
    const column = { x, width: (textWidth * share) / sum, align: align?.[index] ?? ('left' as const) };
    x += column.width;
    return column;
  });
}

const linesOf = (sheet: Sheet, cells: readonly string[], columns: readonly Column[], style: Style): string[][] =>
  columns.map((column, index) => sheet.lines(cells[index] ?? '', style, column.width - 2 * pad.x));
const tallest = (cells: readonly (readonly string[])[]): number => Math.max(1, ...cells.map((lines) => lines.length));

/** With `element` the head belongs to the table; without, it is repeated for the eye only. */
function writeHead(sheet: Sheet, head: readonly string[][], columns: readonly Column[], element?: Element): void {
  const row = element && sheet.pdf.struct('TR');
  if (row) element.add(row);
  for (const [index, column] of columns.entries()) {
    const draw = () => writeCell(sheet, head[index] ?? [], column, styles.head);
    const cell = row && sheet.pdf.struct('TH', { scope: 'Column' } as object);
    if (!cell) sheet.artifact(draw);
    else {
      row.add(cell);
      sheet.tagged(cell, 'TH', draw);
    }
  }
  row?.end();
  sheet.y += heightOf(tallest(head), styles.head);
  sheet.rule(ink.accent, 0.8);
}

function writeRow(sheet: Sheet, cells: string[][], columns: readonly Column[], element: Element, again: () => void): void {
  const row = sheet.pdf.struct('TR');
  element.add(row);
  const boxes = columns.map(() => {
    const cell = sheet.pdf.struct('TD');
    row.add(cell);
    return cell;
  });
  for (let left = cells, first = true; first || left.some((lines) => lines.length > 0); first = false) {
    const fit = Math.max(1, Math.floor((sheet.room() - 2 * pad.y) / (styles.cell.size * styles.cell.leading)));
    const now = left.map((lines) => lines.slice(0, fit));
    for (const [index, column] of columns.entries()) {
      const box = boxes[index];
      if (box) sheet.tagged(box, 'TD', () => writeCell(sheet, now[index] ?? [], column, styles.cell));
    }
    sheet.y += heightOf(tallest(now), styles.cell);
    left = left.map((lines) => lines.slice(fit));
    if (left.some((lines) => lines.length > 0)) again();
  }
  row.end();
  sheet.rule(ink.line, 0.4);
}

function writeCell(sheet: Sheet, lines: readonly string[], { x, width, align }: Column, style: Style): void {
  for (const [index, line] of lines.entries()) {
    sheet.put(line, style, { x: x + pad.x, y: sheet.y + pad.y + index * style.size * style.leading, width: width - 2 * pad.x, align });
  }
}
