import type { Language } from '#domain/claims/claim.ts';
import { caseEn } from './case-en.ts';
import { caseRu } from './case-ru.ts';
import { clockEn } from './clock-en.ts';
import { clockRu } from './clock-ru.ts';
import { deskEn } from './desk-en.ts';
import { deskRu } from './desk-ru.ts';
import { legalEn } from './legal-en.ts';
import { legalRu } from './legal-ru.ts';

/** The desk's catalogue of a language: lists and people, the case, and what legal and finance work with. */
export const deskTexts = (language: Language): typeof deskEn => (language === 'ru' ? deskRu : deskEn);
export const caseTexts = (language: Language): typeof caseEn => (language === 'ru' ? caseRu : caseEn);
export const clockTexts = (language: Language): typeof clockEn => (language === 'ru' ? clockRu : clockEn);
export const legalTexts = (language: Language): typeof legalEn => (language === 'ru' ? legalRu : legalEn);
