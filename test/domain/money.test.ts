import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32, parseReference, referenceOf } from '#domain/ids.ts';
import { decimalOf, minorOf, money, roundRatio } from '#domain/money.ts';

describe('money', () => {
  it('goes to minor units and back without loss', () =>
    fc.assert(fc.property(fc.bigInt(-(10n ** 16n), 10n ** 16n), (minor) => minorOf(decimalOf(minor)) === minor)));
  it.each(['1,50', '1.234', '', '1e3', ' 1', '٣', '1.', '.5', '+1'])('refuses %j', (text) =>
    expect(() => minorOf(text)).toThrow(RangeError),
  );
  it('is written in one way', () => expect(money('5', 'EUR')).toEqual({ amount: '5.00', currency: 'EUR' }));
  it('rounds ties away from zero, or to even', () => {
    expect([roundRatio(5n, 2n), roundRatio(-5n, 2n), roundRatio(5n, 2n, 'half_even'), roundRatio(7n, 2n, 'half_even')]).toEqual([
      3n,
      -3n,
      2n,
      4n,
    ]);
  });
});

describe('references', () => {
  it('carry 64 bits and are read back however they are typed', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
        const reference = referenceOf(bytes);
        expect(parseReference(reference)).toBe(reference);
        expect(parseReference(reference.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(reference);
      }),
    ));
  it('differ where the bytes differ', () => {
    expect(base32(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1))).not.toBe(base32(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 2)));
    expect(parseReference('nothing')).toBeUndefined();
  });
});
