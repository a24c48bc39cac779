import { never } from '#domain/errors.ts';
import type { Text } from './calendar.ts';
import { type LegalDay, weekday } from './legal-day.ts';
import type { Step, TriggerEvent, Unit } from './step.ts';

type Language = keyof Text;

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

const events: Record<TriggerEvent, Text> = {
  received: { en: 'Received', ru: 'Получено' },
  sent: { en: 'Sent', ru: 'Отправлено' },
  delivered: { en: 'Delivered', ru: 'Вручено' },
  registered: { en: 'Registered', ru: 'Зарегистрировано' },
  due: { en: 'Due', ru: 'Срок исполнения' },
  documents_complete: { en: 'Documents complete', ru: 'Документы представлены полностью' },
};
const starts = {
  next_day: { en: 'The period begins the next day', ru: 'Срок начинает течь на следующий день' },
  same_day: { en: 'The day of the event counts as the first', ru: 'День события считается первым днём срока' },
  next_working_day: { en: 'The period begins the next working day', ru: 'Срок начинает течь со следующего рабочего дня' },
  at_once: { en: 'The period begins at once', ru: 'Срок начинает течь сразу' },
} satisfies Record<string, Text>;

/** One line per step, in the order of the count. */
export const explain = (steps: readonly Step[], language: Language): string[] => steps.map((step) => explainStep(step, language));

/** A step as a sentence without a full stop. */
export const explainStep = (step: Step, language: Language): string => (language === 'en' ? english(step) : russian(step));

const withClause = (line: string, clause: Text | undefined, language: Language): string =>
  clause ? `${line} (${clause[language]})` : line;

function english(step: Step): string {
  const day = showDay(step.date, 'en');
  switch (step.kind) {
    case 'trigger':
      return `${events[step.facts.event].en} ${day}`;
    case 'cutoff':
      return `At or after ${step.facts.hour}: counts as ${day}`;
    case 'receipt':
      if (step.facts.because) return `Counts as received on the next working day, ${day} (${step.facts.because.en} before it)`;
      return `Deemed received ${amount(step.facts.days, step.facts.unit, 'en')} later, ${day}`;
    case 'start':
      return withClause(`${starts[step.facts.start].en}, ${day}`, step.facts.clause, 'en');
    case 'count': {
      const { length, unit, direction, clearDays, weekendDays } = step.facts;
      const back = direction === 'backward' ? ' back' : '';
      const passed = weekendDays > 0 ? `; weekend days passed: ${weekendDays}` : '';
      return `${amount(length, unit, 'en')}${clearDays ? ', clear days' : ''}${back}: ends ${day}${passed}`;
    }
    case 'skip':
      return `Day off skipped: ${day}, ${step.facts.name.en}`;
    case 'worked':
      return `Counted: ${day}, ${step.facts.name.en}`;
    case 'pause': {
      const { from, to, length, unit, reason } = step.facts;
      return `Paused from ${showDay(from, 'en')} to ${showDay(to, 'en')} (${reason}): ${amount(length, unit, 'en')} more, ends ${day}`;
    }
    case 'extend':
      return `Extended by ${amount(step.facts.length, step.facts.unit, 'en')} (${step.facts.reason}): ends ${day}`;
    case 'roll':
      return withClause(
        `Last day falls on ${showDay(step.facts.from, 'en')}, ${step.facts.because.en}: moves to ${day}`,
        step.facts.clause,
        'en',
      );
    case 'minimum':
      return `At least ${amount(step.facts.workingDays, 'working_days', 'en')} belong to the period: ends ${day}`;
    case 'provisional':
      return `Provisional: the days off of ${step.facts.year} are not enacted yet`;
    case 'due':
      return `Due ${day}, until ${step.facts.hour}`;
    case 'source':
      return `By ${step.facts.clause.en}`;
    default:
      return never(step);
  }
}

function russian(step: Step): string {
  const day = showDay(step.date, 'ru');
  switch (step.kind) {
    case 'trigger':
      return `${events[step.facts.event].ru} ${day}`;
    case 'cutoff':
      return `В ${step.facts.hour} или позже: считается следующим днём, ${day}`;
    case 'receipt':
      if (step.facts.because) return `Считается полученным в следующий рабочий день, ${day} (до него ${step.facts.because.ru})`;
      return `Считается полученным через ${amount(step.facts.days, step.facts.unit, 'ru')}, ${day}`;
    case 'start':
      return withClause(`${starts[step.facts.start].ru}, ${day}`, step.facts.clause, 'ru');
    case 'count': {
      const { length, unit, direction, clearDays, weekendDays } = step.facts;
      const back = direction === 'backward' ? ' назад' : '';
      const passed = weekendDays > 0 ? `; выходных дней пропущено: ${weekendDays}` : '';
      return `${amount(length, unit, 'ru')}${clearDays ? ', не считая дней события и действия' : ''}${back}: конец ${day}${passed}`;
    }
    case 'skip':
      return `Нерабочий день не считается: ${day}, ${step.facts.name.ru}`;
    case 'worked':
      return `Считается: ${day}, ${step.facts.name.ru}`;
    case 'pause': {
      const { from, to, length, unit, reason } = step.facts;
      return `Приостановлен с ${showDay(from, 'ru')} по ${showDay(to, 'ru')} (${reason}): ещё ${amount(length, unit, 'ru')}, конец ${day}`;
    }
    case 'extend':
      return `Продлён на ${amount(step.facts.length, step.facts.unit, 'ru')} (${step.facts.reason}): конец ${day}`;
    case 'roll':
      return withClause(
        `Последний день — ${showDay(step.facts.from, 'ru')}, ${step.facts.because.ru}: переносится на ${day}`,
        step.facts.clause,
        'ru',
      );
    case 'minimum':
      return `В сроке не меньше чем ${amount(step.facts.workingDays, 'working_days', 'ru')}: конец ${day}`;
    case 'provisional':
      return `Предварительно: выходные дни ${step.facts.year} года ещё не утверждены`;
    case 'due':
      return `Срок истекает ${day}, в ${step.facts.hour}`;
    case 'source':
      return `Основание: ${step.facts.clause.ru}`;
    default:
      return never(step);
  }
}

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
