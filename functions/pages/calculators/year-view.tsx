import type { Language } from '#domain/claims/claim.ts';
import { workingDaysBetween } from '#domain/deadlines/calendar.ts';
import type { CalendarYear, MarkedDay } from '#domain/deadlines/calendar-year.ts';
import { showDay } from '#domain/deadlines/explain.ts';
import { dayOf, daysInMonth, weekday } from '#domain/deadlines/legal-day.ts';
import { Table } from '../parts/state.tsx';
import { calculatorTexts } from '../texts/calculators.ts';
import { linked } from './answer-card.tsx';
import { placeName } from './places.ts';

type Mark = 'off' | 'worked' | 'short' | 'weekend';
type Marked = MarkedDay & { mark: Exclude<Mark, 'weekend'> };

/** A year: how many days are worked, the picture of its months, and the same as a table. */
export function YearView({ found, language }: { found: CalendarYear; language: Language }) {
  const texts = calculatorTexts(language).year;
  const { calendar, year, workingDays } = found;
  const marked: Marked[] = [
    ...found.daysOff.map((day) => ({ ...day, mark: 'off' as const })),
    ...found.workingWeekendDays.map((day) => ({ ...day, mark: 'worked' as const })),
    // A worked weekend day may be short as well: it then has both signs, and two rows.
    ...found.shortDays.map((day) => ({ ...day, mark: 'short' as const })),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return (
    <section class="year">
      <h2>{texts.title(placeName(calendar.country, calendar.region, language), year)}</h2>
      <p class="reference">{texts.workingDays(workingDays)}</p>
      <figure>
        <figcaption>{texts.picture}</figcaption>
        <Legend language={language} />
        <div class="months">
          {Array.from({ length: 12 }, (_, index) => (
            <Month month={index + 1} found={found} marked={marked} language={language} />
          ))}
        </div>
      </figure>
      <Table
        caption={texts.table}
        columns={texts.columns.map((label) => ({ label }))}
        rows={marked.map(({ date, mark, name }) => [<span class="nowrap">{showDay(date, language)}</span>, texts[mark], name[language]])}
      />
      <p class="small muted">
        {texts.source}: {linked(calendar.source)}
      </p>
    </section>
  );
}

const cell = 24;
const monthName = (month: number, language: Language): string => {
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2027, month - 1, 1));
  return name.charAt(0).toUpperCase() + name.slice(1);
};
const weekdayLetters = { en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'], ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] };

/** One month: a disc for a day off, a frame for a worked weekend day, a corner for a short one; each sign differs without colour. */
function Month({ month, found, marked, language }: { month: number; found: CalendarYear; marked: readonly Marked[]; language: Language }) {
  const { calendar, year } = found;
  const texts = calculatorTexts(language).year;
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  const title = texts.month(monthName(month, language), workingDaysBetween(calendar, dayOf(year, month, 1), next));
  const shift = weekday(dayOf(year, month, 1)) - 1;
  const days = Array.from({ length: daysInMonth(year, month) }, (_, index) => dayOf(year, month, index + 1));
  const mine = marked.filter(({ date }) => days.includes(date));
  const told = mine.map(({ date, mark }) => `${Number(date.slice(8))}: ${texts[mark]}`);
  return (
    <div class="month">
      <h3>{title}</h3>
      <svg viewBox={`0 0 ${7 * cell} ${7 * cell}`} role="img" aria-label={[title, ...told].join('; ')}>
        {weekdayLetters[language].map((letters, index) => (
          <text x={(index + 0.5) * cell} y={16} text-anchor="middle" font-size="11" fill="var(--muted)">
            {letters}
          </text>
        ))}
        {days.map((date, index) => {
          const place = index + shift;
          const own: Mark[] = mine.filter((day) => day.date === date).map(({ mark }) => mark);
          const marks = own.length === 0 && calendar.weekend.includes(weekday(date)) ? (['weekend'] as const) : own;
          return <Day n={index + 1} x={((place % 7) + 0.5) * cell} y={(Math.floor(place / 7) + 1.5) * cell} marks={marks} />;
        })}
      </svg>
    </div>
  );
}

function Day({ n, x, y, marks }: { n: number; x: number; y: number; marks: readonly Mark[] }) {
  const weekend = marks.includes('weekend');
  const fill = marks.includes('off') ? 'var(--ground)' : weekend ? 'var(--muted)' : 'var(--text)';
  return (
    <g transform={`translate(${x} ${y})`}>
      {marks.map((mark) => (
        <Sign mark={mark} />
      ))}
      <text y={4} text-anchor="middle" font-size="12" font-weight={marks.length > 0 && !weekend ? '650' : '400'} fill={fill}>
        {n}
      </text>
    </g>
  );
}

function Sign({ mark }: { mark: Mark }) {
  if (mark === 'off') return <circle r="11" fill="var(--overdue)" />;
  if (mark === 'worked') return <rect x="-10" y="-10" width="20" height="20" fill="none" stroke="var(--accent)" stroke-width="2" />;
  if (mark === 'short') return <path d="M2-11h9v9z" fill="var(--soon)" />;
  return <path d="M-7 9h14" stroke="var(--line-strong)" stroke-width="1.5" />;
}

function Legend({ language }: { language: Language }) {
  const texts = calculatorTexts(language).year;
  return (
    <ul class="signs" aria-label={texts.legend}>
      {(['off', 'worked', 'short', 'weekend'] as const).map((mark) => (
        <li>
          <svg viewBox="-12 -12 24 24" aria-hidden="true">
            <Sign mark={mark} />
            <text y={4} text-anchor="middle" font-size="12" fill={mark === 'off' ? 'var(--ground)' : 'var(--text)'}>
              1
            </text>
          </svg>
          {texts[mark]}
        </li>
      ))}
    </ul>
  );
}
