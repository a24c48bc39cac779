import { describe, expect, it } from 'vitest';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';
import { contractRule } from '#domain/deadlines/rule.ts';
import { findRule, type RuleQuery, rulebook, rulesFor } from '#domain/deadlines/rulebook.ts';
import { Refusal } from '#domain/errors.ts';

const ask = (query: Partial<RuleQuery>): string[] =>
  rulesFor({ country: 'RU', party: 'consumer', kind: 'claim', demands: ['refund'], receivedDay: '2026-11-23', ...query }).map(
    (rule) => rule.id,
  );
const house = ['house-acknowledge', 'house-own-target'];

describe('which rules apply', () => {
  it.each<[string, Partial<RuleQuery>, string[]]>([
    ['Russian consumer, refund', {}, ['ru-consumer-22-refund', ...house]],
    [
      'Russian consumer, repair or replacement',
      { demands: ['repair', 'replacement'] },
      ['ru-consumer-20-repair', 'ru-consumer-21-replacement', ...house],
    ],
    ['Russian consumer, work', { subject: 'work' }, ['ru-consumer-31-work', ...house]],
    ['Russian business', { party: 'business' }, ['ru-apk-4-5', ...house]],
    ['before the act on pre-trial claims', { party: 'business', receivedDay: '2017-07-11' }, house],
    ['a complaint without demands', { kind: 'complaint', demands: [] }, house],
    ['a bank', { sector: 'bank', kind: 'complaint', demands: [] }, ['ru-bank-30-1-registration', 'ru-bank-30-1-answer', ...house]],
    ['our claim against a Russian business', { kind: 'counter_claim', party: 'business', demands: [] }, ['ru-apk-4-5-counter-claim']],
    ['our claim against a German', { kind: 'counter_claim', country: 'DE', party: 'business', demands: [] }, ['house-customer-answer']],
    ['Germany names no number', { country: 'DE' }, house],
    ['payment services in Germany', { country: 'DE', sector: 'payments' }, ['eu-psd2-101', ...house]],
    [
      'payment services in the United Kingdom',
      { country: 'GB', sector: 'payments' },
      ['gb-disp-1-6-1', 'gb-disp-1-5', 'gb-disp-1-6-2a', ...house],
    ],
    [
      'other financial services there',
      { country: 'GB', sector: 'financial_services' },
      ['gb-disp-1-6-1', 'gb-disp-1-5', 'gb-disp-1-6-2', ...house],
    ],
  ])('%s', (_name, query, expected) => {
    expect(ask(query)).toEqual(expected);
  });

  it('gives every rule a source, both languages, a date and a version of its own', () => {
    expect(new Set(rulebook.map((rule) => `${rule.id} ${rule.version}`)).size).toBe(rulebook.length);
    for (const rule of rulebook) {
      expect(isLegalDay(rule.version) && isLegalDay(rule.checkedOn), rule.id).toBe(true);
      for (const text of [rule.title, rule.clause]) expect(text.en && text.ru, rule.id).toBeTruthy();
      expect(rule.source, rule.id).not.toBe('');
      expect(findRule(rule.id, rule.version)).toBe(rule);
      expect(JSON.parse(JSON.stringify(rule))).toEqual(JSON.parse(JSON.stringify({ ...rule })));
    }
  });

  it("makes a rule of a contract's own term", () => {
    const rule = contractRule(5, 'working_days', '7.3');
    expect(rule).toMatchObject({
      kind: 'contract_answer',
      clause: { en: '7.3' },
      period: { length: 5, unit: 'working_days' },
      mayPause: 'never',
    });
    expect(() => contractRule(0, 'working_days', '7.3')).toThrow(Refusal);
  });
});
