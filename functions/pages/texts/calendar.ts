import type { Language } from '#domain/claims/claim.ts';
import type { FeedKind } from '#usecases/calendar-feed.ts';

const en = {
  title: 'Deadlines in your calendar',
  lead: 'A calendar program can fetch your deadlines from a secret address and keep them up to date by itself.',
  which: 'Which deadlines',
  names: { mine: 'Deadlines on which I act', legal: 'All deadlines of the company' } as Record<FeedKind, string>,
  make: 'Make an address',
  fresh: 'Your new address',
  copy: 'Copy it now:',
  subscribe: 'Open it in the calendar of this device',
  once: 'It is shown only this once. Whoever has it sees these deadlines, so keep it to yourself; make it void below if it gets about.',
  yours: 'Your addresses',
  columns: ['Deadlines', 'Made', 'Last fetched', 'Works until', 'Action'],
  never: 'not yet',
  none: 'You have no address yet.',
  revoke: 'Make void',
  howTitle: 'How to subscribe',
  how: [
    'Google Calendar: beside “Other calendars” choose “From URL” and paste the address.',
    'Outlook: “Add calendar”, then “Subscribe from web”.',
    'Apple Calendar: “File”, then “New calendar subscription”.',
    'Thunderbird: “New calendar”, then “On the network”.',
  ],
  what: 'An event is there while its deadline is open, from 60 days back to 400 days ahead. What is done or cancelled disappears. How soon a change is seen depends on the program: we ask it to look every hour.',
  paused: (summary: string) => `(paused) ${summary}`,
  pausedWhy: 'This clock stands still. The date is the earliest one possible; it moves when the clock runs again.',
};

const ru: typeof en = {
  title: 'Сроки в вашем календаре',
  lead: 'Программа-календарь может сама получать ваши сроки по секретному адресу и следить за их изменениями.',
  which: 'Какие сроки',
  names: { mine: 'Сроки, по которым действую я', legal: 'Все сроки компании' },
  make: 'Создать адрес',
  fresh: 'Ваш новый адрес',
  copy: 'Скопируйте его сейчас:',
  subscribe: 'Открыть в календаре этого устройства',
  once: 'Он показан только один раз. Сроки увидит каждый, у кого есть адрес: никому его не передавайте, а если он стал известен другим, отзовите ниже.',
  yours: 'Ваши адреса',
  columns: ['Сроки', 'Создан', 'Последнее обращение', 'Действует до', 'Действие'],
  never: 'ещё не было',
  none: 'Адресов пока нет.',
  revoke: 'Отозвать',
  howTitle: 'Как подписаться',
  how: [
    'Google Календарь: рядом с «Другие календари» выберите «Добавить по URL» и вставьте адрес.',
    'Outlook: «Добавить календарь», затем «Подписаться из Интернета».',
    'Календарь Apple: «Файл», затем «Новая подписка на календарь».',
    'Thunderbird: «Создать календарь», затем «В сети».',
  ],
  what: 'Событие стоит в календаре, пока срок открыт: от 60 дней назад до 400 дней вперёд. Исполненное и снятое исчезает. Когда изменение станет видно, зависит от программы: мы просим проверять каждый час.',
  paused: (summary) => `(приостановлен) ${summary}`,
  pausedWhy: 'Срок приостановлен. Указана самая ранняя возможная дата; она сдвинется, когда срок снова пойдёт.',
};

const texts: Record<Language, typeof en> = { en, ru };
export const calendarTexts = (language: Language): typeof en => texts[language];
