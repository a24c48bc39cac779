import { describe, expect, it } from 'vitest';
import { conflicts } from '#domain/deadlines/rule-conflict.ts';
import { type RuleQuery, rulesFor } from '#domain/deadlines/rulebook.ts';

const ask = (query: Partial<RuleQuery>) =>
  rulesFor({ country: 'RU', party: 'consumer', kind: 'claim', demands: ['penalty'], receivedDay: '2026-11-23', ...query });
const ids = (query: Partial<RuleQuery>): string[][] => conflicts(ask(query)).map(({ rules }) => rules.map((rule) => rule.id));

describe('laws that give one claim different terms', () => {
  it.each<[string, Partial<RuleQuery>, string[][]]>([
    [
      'a bank: its own law against that of the ombudsman, by whose form nobody knows',
      { sector: 'bank' },
      [['ru-bank-30-1-answer', 'ru-ombudsman-16-electronic', 'ru-ombudsman-16']],
    ],
    [
      'the same number of days from another event is another term',
      { sector: 'bank', form: 'standard_electronic' },
      [['ru-bank-30-1-answer', 'ru-ombudsman-16-electronic']],
    ],
    ['another form', { sector: 'bank', form: 'other' }, [['ru-bank-30-1-answer', 'ru-ombudsman-16']]],
    [
      'a refund of an insurer, with the law on consumers',
      { sector: 'insurance', demands: ['refund'], form: 'other' },
      [['ru-consumer-22-refund', 'ru-insurance-6-2-answer', 'ru-ombudsman-16']],
    ],
    ['a business does not go to the ombudsman', { sector: 'bank', party: 'business', kind: 'complaint' }, []],
    ['two demands under one law', { demands: ['repair', 'refund'] }, []],
    ['an ordinary refund', { demands: ['refund'] }, []],
    ['nothing', { demands: [] }, []],
  ])('%s', (_name, query, expected) => {
    expect(ids(query)).toEqual(expected);
  });

  it('take none of the rules away', () => {
    const rules = ask({ sector: 'bank' });
    for (const conflict of conflicts(rules)) for (const rule of conflict.rules) expect(rules).toContain(rule);
    expect(conflicts(rules)[0]?.kind).toBe('statutory_answer');
  });

  it('do not arise from two laws of the same term, nor from our own promises', () => {
    const [bank] = ask({ sector: 'bank' }).filter((rule) => rule.kind === 'statutory_answer');
    if (!bank) throw new Error('no rule');
    expect(conflicts([bank, { ...bank, id: 'twin', law: 'another act' }])).toEqual([]);
    expect(conflicts([bank, { ...bank, law: 'another act', period: { ...bank.period, length: 14 } }])).toHaveLength(1);
    expect(conflicts([bank, { ...bank, law: 'another act', period: { ...bank.period, unit: 'calendar_days' } }])).toHaveLength(1);
    expect(conflicts(ask({}))).toEqual([]);
  });
});
