import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, isLess, least, plus, ratio, ratioOf, rounded, times } from '#domain/contracts/ratio.ts';
import { Refusal } from '#domain/errors.ts';

describe('exact fractions', () => {
  it('read and print decimals without loss', () => {
    const decimals = fc.tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 8 }));
    fc.assert(
      fc.property(decimals, decimals, ([a, i], [b, j]) => {
        const [x, y] = [ratio(a, 10n ** BigInt(i)), ratio(b, 10n ** BigInt(j))];
        const scale = 10n ** BigInt(i + j);
        expect(plus(x, y)).toEqual(ratio(a * 10n ** BigInt(j) + b * 10n ** BigInt(i), scale));
        expect(times(x, y)).toEqual(ratio(a * b, scale));
        expect(ratioOf(decimalText(x))).toEqual(x);
        expect(isLess(x, y)).toBe(a * 10n ** BigInt(j) < b * 10n ** BigInt(i));
      }),
    );
    expect(decimalText(ratioOf('-0.880'))).toBe('-0.88');
    expect(decimalText(plus(ratioOf('2.15'), ratioOf('8')))).toBe('10.15');
    expect(least(ratioOf('7.5'), ratioOf('16'))).toEqual(ratioOf('7.5'));
  });

  it('round ties as they are told', () => {
    expect([ratio(5n, 2n), ratio(7n, 2n), ratio(-5n, 2n)].map((one) => rounded(one, 'half_up'))).toEqual([3n, 4n, -3n]);
    expect([ratio(5n, 2n), ratio(7n, 2n)].map((one) => rounded(one, 'half_even'))).toEqual([2n, 4n]);
  });

  it.each(['', '1,5', '1e3', '.5', '5.', 'NaN', '1.1234567890123'])('refuse %j', (text) => {
    expect(() => ratioOf(text)).toThrow(Refusal);
  });
});
