import { once } from 'node:events';
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { type Envelope, type SmtpOptions, type SmtpServer, startSmtp } from '#infra/local/smtp-in.ts';

const claims = 'claims@polar.example';
type Taken = { raw: string; envelope: Envelope; size?: number };
let server: SmtpServer | undefined;
afterEach(async () => server?.close());

async function start(change: Partial<SmtpOptions> = {}) {
  const mails: Taken[] = [];
  const tooLarge: Taken[] = [];
  const options: SmtpOptions = {
    port: 0,
    host: '127.0.0.1',
    accepts: (address) => address === claims,
    maxBytes: 200_000,
    onMail: async (raw, envelope) => void mails.push({ raw: Buffer.from(raw).toString(), envelope }),
    onTooLarge: async (raw, envelope, size) => void tooLarge.push({ raw: Buffer.from(raw).toString(), envelope, size }),
    ...change,
  };
  server = await startSmtp(options);
  return { mails, tooLarge, port: server.port };
}
const message = (size = 0) =>
  `From: ivan@mail.example\r\nSubject: Hi\r\n\r\n.dot\r\n${'x'
    .repeat(70)
    .concat('\r\n')
    .repeat(Math.ceil(size / 72))}`;

async function send(
  port: number,
  raw: string,
  { from = 'ivan@mail.example', to = [claims] }: { from?: string; to?: string[] } = {},
): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from, to }, raw });
    return 250;
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0;
  } finally {
    transport.close();
  }
}

/** Says these lines to the server, each after an answer to the one before; the answers. */
async function say(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const answers: string[] = [];
  for (const line of ['', ...lines]) {
    if (line) socket.write(`${line}\r\n`);
    const [answer] = (await once(socket, 'data')) as [string];
    answers.push(answer);
  }
  socket.destroy();
  return answers;
}

test('a mail arrives byte for byte with its envelope', async () => {
  const { mails, port } = await start();
  expect(await send(port, message())).toBe(250);
  expect(await send(port, message(), { from: '' })).toBe(250); // a delivery report has no sender
  expect(mails).toEqual([
    { raw: message(), envelope: { from: 'ivan@mail.example', to: [claims] } },
    { raw: message(), envelope: { from: '', to: [claims] } },
  ]);
});

test('the sender hears yes only when the mail is kept, and is asked to come again when it could not be', async () => {
  let fail = true;
  const kept: number[] = [];
  const { port } = await start({
    onMail: async (raw) => {
      if (fail) throw new Error('disk full: /secret/path');
      kept.push(raw.byteLength);
    },
  });
  expect(await send(port, message())).toBe(451);
  fail = false;
  expect(await send(port, message())).toBe(250);
  expect(kept).toHaveLength(1);
});

test('why it failed inside is not told outside', async () => {
  const { port } = await start({
    onMail: async () => {
      throw new Error('disk full: /secret/path');
    },
  });
  const answers = await say(port, ['EHLO x', 'MAIL FROM:<a@b.example>', `RCPT TO:<${claims}>`, 'DATA', 'Subject: x\r\n\r\nx\r\n.']);
  expect(answers.at(-1)).toMatch(/^451 /);
  expect(answers.join('')).not.toContain('secret');
});

test('an address that is not ours is refused', async () => {
  const { mails, port } = await start();
  expect(await send(port, message(), { to: ['anna@polar.example'] })).toBe(550);
  expect(mails).toEqual([]);
});

test('a mail over the limit is refused, yet its beginning is on record with its size', async () => {
  const { mails, tooLarge, port } = await start();
  const large = message(1_000_000);
  expect(await send(port, large)).toBe(552);
  expect(mails).toEqual([]);
  expect(tooLarge).toEqual([{ raw: large.slice(0, 64 * 1024), envelope: { from: 'ivan@mail.example', to: [claims] }, size: large.length }]);
});

test('a mail that says beforehand that it is too large is not turned away unseen', async () => {
  const { port } = await start();
  const answers = await say(port, ['EHLO x', 'MAIL FROM:<a@b.example> SIZE=99999999']);
  expect(answers.at(-1)).toMatch(/^250 /);
});

test('a mail of exactly the limit is whole', async () => {
  const exact = message(10_000);
  const { mails, tooLarge, port } = await start({ maxBytes: exact.length });
  expect(await send(port, exact)).toBe(250);
  expect(await send(port, `${exact}y\r\n`)).toBe(552);
  expect([mails[0]?.raw, mails.length, tooLarge.length]).toEqual([exact, 1, 1]);
});

test('a small limit keeps no more than it may', async () => {
  const { tooLarge, port } = await start({ maxBytes: 1000 });
  expect(await send(port, message(500_000))).toBe(552);
  expect(tooLarge[0]?.raw.length).toBeLessThanOrEqual(64 * 1024);
});

test('when too much is in the air at once, later ones are asked to come again and nothing of theirs is handed over', async () => {
  let release = () => {};
  const waiting = new Promise<void>((resolve) => {
    release = resolve;
  });
  let entered = 0;
  const { port } = await start({
    maxBytes: 100_000,
    onMail: async () => {
      entered++;
      await waiting;
    },
  });
  const body = message(99_000);
  const first = Array.from({ length: 4 }, () => send(port, body));
  while (entered < 4) await new Promise((resolve) => setImmediate(resolve));
  expect(await send(port, body)).toBe(451);
  release();
  expect(await Promise.all(first)).toEqual([250, 250, 250, 250]);
  expect(await send(port, body)).toBe(250); // and the room is there again
});

test('a sender that breaks off leaves nothing behind', async () => {
  const { mails, tooLarge, port } = await start();
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  for (const line of ['', 'EHLO x', 'MAIL FROM:<a@b.example>', `RCPT TO:<${claims}>`, 'DATA']) {
    if (line) socket.write(`${line}\r\n`);
    await once(socket, 'data');
  }
  socket.write(message(50_000));
  socket.destroy();
  await once(socket, 'close');
  expect(await send(port, message())).toBe(250);
  expect([mails.length, tooLarge.length]).toEqual([1, 0]);
});

test('it offers neither sign-in nor encryption, announces SIZE, and listens on loopback only', async () => {
  const { port } = await start();
  const [, hello = ''] = await say(port, ['EHLO x']);
  expect(hello).toContain('SIZE');
  expect(hello).not.toMatch(/AUTH|STARTTLS/);
  await expect(
    startSmtp({ port, host: '127.0.0.1', accepts: () => true, maxBytes: 1, onMail: async () => {}, onTooLarge: async () => {} }),
  ).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
