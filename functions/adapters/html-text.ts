/** Readable text of an HTML mail: paragraphs and lines stay, links show where they lead when their words do not. One pass, linear time. */
export function htmlText(html: string): string {
  const out: string[] = [];
  let at = 0;
  let link = '';
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      out.push(collapse(html.slice(at)));
      break;
    }
    out.push(collapse(html.slice(at, open)));
    const tag = tagAt(html, open);
    at = tag.end;
    if (hidden.has(tag.name) && !tag.closing) at = afterElement(html, tag.name, at);
    if (tag.name === 'a' && !tag.closing) link = hrefOf(tag.text);
    if (tag.name === 'a' && tag.closing && link) {
      if (!link.includes(out.at(-1)?.trim() || ' ')) out.push(` (${link})`);
      link = '';
    }
    out.push(breakOf(tag.name, tag.closing));
  }
  return tidy(out.join(''));
}

const hidden = new Set(['script', 'style', 'head', 'title', 'template']);
const blocks = new Set([
  'p',
  'div',
  'tr',
  'table',
  'ul',
  'ol',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'pre',
]);

function breakOf(name: string, closing: boolean): string {
  if (name === 'br') return '\n';
  if (name === 'li') return closing ? '' : '\n- ';
  if (name === 'td' || name === 'th') return closing ? ' ' : '';
  if (name === 'p') return '\n\n';
  return blocks.has(name) ? '\n' : '';
}

/** The tag or comment that starts at `open`; a "<" that opens nothing is a sign of its own. */
function tagAt(html: string, open: number): { name: string; closing: boolean; text: string; end: number } {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return { name: '', closing: false, text: '', end: end < 0 ? html.length : end + 3 };
  }
  const end = html.indexOf('>', open);
  const text = html.slice(open + 1, end < 0 ? html.length : end);
  const name = /^\/?([a-z][a-z0-9]*)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return { name, closing: text.startsWith('/'), text, end: end < 0 ? html.length : end + 1 };
}

function afterElement(html: string, name: string, from: number): number {
  // Sticky search for the end tag; what is never closed hides the rest, as in a browser.
  const close = new RegExp(`</${name}[\\s>]`, 'gi');
  close.lastIndex = from;
  const found = close.exec(html);
  if (!found) return html.length;
  const end = html.indexOf('>', found.index);
  return end < 0 ? html.length : end + 1;
}

const hrefOf = (tag: string): string =>
  decodeEntities(/\shref\s*=\s*["']?(https?:\/\/[^"'\s>]{1,500})/i.exec(tag.slice(0, 2000))?.[1] ?? '');
const collapse = (text: string): string => decodeEntities(text.replaceAll(/[ \t\r\n]+/g, ' '));

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .join('\n')
    .trim();
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  sect: '§',
  deg: '°',
  middot: '·',
  bull: '•',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsquo: '‘',
  rsquo: '’',
  shy: '',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  times: '×',
  zwnj: '',
  zwj: '',
};
function decodeEntities(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? named[name.toLowerCase()] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}
