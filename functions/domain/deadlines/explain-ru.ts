import { never } from '#domain/errors.ts';
import { amount, closedFor, events, passed, showDay, shownBy, starts, withClause } from './explain-words.ts';
import type { Step } from './step.ts';

/** A step in Russian, without a full stop. */
export function russian(step: Step): string {
  const day = showDay(step.date, 'ru');
  switch (step.kind) {
    case 'trigger':
      return `${events[step.facts.event].ru} ${day}${shownBy({ evidence: step.facts.evidence }, 'ru')}`;
    case 'rule':
      return `Правило: ${step.facts.title.ru} (${step.facts.id}, редакция от ${showDay(step.facts.version, 'ru')})`;
    case 'corrected': {
      const { was, reason, recorded } = step.facts;
      return `Начало срока исправлено ${showDay(recorded, 'ru')}: прежде считалось ${showDay(was, 'ru')} (${reason})`;
    }
    case 'cutoff': {
      const { hour, to, weekendDays } = step.facts;
      const where = to === 'next_working_day' ? 'следующим рабочим днём' : 'следующим днём';
      return `В ${hour} или позже: считается ${where}, ${day}${passed(weekendDays, 'ru')}`;
    }
    case 'receipt':
      if (step.facts.because) return `Считается полученным в следующий рабочий день, ${day} (до него ${step.facts.because.ru})`;
      return `Считается полученным через ${amount(step.facts.days, step.facts.unit, 'ru')}, ${day}${passed(step.facts.weekendDays, 'ru')}`;
    case 'start':
      return `${withClause(`${starts[step.facts.start].ru}, ${day}`, step.facts.clause, 'ru')}${passed(step.facts.weekendDays, 'ru')}`;
    case 'count': {
      const { length, unit, direction, clearDays, weekendDays, closed } = step.facts;
      const how = `${clearDays ? ', не считая дней события и действия' : ''}${direction === 'backward' ? ' назад' : ''}`;
      return `${amount(length, unit, 'ru')}${how}: конец ${day}${passed(weekendDays, 'ru')}${closedFor(closed, 'ru')}`;
    }
    case 'skip':
      return `Нерабочий день не считается: ${day}, ${step.facts.name.ru}`;
    case 'worked':
      return `Считается: ${day}, ${step.facts.name.ru}`;
    case 'pause': {
      const { from, to, length, unit, reason } = step.facts;
      const span = `Приостановлен с ${showDay(from, 'ru')} по ${showDay(to, 'ru')} (${reason}${shownBy(step.facts, 'ru')})`;
      return `${span}: ещё ${amount(length, unit, 'ru')}, конец ${day}${passed(step.facts.weekendDays, 'ru')}${closedFor(step.facts.closed, 'ru')}`;
    }
    case 'extend': {
      const { length, unit, reason, weekendDays, closed } = step.facts;
      const more = `Продление: ${amount(length, unit, 'ru')} (${reason}${shownBy(step.facts, 'ru')})`;
      return `${more}: конец ${day}${passed(weekendDays, 'ru')}${closedFor(closed, 'ru')}`;
    }
    case 'roll':
      return withClause(
        `Последний день — ${showDay(step.facts.from, 'ru')}, ${step.facts.because.ru}: переносится на ${day}`,
        step.facts.clause,
        'ru',
      );
    case 'minimum':
      return `В сроке не меньше чем ${amount(step.facts.workingDays, 'working_days', 'ru')}: конец ${day}${passed(step.facts.weekendDays, 'ru')}`;
    case 'provisional':
      return step.facts.past
        ? `Предварительно: официального календаря на ${step.facts.year} год здесь нет`
        : `Предварительно: официального календаря на ${step.facts.year} год ещё нет`;
    case 'due':
      return `Срок истекает ${day}, в ${step.facts.hour}`;
    case 'source':
      return `Основание: ${step.facts.clause.ru}`;
    default:
      return never(step);
  }
}
