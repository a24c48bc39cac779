import type { Language } from '#domain/claims/claim.ts';
import { contractEn } from './contract-en.ts';
import { contractRu } from './contract-ru.ts';

/** The catalogue of contracts, their versions and breaches. */
export const contractTexts = (language: Language): typeof contractEn => (language === 'ru' ? contractRu : contractEn);
