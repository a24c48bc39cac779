import type { Language } from '#domain/claims/claim.ts';
import { workingDaysBetween } from '#domain/deadlines/calendar.ts';
import { calendarFor } from '#domain/deadlines/calendars/calendars.ts';
import { showDay } from '#domain/deadlines/explain.ts';
import { addDays, daysBetween } from '#domain/deadlines/legal-day.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { plural } from '../texts/texts.ts';

export type Moment = { now: number; zone: string; country: string; language: Language };
export type Distance = { text: string; distance: string; days: number };

const words = {
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    ahead: (n: number) => `in ${n} ${n === 1 ? 'working day' : 'working days'}`,
    late: (n: number) => `${n} ${n === 1 ? 'day' : 'days'} late`,
    weekend: (n: number) => `in ${n} ${n === 1 ? 'day' : 'days'}`,
  },
  ru: {
    today: 'сегодня',
    tomorrow: 'завтра',
    ahead: (n: number) =>
      `через ${n} ${plural('ru', n, { one: 'рабочий день', few: 'рабочих дня', many: 'рабочих дней', other: 'рабочего дня' })}`,
    late: (n: number) => `просрочено на ${n} ${plural('ru', n, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`,
    weekend: (n: number) => `через ${n} ${plural('ru', n, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`,
  },
};

/** A legal day (or the legal day of an instant) and how far it is: "Fri 14 May 2027" and "in 3 working days". `days` is negative when it is over. */
export function dateWithDistance(when: string, { now, zone, country, language }: Moment): Distance {
  const day = when.length > 10 ? dayInZone(when, zone) : when;
  const today = dayInZone(new Date(now).toISOString(), zone);
  const days = daysBetween(today, day);
  const say = words[language];
  const text = showDay(day, language);
  if (days < 0) return { text, distance: say.late(-days), days };
  if (days === 0) return { text, distance: say.today, days };
  if (days === 1) return { text, distance: say.tomorrow, days };
  const working = workingDaysBetween(calendarFor({ country, zone }), addDays(today, 1), addDays(day, 1));
  return { text, distance: working > 0 ? say.ahead(working) : say.weekend(days), days };
}
