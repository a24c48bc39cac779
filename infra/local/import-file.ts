import { basename } from 'node:path';
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { type ImportKind, importKinds, rowSchemas } from '#domain/contracts/import-rows.ts';

/** One row to send, and where it stands: "line 7" of a CSV, "entry 3" of a JSON. */
export type ImportRow = { place: string; row: unknown };
/** A line that is no row: `quote` is left open, there are more cells than `columns`. */
export type BadLine = { place: string; code: 'quote' | 'columns' };
/** `problem` is one sentence; the kind is missing when neither the name nor the columns say it. */
export type ImportFile = { rows: ImportRow[]; bad: BadLine[]; kind: ImportKind | undefined } | { problem: string };

/** A cell may hold line breaks; one that runs over more lines than this is an open quote. */
const longestCell = 20;
const decimals = /^(amount|netAmount|.*(Percent|PercentPerDay|PercentPerYear|SumPerPiece|SumPerDay|Amount|Minimum))$/;
const columnsOf = (kind: ImportKind) => Object.entries(rowSchemas[kind].shape);

/**
 * Reads a file of accounts, contracts, invoices, payments or deliveries. Bytes that are not UTF-8 are windows-1251. The name says the kind ("invoices-may.csv"), or
 * else the columns do. A malformed line is reported and the others are read.
 */
export function readImportFile(path: string, bytes: Uint8Array, asked?: ImportKind): ImportFile {
  const name = basename(path).toLowerCase();
  const text = decoded(bytes);
  const read = name.endsWith('.json') || /^\s*[[{]/.test(text) ? jsonRows(text) : csvRows(text);
  const named = asked ?? importKinds.find((kind) => name.startsWith(kind));
  const kinds = named ? [named] : importKinds;
  if (!read || text.includes('\0') || !kinds.some((kind) => columnsOf(kind).some(([column]) => read.columns.includes(column))))
    return { problem: `${basename(path)} is no JSON or CSV of ${named ?? importKinds.join(', ')}` };
  return { ...read, kind: named ?? kindOf(read.columns) };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/** The kind that has all its required columns. */
const kindOf = (columns: readonly string[]): ImportKind | undefined =>
  importKinds.find((kind) => columnsOf(kind).every(([column, schema]) => columns.includes(column) || schema.safeParse(undefined).success));

type Read = { rows: ImportRow[]; bad: BadLine[]; columns: readonly string[] };

function jsonRows(text: string): Read | undefined {
  try {
    const entries: readonly unknown[] = [JSON.parse(text)].flat(1);
    const columns = entries.flatMap((entry) => (typeof entry === 'object' && entry ? Object.keys(entry) : []));
    return { rows: entries.map((row, index) => ({ place: `entry ${index + 1}`, row })), bad: [], columns: [...new Set(columns)] };
  } catch {
    return undefined;
  }
}

function csvRows(text: string): Read | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim());
  const delimiter = [';', '\t', ','].find((mark) => lines[first]?.includes(mark)) ?? ',';
  const columns = cellsOf(lines[first] ?? '', delimiter, true);
  if (!columns) return undefined;
  const rows: ImportRow[] = [];
  const bad: BadLine[] = [];
  for (let at = first + 1; at < lines.length; ) {
    const place = `line ${at + 1}`;
    const { cells, taken } = recordAt(lines, at, delimiter, columns.length);
    at += taken;
    if (!cells) bad.push({ place, code: 'quote' });
    else if (cells.length > columns.length) bad.push({ place, code: 'columns' });
    else if (cells.some(Boolean)) rows.push({ place, row: rowOf(columns, cells, delimiter) });
  }
  return { rows, bad, columns };
}

/** The record that begins in this line; no cells when its quote is not closed where a record of this width ends. */
function recordAt(lines: readonly string[], at: number, delimiter: string, width: number): { cells?: string[]; taken: number } {
  const alone = cellsOf(lines[at] ?? '', delimiter, true);
  if (alone) return { cells: alone, taken: 1 };
  for (let taken = 2; taken <= longestCell && at + taken <= lines.length; taken++) {
    const cells = cellsOf(lines.slice(at, at + taken).join('\n'), delimiter, false);
    if (cells?.length === width) return { cells, taken };
  }
  return { taken: 1 };
}

/** The cells of one record. Undefined when quotes do not fit; `relaxed` takes a quote inside an unquoted cell as it stands. */
function cellsOf(record: string, delimiter: string, relaxed: boolean): string[] | undefined {
  try {
    const records = parseCsv(record, { delimiter, trim: true, relax_quotes: relaxed, relax_column_count: relaxed });
    return records.length > 1 ? undefined : (records[0] ?? []);
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** Where the comma parts no cells it may part decimals: "1200,50". */
const rowOf = (columns: readonly string[], cells: readonly string[], delimiter: string): Record<string, string> =>
  Object.fromEntries(
    cells.map((cell, index) => {
      const column = columns[index] ?? '';
      return [column, delimiter !== ',' && decimals.test(column) ? cell.replace(/^(\d+),(\d+)$/, '$1.$2') : cell];
    }),
  );
