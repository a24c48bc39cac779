import type { Rung } from '#domain/contracts/terms.ts';
import { type Currency, minorOf } from '#domain/money.ts';
import type { ExposureWeek } from '#usecases/exposure.ts';

/** Sums of one week and currency, by rung and together, in minor units. */
export function sumsOf({ asked }: ExposureWeek, currency: Currency): Record<Rung | 'total', bigint> {
  const of = (rung?: Rung) =>
    asked
      .filter((entry) => entry.counterClaim.sheet.currency === currency && (rung === undefined || entry.rung === rung))
      .reduce((sum, { total }) => sum + minorOf(total), 0n);
  return { reminder: of('reminder'), claim: of('claim'), pre_suit: of('pre_suit'), total: of() };
}
