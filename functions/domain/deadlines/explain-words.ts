import type { Text } from './calendar.ts';
import { type LegalDay, weekday } from './legal-day.ts';
import type { Facts, TriggerEvent, Unit } from './step.ts';

export type Language = keyof Text;

const weekdaysShort = { en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] };
const months = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
};
/** "Fri 14 May 2027", "пт, 14 мая 2027 г.". */
export function showDay(day: LegalDay, language: Language): string {
  const [name, date, month, year] = [
    weekdaysShort[language][weekday(day) - 1],
    Number(day.slice(8)),
    months[language][Number(day.slice(5, 7)) - 1],
    day.slice(0, 4),
  ];
  return language === 'ru' ? `${name}, ${date} ${month} ${year} г.` : `${name} ${date} ${month} ${year}`;
}

export const events: Record<TriggerEvent, Text> = {
  received: { en: 'Received', ru: 'Получено' },
  sent: { en: 'Sent', ru: 'Отправлено' },
  delivered: { en: 'Delivered', ru: 'Вручено' },
  registered: { en: 'Registered', ru: 'Зарегистрировано' },
  due: { en: 'Due', ru: 'Срок исполнения' },
  documents_complete: { en: 'Documents complete', ru: 'Документы представлены полностью' },
};
export const starts = {
  next_day: { en: 'The period begins the next day', ru: 'Срок начинает течь на следующий день' },
  same_day: { en: 'The day of the event counts as the first', ru: 'День события считается первым днём срока' },
  next_working_day: { en: 'The period begins the next working day', ru: 'Срок начинает течь со следующего рабочего дня' },
  at_once: { en: 'The period begins at once', ru: 'Срок начинает течь сразу' },
} satisfies Record<string, Text>;

export const withClause = (line: string, clause: Text | undefined, language: Language): string =>
  clause ? `${line} (${clause[language]})` : line;

const unitsEn: Record<Unit | 'minutes', readonly [string, string]> = {
  calendar_days: ['calendar day', 'calendar days'],
  working_days: ['working day', 'working days'],
  weeks: ['week', 'weeks'],
  months: ['month', 'months'],
  years: ['year', 'years'],
  hours: ['hour', 'hours'],
  business_hours: ['working hour', 'working hours'],
  minutes: ['minute', 'minutes'],
};
/** 1 день, 2 дня, 5 дней. */
const unitsRu: Record<Unit | 'minutes', readonly [string, string, string]> = {
  calendar_days: ['календарный день', 'календарных дня', 'календарных дней'],
  working_days: ['рабочий день', 'рабочих дня', 'рабочих дней'],
  weeks: ['неделя', 'недели', 'недель'],
  months: ['месяц', 'месяца', 'месяцев'],
  years: ['год', 'года', 'лет'],
  hours: ['час', 'часа', 'часов'],
  business_hours: ['рабочий час', 'рабочих часа', 'рабочих часов'],
  minutes: ['минута', 'минуты', 'минут'],
};

/** "10 calendar days", "10 календарных дней". */
export function amount(n: number, unit: Unit | 'minutes', language: Language): string {
  if (language === 'en') return `${n} ${unitsEn[unit][n === 1 ? 0 : 1]}`;
  const form = n % 10 === 1 && n % 100 !== 11 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2;
  return `${n} ${unitsRu[unit][form]}`;
}

const shownWords = {
  evidence: { en: 'evidence', ru: 'подтверждение' },
  entered: { en: 'entered on', ru: 'внесено' },
};
/** ", evidence: mail-1, entered on Fri 14 May 2027"; nothing where nothing is known. */
export function shownBy({ evidence, entered }: Pick<Facts<'pause'>, 'evidence' | 'entered'>, language: Language): string {
  const by = evidence === undefined ? '' : `, ${shownWords.evidence[language]}: ${evidence}`;
  return entered === undefined ? by : `${by}, ${shownWords.entered[language]} ${showDay(entered, language)}`;
}
const passedWords = { en: 'weekend days passed', ru: 'выходных дней пропущено' };
/** "; weekend days passed: 2"; nothing for none. */
export const passed = (weekendDays: number | undefined, language: Language): string =>
  weekendDays ? `; ${passedWords[language]}: ${weekendDays}` : '';
const closedWords = { en: 'doors closed meanwhile for', ru: 'нерабочее время за этот срок:' };
const inMinutes = (millis: number, language: Language): string => {
  const minutes = Math.round(millis / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const both = [hours > 0 ? amount(hours, 'hours', language) : '', rest > 0 ? amount(rest, 'minutes', language) : ''];
  return both.filter((part) => part !== '').join(' ');
};
/** "; doors closed meanwhile for 15 hours"; nothing for less than half a minute. */
export const closedFor = (closed: number | undefined, language: Language): string =>
  closed !== undefined && closed >= 30_000 ? `; ${closedWords[language]} ${inMinutes(closed, language)}` : '';
