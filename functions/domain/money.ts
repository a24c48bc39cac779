/** Exact money: a decimal string with the currency's own digits, JSON-safe; sums and ratios are counted in bigint, never in floats. */
export type Currency = 'EUR' | 'RUB' | 'GBP' | 'USD' | 'CHF';
export type Money = { readonly amount: string; readonly currency: Currency };
export const currencies = ['EUR', 'RUB', 'GBP', 'USD', 'CHF'] as const satisfies readonly Currency[];
export type Rounding = 'half_up' | 'half_even';

const digits = 2; // all five currencies have two

/** Minor units (cents, kopecks, pence) of "1234.5" or "1234.50". Throws RangeError on anything else; more than two decimals are refused, not rounded. */
export function minorOf(amount: string): bigint {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(amount);
  if (!match) throw new RangeError('not an amount with at most two decimals');
  const minor = BigInt(match[2] + (match[3] ?? '').padEnd(digits, '0'));
  return match[1] ? -minor : minor;
}

/** "1234.50" of 123450n. */
export function decimalOf(minor: bigint): string {
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  return `${minor < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export const money = (amount: string, currency: Currency): Money => ({ amount: decimalOf(minorOf(amount)), currency });
export const moneyOfMinor = (minor: bigint, currency: Currency): Money => ({ amount: decimalOf(minor), currency });

/** n/d rounded to an integer; ties go away from zero (half_up) or to the even neighbour (half_even). d > 0. */
export function roundRatio(n: bigint, d: bigint, mode: Rounding = 'half_up'): bigint {
  const sign = n < 0n ? -1n : 1n;
  const abs = n * sign;
  const whole = abs / d;
  const twice = (abs % d) * 2n;
  const up = twice > d || (twice === d && (mode === 'half_up' || whole % 2n === 1n));
  return sign * (whole + (up ? 1n : 0n));
}

/** Adds amounts of one currency. Throws RangeError when currencies differ: there is no conversion in this house. */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return moneyOfMinor(minorOf(a.amount) + minorOf(b.amount), a.currency);
}
/** Negative, zero or positive, as a is less than, equal to or more than b. */
export function compare(a: Money, b: Money): number {
  sameCurrency(a, b);
  const difference = minorOf(a.amount) - minorOf(b.amount);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`);
}
