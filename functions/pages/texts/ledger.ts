import type { Language } from '#domain/claims/claim.ts';
import { ledgerEn } from './ledger-en.ts';
import { ledgerRu } from './ledger-ru.ts';

/** The catalogue of the ledger, settlements and payment orders. */
export const ledgerTexts = (language: Language): typeof ledgerEn => (language === 'ru' ? ledgerRu : ledgerEn);
