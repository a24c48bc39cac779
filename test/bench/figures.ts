/** One line of the report: what was measured, what it should be (quality.md of the project), whether it is reached. */
export type Figure = { area: string; what: string; figure: string; target: string; verdict: string };

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

type Goal = { atMost?: number; atLeast?: number };
/** "reached", or by how much not: "1.4 x the limit". */
export function verdict(value: number, { atMost, atLeast }: Goal): string {
  if (atMost !== undefined) return value <= atMost ? 'reached' : `not reached: ${(value / atMost).toFixed(2)} x the limit`;
  if (atLeast !== undefined) return value >= atLeast ? 'reached' : `not reached: ${Math.round((value / atLeast) * 100)} % of it`;
  return '';
}

export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A figure with a target, its unit behind it. */
export function figure(area: string, what: string, value: number, unit: string, goal: Goal = {}, digits = 0): Figure {
  const wanted = goal.atMost ?? goal.atLeast;
  const sign = goal.atMost !== undefined ? 'at most ' : 'at least ';
  return {
    area,
    what,
    figure: `${number(value, digits)} ${unit}`.trim(),
    target: wanted === undefined ? '' : `${sign}${number(wanted, wanted % 1 ? digits : 0)} ${unit}`.trim(),
    verdict: verdict(value, goal),
  };
}

/** A Markdown table, its columns aligned. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['Area', 'What', 'Figure', 'Target', 'Reached'],
    ...figures.map((row) => [row.area, row.what, row.figure, row.target, row.verdict]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
