import type { Language } from '#domain/claims/claim.ts';

/** The bar over the pages of one machine: the virtual date, and buttons that let time pass. */
export function localBar(language: Language, now: number) {
  const date = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Europe/Moscow',
  }).format(now);
  const words =
    language === 'ru'
      ? { day: '+1 день', week: '+1 неделя', mail: 'Почта', here: 'Учебные данные' }
      : { day: '+1 day', week: '+1 week', mail: 'Mailbox', here: 'Sample' };
  const button = (advance: string, label: string) => (
    <form method="post" action="/local/clock">
      <button type="submit" name="advance" value={advance}>
        {label}
      </button>
    </form>
  );
  return (
    <aside class="local-bar" aria-label={words.here}>
      <span>{words.here}</span> <time datetime={new Date(now).toISOString()}>{date}</time>
      {button('P1D', words.day)}
      {button('P7D', words.week)}
      <a href="/local/mailbox">{words.mail}</a>
    </aside>
  );
}
