import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailFormat } from '#adapters/mail-format.ts';
import { Refusal } from '#domain/errors.ts';
import type { MailContent } from '#usecases/ports.ts';

const format = mailFormat();
const bytes = (text: string) => new TextEncoder().encode(text);
/** A raw mail of these lines; \xNN signs are single bytes, so that old charsets can be written here. */
const raw = (...lines: string[]) => new Uint8Array(Buffer.from(lines.join('\r\n'), 'latin1'));
const parse = (...lines: string[]) => format.parse(raw(...lines));
const from = 'From: =?koi8-r?B?6dfBziDwxdTSz9c=?= <ivan@mail.example>'; // Иван Петров

const content: MailContent = {
  messageId: '<receipt-1@polar.example>',
  from: { name: 'ООО «Полярная арматура»', address: 'claims@polar.example' },
  to: { name: 'Иван Тестов', address: 'ivan@mail.example' },
  replyTo: `claims+${'0a'.repeat(16)}@polar.example`,
  subject: 'Мы получили вашу претензию 7K3M-92QF-W8XT1',
  text: 'Здравствуйте!\n.\nFrom here on\n',
  html: '<p>Здравствуйте!</p>',
  inReplyTo: '<a@mail.example>',
  references: ['<z@mail.example>', '<a@mail.example>'],
  automatic: 'auto-replied',
  date: '2026-11-23T10:00:00.000Z',
  attachments: [{ name: 'Ответ № 5.pdf', type: 'application/pdf', bytes: new Uint8Array([0, 255, 13, 10, 46, 13, 10]) }],
};
const headersOf = async (mail: MailContent) =>
  Buffer.from(await format.compose(mail))
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.split(/\r\n(?![ \t])/) ?? [];
const named = (headers: readonly string[], name: string) =>
  headers.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));

test('a composed mail has its own id, date and thread, and says that a machine wrote it', async () => {
  const headers = await headersOf(content);
  expect(headers).toEqual(
    expect.arrayContaining([
      'Message-ID: <receipt-1@polar.example>',
      'Date: Mon, 23 Nov 2026 10:00:00 +0000',
      'In-Reply-To: <a@mail.example>',
      'References: <z@mail.example> <a@mail.example>',
      'Auto-Submitted: auto-replied',
      'X-Auto-Response-Suppress: All',
      `Reply-To: ${content.replyTo}`,
    ]),
  );
  expect(await headersOf({ ...content, automatic: undefined })).not.toContainEqual(expect.stringMatching(/^(Auto-Submitted|X-Auto)/));
  expect(await format.compose(content)).toEqual(await format.compose(content));
});

test('what is composed is read as it was meant', async () => {
  expect(await format.parse(await format.compose(content))).toMatchObject({
    messageId: content.messageId,
    from: content.from,
    to: [content.to.address],
    subject: content.subject,
    text: content.text.trimEnd(),
    html: content.html,
    inReplyTo: content.inReplyTo,
    references: content.references,
    attachments: content.attachments,
  });
});

const word = fc.stringMatching(/^[a-zA-Zа-яёА-ЯЁ0-9«»№₽ "'(),.:;<>@=?_+-]{1,40}$/u);
const line = fc.oneof(
  word,
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('a\r\nBcc: evil@x.example', '\r\n\r\n<script>', '=?utf-8?B?0JA=?=', '\u2028Bcc: x', '--', '.'),
);
const shown = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('no name, subject or file name makes another header or is read as anything else', async () => {
  const expected = [
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'in-reply-to',
    'message-id',
    'mime-version',
    'references',
    'reply-to',
    'subject',
    'to',
    'x-auto-response-suppress',
  ];
  await fc.assert(
    fc.asyncProperty(line, line, line, async (name, subject, fileName) => {
      const mail = {
        ...content,
        to: { name, address: content.to.address },
        subject,
        attachments: [{ ...content.attachments[0], name: fileName, type: 'application/pdf', bytes: bytes('x') }],
      };
      const read = await format.parse(await format.compose(mail));
      // nodemailer leaves out a subject of nothing.
      expect([...read.headers.keys()].sort()).toEqual(shown(subject) ? expected : expected.filter((key) => key !== 'subject'));
      expect(read.to).toEqual([content.to.address]);
      expect(shown(read.subject)).toBe(shown(subject).replaceAll('=?', '= ?'));
      expect(read.attachments).toHaveLength(1);
      expect(read.attachments[0]?.name).not.toMatch(/[/\\\r\n]/);
      expect(read.text).toBe(content.text.trimEnd());
    }),
    { numRuns: 300 },
  );
});

test('texts and files come back byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), async (text, file) => {
      const read = await format.parse(
        await format.compose({
          ...content,
          text: `x${text.replaceAll(/\p{Cc}|\p{Cs}/gu, '')}x`,
          attachments: [{ name: 'f', type: 'x/y', bytes: file }],
        }),
      );
      expect(read.text).toBe(`x${text.replaceAll(/\p{Cc}|\p{Cs}/gu, '')}x`);
      expect(read.attachments[0]?.bytes).toEqual(file);
    }),
    { numRuns: 200 },
  );
});

test('an address or id that could carry a header is refused or left out', async () => {
  for (const address of ['a@b.example\r\nBcc: c@d', 'a b@x.example', '<a@x.example>', 'a@x.example,c@x.example', 'nobody', '']) {
    await expect(format.compose({ ...content, to: { name: '', address } })).rejects.toMatchObject({ code: 'invalid' });
  }
  const headers = await headersOf({ ...content, inReplyTo: '<a@b>\r\nBcc: x@y', references: ['junk', '<ok@x>', '<b@c\r\nBcc: x@y>'] });
  expect(named(headers, 'in-reply-to')).toEqual(['In-Reply-To: <a@b>']);
  expect(named(headers, 'references')).toEqual(['References: <ok@x>']);
  expect(named(headers, 'bcc')).toEqual([]);
});

test.each([
  ['=?utf-8?B?0J/RgNC10YLQtdC90LfQuNGP?=', 'Претензия'],
  ['=?windows-1251?Q?=CF=F0=E5=F2=E5=ED=E7=E8=FF?=', 'Претензия'],
  ['=?koi8-r?B?8NLF1MXO2snR?=', 'Претензия'],
  ['=?utf-8?Q?=D0=9F=D1=80?= =?utf-8?Q?=D0=B5?=', 'Пре'],
  ['=?utf-8?B?0J/RgA?=\r\n =?utf-8?B?0LU=?=', 'Пре'],
  ['plain\r\n and folded', 'plain and folded'],
])('subject %s is %s', async (written, subject) => {
  expect((await parse(from, `Subject: ${written}`, '', 'x')).subject).toBe(subject);
});

test('old charsets are read', async () => {
  const body = (charset: string, text: string) =>
    parse(from, 'Subject: s', `Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit', '', text);
  expect((await body('windows-1251', '\xcf\xf0\xe8\xe2\xe5\xf2')).text.trim()).toBe('Привет');
  expect((await body('koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4')).text.trim()).toBe('Привет');
  expect((await body('no-such-charset', 'hello')).text.trim()).toBe('hello');
  expect((await parse(from, '', 'x')).from).toEqual({ name: 'Иван Петров', address: 'ivan@mail.example' });
});

test('a mail of HTML alone gets a text', async () => {
  const html =
    '<html><head><title>t</title><style>p{color:red}</style></head><body><p>Dear &laquo;Polar&raquo;,</p><div>it&nbsp;broke<br>twice &#x26; again</div><ul><li>one<li>two</ul><a href="https://x.example/p?a=1&amp;b=2">the photo</a><!-- no --><script>alert(1)</script><table><tr><td>a</td><td>5 &lt; 6</td></tr></table></body></html>';
  const mail = await parse(from, 'Content-Type: text/html; charset=utf-8', '', html);
  expect(mail.text.replaceAll('\u00a0', ' ')).toBe(
    'Dear «Polar»,\n\nit broke\ntwice & again\n\n- one\n- two\nthe photo (https://x.example/p?a=1&b=2)\n\na 5 < 6',
  );
  expect(mail.html?.trim()).toBe(html);
});

test('a mail within the mail stays an attachment', async () => {
  const mail = await parse(
    from,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'See the mail below.',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: other@x.example',
    'Subject: inner',
    '',
    'Words of somebody else',
    '--b--',
  );
  expect(mail.text.trim()).toBe('See the mail below.');
  expect(mail.attachments).toHaveLength(1);
  expect(mail.attachments[0]).toMatchObject({ name: 'file-1.eml', type: 'message/rfc822' });
  expect(Buffer.from(mail.attachments[0]?.bytes ?? []).toString()).toContain('Words of somebody else');
});

test('files without a name get one, and a path is no name', async () => {
  const part = (...headers: string[]) => ['--b', ...headers, '', 'x'];
  const mail = await parse(
    from,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...part('Content-Type: image/png', 'Content-Disposition: attachment'),
    ...part('Content-Type: application/pdf; name="../../etc/passwd"'),
    ...part('Content-Type: application/pdf', "Content-Disposition: attachment; filename*=windows-1251''%C0%EA%F2.pdf"),
    '--b--',
  );
  expect(mail.attachments.map(({ name }) => name)).toEqual(['file-1.png', 'passwd', 'Акт.pdf']);
});

test('who wrote is nobody when there are two of them, or no address', async () => {
  expect((await parse('From: a@x.example', 'From: b@x.example', 'To: c@x.example', '', 'x')).from).toBeUndefined();
  expect((await parse('From: somebody', 'Subject: s', '', 'x')).from).toBeUndefined();
  expect((await parse('To: Team: a@x.example, B <b@x.example>;', 'Cc: c@x.example', 'Delivered-To: d@x.example', '', 'x')).to).toEqual([
    'a@x.example',
    'b@x.example',
    'c@x.example',
    'd@x.example',
  ]);
});

test('of ids only those in brackets count, and not too many', async () => {
  const many = Array.from({ length: 80 }, (_, index) => `<${index}@x>`).join(' ');
  const mail = await parse(
    from,
    'Message-ID:   <id@x> (added)',
    'In-Reply-To: Your mail <q@x> of today',
    `References: junk ${many}`,
    '',
    'x',
  );
  expect(mail).toMatchObject({ messageId: '<id@x>', inReplyTo: '<q@x>' });
  expect(mail.references).toHaveLength(50);
  expect(mail.references.at(-1)).toBe('<79@x>');
});

test('bytes that are no mail, and mails nested without end, are refused', async () => {
  const nested = Array.from({ length: 200 }, (_, index) => [`Content-Type: multipart/mixed; boundary=b${index}`, '', `--b${index}`]).flat();
  for (const broken of [new Uint8Array(), bytes('\0\u0001\u0002'), bytes('hello world'), raw(from, ...nested, 'x')]) {
    await expect(format.parse(broken)).rejects.toMatchObject({ name: 'Refusal', code: 'invalid' });
  }
});

test('nothing that comes in throws anything but a refusal', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      from,
      'Subject: =?utf-8?B?!!!?=',
      'Content-Type: multipart/mixed; boundary=',
      'Content-Type: multipart/alternative; boundary=b',
      '--b',
      '--b--',
      '',
      'Content-Transfer-Encoding: base64',
    ),
    fc.constantFrom(
      'Content-Type: text/html',
      '=3D=',
      '<a href="',
      '<!--',
      '&#9999999;',
      '\0',
      'Content-Disposition: attachment; filename*0*=utf-8%',
      'Date: never',
    ),
    fc.string({ maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (lines) => {
      const mail = await format.parse(raw(...lines)).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'invalid') return undefined;
        throw error;
      });
      if (mail) expect(mail.text).not.toMatch(/\r|\0/);
    }),
    { numRuns: 1000 },
  );
});
