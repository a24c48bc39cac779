import type { Language } from '#domain/claims/claim.ts';
import type { Deadline } from '#usecases/list-deadlines.ts';
import type { Names } from '../desk/staff-route.tsx';
import { caseTexts, deskTexts } from '../texts/desk.ts';
import { type BoardAsked, type BoardGroup, grouped, sorted } from './deadlines.ts';

/** Rows that are shown together; a board without groups is one lane without a name. */
export type Lane = { name?: string | undefined; rows: readonly Deadline[] };

export function lanesOf(rows: readonly Deadline[], { group, sort }: BoardAsked, names: Names, language: Language): Lane[] {
  if (!group) return [{ rows: sorted(rows, sort) }];
  return grouped(rows, group).map((lane) => ({
    name: laneName(group, lane.value, lane.rows[0], names, language),
    rows: sorted(lane.rows, sort),
  }));
}

function laneName(group: BoardGroup, value: string, row: Deadline | undefined, names: Names, language: Language): string {
  if (group === 'person') return names(value) || '—';
  if (group === 'rule') return row?.clock.title[language] ?? value;
  if (group === 'account') return value || deskTexts(language).queue.noAccount;
  return jurisdictionName(value, language);
}

/** "DE", "EU", "US-CA" as they are; our own rule and the contract in words. */
export function jurisdictionName(value: string, language: Language): string {
  const texts = caseTexts(language);
  if (value === 'house') return texts.house;
  return value === 'contract' ? texts.contractSource : value || '—';
}
