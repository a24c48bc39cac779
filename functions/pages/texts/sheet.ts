import type { Language } from '#domain/claims/claim.ts';
import { sheetEn } from './sheet-en.ts';
import { sheetRu } from './sheet-ru.ts';

/** The catalogue of the customer's page of the open calculation. */
export const sheetTexts = (language: Language): typeof sheetEn => (language === 'ru' ? sheetRu : sheetEn);
