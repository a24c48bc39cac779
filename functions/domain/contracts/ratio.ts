import { Refusal } from '#domain/errors.ts';
import { type Rounding, roundRatio } from '#domain/money.ts';

/** An exact fraction; d > 0. Interest is a sum of such fractions, rounded once or row by row, never counted in floats. */
export type Ratio = { readonly n: bigint; readonly d: bigint };

export const nothing: Ratio = { n: 0n, d: 1n };
export const ratio = (n: bigint, d = 1n): Ratio => {
  const common = gcd(n < 0n ? -n : n, d);
  return { n: n / common, d: d / common };
};

/** "8.12" or "-0.88" exactly. Refuses ('invalid') anything that is not a plain decimal number. */
export function ratioOf(decimal: string): Ratio {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,12}))?$/.exec(decimal);
  if (!match) throw new Refusal('invalid', 'not a decimal number');
  const fraction = match[3] ?? '';
  const value = BigInt(`${match[2]}${fraction}`);
  return ratio(match[1] ? -value : value, 10n ** BigInt(fraction.length));
}

export const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
export const isLess = (a: Ratio, b: Ratio): boolean => a.n * b.d < b.n * a.d;
export const least = (a: Ratio, b: Ratio): Ratio => (isLess(b, a) ? b : a);
export const rounded = ({ n, d }: Ratio, mode: Rounding): bigint => roundRatio(n, d, mode);

/** The shortest decimal of a ratio whose denominator has only factors 2 and 5, as sums of decimals have: "10.52". */
export function decimalText({ n, d }: Ratio): string {
  let scale = 0;
  let power = 1n;
  while (power % d !== 0n) {
    scale += 1;
    power *= 10n;
    if (scale > 30) throw new RangeError('not a finite decimal');
  }
  const whole = (n < 0n ? -n : n) * (power / d);
  const text = whole.toString().padStart(scale + 1, '0');
  return `${n < 0n ? '-' : ''}${text.slice(0, text.length - scale)}${scale > 0 ? `.${text.slice(-scale)}` : ''}`;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
