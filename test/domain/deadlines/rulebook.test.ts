import { describe, expect, it } from 'vitest';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { daysBetween, isLegalDay } from '#domain/deadlines/legal-day.ts';
import { computeDeadline } from '#domain/deadlines/period.ts';
import { contractRule } from '#domain/deadlines/rule.ts';
import { customerTermsFor, findRule, type RuleQuery, rulebook, rulesFor } from '#domain/deadlines/rulebook.ts';
import { Refusal } from '#domain/errors.ts';
import { days } from '../vectors/calendars.ts';

const ask = (query: Partial<RuleQuery>): string[] =>
  rulesFor({ country: 'RU', party: 'consumer', kind: 'claim', demands: ['refund'], receivedDay: '2026-11-23', ...query }).map(
    (rule) => rule.id,
  );
const own = (query: Partial<RuleQuery>): string[] =>
  customerTermsFor({ country: 'RU', party: 'consumer', kind: 'claim', demands: ['refund'], receivedDay: '2026-11-23', ...query }).map(
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
    ['a consumer of the United Kingdom', { country: 'GB' }, house],
    ['a business there', { country: 'GB', party: 'business' }, house],
    ['a consumer of the United States', { country: 'US' }, house],
    ['a business of France', { country: 'FR', party: 'business' }, house],
    ['our claim against a consumer of the United Kingdom', { kind: 'counter_claim', country: 'GB' }, ['house-customer-answer']],
    ['an unpaid invoice there', { kind: 'counter_claim', country: 'GB', matter: 'invoice' }, ['gb-pap-debt-reply']],
    [
      'an unpaid invoice of a German business',
      { kind: 'counter_claim', country: 'DE', party: 'business', matter: 'invoice' },
      ['eu-late-payment-3', 'de-bgb-286-3'],
    ],
    ['a personal-data request in the Union', { country: 'IE', kind: 'data_request', demands: [] }, ['eu-gdpr-12']],
    ['the same elsewhere', { kind: 'data_request', demands: [] }, []],
    [
      'a Russian bank, no answer on the substance',
      { sector: 'bank', kind: 'complaint', demands: [], matter: 'unanswerable' },
      ['ru-bank-30-1-registration', 'ru-bank-30-1-answer', 'ru-bank-30-1-no-answer', ...house],
    ],
    ['a railway', { party: 'business', sector: 'rail' }, ['ru-apk-4-5', 'ru-rail-122', ...house]],
    [
      'motor insurance in Russia, form unknown',
      { party: 'business', sector: 'insurance', matter: 'motor_insurance', demands: [] },
      [
        'ru-apk-4-5',
        'ru-insurance-6-2-registration',
        'ru-insurance-6-2-answer',
        'ru-osago-12-21',
        'ru-osago-16-1-electronic',
        'ru-osago-16-1',
        ...house,
      ],
    ],
    [
      'insurance in California',
      { country: 'US', region: 'CA', sector: 'insurance' },
      ['us-naic-902-acknowledge', 'us-ca-acknowledge', 'us-naic-902-decide', 'us-ca-decide', ...house],
    ],
    [
      'insurance in a state that was not read',
      { country: 'US', region: 'NY', sector: 'insurance' },
      ['us-naic-902-acknowledge', 'us-naic-902-decide', ...house],
    ],
  ])('%s', (_name, query, expected) => {
    expect(ask(query)).toEqual(expected);
  });

  it("keeps the customer's own terms apart from ours", () => {
    expect(own({})).toEqual(['ru-consumer-19-defects']);
    expect(own({ party: 'business' })).toEqual(['ru-gk-477-defects']);
    expect(own({ matter: 'complex_goods' })).toEqual(['ru-consumer-18-complex', 'ru-consumer-19-defects']);
    expect(own({ subject: 'work' })).toEqual([]);
    expect(own({ party: 'business', subject: 'work', sector: 'rail', demands: ['penalty'] })).toEqual([
      'ru-rail-123-claim',
      'ru-rail-123-fines',
    ]);
    expect(own({ country: 'DE' })).toEqual(['eu-sale-of-goods-10']);
    expect(own({ country: 'GB' })).toEqual(['gb-consumer-rights-22-reject']);
  });

  it('lets a rule of law stand still only where its source says so', () => {
    const pausable = rulebook.filter(
      (rule) => rule.mayPause !== 'never' && rule.jurisdiction !== 'house' && rule.kind !== 'customer_answer',
    );
    expect(pausable.map(({ id, mayPause }) => [id, mayPause])).toEqual([['eu-gdpr-12', 'request-for-information']]);
    expect(pausable[0]?.source).toContain('EDPB guidelines 01/2022');
  });

  it('keeps the Reg E extension within 45 days of any receipt', () => {
    const rule = rulebook.find(({ id }) => id === 'us-reg-e-11-determine');
    if (!rule?.mayExtend) throw new Error('no rule');
    const calendar = calendarFor({ country: 'US' });
    const triggers = Array.from({ length: 11 }, (_, i) => days(2024 + i)).flat();
    const longest = triggers.map((trigger) => daysBetween(trigger, computeDeadline({ period: rule.period, trigger, calendar }).lastDay));
    expect(Math.max(...longest) + rule.mayExtend.length).toBe(45);
  });

  it('gives every rule a source, both languages, a date and a version of its own', () => {
    expect(new Set(rulebook.map((rule) => `${rule.id} ${rule.version}`)).size).toBe(rulebook.length);
    for (const rule of rulebook) {
      expect(isLegalDay(rule.version) && isLegalDay(rule.checkedOn), rule.id).toBe(true);
      for (const text of [rule.title, rule.clause]) expect(text.en && text.ru, rule.id).toBeTruthy();
      expect(rule.source, rule.id).not.toBe('');
      expect(rule.law, rule.id).toBeTruthy();
      if (rule.mayExtend) expect(rule.mayExtend.condition.en && rule.mayExtend.condition.ru, rule.id).toBeTruthy();
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
