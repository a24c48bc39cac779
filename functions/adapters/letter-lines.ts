/** Breaks a text into lines of at most `width` points; `measure` gives the width of a piece. New lines are kept; non-breaking spaces hold; a word that is too long is cut. */
export function breakLines(text: string, width: number, measure: (piece: string) => number): string[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

function breakParagraph(paragraph: string, width: number, measure: (piece: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/ +/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    const pieces = cut(word, width, measure);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line];
}

/** Pieces of a word that fit; a hash or a long address breaks anywhere. */
function cut(word: string, width: number, measure: (piece: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const sign of word) {
    const size = measure(sign);
    if (piece && used + size > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += sign;
    used += size;
  }
  return [...pieces, piece];
}

/** Without control signs: a tab is a space, soft hyphens and direction marks have no place in print. */
const printable = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/([№§]) (?=\S)/g, '$1\u00a0')
    .replaceAll(/(?!\n)\p{Cc}|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '');
