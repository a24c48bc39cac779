import type { DemandKind, Language, Outcome } from '#domain/claims/claim.ts';
import { showDay } from '#domain/deadlines/explain.ts';
import { dayInZone, wallClock } from '#domain/deadlines/zone.ts';
import { decimalOf, minorOf } from '#domain/money.ts';

const signs: Record<string, string> = { EUR: '€', GBP: '£', USD: '$', RUB: '₽', CHF: 'CHF' };
const narrow = '\u00A0'; // non-breaking: a sum never falls apart at the end of a line

/** "€1,240.00", "1 240,00 ₽": with the language's own marks and non-breaking spaces. `amount` is a decimal string. */
export function showMoney(amount: string, currency: string, language: Language): string {
  const [whole = '0', cents = '00'] = decimalOf(minorOf(amount)).split('.');
  const sign = signs[currency] ?? currency;
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, language === 'ru' ? narrow : ',');
  if (language === 'ru') return `${groups},${cents}${narrow}${sign}`;
  return currency === 'RUB' || currency === 'CHF' ? `${groups}.${cents}${narrow}${sign}` : `${sign}${groups}.${cents}`;
}

/** "Fri 14 May 2027, 18:00" on the clocks of the zone. */
export function showInstant(instant: string, zone: string, language: Language): string {
  const { day, minute } = wallClock(instant, zone);
  return `${showDay(day, language)}, ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
/** The legal day of an instant in a zone, as people read it. */
export const showDayOf = (instant: string, zone: string, language: Language): string => showDay(dayInZone(instant, zone), language);

/** "340 KB", "1.2 MB", "12 байт". */
export function fileSize(bytes: number, language: Language): string {
  const units = language === 'ru' ? ['байт', 'КБ', 'МБ'] : ['bytes', 'KB', 'MB'];
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  const value = bytes / 1024 ** step;
  const text = step < 2 ? String(Math.round(value)) : value.toFixed(1);
  return `${language === 'ru' ? text.replace('.', ',') : text}${narrow}${units[step]}`;
}

export const demandNames: Record<Language, Record<DemandKind, string>> = {
  en: { refund: 'Refund', replacement: 'Replacement', repair: 'Repair', price_reduction: 'Price reduction', damages: 'Damages', penalty: 'Penalty', other: 'Something else' },
  ru: { refund: 'Возврат денег', replacement: 'Замена', repair: 'Ремонт', price_reduction: 'Уменьшение цены', damages: 'Возмещение убытков', penalty: 'Неустойка', other: 'Другое' },
};
export const outcomeNames: Record<Language, Record<Outcome, string>> = {
  en: { upheld: 'Upheld', partly_upheld: 'Partly upheld', rejected: 'Rejected', settled: 'Settled by agreement' },
  ru: { upheld: 'Удовлетворено', partly_upheld: 'Удовлетворено частично', rejected: 'Отказано', settled: 'Урегулировано по соглашению' },
};
