import type { Language } from '../claims/claim.ts';

/** A mail as its parts: text and HTML are made from the same ones, so that neither says less than the other. */
export type MailPart =
  | { kind: 'lead'; label: string; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'rows'; title?: string | undefined; rows: readonly (readonly [label: string, value: string])[] }
  | { kind: 'link'; label: string; url: string }
  | { kind: 'quiet'; text: string };
export type MailText = { subject: string; text: string; html: string };

export function mailOf({ subject, language, parts }: { subject: string; language: Language; parts: readonly MailPart[] }): MailText {
  // Mail programs cut long subjects and show non-breaking spaces in them badly.
  const line = subject.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  return { subject: line, text: `${parts.map(textOf).join('\n\n')}\n`, html: page(line, language, parts.map(htmlOf).join('\n')) };
}

function textOf(part: MailPart): string {
  switch (part.kind) {
    case 'lead':
      return `${part.label}: ${part.text}`;
    case 'rows':
      return [...(part.title ? [`${part.title}:`] : []), ...part.rows.map(([label, value]) => `- ${label}: ${value}`)].join('\n');
    case 'link':
      return `${part.label}:\n${part.url}`;
    case 'text':
    case 'quiet':
      return part.text;
  }
}

const font = "font-family:Georgia,'PT Serif','Times New Roman',serif";
const paragraph = `margin:0 0 14px;${font};font-size:16px;line-height:1.5;color:#1b1f24`;
const quiet = `margin:0 0 14px;${font};font-size:13px;line-height:1.5;color:#5b6470`;
const cell = `padding:6px 12px 6px 0;border-bottom:1px solid #d9dee3;${font};font-size:15px;line-height:1.4;vertical-align:top;text-align:left`;

function htmlOf(part: MailPart): string {
  switch (part.kind) {
    case 'lead':
      return `<p style="${quiet}">${escapeHtml(part.label)}<br><strong style="${font};font-size:28px;line-height:1.3;color:#1f4e79">${escapeHtml(part.text)}</strong></p>`;
    case 'text':
      return `<p style="${paragraph}">${escapeHtml(part.text)}</p>`;
    case 'quiet':
      return `<p style="${quiet}">${escapeHtml(part.text)}</p>`;
    case 'link':
      return `<p style="${paragraph}"><a href="${escapeHtml(part.url)}" style="color:#1f4e79;font-weight:bold">${escapeHtml(part.label)}</a><br><span style="${font};font-size:13px;color:#5b6470">${escapeHtml(part.url)}</span></p>`;
    case 'rows': {
      const rows = part.rows.map(
        ([label, value]) =>
          `<tr><th scope="row" style="${cell};color:#5b6470;font-weight:normal;width:34%">${escapeHtml(label)}</th><td style="${cell};color:#1b1f24;word-break:break-word">${escapeHtml(value)}</td></tr>`,
      );
      const title = part.title ? `<p style="${paragraph};margin-bottom:4px"><strong>${escapeHtml(part.title)}</strong></p>` : '';
      return `${title}<table style="border-collapse:collapse;width:100%;margin:0 0 16px">${rows.join('')}</table>`;
    }
  }
}

const page = (title: string, language: Language, body: string): string =>
  `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:0;background:#ffffff"><table role="presentation" style="width:100%;max-width:600px;margin:0 auto;border-collapse:collapse"><tr><td style="padding:24px 16px">
${body}
</td></tr></table></body></html>
`;

/** Safe in text and in quoted attributes; line ends stay visible. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\n', '<br>');
