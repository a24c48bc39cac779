import { breakLines } from './letter-lines.ts';

export type Pdf = PDFKit.PDFDocument;
export type Font = 'regular' | 'bold' | 'italic';
export type Style = { font: Font; size: number; color: string; leading: number };
type Tag = 'P' | 'H1' | 'H2' | 'TH' | 'TD';
export type Element = ReturnType<Pdf['struct']>;

const mm = 72 / 25.4;
/** A4 with a binding margin, in points (DIN 5008 and ГОСТ Р 7.0.97 both fit: left 20 mm and more, right 10 mm and more). */
export const page = { width: 595.28, height: 841.89, left: 25 * mm, right: 20 * mm, top: 20 * mm, bottom: 22 * mm };
export const textWidth = page.width - page.left - page.right;
export const ink = { text: '#1b1f24', quiet: '#5b6470', line: '#b9c0c8', accent: '#1f4e79' };
export const styles = {
  text: { font: 'regular', size: 10.5, color: ink.text, leading: 1.42 },
  title: { font: 'bold', size: 13, color: ink.text, leading: 1.3 },
  heading: { font: 'bold', size: 10.5, color: ink.text, leading: 1.42 },
  letterhead: { font: 'bold', size: 15, color: ink.accent, leading: 1.25 },
  quiet: { font: 'regular', size: 8.5, color: ink.quiet, leading: 1.35 },
  cell: { font: 'regular', size: 9, color: ink.text, leading: 1.32 },
  head: { font: 'bold', size: 8.5, color: ink.quiet, leading: 1.32 },
} as const satisfies Record<string, Style>;

/** A page with a pen on it: `y` goes down as things are written, and a new page begins where the room ends. */
export type Sheet = {
  readonly pdf: Pdf;
  readonly root: Element;
  y: number;
  /** Room that is left on this page, in points. */
  room(): number;
  turn(): void;
  /** A new page unless there is room for this height. */
  keep(height: number): void;
  lines(text: string, style: Style, width: number): string[];
  /** One line at a place; nothing moves. */
  put(line: string, style: Style, at: { x: number; y: number; width?: number; align?: 'left' | 'right' }): void;
  /** Lines of one element from `y` on, over as many pages as they need; at least two lines of it stay together. */
  write(text: string, style: Style, options?: WriteOptions): void;
  /** What readers read, as a part of `element`. */
  tagged(element: Element, tag: Tag, draw: () => void): void;
  /** What readers skip: lines, repeated heads, page numbers. */
  artifact(draw: () => void): void;
  rule(color: string, weight: number): void;
};

export function makeSheet(pdf: Pdf, root: Element): Sheet {
  const use = (style: Style): void => void pdf.font(style.font).fontSize(style.size).fillColor(style.color);
  const sheet: Sheet = {
    pdf,
    root,
    y: page.top,
    room: () => page.height - page.bottom - sheet.y,
    turn() {
      pdf.addPage();
      sheet.y = page.top;
    },
    keep(height) {
      if (sheet.room() < height) sheet.turn();
    },
    lines(text, style, width) {
      use(style);
      return breakLines(text, width, (piece) => pdf.widthOfString(piece));
    },
    put(line, style, at) {
      use(style);
      const shift = at.align === 'right' ? (at.width ?? 0) - pdf.widthOfString(line) : 0;
      // pdfkit draws no empty text, and trims nothing when it may not break lines.
      if (line) pdf.text(line, at.x + shift, at.y, { lineBreak: false });
    },
    write(text, style, { tag = 'P', x = page.left, width = textWidth, after = 0 } = {}) {
      const lines = sheet.lines(text, style, width);
      const height = style.size * style.leading;
      const element = pdf.struct(tag);
      root.add(element);
      sheet.keep(height * Math.min(2, lines.length));
      while (lines.length > 0) {
        const fit = lines.splice(0, Math.max(1, Math.floor(sheet.room() / height)));
        sheet.tagged(element, tag, () => {
          for (const line of fit) {
            sheet.put(line, style, { x, y: sheet.y });
            sheet.y += height;
          }
        });
        if (lines.length > 0) sheet.turn();
      }
      element.end();
      sheet.y += after;
    },
    tagged(element, tag, draw) {
      element.add(pdf.markStructureContent(tag));
      draw();
      pdf.endMarkedContent();
    },
    artifact(draw) {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      pdf.endMarkedContent();
    },
    rule(color, weight) {
      sheet.artifact(() =>
        pdf
          .moveTo(page.left, sheet.y)
          .lineTo(page.left + textWidth, sheet.y)
          .lineWidth(weight)
          .strokeColor(color)
          .stroke(),
      );
    },
  };
  return sheet;
}
type WriteOptions = { tag?: Tag; x?: number; width?: number; after?: number };
