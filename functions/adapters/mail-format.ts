import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { type Address, type Email } from 'postal-mime';
import { Refusal } from '#domain/errors.ts';
import type { MailContent, MailFormat, ParsedMail } from '#usecases/ports.ts';
import { htmlText } from './html-text.ts';

/** Writes and reads RFC 5322 messages. The same content composes to the same bytes. Throws Refusal('invalid') for an address or bytes that are none. */
export const mailFormat = (): MailFormat => ({ compose, parse });

async function compose(mail: MailContent): Promise<Uint8Array> {
  const automatic = mail.automatic && { 'Auto-Submitted': mail.automatic, 'X-Auto-Response-Suppress': 'All' };
  const composed = new MailComposer({
    from: mailbox(mail.from),
    to: mailbox(mail.to),
    replyTo: mail.replyTo ? mailbox({ name: '', address: mail.replyTo }) : undefined,
    subject: headerText(mail.subject),
    messageId: messageIdOf(mail.messageId) ?? refuse('messageId'),
    inReplyTo: messageIdOf(mail.inReplyTo),
    references: (mail.references ?? []).flatMap((id) => messageIdOf(id) ?? []).slice(-mostReferences),
    date: new Date(mail.date),
    headers: { ...automatic },
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map((file) => ({
      filename: fileName(file.name),
      contentType: mediaType(file.type),
      contentDisposition: 'attachment' as const,
      // A message/* part may not be encoded (RFC 2046, 5.2.1), so an enclosed mail goes as plain bytes and arrives as it was.
      content: Buffer.from(file.bytes),
    })),
    baseBoundary: boundary(mail),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Uint8Array(await composed.compile().build());
}

const mostReferences = 50;

/** Depends on the whole content, so that nobody can write a text that holds its own boundary. */
const boundary = ({ messageId, subject, text, html }: MailContent): string =>
  createHash('sha256')
    .update(JSON.stringify([messageId, subject, text, html]))
    .digest('hex')
    .slice(0, 24);

const refuse = (path: string): never => {
  throw new Refusal('invalid', undefined, [{ path, code: 'mail-header' }]);
};
const controls = /[\p{Cc}\u2028\u2029]+/gu;
const oneLine = (text: string): string => text.replaceAll(controls, ' ').trim();
/** For a header of ours: what only looks like an encoded word (RFC 2047) must not be read as one. */
const headerText = (text: string): string => oneLine(text).replaceAll('=?', '= ?');
/** Without path and control signs; what is left of nothing is "file". */
const fileName = (name: string): string => oneLine(name).split(/[/\\]/).at(-1)?.slice(-150) || 'file';
const mediaType = (type: string): string =>
  /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,100}$/i.test(type) && !/^(message|multipart)\//i.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream';

function mailbox({ name, address }: { name: string; address: string }): { name: string; address: string } {
  if (!/^[^\s@<>(),;:"[\]\\\p{Cc}]{1,128}@[^\s@<>(),;:"[\]\\\p{Cc}]{1,255}$/u.test(address)) refuse('address');
  return { name: headerText(name).slice(0, 200), address };
}
function messageIdOf(text: string | undefined): string | undefined {
  return /<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>/.exec(text ?? '')?.[0];
}

const limits = { forceRfc822Attachments: true, maxNestingDepth: 50, maxHeadersSize: 512 * 1024 };
const told = new Set(['from', 'to', 'subject', 'date', 'message-id', 'received', 'content-type', 'mime-version']);

async function parse(raw: Uint8Array): Promise<ParsedMail> {
  let mail: Email;
  try {
    // A message within the message stays an attachment: a forwarded or bounced mail is not the customer's words.
    mail = await PostalMime.parse(raw, limits);
  } catch {
    throw new Refusal('invalid', 'not a mail that can be read');
  }
  const headers = new Map<string, string>();
  for (const { key, value } of mail.headers) if (!headers.has(key)) headers.set(key, value);
  if (!mail.headers.some(({ key }) => told.has(key))) throw new Refusal('invalid', 'not a mail that can be read');
  const html = mail.html?.trim() ? mail.html : undefined;
  return {
    messageId: messageIdOf(mail.messageId),
    from: senderOf(mail),
    to: [...flat(mail.to), ...flat(mail.cc)].map(({ address }) => address).concat(mail.deliveredTo ?? []),
    subject: oneLine(mail.subject ?? ''),
    text: clean(mail.text?.trim() ? mail.text : html ? htmlText(html) : ''),
    html,
    inReplyTo: messageIdOf(mail.inReplyTo),
    references:
      (mail.references ?? '')
        .slice(0, 64 * 1024)
        .match(/<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>/g)
        ?.slice(-mostReferences) ?? [],
    headers,
    attachments: mail.attachments.map((file, index) => ({
      name: file.filename ? fileName(file.filename) : `file-${index + 1}${extensions[file.mimeType] ?? ''}`,
      type: file.mimeType || 'application/octet-stream',
      bytes: bytesOf(file.content),
    })),
  };
}

const extensions: Record<string, string> = {
  'message/rfc822': '.eml',
  'text/plain': '.txt',
  'text/html': '.html',
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'text/calendar': '.ics',
};
const flat = (addresses: readonly Address[] = []) =>
  addresses.flatMap((entry) => entry.group ?? [{ name: entry.name, address: entry.address ?? '' }]);

/** Who wrote. Nobody, when there is no address or more than one From: which of them a reader believes is a trick of forgers (RFC 5322, 3.6). */
function senderOf(mail: Email): ParsedMail['from'] {
  if (mail.headers.filter(({ key }) => key === 'from').length > 1) return undefined;
  const [first] = mail.from ? flat([mail.from]) : [];
  return first?.address.includes('@') ? { name: oneLine(first.name), address: oneLine(first.address) } : undefined;
}
// NUL and other control signs in a text break stores and pages; line ends become one kind.
const clean = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .trimEnd();
const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string'
    ? new TextEncoder().encode(content)
    : new Uint8Array(content instanceof Uint8Array ? content : new Uint8Array(content));
