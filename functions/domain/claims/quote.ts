/**
 * Parts a reply into what was written now and the quoted mail below it, which pages fold. Answers between quoted lines stay with their quotes, a forwarded
 * mail stays in view, and a text that is nothing but a quote is shown whole. Line by line, in linear time.
 */
export function foldQuote(text: string): { visible: string; quoted: string } {
  const lines = text.split('\n');
  const next = nextFilled(lines);
  const cut = quoteStart(lines, next);
  const visible = lines.slice(0, cut).join('\n').trimEnd();
  if (cut >= lines.length || visible.trim() === '') return { visible: text, quoted: '' };
  return { visible, quoted: lines.slice(cut).join('\n') };
}

const isQuoted = (line: string | undefined): boolean => line?.trimStart().startsWith('>') ?? false;

function quoteStart(lines: readonly string[], next: readonly number[]): number {
  const ownEnd = lastOwn(lines);
  for (const [index, line] of lines.entries()) {
    if (forwarded.test(line.slice(0, longest))) return lines.length;
    if (separator.test(line.slice(0, longest))) return index;
    if (headerBlock(lines, index, next)) return startOfRule(lines, index);
    const height = attribution(lines, index, next);
    if (height === 0) continue;
    const below = next[index + height] ?? lines.length;
    // Own words after quoted lines are an answer between them; without ">" all below is the quote.
    if (!isQuoted(lines[below]) || ownEnd < index + height) return index;
  }
  return next[ownEnd + 1] ?? lines.length;
}

/** The last line that is neither quoted nor empty; -1 when there is none. */
const lastOwn = (lines: readonly string[]): number => lines.findLastIndex((line) => line.trim() !== '' && !isQuoted(line));

/** For every line the next one from it on that is not empty. */
function nextFilled(lines: readonly string[]): number[] {
  const next: number[] = [];
  for (let index = lines.length - 1, filled = lines.length; index >= 0; index--) {
    if (lines[index]?.trim()) filled = index;
    next[index] = filled;
  }
  return next;
}

const longest = 300;
/** Outlook, in English and Russian. */
const separator = /^\s*-{2,}\s*(original message|исходное сообщение)\s*-{2,}\s*$/i;
const forwarded =
  /^\s*-{2,}\s*(forwarded message|пересылаемое сообщение|пересланное сообщение|конец пересылаемого сообщения)\s*-{2,}\s*$|^\s*(begin forwarded message|начало переадресованного сообщения|начало пересылаемого сообщения)\s*:\s*$/i;

const from = /^\s*\*?(from|от(?: кого)?)\s*:\*?\s/i;
const others = /^\s*\*?(sent|date|to|subject|отправлено|дата|кому|тема|cc|копия)\s*:\*?(\s|$)/i;
/** "From: … Sent: … To: … Subject: …" as Outlook puts it above a quote without signs. */
function headerBlock(lines: readonly string[], index: number, next: readonly number[]): boolean {
  if (!from.test(lines[index]?.slice(0, longest) ?? '')) return false;
  const second = next[index + 1] ?? lines.length;
  const third = next[second + 1] ?? lines.length;
  return [second, third].every((at) => others.test(lines[at]?.slice(0, longest) ?? ''));
}
/** The line of underscores that Outlook draws above it belongs to the quote. */
const startOfRule = (lines: readonly string[], index: number): number =>
  /^\s*_{10,}\s*$/.test(lines[index - 1] ?? '') ? index - 1 : index;

/** How many lines "On … wrote:" takes here: 0, 1, or 2 where a program has broken it. */
function attribution(lines: readonly string[], index: number, next: readonly number[]): number {
  const line = lines[index]?.trim().slice(0, longest) ?? '';
  if (wrote(line)) return 1;
  if (!/^(on |\p{L}{2,12}, |\d)/iu.test(line) || next[index + 1] !== index + 1) return 0;
  return wrote(`${line} ${lines[index + 1]?.trim().slice(0, longest)}`) ? 2 : 0;
}

const date =
  /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(st|nd|rd|th)?\s+\p{L}{3,10}\.?,?\s+\d{4}|\p{L}{3,10}\.?\s+\d{1,2},?\s+\d{4}/iu;
/** Gmail, Apple and Thunderbird end with a verb; Gmail in Russian, Yandex and Mail.ru with the address and a colon. */
function wrote(line: string): boolean {
  if (!line.endsWith(':') || !date.test(line)) return false;
  return (
    /(wrote|writes|пишет|писал|писала|написал|написала|написал\(а\)|пишет\(а\))\s*:$/i.test(line) || /[^\s@<>]+@[^\s@<>]+>?\s*:$/.test(line)
  );
}
