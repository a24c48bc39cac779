import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#infra/local/database.ts';
import { createMailbox, type MailboxOptions } from '#infra/local/mailbox.ts';

let folder: string;
let database: Database;
const at = Date.parse('2027-03-01T10:00:00Z');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailbox-'));
  database = openDatabase(join(folder, 'mail.db'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});
const open = (options: Partial<MailboxOptions> = {}) => createMailbox({ database, clock: { now: () => at }, ...options });
const mail = (n: number, to = 'anna@customer.example') => ({
  messageId: `<m${n}@redress.example>`,
  from: 'claims@redress.example',
  to,
  raw: new TextEncoder().encode(`Subject: mail ${n}\r\n\r\ntext ${n}`),
});

describe('the mailbox', () => {
  test('shows a mail as it was composed', async () => {
    const box = open();
    const pdf = Buffer.from('%PDF-1.7 …');
    const raw = await new MailComposer({
      messageId: '<m1@redress.example>',
      from: 'Отдел претензий <claims@redress.example>',
      to: 'anna@customer.example',
      subject: 'Ответ на претензию № 7',
      text: 'Здравствуйте',
      html: '<p>Здравствуйте</p>',
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Twice': ['1', '2'] },
      attachments: [
        { filename: 'письмо.pdf', content: pdf, contentType: 'application/pdf' },
        { filename: 'old.eml', content: 'Subject: old\r\n\r\nsecret words', contentType: 'message/rfc822' },
      ],
    })
      .compile()
      .build();
    const { providerId } = await box.send({ ...mail(1), raw });
    const [shown] = await box.list();
    expect(shown).toMatchObject({
      id: providerId,
      messageId: '<m1@redress.example>',
      at: '2027-03-01T10:00:00.000Z',
      to: 'anna@customer.example',
      from: 'claims@redress.example',
      subject: 'Ответ на претензию № 7',
      state: 'kept',
    });
    expect(shown?.text.trim()).toBe('Здравствуйте');
    expect(shown?.html).toContain('<p>Здравствуйте</p>');
    expect(shown?.headers).toMatchObject({ 'auto-submitted': 'auto-replied', 'x-twice': '1\n2' });
    expect(shown?.attachments[0]).toEqual({
      name: 'письмо.pdf',
      type: 'application/pdf',
      size: pdf.length,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      index: 0,
    });
    expect(shown?.attachments[1]).toMatchObject({ name: 'old.eml', type: 'message/rfc822', index: 1 });
    expect(await box.attachment(providerId, 0)).toEqual({ name: 'письмо.pdf', type: 'application/pdf', bytes: new Uint8Array(pdf) });
    expect(await box.attachment(providerId, 2)).toBeUndefined();
    expect(await box.attachment('99', 0)).toBeUndefined();
  });
  test('lists the newest first and no more than asked', async () => {
    const box = open();
    for (const n of [1, 2, 3]) await box.send(mail(n));
    expect((await box.list()).map(({ subject }) => subject)).toEqual(['mail 3', 'mail 2', 'mail 1']);
    expect(await box.list(2)).toHaveLength(2);
  });
  test('keeps the first of two mails with one id and tells of it once', async () => {
    const told: string[] = [];
    const box = open({ onDelivered: (id) => void told.push(id) });
    const first = await box.send(mail(1));
    const again = await Promise.all([box.send({ ...mail(1), raw: new TextEncoder().encode('other') }), box.send(mail(1))]);
    await box.idle();
    expect(again).toEqual([first, first]);
    expect((await box.list()).map(({ subject }) => subject)).toEqual(['mail 1']);
    expect(told).toEqual(['<m1@redress.example>']);
  });
  test('knows exactly what was handed over', async () => {
    const box = open();
    await box.send(mail(1));
    expect(await box.outcome('<m1@redress.example>')).toBe('handed-over');
    expect(await box.outcome('<m2@redress.example>')).toBe('never');
  });
  test('reports a bounce instead of a delivery for an address that begins with bounce', async () => {
    const told: string[] = [];
    const box = open({
      onDelivered: (id) => void told.push(`delivered ${id}`),
      onBounced: (id, reason) => void told.push(`${id}: ${reason}`),
    });
    await box.send(mail(1, 'Bounce-1@customer.example'));
    await box.send(mail(2, 'no-bounce@customer.example'));
    await box.idle();
    expect(told).toEqual(['<m1@redress.example>: the address begins with "bounce"', 'delivered <m2@redress.example>']);
  });
  test('tells again, after a restart, what could not be told, and then no more', async () => {
    const failed: string[] = [];
    const first = open({ onDelivered: () => Promise.reject(new Error('down')), onFailed: (id) => failed.push(id) });
    await first.send(mail(1));
    await first.idle();
    expect(failed).toEqual(['<m1@redress.example>']);
    const told: string[] = [];
    const second = open({ onDelivered: (id) => void told.push(id) });
    await second.tellAgain();
    await second.tellAgain();
    expect(told).toEqual(['<m1@redress.example>']);
  });
});

describe('with a relay', () => {
  test('a mail is offered once, also when its answer was lost', async () => {
    const offered: string[] = [];
    const relay = async ({ to }: { to: string }) => {
      offered.push(to);
      throw new Error('connection lost');
    };
    const box = open({ relay });
    await expect(box.send(mail(1))).rejects.toThrow('connection lost');
    expect(await box.outcome('<m1@redress.example>')).toBe('unknown');
    await expect(box.send(mail(1))).rejects.toThrow('not offered again');
    expect(offered).toHaveLength(1);
  });
  test('a mail that was refused is surely not sent, and may be sent again', async () => {
    const told: string[] = [];
    let refuse = true;
    const relay = async () => {
      if (refuse) throw Object.assign(new Error('no'), { refused: true });
    };
    const box = open({ relay, onDelivered: (id) => void told.push(id) });
    await expect(box.send(mail(1))).rejects.toThrow('no');
    expect(await box.outcome('<m1@redress.example>')).toBe('never');
    refuse = false;
    await box.send(mail(1));
    await box.idle();
    expect(await box.outcome('<m1@redress.example>')).toBe('handed-over');
    expect(told).toEqual(['<m1@redress.example>']);
  });
});

describe('the SMTP relay', () => {
  let closing: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await closing?.();
    closing = undefined;
  });
  const listen = (server: SMTPServer | Server): Promise<string> =>
    new Promise((resolve) => {
      closing = () => new Promise((done) => server.close(() => done()));
      const listening = server.listen(0, '127.0.0.1', () => {
        const address = listening.address();
        resolve(`smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
      });
    });
  const options = { authOptional: true, disabledCommands: ['STARTTLS' as const], logger: false };

  test('hands over the very bytes', async () => {
    const got: Buffer[] = [];
    const server = new SMTPServer({
      ...options,
      onData(stream, session, callback) {
        stream.on('data', (chunk: Buffer) => got.push(chunk));
        stream.on('end', () => callback(null, session.envelope.rcptTo.map(({ address }) => address).join()));
      },
    });
    await open({ relay: await listen(server) }).send(mail(1));
    expect(Buffer.concat(got).toString().trim()).toBe('Subject: mail 1\r\n\r\ntext 1');
  });
  test.each([
    [
      'refused recipient',
      { onRcptTo: (_a: unknown, _s: unknown, callback: (error: Error) => void) => callback(new Error('unknown person')) },
    ],
    [
      'refused content',
      {
        onData: (stream: NodeJS.ReadableStream, _: unknown, callback: (error: Error) => void) =>
          void stream.resume().on('end', () => callback(new Error('spam'))),
      },
    ],
  ])('%s: surely not sent', async (_, handlers) => {
    const box = open({ relay: await listen(new SMTPServer({ ...options, ...handlers })) });
    await expect(box.send(mail(1))).rejects.toThrow();
    expect(await box.outcome('<m1@redress.example>')).toBe('never');
  });
  test('nobody there: surely not sent', async () => {
    const url = await listen(createServer());
    await closing?.();
    closing = undefined;
    const box = open({ relay: url });
    await expect(box.send(mail(1))).rejects.toThrow();
    expect(await box.outcome('<m1@redress.example>')).toBe('never');
  });
  test('a connection lost after the data: unknown', async () => {
    const server = createServer((socket) => {
      socket.write('220 hello\r\n');
      socket.on('error', () => undefined);
      let inData = false;
      socket.on('data', (chunk) => {
        const text = chunk.toString();
        if (inData) return void (text.endsWith('\r\n.\r\n') && socket.destroy());
        inData = text.startsWith('DATA');
        socket.write(inData ? '354 go on\r\n' : '250 ok\r\n');
      });
    });
    const box = open({ relay: await listen(server) });
    await expect(box.send(mail(1))).rejects.toThrow();
    expect(await box.outcome('<m1@redress.example>')).toBe('unknown');
  });
});
