import type { Language } from '#domain/claims/claim.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

/** The catalogue of a language. Russian has the type of English: a text that is missing does not compile. */
export const t = (language: Language): typeof en => (language === 'ru' ? ru : en);

/** The right plural form: 1 день, 2 дня, 5 дней. */
export function plural(language: Language, n: number, forms: { one: string; few?: string; many?: string; other: string }): string {
  const rule = new Intl.PluralRules(language).select(n);
  return (rule === 'one' ? forms.one : rule === 'few' ? forms.few : rule === 'many' ? forms.many : undefined) ?? forms.other;
}
