import { createTransport } from 'nodemailer';

/** Offers a mail to the world. Rejects with `refused: true` when it was surely not taken; after another error nobody knows. */
export type Relay = (mail: { from: string; to: string; raw: Uint8Array }) => Promise<void>;

/** Hands mails to an SMTP server, `url` as in "smtps://user:password@mail.example". */
export function smtpRelay(url: string): Relay {
  const transport = createTransport(url);
  return async ({ from, to, raw }) => {
    try {
      await transport.sendMail({ envelope: { from, to: [to] }, raw: Buffer.from(raw) });
    } catch (error) {
      throw Object.assign(new Error('the relay failed', { cause: error }), {
        refused: surelyNot(error as SmtpError),
      });
    }
  };
}

type SmtpError = { code?: string; responseCode?: number; syscall?: string };

/** Nothing was taken when there was no connection, or when the server answered no (RFC 5321, 4.2.1). A connection lost after DATA says nothing. */
function surelyNot({ code, responseCode, syscall }: SmtpError): boolean {
  return (responseCode ?? 0) >= 400 || syscall === 'connect' || ['EDNS', 'EAUTH', 'ETLS'].includes(code ?? '');
}
