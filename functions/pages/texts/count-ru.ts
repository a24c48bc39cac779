import { plural } from './texts.ts';

/** A number with its noun: 1 день, 2 дня, 5 дней. */
export const countRu = (n: number, [one, few, many]: readonly [string, string, string]): string =>
  `${n} ${plural('ru', n, { one, few, many, other: few })}`;
