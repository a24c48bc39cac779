/** What the guard looks at; header names are in lower case. */
export type MailSigns = { headers: ReadonlyMap<string, string>; from?: { address: string } | undefined };

/**
 * Why a mail must not be answered by a machine: it is one's work itself (RFC 3834 and what came before it), or it is from one of our own addresses,
 * "claims@acme.example" or "claims+token@acme.example". Undefined for what a person seems to have written.
 */
export function loopSign(
  mail: MailSigns,
  envelope: { from: string; to: readonly string[] },
  claimsAddress: string,
): 'automatic' | 'own-address' | undefined {
  const senders = [mail.from?.address ?? '', bare(envelope.from)].map((address) => address.trim().toLowerCase());
  if (senders.some((sender) => ours(sender, claimsAddress.toLowerCase()))) return 'own-address';
  const header = (name: string): string | undefined => mail.headers.get(name)?.trim().toLowerCase();
  const automatic =
    bare(envelope.from) === '' ||
    senders.some((sender) => /^(mailer-daemon|postmaster)(@|$)/.test(sender)) ||
    signs.some(({ name, means }) => {
      const value = header(name);
      return value !== undefined && means(value);
    });
  return automatic ? 'automatic' : undefined;
}

const bare = (address: string): string => address.trim().replace(/^<(.*)>$/, '$1');

function ours(address: string, claimsAddress: string): boolean {
  const parts = (text: string) => ({ local: text.slice(0, text.lastIndexOf('@')), domain: text.slice(text.lastIndexOf('@') + 1) });
  const [sender, own] = [parts(address), parts(claimsAddress)];
  return sender.domain === own.domain && sender.local.split('+')[0] === own.local;
}

const present = (): boolean => true;
const unless =
  (...words: string[]) =>
  (value: string): boolean =>
    !words.includes(value.split(/[;\s]/)[0] ?? '');
const signs: readonly { name: string; means: (value: string) => boolean }[] = [
  { name: 'auto-submitted', means: unless('no', '') }, // RFC 3834, 5
  { name: 'x-auto-response-suppress', means: unless('none', '') }, // MS-OXCMAIL, 2.2.3.2.14
  { name: 'precedence', means: (value) => ['bulk', 'junk', 'list', 'auto_reply'].includes(value) },
  { name: 'x-autoreply', means: unless('no', '') },
  { name: 'x-autorespond', means: unless('no', '') },
  { name: 'list-id', means: present }, // RFC 2919
  { name: 'list-unsubscribe', means: present }, // RFC 2369
  { name: 'return-path', means: (value) => value === '<>' }, // RFC 3834, 2
  { name: 'content-type', means: (value) => /^(multipart\/report|message\/(delivery-status|disposition-notification))\b/.test(value) },
];
