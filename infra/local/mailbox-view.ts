import { createHash } from 'node:crypto';
import PostalMime, { type Attachment, type Email } from 'postal-mime';

/** A mail as the mailbox page shows it. `text` and `html` are as they were sent: not safe to put into a page. */
export type KeptMail = {
  id: string;
  messageId: string;
  at: string; // instant
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  /** Names in lower case; what occurs several times is joined by line ends. */
  headers: Record<string, string>;
  attachments: { name: string; type: string; size: number; sha256: string; index: number }[];
  /** Kept here; with a relay also: no answer yet, or refused by it. */
  state: 'kept' | 'relaying' | 'refused';
};
type Kept = { id: number; message_id: string; at: number; sender: string; recipient: string; raw: Uint8Array; state: KeptMail['state'] };

export async function openMail({ id, message_id, at, sender, recipient, raw, state }: Kept): Promise<KeptMail> {
  const mail = await parse(raw);
  const headers: Record<string, string> = {};
  for (const { key, value } of mail.headers) headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  return {
    id: String(id),
    messageId: message_id,
    at: new Date(at).toISOString(),
    to: recipient,
    from: sender,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers,
    attachments: mail.attachments.map((attachment, index) => {
      const bytes = bytesOf(attachment);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { name: attachment.filename ?? '', type: attachment.mimeType, size: bytes.length, sha256, index };
    }),
    state,
  };
}

export async function openAttachment(
  raw: Uint8Array,
  index: number,
): Promise<{ name: string; type: string; bytes: Uint8Array } | undefined> {
  const found = (await parse(raw)).attachments[index];
  return found && { name: found.filename ?? '', type: found.mimeType, bytes: bytesOf(found) };
}

// Otherwise an enclosed message would be read into the text of the one that encloses it.
const parse = (raw: Uint8Array): Promise<Email> => PostalMime.parse(raw, { forceRfc822Attachments: true });

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}
