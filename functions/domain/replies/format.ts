import type { DemandKind, Language, Outcome } from '../claims/claim.ts';
import { showDay } from '../deadlines/explain.ts';
import type { LegalDay } from '../deadlines/legal-day.ts';
import { type Instant, wallClock } from '../deadlines/zone.ts';
import { type Currency, minorOf } from '../money.ts';

export { showDay };

const space = '\u00a0';
const signs: Record<Currency, string> = { EUR: '€', RUB: '₽', GBP: '£', USD: '$', CHF: 'CHF' };

/** A decimal amount with its currency: "€1,240.00", "1 240,00 ₽", spaces non-breaking. English readers get "RUB 1,240.00", as the sign is little known there. */
export function showMoney(amount: string, currency: Currency, language: Language): string {
  const digits = showAmount(amount, language);
  if (language === 'ru') return `${digits}${space}${signs[currency]}`;
  const minus = digits.startsWith('−') ? '−' : '';
  const sign = currency === 'RUB' || currency === 'CHF' ? `${currency}${space}` : signs[currency];
  return `${minus}${sign}${digits.slice(minus.length)}`;
}

/** The same without the currency, for tables whose head names it: "1,240.00", "1 240,00". */
export function showAmount(amount: string, language: Language): string {
  const minor = minorOf(amount);
  const text = String(minor < 0n ? -minor : minor).padStart(3, '0');
  const whole = text.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : space);
  return `${minor < 0n ? '−' : ''}${whole}${language === 'en' ? '.' : ','}${text.slice(-2)}`;
}

/** A rate as it stands in the calculation: "9.5 %" or "9,5 %". */
export const showPercent = (percent: string, language: Language): string =>
  `${language === 'en' ? percent : percent.replace('.', ',')}${space}%`;

/** A day in a table: "14 May 2027", "14.05.2027". */
export function showDate(day: LegalDay, language: Language): string {
  if (language === 'ru') return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
  return showDay(day, 'en').slice(4);
}

/** Day and hour on the clocks of `zone`, and how far they are from UTC: "Fri 14 May 2027, 13:05 (UTC+3)". */
export function showInstant(instant: Instant, zone: string, language: Language): string {
  const local = wallClock(instant, zone);
  const utc = wallClock(instant, 'UTC');
  const days = local.day === utc.day ? 0 : local.day > utc.day ? 1440 : -1440;
  const offset = local.minute - utc.minute + days;
  const two = (n: number) => String(n).padStart(2, '0');
  const far = Math.abs(offset);
  const name = offset === 0 ? 'UTC' : `UTC${offset < 0 ? '−' : '+'}${Math.floor(far / 60)}${far % 60 ? `:${two(far % 60)}` : ''}`;
  return `${showDay(local.day, language)}, ${two(Math.floor(local.minute / 60))}:${two(local.minute % 60)} (${name})`;
}

/** "12 KB", "1.5 МБ": thousands of bytes as people count them. */
export function fileSize(bytes: number, language: Language): string {
  const [kilo, mega] = language === 'en' ? ['KB', 'MB'] : ['КБ', 'МБ'];
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))}${space}${kilo}`;
  const text = (bytes / 1_000_000).toFixed(1);
  return `${language === 'en' ? text : text.replace('.', ',')}${space}${mega}`;
}

export const demandNames: Record<Language, Record<DemandKind, string>> = {
  en: {
    refund: 'Refund',
    replacement: 'Replacement',
    repair: 'Repair',
    price_reduction: 'Price reduction',
    damages: 'Compensation for losses',
    penalty: 'Penalty for delay',
    other: 'Other',
  },
  ru: {
    refund: 'Возврат денег',
    replacement: 'Замена',
    repair: 'Устранение недостатков',
    price_reduction: 'Уменьшение цены',
    damages: 'Возмещение убытков',
    penalty: 'Неустойка',
    other: 'Другое',
  },
};
export const outcomeNames: Record<Language, Record<Outcome, string>> = {
  en: { upheld: 'Upheld', partly_upheld: 'Upheld in part', rejected: 'Not upheld', settled: 'Settled by agreement' },
  ru: {
    upheld: 'Удовлетворено',
    partly_upheld: 'Удовлетворено частично',
    rejected: 'Не удовлетворено',
    settled: 'Урегулировано по соглашению',
  },
};
