import { type Rates, rateOn, type SeriesId } from '#domain/contracts/rates.ts';
import { addDays, addMonths, daysBetween, type LegalDay, yearOf } from '#domain/deadlines/legal-day.ts';
import { showDay, showPercent } from '#domain/replies/format.ts';
import type { Moment } from '../parts/format.ts';
import { rateTexts } from '../texts/rates.ts';

const [width, height, left, bottom] = [320, 120, 34, 18];

/** The steps of one series over five years; the same figures stand in the table above. */
export function RatePicture({ rates, id, today, moment }: { rates: Rates; id: SeriesId; today: LegalDay; moment: Moment }) {
  const { language } = moment;
  const series = rates[id];
  const first = series.rows[0]?.from ?? today;
  const start = addMonths(today, -60) > first ? addMonths(today, -60) : first;
  const end = series.knownThrough < today ? series.knownThrough : today;
  const changes = series.rows.filter((row) => row.from > start && row.from <= end && row.percent !== null);
  const points = [start, ...changes.map(({ from }) => from)].map((day) => ({ day, percent: Number(rateOn(series, day).percent) }));
  const top = Math.max(1, ...points.map(({ percent }) => percent));
  const low = Math.min(0, ...points.map(({ percent }) => percent));
  const x = (day: LegalDay) =>
    left + ((width - left - 4) * daysBetween(addMonths(today, -60), day)) / daysBetween(addMonths(today, -60), today);
  const y = (percent: number) => 8 + ((height - bottom - 8) * (top - percent)) / (top - low);
  const path = points.map(({ day, percent }, i) => (i === 0 ? `M${x(day)} ${y(percent)}` : `H${x(day)}V${y(percent)}`)).join('');
  const years = Array.from({ length: 5 }, (_, i) => `${yearOf(today) - 4 + i}-01-01`);
  const now = rateOn(series, today, 'provisional').percent;
  const texts = rateTexts(language);
  const label = texts.picture(texts.series[id], showDay(start, language), showDay(end, language), showPercent(now, language));
  return (
    <figure class="rate-picture">
      <figcaption class="small">{texts.series[id]}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {[low, top].map((percent) => (
          <g>
            <line x1={left} x2={width} y1={y(percent)} y2={y(percent)} stroke="var(--line)" />
            <text x={left - 4} y={y(percent) + 4} text-anchor="end" font-size="11" fill="var(--muted)">
              {percent.toLocaleString(language)}
            </text>
          </g>
        ))}
        {years.map((day) => (
          <text x={x(day)} y={height - 4} font-size="11" fill="var(--muted)">
            {day.slice(0, 4)}
          </text>
        ))}
        <path d={`${path}H${x(addDays(end, 0))}`} fill="none" stroke="var(--accent)" stroke-width="2" />
      </svg>
    </figure>
  );
}
