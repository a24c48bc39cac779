import { Refusal } from '#domain/errors.ts';

/** A date in a jurisdiction, "2027-05-14": no hour, no zone. Plain strings compare in order. */
export type LegalDay = string;
/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0));
export const daysInYear = (year: number): number => (isLeap(year) ? 366 : 365);

export const isLegalDay = (text: string): text is LegalDay => /^\d{4}-\d{2}-\d{2}$/.test(text) && parts(text) !== undefined;
export const yearOf = (day: LegalDay): number => Number(day.slice(0, 4));

/** Days since 1970-01-01. Refuses ('invalid') what is not a date of the Gregorian calendar between the years 1 and 9999. */
export function dayNumber(day: LegalDay): number {
  const found = day.length === 10 ? parts(day) : undefined;
  if (!found) throw new Refusal('invalid', 'not a date of the form YYYY-MM-DD');
  return numberOf(found.year, found.month, found.day);
}

// Days of the calendars' years are written once and then found: 1990-01-01 to 2070-12-31, filled as they are asked for.
const written: (LegalDay | undefined)[] = Array.from({ length: 29_585 }, () => undefined);
const firstWritten = 7305;

/** The legal day that is `n` days after 1970-01-01. */
export function dayOfNumber(n: number): LegalDay {
  const index = n - firstWritten;
  if (!(index >= 0 && index < written.length)) return writtenOut(n);
  const found = written[index];
  if (found !== undefined) return found;
  const day = writtenOut(n);
  written[index] = day;
  return day;
}

function writtenOut(n: number): LegalDay {
  // Inverse of numberOf: years begin in March, so that the leap day comes last; 146 097 days make 400 years.
  const z = n + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return dayOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1);
}

/** The legal day of a year, month and day that are known to exist. */
export const dayOf = (year: number, month: number, day: number): LegalDay =>
  `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;

export const addDays = (day: LegalDay, n: number): LegalDay => dayOfNumber(dayNumber(day) + n);
/** How many days `to` lies after `from`; negative when before. */
export const daysBetween = (from: LegalDay, to: LegalDay): number => dayNumber(to) - dayNumber(from);
export const weekdayOfNumber = (n: number): Weekday => (((((n + 3) % 7) + 7) % 7) + 1) as Weekday;
export const weekday = (day: LegalDay): Weekday => weekdayOfNumber(dayNumber(day));

/** Same number `n` months later; where that month has no such day, its last day (ГК РФ 192(3), BGB § 188(3), Reg. 1182/71 art. 3(2)). Clamped once, from the given day. */
export function addMonths(day: LegalDay, n: number): LegalDay {
  const { year, month, length } = targetMonth(day, n);
  return dayOf(year, month, Math.min(Number(day.slice(8)), length));
}

/** Last day of `n` months that begin with `day` itself: the day before the same number, clamped (BGB § 188(2) second case, (3)). */
export function endOfMonthsFrom(day: LegalDay, n: number): LegalDay {
  const number = Number(day.slice(8));
  if (number === 1) return addDays(addMonths(day, n), -1);
  const { year, month, length } = targetMonth(day, n);
  return dayOf(year, month, Math.min(number - 1, length));
}

function targetMonth(day: LegalDay, n: number): { year: number; month: number; length: number } {
  dayNumber(day); // refuses what is no date
  const months = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return { year, month, length: daysInMonth(year, month) };
}

function parts(text: string): { year: number; month: number; day: number } | undefined {
  const year = digits(text, 0, 2) * 100 + digits(text, 2, 2);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const exists = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists && text[4] === '-' && text[7] === '-' ? { year, month, day } : undefined;
}

/** The number that `length` digits at `from` write; NaN where there is anything else. */
function digits(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

// Days from the civil date, Howard Hinnant, https://howardhinnant.github.io/date_algorithms.html
function numberOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}
