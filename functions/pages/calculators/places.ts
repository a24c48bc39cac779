import type { Language } from '#domain/claims/claim.ts';
import { officialCountries, regions } from '#domain/deadlines/calculator-place.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { Option } from '../parts/form.tsx';
import { calculatorTexts } from '../texts/calculators.ts';
import type { Choices } from './question-form.tsx';

/** "Germany, BY"; a country that the catalogue does not name goes by its name in the language of the page. */
export function placeName(country: string, region: string | undefined, language: Language): string {
  const name = calculatorTexts(language).countries[country] ?? new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
  return region ? `${name}, ${region}` : name;
}

/** The company's own country first, each country before its regions; the rules in the order of the book. */
export function choicesOf(law: Law, home: string, language: Language): Choices {
  const countries = officialCountries(law).toSorted((a, b) => Number(b === home) - Number(a === home));
  const places = countries.flatMap((country): Option[] => [
    { value: country, label: placeName(country, undefined, language) },
    ...(regions[country] ?? []).map((region) => ({ value: `${country}-${region}`, label: placeName(country, region, language) })),
  ]);
  const rules = new Map(
    law.rules.map((rule): [string, Option] => [
      rule.id,
      { value: rule.id, label: `${rule.jurisdiction} · ${rule.title[language]} (${rule.clause[language]})` },
    ]),
  );
  return { places, rules: [...rules.values()] };
}
