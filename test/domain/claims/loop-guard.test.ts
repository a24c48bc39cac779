import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailFormat } from '#adapters/mail-format.ts';
import { loopSign } from '#domain/claims/loop-guard.ts';

const claims = 'claims@polar.example';
const human = { from: 'ivan@mail.example', to: [claims] };
const sign = (headers: Record<string, string>, envelope = human, from = 'ivan@mail.example') =>
  loopSign({ headers: new Map(Object.entries(headers)), from: { address: from } }, envelope, claims);

const automatic: [string, string][] = [
  ['Auto-Submitted', 'auto-replied'],
  ['Auto-Submitted', 'auto-generated; owner-email="x@y.example"'],
  ['X-Auto-Response-Suppress', 'All'],
  ['X-Auto-Response-Suppress', 'DR, OOF'],
  ['Precedence', 'bulk'],
  ['Precedence', 'junk'],
  ['Precedence', 'list'],
  ['Precedence', 'auto_reply'],
  ['X-Autoreply', 'yes'],
  ['X-Autorespond', '1'],
  ['List-Id', '<news.shop.example>'],
  ['List-Unsubscribe', '<mailto:out@shop.example>'],
  ['Return-Path', '<>'],
  ['Content-Type', 'multipart/report; report-type=delivery-status; boundary=b'],
];

test.each(automatic)('%s: %s is automatic', (name, value) => {
  expect(sign({ [name.toLowerCase()]: value })).toBe('automatic');
});

test('order and case of headers do not matter', async () => {
  const format = mailFormat();
  const ordinary = [
    'From: Ivan <ivan@mail.example>',
    'Subject: Hi',
    'X-Mailer: Mail 3',
    'Date: Mon, 23 Nov 2026 10:00:00 +0000',
    'To: claims@polar.example',
  ];
  const cased = (text: string, upper: readonly boolean[]) =>
    text
      .split('')
      .map((sign, index) => (upper[index % upper.length] ? sign.toUpperCase() : sign.toLowerCase()))
      .join('');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...automatic),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
      fc.nat(5),
      async ([name, value], upper, place) => {
        const lines = ordinary.toSpliced(place, 0, `${cased(name, upper)}: ${cased(value, upper.toReversed())}`);
        const mail = await format.parse(new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\nHello`));
        expect(loopSign(mail, human, claims)).toBe('automatic');
      },
    ),
  );
  const mail = await format.parse(new TextEncoder().encode(`${ordinary.join('\r\n')}\r\n\r\nHello`));
  expect(loopSign(mail, human, claims)).toBeUndefined();
});

test.each([
  ['Auto-Submitted', 'no'],
  ['Auto-Submitted', 'No (a person wrote)'],
  ['X-Auto-Response-Suppress', 'None'],
  ['Precedence', 'first-class'],
  ['X-Autoreply', 'no'],
  ['Return-Path', '<ivan@mail.example>'],
  ['Content-Type', 'multipart/alternative; boundary=report'],
])('%s: %s is a person', (name, value) => {
  expect(sign({ [name.toLowerCase()]: value })).toBeUndefined();
});

test('a null return path and machines that report are automatic', () => {
  for (const from of ['', '<>', ' ', 'MAILER-DAEMON@mx.example', '<postmaster@mx.example>', 'MAILER-DAEMON'])
    expect(sign({}, { ...human, from })).toBe('automatic');
  expect(sign({}, human, 'Mailer-Daemon@mx.example')).toBe('automatic');
  expect(sign({}, human, 'postmaster.ivan@mx.example')).toBeUndefined();
});

test('our own addresses are known with and without a token, and nothing else is taken for one', () => {
  for (const own of ['claims@polar.example', 'Claims@Polar.Example', `claims+${'a1'.repeat(16)}@polar.example`]) {
    expect(sign({}, { ...human, from: own })).toBe('own-address');
    expect(sign({}, human, own)).toBe('own-address');
  }
  for (const other of [
    'claims@polar.example.evil.example',
    'xclaims@polar.example',
    'claims@evil.example',
    'claims.polar@example',
    'anna@polar.example',
  ])
    expect(sign({}, human, other)).toBeUndefined();
  // Told apart from other robots, so that the desk sees which loop it is.
  expect(sign({ 'auto-submitted': 'auto-replied' }, human, 'claims@polar.example')).toBe('own-address');
});

test('a mail without a sender in it is judged by its envelope', () => {
  expect(loopSign({ headers: new Map() }, human, claims)).toBeUndefined();
  expect(loopSign({ headers: new Map() }, { from: '', to: [] }, claims)).toBe('automatic');
});
