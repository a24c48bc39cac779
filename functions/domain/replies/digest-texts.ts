import type { Language } from '../claims/claim.ts';

export type DigestTexts = {
  subject: (missed: number, all: number) => string;
  lead: string;
  missed: string;
  coming: string;
  noReply: string;
  instalments: string;
  instalment: (number: number, sum: string, due: string, missed: boolean) => string;
  more: (n: number) => string;
  /** Calendar days from the reader's day to the last day; negative when it is over. */
  distance: (days: number) => string;
  climbed: string;
  provisional: string;
  open: string;
  why: string;
};

const few = (n: number, one: string, some: string, many: string): string =>
  n % 10 === 1 && n % 100 !== 11 ? one : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? some : many;

export const digestTexts: Record<Language, DigestTexts> = {
  en: {
    subject: (missed, all) =>
      missed > 0
        ? `${missed} ${missed === 1 ? 'date' : 'dates'} missed, ${all} in all need you`
        : `${all} ${all === 1 ? 'date needs' : 'dates need'} you`,
    lead: 'Your dates on',
    missed: 'Missed: please answer at once and note the reason on the claim',
    coming: 'Coming near: please see that the answer leaves in time',
    noReply: 'No reply on its way yet',
    instalments: 'Instalments of customers',
    instalment: (number, sum, due, missed) =>
      missed
        ? `Instalment ${number} of ${sum} was due on ${due} and did not come: the whole debt is open again`
        : `Instalment ${number} of ${sum}, due on ${due}`,
    more: (n) => `And ${n} more on the desk.`,
    distance: (days) =>
      days === 0 ? 'today' : days === 1 ? 'tomorrow' : days > 0 ? `in ${days} days` : `${-days} ${days === -1 ? 'day' : 'days'} late`,
    climbed: 'It was not answered in time, so it has come to you.',
    provisional: 'provisional',
    open: 'Open the desk',
    why: 'One such mail a day at most, in your working hours. What has been answered meanwhile is not in it.',
  },
  ru: {
    subject: (missed, all) =>
      missed > 0
        ? `Пропущено сроков: ${missed}; всего внимания требуют: ${all}`
        : `${few(all, 'Внимания требует', 'Внимания требуют', 'Внимания требуют')} ${all} ${few(all, 'срок', 'срока', 'сроков')}`,
    lead: 'Ваши сроки на',
    missed: 'Пропущены: ответьте как можно скорее и укажите причину в претензии',
    coming: 'Приближаются: проследите, чтобы ответ ушёл вовремя',
    noReply: 'Ответ ещё не готовится',
    instalments: 'Платежи клиентов в рассрочку',
    instalment: (number, sum, due, missed) =>
      missed ? `Платёж № ${number}, ${sum}, срок ${due}: не поступил, весь долг снова открыт` : `Платёж № ${number}, ${sum}, срок ${due}`,
    more: (n) => `И ещё ${n} на рабочем столе.`,
    distance: (days) =>
      days === 0
        ? 'сегодня'
        : days === 1
          ? 'завтра'
          : days > 0
            ? `через ${days} ${few(days, 'день', 'дня', 'дней')}`
            : `просрочено на ${-days} ${few(-days, 'день', 'дня', 'дней')}`,
    climbed: 'Ответа в срок не было, поэтому вопрос передан вам.',
    provisional: 'предварительно',
    open: 'Открыть рабочий стол',
    why: 'Такое письмо приходит не чаще раза в день и только в рабочее время. Того, на что уже ответили, в нём нет.',
  },
};
