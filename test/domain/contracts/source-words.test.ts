import { describe, expect, it } from 'vitest';
import { computeInterest } from '#domain/contracts/interest.ts';
import { interestRules } from '#domain/contracts/interest-rules.ts';
import { rateSeries } from '#domain/contracts/rates.ts';
import { sourceIn } from '#domain/contracts/source-words.ts';

const sourcesOf = (id: string) => {
  const rule = interestRules.findLast((one) => one.id === id);
  if (!rule) throw new Error(id);
  const consumer = rule.party === 'consumer';
  return computeInterest({
    principal: '100',
    currency: 'EUR',
    rule,
    due: '2026-03-01',
    to: '2026-04-01',
    consumer,
    unknownRate: 'provisional',
    withFixedSum: false,
  }).sources;
};

describe('a source, as a customer reads it', () => {
  it('names law and series in their language and where they are published', () => {
    expect(sourcesOf('ru-395').map((source) => sourceIn(source, 'ru'))).toEqual([
      'ст. 395 ГК РФ: ГК РФ ст. 395; Пленум ВС РФ 24.03.2016 № 7 п. 48',
      'Ставка по ст. 395 ГК РФ: ставка рефинансирования, затем ставки по вкладам в округе (не собраны), затем ключевая ставка: https://www.cbr.ru/hd_base/keyrate/',
    ]);
    expect(sourcesOf('de-288').map((source) => sourceIn(source, 'en'))[1]).toMatch(/^German base rate .*basiszinssatz-607820$/);
  });
  it('has no English words in Russian, whatever the rule', () => {
    for (const { id } of interestRules)
      for (const source of sourcesOf(id))
        expect(sourceIn(source, 'ru').replaceAll(/https?:\S+/g, ''), source).not.toMatch(/\b(the|of|day|not|rate)\b/);
    for (const { titleRu } of Object.values(rateSeries)) expect(titleRu).toMatch(/[а-я]/);
  });
  it('that is none of ours stays as it is', () => expect(sourceIn('contract', 'ru')).toBe('contract'));
});
