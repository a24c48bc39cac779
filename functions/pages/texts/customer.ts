import type { Language } from '#domain/claims/claim.ts';
import { customerEn } from './customer-en.ts';
import { customerRu } from './customer-ru.ts';

/** The customer's catalogue of a language. */
export const customerTexts = (language: Language): typeof customerEn => (language === 'ru' ? customerRu : customerEn);
