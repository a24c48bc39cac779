// Spreadsheets run a cell that begins like this as a formula; the full-width forms are read as the plain ones. https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A cell that a spreadsheet shows as text: harmless at its beginning, quoted where it holds a separator. */
export function csvCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells as CSV after RFC 4180. */
export const csvOf = (lines: readonly (readonly string[])[]): string => lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
