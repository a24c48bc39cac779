import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export type Envelope = { from: string; to: readonly string[] };
export type SmtpOptions = {
  /** 0 takes any free port. */
  port: number;
  host: string;
  accepts: (address: string) => boolean;
  maxBytes: number;
  /** The sender hears "250" only after this returned; when it fails they are told to try again. */
  onMail: (raw: Uint8Array, envelope: Envelope) => Promise<void>;
  /** A mail over the limit: its first 64 KB and how large it was in all. The sender hears "552". */
  onTooLarge: (rawStart: Uint8Array, envelope: Envelope, size: number) => Promise<void>;
};
export type SmtpServer = { port: number; close: () => Promise<void> };

const startBytes = 64 * 1024;
const mostClients = 50;
/** So many mails of the greatest size may be in memory at once; the next ones are asked to come again. */
const mostAtOnce = 4;

/** Takes mail by SMTP without sign-in or encryption, for one machine and its own host only. */
export async function startSmtp(options: SmtpOptions): Promise<SmtpServer> {
  const intake = makeIntake(options);
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: options.maxBytes,
    // SIZE is announced without a number: with one, a mail that declares too much would be refused before anything of it is on record.
    hideSize: true,
    maxClients: mostClients,
    socketTimeout: 60_000,
    closeTimeout: 1000,
    onRcptTo: ({ address }, _session, done) => done(options.accepts(address) ? null : answer(550, 'No such mailbox here')),
    onData: (stream, session, done) => {
      intake(stream, session).then(
        () => done(null, 'Accepted'),
        (error: unknown) => done(error instanceof Error && 'responseCode' in error ? error : answer(451, 'Not taken, please try again')),
      );
    },
  });
  // A client that breaks off is no fault of ours; without a listener it would end the process.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const answer = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** Reads one mail and hands it over; memory stays under the limit whatever is sent. */
function makeIntake({ maxBytes, onMail, onTooLarge }: SmtpOptions) {
  const room = { left: mostAtOnce * maxBytes };
  return async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const envelope = envelopeOf(session);
    const mail = holdMail(room, maxBytes);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) mail.add(chunk);
      const { size, raw, whole } = mail.end();
      if (size > maxBytes) {
        await onTooLarge(raw, envelope, size);
        throw answer(552, 'Too large; we have noted that you wrote');
      }
      if (!whole) throw answer(451, 'Busy, please try again');
      await onMail(raw, envelope);
    } finally {
      mail.release();
    }
  };
}

/** The bytes of one mail as far as there is room: all of it, or its beginning. */
function holdMail(room: { left: number }, maxBytes: number) {
  let chunks: Buffer[] = [];
  let kept = 0;
  let size = 0;
  let whole = true;
  return {
    add(chunk: Buffer): void {
      size += chunk.length;
      whole &&= size <= maxBytes && chunk.length <= room.left;
      chunks.push(chunk);
      kept += chunk.length;
      room.left -= chunk.length;
      if (whole || kept <= startBytes) return;
      chunks = [Buffer.from(Buffer.concat(chunks).subarray(0, startBytes))];
      room.left += kept - startBytes;
      kept = startBytes;
    },
    end: () => ({ size, raw: new Uint8Array(Buffer.concat(chunks)), whole }),
    release(): void {
      room.left += kept;
      kept = 0;
    },
  };
}

const envelopeOf = ({ envelope }: SMTPServerSession): Envelope => ({
  from: envelope.mailFrom ? envelope.mailFrom.address : '',
  to: envelope.rcptTo.map(({ address }) => address),
});
