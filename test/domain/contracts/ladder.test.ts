import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredSheet, uncoveredSheet } from '#domain/contracts/covered-sheet.ts';
import { houseLadder, ladderOf, nextStep } from '#domain/contracts/ladder.ts';
import { limitationOf } from '#domain/contracts/limitation.ts';
import { type ContractTerms, type RungTerms, rungs } from '#domain/contracts/terms.ts';
import { shippedLaw } from '#domain/deadlines/law.ts';
import { minorOf } from '#domain/money.ts';
import { account, contract, counterClaim, sheetFor } from '../replies/samples.ts';

const withTerms = (change: Partial<ContractTerms>) => ({ ...contract, terms: { ...contract.terms, ...change } });
const firm = { country: 'RU', party: 'business' } as const;
const step = (rung: RungTerms['rung'], more: Partial<RungTerms> = {}): RungTerms => ({ rung, termDays: 5, ...more });

describe('the ladder of a contract', () => {
  it('is that of the house where it has none: reminder, claim, pre-suit notice', () => {
    expect(ladderOf(contract, firm)).toEqual(houseLadder);
  });
  it('may leave out the reminder and nothing else', () => {
    const of = (...ladder: RungTerms[]) => ladderOf(withTerms({ ladder }), firm).map(({ rung }) => rung);
    expect(of(step('claim'), step('pre_suit'))).toEqual(['claim', 'pre_suit']);
    expect(of(step('pre_suit'))).toEqual(['claim', 'pre_suit']);
    expect(of(step('reminder'))).toEqual(['reminder', 'claim', 'pre_suit']);
    expect(of(step('pre_suit'), step('claim'), step('reminder'))).toEqual(['reminder', 'claim', 'pre_suit']);
  });
  it('asks no fee of consumers in Russia and Germany', () => {
    const fees = (country: string, party: 'consumer' | 'business') =>
      ladderOf(withTerms({ ladder: [step('claim', { fee: '40.00' })] }), { country, party }).map(({ fee }) => fee);
    expect(fees('RU', 'consumer')).toEqual([undefined, undefined]);
    expect(fees('DE', 'consumer')).toEqual([undefined, undefined]);
    expect(fees('RU', 'business')).toEqual(['40.00', undefined]);
    expect(fees('GB', 'consumer')).toEqual(['40.00', undefined]);
  });
  it('is climbed rung by rung: whatever a contract says, nobody jumps', () => {
    const own = fc.uniqueArray(fc.record({ rung: fc.constantFrom(...rungs), termDays: fc.integer({ min: 1, max: 90 }) }), {
      maxLength: 3,
      selector: ({ rung }) => rung,
    });
    fc.assert(
      fc.property(own, (ladder) => {
        const steps = ladderOf(withTerms({ ladder }), firm);
        const walked = [steps[0]];
        for (let next = steps[0] && nextStep(steps, steps[0].rung); next; next = nextStep(steps, next.rung)) walked.push(next);
        expect(walked).toEqual(steps);
        expect(steps.map(({ rung }) => rung).slice(-2)).toEqual(['claim', 'pre_suit']);
      }),
    );
  });
});

describe('what a counter-claim covers', () => {
  it('and what it does not, make up the whole sheet', () => {
    const sheet = sheetFor();
    fc.assert(
      fc.property(fc.subarray(sheet.lines.map(({ invoiceId }) => invoiceId)), (covers) => {
        const covered = coveredSheet(counterClaim(sheet, { covers }), sheet);
        const rest = uncoveredSheet(sheet, new Set(covers));
        for (const of of ['principal', 'interest', 'total'] as const)
          expect(minorOf(covered[of]) + minorOf(rest?.[of] ?? '0.00')).toBe(minorOf(sheet[of]));
        expect(covered.lines.length + (rest?.lines.length ?? 0)).toBe(sheet.lines.length);
      }),
    );
  });
  it('before the first letter is everything, and a sheet that is whole keeps its fingerprint', () => {
    const sheet = sheetFor();
    expect(coveredSheet(counterClaim(sheet), sheet)).toBe(sheet);
    expect(coveredSheet(counterClaim(sheet, { covers: ['i1', 'i2'] }), sheet).fingerprint).toBe(sheet.fingerprint);
  });
});

describe('the limitation of the oldest debt', () => {
  const of = (dueDate: string, change: Partial<ContractTerms> = {}, country: 'RU' | 'DE' | 'GB' | 'US' = 'RU') => {
    const [first] = sheetFor().lines;
    if (!first) throw new Error('no line');
    const lines = [
      { ...first, dueDate: '2030-01-01' },
      { ...first, dueDate, number: 'OLD' },
    ];
    return limitationOf({
      law: shippedLaw,
      sheet: { lines },
      account: { ...account, country },
      contract: withTerms({ governingLaw: country, ...change }),
    });
  };
  it('in Russia is three years from the day after, and moves on from a day off', () => {
    // 2 September 2026 + 3 years is Sunday 2 September 2029.
    expect(of('2026-09-02')).toMatchObject({ number: 'OLD', lastDay: '2029-09-03', confidence: 'K', contractVoid: false });
  });
  it('in Russia cannot be agreed otherwise', () => {
    expect(of('2026-09-02', { limitationMonths: 12 })).toMatchObject({ lastDay: '2029-09-03', contractVoid: true });
  });
  it('in Germany runs from the end of the year and does not move', () => {
    // 31 December 2028 is a Sunday.
    expect(of('2025-03-01', {}, 'DE')).toMatchObject({ from: '2025-12-31', lastDay: '2028-12-31' });
  });
  it('in England is six years, or as the contract says', () => {
    expect(of('2026-09-02', {}, 'GB')?.lastDay).toBe('2032-09-02');
    expect(of('2026-09-02', { limitationMonths: 24 }, 'GB')).toMatchObject({ lastDay: '2028-09-02', source: 'contract' });
  });
  it('of a law that we do not know is not guessed', () => {
    expect(of('2026-09-02', {}, 'US')).toBeUndefined();
    expect(of('2026-09-02', { limitationMonths: 36 }, 'US')?.lastDay).toBe('2029-09-02');
  });
});
