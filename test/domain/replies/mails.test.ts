import { expect, test } from 'vitest';
import type { Claim, Language } from '#domain/claims/claim.ts';
import { decisionMail } from '#domain/replies/decision-mail.ts';
import { digestMail } from '#domain/replies/digest-mail.ts';
import type { MailText } from '#domain/replies/mail-parts.ts';
import {
  counterClaimMail,
  counterClaimNotice,
  type NoticeKind,
  noticeMail,
  receiptMail,
  replyMail,
  surveyMail,
} from '#domain/replies/mails.ts';
import { noticeTexts } from '#domain/replies/notice-texts.ts';
import { account, anna, claim, company, counterClaim, disputedPart, english, sheetFor } from './samples.ts';

const statusUrl = 'https://claims.polar.example/c/abc';
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const receipt = (of: Claim) => receiptMail({ claim: of, person: anna, statusUrl, company });

test('the receipt says number, time, files, first date with its rule, and a person', () => {
  const { subject, text } = receipt(claim());
  expect(subject).toBe('Мы получили вашу претензию 7K3M-92QF-W8XT1');
  for (const words of [
    'Номер: 7K3M-92QF-W8XT1',
    'Получено: пт, 13 ноября 2026 г., 00:30 (UTC+3)',
    'Ответ вы получите не позднее: чт, 3 декабря 2026 г.',
    'Основание срока: договор, п. 9.1',
    'Анна Кедрова, Менеджер по работе с клиентами',
    `Акт № 5.pdf: 48 КБ, SHA-256 ${'ab'.repeat(32)}`,
    '1. Неустойка: 84 000,00 ₽; Неустойка по п. 6.3',
    statusUrl,
    'Ответом по существу оно не является',
  ])
    expect(plain(text)).toContain(words);
});

test('a receipt without person, files and clocks is whole', () => {
  const { text } = receiptMail({ claim: english({ evidence: [], clocks: [], demands: [] }), statusUrl, company });
  expect(text).toContain('Who takes care of it: Polar Fittings (sample)');
  expect(text).toContain('We will tell you the date of our answer');
  expect(text).toContain('We received no files.');
});

test('a provisional date says so', () => {
  const clocks = claim().clocks.map((clock) => ({ ...clock, provisional: true }));
  expect(receipt(english({ clocks })).text).toContain('Thu 3 Dec 2026 (provisional: the public holidays of that year are not enacted yet)');
});

test('our own target is told only where neither law nor contract names a date', () => {
  const own = claim().clocks.filter(({ kind }) => kind === 'own_target');
  expect(own).toHaveLength(1);
  expect(receipt(english({ clocks: own })).text).toContain('house rule: 10 working days');
});

const sheet = sheetFor();
function everyMail(language: Language): MailText[] {
  const of = language === 'ru' ? claim() : english();
  const made = counterClaim(sheet, {
    language,
    response: { lastDay: '2026-12-08', dueAt: '', steps: [] },
  });
  const person = { language, zone: 'Europe/Moscow' };
  return [
    receipt(of),
    replyMail({ claim: of, outgoingNumber: '2026-00012', statusUrl, company }),
    surveyMail({ claim: of, statusUrl, company }),
    counterClaimMail({ counterClaim: made, language, account, lastDay: '2026-12-08', sheetUrl: statusUrl, company }),
    decisionMail({
      counterClaim: made,
      part: disputedPart,
      decision: disputedPart.decision,
      account,
      sheetUrl: statusUrl,
      company,
    }),
    digestMail({ lines: [{ claim: of, what: 'head', clock: of.clocks[0] }], person, day: '2026-11-20', desk: statusUrl }),
    ...(Object.keys(noticeTexts[language].claim) as NoticeKind[]).map((kind) =>
      noticeMail({ kind, claim: of, person, url: statusUrl, comment: 'c' }),
    ),
    ...(Object.keys(noticeTexts[language].counterClaim) as (keyof typeof noticeTexts.en.counterClaim)[]).map((kind) =>
      counterClaimNotice({ kind, counterClaim: made, person, url: statusUrl, comment: 'Paid' }),
    ),
  ];
}

test.each(['en', 'ru'] as const)('every %s mail has one subject line, its link, and the same words in text and HTML', (language) => {
  const mails = everyMail(language);
  expect(mails).toHaveLength(20);
  for (const { subject, text, html } of mails) {
    expect(subject).toMatch(/^\S.{5,199}$/);
    expect(text).toContain(statusUrl);
    expect(html).toContain(`href="${statusUrl}"`);
    expect(`${subject} ${text}`).not.toMatch(/undefined|null|NaN|г\.\.|,,|\{\{|\(\)/);
    const shown = html.replaceAll(/<[^>]*>/g, ' ').replaceAll('&#39;', "'");
    for (const word of text.match(/[\p{L}\p{N}]{3,}/gu) ?? []) expect(shown).toContain(word);
    expect(html).not.toMatch(/<img|<script|url\(|@import/i);
  }
});

test('colleagues read their own language, customers theirs', () => {
  const of = english();
  const lines = [{ claim: of, what: 'warn-90', clock: of.clocks[0] } as const];
  const ru = digestMail({ lines, person: { language: 'ru' }, day: '2026-11-20', desk: 'https://d' });
  expect(ru.subject).toBe('Внимания требует 1 срок');
  expect(ru.text).toContain('Приближаются');
  expect(ru.text).toMatch(/7K3M-92QF-W8XT1: .+ 2026 г\., .+\. .+ \(ч\. 5 ст\. 4 АПК РФ\)/);
});

test('what people wrote stays text in HTML, and subjects stay one line', () => {
  const hostile = '"><img src=x onerror=alert(1)> & <b>\r\nBcc: a@b';
  const of = english({
    subject: hostile,
    contact: { name: hostile, email: 'a@b.example' },
    evidence: claim().evidence.map((file) => ({ ...file, name: hostile })),
  });
  const notice = noticeMail({
    kind: 'customer-wrote',
    claim: of,
    person: { language: 'en', zone: 'UTC' },
    url: statusUrl,
    comment: hostile,
  });
  for (const { subject, html } of [receipt(of), notice]) {
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<img');
    expect(html).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;');
  }
});
