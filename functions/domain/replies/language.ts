import type { Language } from '../claims/claim.ts';

/** Russian when at least three letters in ten are Cyrillic, so that Latin product names, signatures and addresses in a Russian mail do not turn it; English otherwise. */
export function languageOf(text: string): Language {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic > 0 && cyrillic * 10 >= (cyrillic + latin) * 3 ? 'ru' : 'en';
}
