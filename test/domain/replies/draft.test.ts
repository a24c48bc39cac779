import { expect, test } from 'vitest';
import { Refusal } from '#domain/errors.ts';
import { overallOf } from '#domain/replies/answers.ts';
import { draftText } from '#domain/replies/draft.ts';
import { type Facts, fill } from '#domain/replies/fill.ts';
import { refuseGaps } from '#domain/replies/gaps.ts';
import { templates } from '#domain/replies/templates.ts';
import { claim, company, contract, english, partly, rejected, upheld } from './samples.ts';

const refusal = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
};
const draft = (answers: Parameters<typeof draftText>[0]['answers'], subject = claim()) =>
  draftText({ claim: subject, answers, contract, company });

test('the outcome over all demands chooses the template', () => {
  const of = (...outcomes: (string | undefined)[]) =>
    overallOf(
      outcomes.map((outcome, index) => ({
        id: `d${index}`,
        kind: 'other',
        text: '',
        ...(outcome && { answer: { outcome, reason: 'r', source: 's' } as typeof upheld }),
      })),
    );
  expect([of('upheld', 'upheld'), of('rejected'), of('settled'), of('partly_upheld'), of('upheld', 'rejected')]).toEqual([
    'upheld',
    'rejected',
    'settled',
    'partly',
    'partly',
  ]);
  expect([of(), of('upheld', undefined)]).toEqual(['open', 'open']);
});

test('a draft names the facts of the claim', () => {
  const { opening, closing } = draft(partly);
  expect(opening).toContain('вашу претензию «Просрочка поставки» по договору № SM-2025/14 (срок ответа: п. 9.1), заказ или счёт INV-2101');
  expect(opening).toContain('7K3M-92QF-W8XT1, дата получения: пт, 13 ноября 2026 г.'); // the day in Moscow, not in UTC
  expect(closing).toContain('ч. 5 ст. 4 АПК РФ');
  expect(closing).toContain(company.phone.replaceAll(' ', '\u00a0'));
  expect(draft({ d1: upheld, d2: upheld }).closing).not.toContain('АПК');
});

test('a draft without contract, order and account is whole all the same', () => {
  const bare = english({ contractNumber: undefined, orderNumber: undefined, account: undefined, kind: 'complaint' });
  const { opening, closing } = draftText({
    claim: bare,
    answers: { d1: rejected, d2: rejected },
    contract: undefined,
    company: { ...company, country: 'US', phone: '' },
  });
  expect(opening).toMatch(
    /^On Fri 13 Nov 2026 we received your complaint “Late delivery”\. It has the number 7K3M-92QF-W8XT1\.\n\nWe have looked/,
  );
  expect(closing).toContain('all rights that the law and the contract give you remain');
  expect(closing).toContain('write to us; please name');
});

test.each([
  ['RU', 'consumer', 'Rospotrebnadzor'],
  ['RU', 'business', 'art. 4(5)'],
  [
    'GB',
    'consumer',
    'Where it applies: if your complaint is about a financial service, you may refer it to the Financial Ombudsman Service, free of charge, within six months',
  ],
  ['DE', 'consumer', 'Verbraucherschlichtungsstelle'],
  ['DE', 'business', 'that includes going to court'],
] as const)('rights of appeal in %s for a %s', (country, party, words) => {
  const account = { id: 'a' as never, name: 'A', country, party: party as 'consumer' | 'business' };
  expect(draft({ d1: rejected, d2: rejected }, english({ account })).closing).toContain(words);
});

test('what is not decided yet leaves a gap, and a gap is refused', () => {
  const { opening, closing } = draft({});
  expect(opening).toContain('[… что мы выяснили');
  expect(refusal(() => refuseGaps({ opening, closing }))).toMatchObject({
    code: 'data-missing',
    fields: [{ path: 'opening', code: 'gap' }],
  });
  for (const text of ['a {{ name }}', 'x [...] y', '[…]', 'to [… say more …]'])
    expect(refusal(() => refuseGaps({ text })).code).toBe('data-missing');
  expect(() => refuseGaps({ text: 'see [1], wait… (art. 22)' })).not.toThrow();
});

test('an answer that was taken back opens the question again', () => {
  const before = claim({ demands: claim().demands.map((demand) => ({ ...demand, answer: rejected })) });
  expect(draft({}, before).opening).not.toContain('[…');
  expect(draft({ d1: null }, before).opening).toContain('[…');
});

test('every template is complete in both languages and says what it is asked to say', () => {
  const facts: Facts = Object.fromEntries(
    ['reference', 'received', 'matter', 'subject', 'contract', 'clause', 'order', 'earlier', 'appeal', 'company', 'phone'].map((name) => [
      name,
      `<${name}>`,
    ]),
  );
  for (const texts of [templates.en, templates.ru]) {
    expect(Object.keys(texts).sort()).toEqual(['open', 'partly', 'rejected', 'settled', 'upheld']);
    for (const { opening, closing } of Object.values(texts)) {
      const text = `${fill(opening, facts)} ${fill(closing, facts)}`;
      for (const name of ['reference', 'received', 'subject', 'contract', 'clause', 'order', 'earlier', 'phone'])
        expect(text).toContain(`<${name}>`);
    }
  }
});

test('a fact that is missing or blank is named, never printed as a blank', () => {
  expect(refusal(() => fill('Dear {{ name }} of {{ firm }}', { name: ' ' }))).toMatchObject({
    code: 'data-missing',
    fields: [
      { path: 'name', code: 'required' },
      { path: 'firm', code: 'required' },
    ],
  });
  expect(fill('{% if firm %}of {{ firm }}{% endif %}.', { firm: false })).toBe('.');
});

test('a template reaches nothing but its facts', () => {
  const hostile = [
    '{% include "package.json" %}',
    '{% render "package.json" %}',
    '{% layout "x" %}',
    '{{ name | raw }}',
    '{{ "now" | date: "%Y" }}',
    '{{ name.constructor }}',
    '{{ name | unknown }}',
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{{ name',
  ];
  for (const template of hostile) expect(refusal(() => fill(template, { name: 'n' })).code, template).toBe('unprocessable');
  expect(refusal(() => fill('x'.repeat(20_001), {})).code).toBe('unprocessable');
  // What the customer wrote is a value, never a template.
  expect(fill('{{ subject }}', { subject: '{{ phone }} {% include "a" %}' })).toBe('{{ phone }} {% include "a" %}');
});
