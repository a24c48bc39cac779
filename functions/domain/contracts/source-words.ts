import type { Language } from '#domain/claims/claim.ts';
import { interestRules } from './interest-rules.ts';
import { rateSeries } from './rates.ts';

const named: readonly (readonly [en: string, ru: string | undefined])[] = [
  ...interestRules.map(({ clause }) => [clause.en, clause.ru] as const),
  ...Object.values(rateSeries).map(({ title, titleRu }) => [title, titleRu] as const),
];

/**
 * A source of a sheet as a customer reads it: the law or the series by its name in their language, and where it is published. What the house thinks of how sure it is
 * stays with the house, as do remarks that are not in their language. A source that is none of ours stays as it is.
 */
export function sourceIn(source: string, language: Language): string {
  const plain = source.replace(/ \([^()]*\)$/, '');
  const found = named.find(([en]) => plain.startsWith(`${en}: `));
  if (language === 'en' || !found?.[1]) return plain;
  const rest = plain.slice(found[0].length + 2);
  return `${found[1]}: ${rest.match(/https?:\/\/[^\s;,()]+/g)?.join(', ') ?? rest.split(': ')[0]}`;
}
