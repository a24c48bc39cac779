import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Language } from '#domain/claims/claim.ts';
import type { Law } from '#domain/deadlines/law.ts';
import { endOfDay } from '#domain/deadlines/zone.ts';
import type { ClockRow } from '#stores/claim-store.ts';
import { clockPath } from '../parts/clock-path.ts';
import { calendarTexts } from '../texts/calendar.ts';
import { caseTexts, deskTexts } from '../texts/desk.ts';

export type FeedInput = { rows: readonly ClockRow[]; law: Law; language: Language; publicUrl: string; name: string };

/**
 * Open clocks as an iCalendar (RFC 5545, RFC 7986): the same clocks give the same bytes. A clock that is due when its day ends is an all-day event on the last
 * day; one with an hour is a moment in UTC. No alarm: the product's own warnings go by the law's stages.
 */
export function feedIcs({ rows, law, language, publicUrl, name }: FeedInput): string {
  const calendar = ical({
    name: plain(name),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Redress', product: 'deadlines', language: language.toUpperCase() },
    ttl: 3600,
  });
  for (const row of rows) {
    const { clock, reference } = row;
    const moved = clock.log?.at(-1)?.at ?? clock.startedAt;
    const wholeDay = clock.dueAt === endOfDay(clock.lastDay, clock.zone);
    calendar.createEvent({
      id: `${reference}-${clock.id}@${new URL(publicUrl).hostname}`,
      start: new Date(wholeDay ? `${clock.lastDay}T00:00:00.000Z` : clock.dueAt),
      allDay: wholeDay,
      summary: summaryOf(row, language),
      description: descriptionOf(row, { law, language, publicUrl }),
      url: `${publicUrl}${clockPath(row)}`,
      categories: [{ name: deskTexts(language).kinds[clock.kind] }],
      // A paused clock has no date yet: it stands on the earliest one that is possible, and says so.
      status: clock.state === 'paused' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
      // Everything that moves a clock is in its log.
      sequence: clock.log?.length ?? 0,
      lastModified: new Date(moved),
      stamp: new Date(moved),
    });
  }
  return calendar.toString();
}

function summaryOf({ clock, account, reference }: ClockRow, language: Language): string {
  const whose = [account, reference].filter(Boolean).join(', ');
  const summary = `${clock.title[language]}: ${whose}`;
  return plain(clock.state === 'paused' ? calendarTexts(language).paused(summary) : summary);
}

function descriptionOf(row: ClockRow, { law, language, publicUrl }: Omit<FeedInput, 'rows' | 'name'>): string {
  const { clock, subject } = row;
  const texts = caseTexts(language);
  const confidence = law.findRule(clock.ruleId, clock.ruleVersion)?.confidence;
  const lines = [
    subject,
    clock.clause[language],
    texts.rule(clock.ruleId, clock.ruleVersion),
    clock.state === 'paused' ? calendarTexts(language).pausedWhy : undefined,
    clock.provisional ? texts.provisionalDate : undefined,
    confidence === 'K' || confidence === 'S/K' ? texts.unchecked : undefined,
    `${publicUrl}${clockPath(row)}`,
  ];
  return lines.flatMap((line) => (line ? [plain(line)] : [])).join('\n');
}

/** One line without control characters: what a customer wrote can end neither a line nor a property. The library escapes the rest. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
