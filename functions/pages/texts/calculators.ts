import type { Language } from '#domain/claims/claim.ts';
import { calculatorsEn } from './calculators-en.ts';
import { calculatorsRu } from './calculators-ru.ts';

/** The calculators' catalogue of a language. */
export const calculatorTexts = (language: Language): typeof calculatorsEn => (language === 'ru' ? calculatorsRu : calculatorsEn);
