import type { Language } from '#domain/claims/claim.ts';
import { interestRules } from '#domain/contracts/interest-rules.ts';
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
  return { places, rules: [...rules.values()], interest: interestChoices(language) };
}

/** Named rules, each once under its newest wording, then what is agreed. */
function interestChoices(language: Language): Option[] {
  const newest = new Map(interestRules.map((rule) => [rule.id, rule]));
  const { agreed } = calculatorTexts(language).interest;
  return [
    ...[...newest.values()].map((rule) => ({ value: rule.id, label: `${rule.title[language]} (${rule.clause[language]})` })),
    ...Object.entries(agreed).map(([value, label]) => ({ value, label })),
  ];
}
