import type { Language } from '#domain/claims/claim.ts';
import { dayInZone, wallClock } from '#domain/deadlines/zone.ts';
import { type Currency, currencies } from '#domain/money.ts';
import { showMoney } from '#domain/replies/format.ts';
import type { QueueRow } from '#stores/claim-store.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { StateMark, type Tone } from '../parts/state.tsx';
import { caseTexts, deskTexts } from '../texts/desk.ts';

export const urgencies = ['overdue', 'today', 'week', 'later'] as const;
export type Urgency = (typeof urgencies)[number];
const week = 7 * 86_400_000;

/** How pressing an instant is: over, on this legal day of the reader, within seven days, later. */
export function urgencyOf(dueAt: string, { now, zone }: Pick<Moment, 'now' | 'zone'>): Urgency {
  const due = Date.parse(dueAt);
  if (due < now) return 'overdue';
  if (dayInZone(dueAt, zone) === dayInZone(new Date(now).toISOString(), zone)) return 'today';
  return due < now + week ? 'week' : 'later';
}

export const tones: Record<Urgency, Tone> = { overdue: 'overdue', today: 'soon', week: 'soon', later: 'waiting' };

/** "2 days late", "today 18:00", "in 3 working days". Counted on the reader's calendar, from the last day of the term. */
export function remaining(due: { at: string; lastDay: string }, moment: Moment): string {
  const texts = deskTexts(moment.language).due;
  const { distance, days } = dateWithDistance(due.lastDay, moment);
  const over = Date.parse(due.at) < moment.now;
  if (over && days >= 0) return texts.overdueToday;
  const { minute } = wallClock(due.at, moment.zone);
  // A term that ends with the day needs no hour.
  if (days !== 0 || minute >= 1439) return distance;
  return texts.todayAt(`${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
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
