import type { Language } from '#domain/claims/claim.ts';
import { counterClaimsEn } from './counter-claims-en.ts';
import { counterClaimsRu } from './counter-claims-ru.ts';

/** The catalogue of the queue, the ladder, disputes, the court file and the exposure. */
export const counterClaimsTexts = (language: Language): typeof counterClaimsEn => (language === 'ru' ? counterClaimsRu : counterClaimsEn);
