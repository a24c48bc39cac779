import { createTransport } from 'nodemailer';
import type { MailboxOptions } from './mailbox.ts';

/** Hands mails to an SMTP server, `url` as in "smtps://user:password@mail.example". */
export function smtpRelay(url: string): NonNullable<MailboxOptions['relay']> {
  const transport = createTransport(url);
  return async ({ from, to, raw }) => {
    try {
      await transport.sendMail({ envelope: { from, to: [to] }, raw: Buffer.from(raw) });
    } catch (error) {
      throw Object.assign(new Error('the relay failed', { cause: error }), { refused: surelyNot(error as { code?: string; responseCode?: number }) });
    }
  };
}

/** Nothing was taken when there was no connection, or when the server answered no (RFC 5321, 4.2.1). A connection lost after DATA says nothing. */
function surelyNot({ code, responseCode }: { code?: string; responseCode?: number }): boolean {
  return (responseCode ?? 0) >= 400 || ['ECONNREFUSED', 'EDNS', 'ENOTFOUND', 'EAUTH', 'ETLS'].includes(code ?? '');
}
