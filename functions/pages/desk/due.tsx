import type { Language } from '#domain/claims/claim.ts';
import { nextWorkingDay } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { dayInZone, endOfDay, type Instant, instantOf, millisOf, wallClock } from '#domain/deadlines/zone.ts';
import { type Currency, currencies } from '#domain/money.ts';
import { showMoney } from '#domain/replies/format.ts';
import type { QueueRow } from '#stores/claim-store.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { StateMark, type Tone } from '../parts/state.tsx';
import { caseTexts, deskTexts } from '../texts/desk.ts';

export const urgencies = ['overdue', 'today', 'next', 'week', 'later'] as const;
export type Urgency = (typeof urgencies)[number];
const week = 7 * 86_400_000;
type Reader = Pick<Moment, 'now' | 'zone' | 'country'>;

/**
 * The last instant (UTC, inclusive) of each urgency but the last: what is over; the reader's legal day; up to the end of the next working day of the
 * reader's country, days off before it included, as nobody is there sooner; seven days from now. Where a long holiday ends later, 'week' is empty.
 */
function endsOf({ now, zone, country }: Reader): Instant[] {
  const today = dayInZone(instantOf(now), zone);
  const next = endOfDay(nextWorkingDay(calendarFor({ country, zone }), today), zone);
  const seventh = instantOf(now + week - 1);
  return [instantOf(now - 1), endOfDay(today, zone), next, seventh > next ? seventh : next];
}

/** How pressing an instant is for the reader. */
export function urgencyOf(dueAt: Instant, reader: Reader): Urgency {
  const at = endsOf(reader).findIndex((end) => dueAt <= end);
  return urgencies[at] ?? 'later';
}

/** The instants that have this urgency, both inclusive, UTC; open where there is no bound. */
export function rangeOf(urgency: Urgency, reader: Reader): { from?: Instant; to?: Instant } {
  const ends = endsOf(reader);
  const at = urgencies.indexOf(urgency);
  const [before, to] = [ends[at - 1], ends[at]];
  return { ...(before ? { from: instantOf(millisOf(before) + 1) } : {}), ...(to ? { to } : {}) };
}

export const tones: Record<Urgency, Tone> = { overdue: 'overdue', today: 'soon', next: 'soon', week: 'soon', later: 'waiting' };

/**
 * "2 days late", "today 18:00", "in 3 working days". Counted on the reader's calendar, from the last day of the term; where that day ends after the reader's
 * midnight, in a zone further west, its last hours are the reader's next day and are told by the reader's clock.
 */
export function remaining(due: { at: string; lastDay: string }, moment: Moment): string {
  const texts = deskTexts(moment.language).due;
  const { distance, days } = dateWithDistance(due.lastDay, moment);
  const over = Date.parse(due.at) < moment.now;
  if (over && days >= 0) return texts.overdueToday;
  const { minute } = wallClock(due.at, moment.zone);
  const hour = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  if (!over && days <= 0 && dayInZone(due.at, moment.zone) > due.lastDay) return days < 0 ? texts.todayAt(hour) : texts.tomorrowAt(hour);
  // A term that ends with the day needs no hour.
  return days !== 0 || minute >= 1439 ? distance : texts.todayAt(hour);
}

export function DueMark({ due, moment }: { due: { at: string; lastDay: string; provisional?: boolean } | undefined; moment: Moment }) {
  const texts = deskTexts(moment.language).due;
  if (!due) return <StateMark tone="neutral">{texts.none}</StateMark>;
  const { text } = dateWithDistance(due.lastDay, moment);
  return (
    <span title={due.provisional ? `${text} (${caseTexts(moment.language).provisionalDate})` : text}>
      <StateMark tone={tones[urgencyOf(due.at, moment)]}>{remaining(due, moment)}</StateMark>
    </span>
  );
}

type StageKey = keyof ReturnType<typeof deskTexts>['stages'];
/** The word of a claim's state: an open one says whether there is a draft. */
export const stageKey = ({ stage, draft }: Pick<QueueRow, 'stage' | 'draft'>): StageKey =>
  stage === 'open' ? (draft ? 'draft' : 'new') : stage;

export const needsWord = (code: string, language: Language): string => deskTexts(language).needs[code] ?? deskTexts(language).needsOther;

/** "84000.00 RUB + 12.00 EUR" of a queue line, as people read it. */
export const showAmounts = (amounts: string, language: Language): string =>
  amounts
    .split(' + ')
    .filter(Boolean)
    .map((entry) => {
      const [amount = '', code = ''] = entry.split(' ');
      const currency: Currency | undefined = currencies.find((known) => known === code);
      return currency ? showMoney(amount, currency, language) : entry;
    })
    .join(' + ');
