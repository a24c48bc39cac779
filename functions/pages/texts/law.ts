import type { Language } from '#domain/claims/claim.ts';
import { lawEn } from './law-en.ts';
import { lawRu } from './law-ru.ts';

/** The catalogue of rules, calendars and "what if". */
export const lawTexts = (language: Language): typeof lawEn => (language === 'ru' ? lawRu : lawEn);
