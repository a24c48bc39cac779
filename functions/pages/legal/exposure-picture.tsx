import type { Language } from '#domain/claims/claim.ts';
import { type Rung, rungs } from '#domain/contracts/terms.ts';
import { type Currency, decimalOf } from '#domain/money.ts';
import { showMoney } from '#domain/replies/format.ts';
import type { ExposureWeek } from '#usecases/exposure.ts';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { sumsOf } from './exposure-sums.ts';

const column = 40;
const tall = 160;
const left = 8;
const axis = 24;
/** Told apart by pattern as well as by colour. */
const fills: Record<Rung, string> = { reminder: 'url(#exposure-reminder)', claim: 'var(--waiting)', pre_suit: 'url(#exposure-suit)' };

/** Columns of open sums by week, the last steps at the foot; the table below says the same in figures. */
export function ExposurePicture({ weeks, currency, language }: { weeks: readonly ExposureWeek[]; currency: Currency; language: Language }) {
  const { exposure: texts, rungs: rungNames } = counterClaimsTexts(language);
  const sums = weeks.map((week) => ({ week: week.week, ...sumsOf(week, currency) }));
  const most = sums.reduce((max, { total }) => (total > max ? total : max), 1n);
  const heightOf = (minor: bigint) => Number((minor * BigInt(tall * 100)) / most) / 100;
  const width = left * 2 + weeks.length * column;
  const id = `exposure-${currency}`;
  return (
    <figure class="picture">
      <figcaption>{texts.picture(currency)}</figcaption>
      <div class="picture-scroll">
        <svg viewBox={`0 0 ${width} ${tall + axis + 18}`} aria-labelledby={`${id}-title ${id}-text`}>
          <title id={`${id}-title`}>{texts.picture(currency)}</title>
          <desc id={`${id}-text`}>{texts.pictureText}</desc>
          <Patterns />
          <text x={left} y="12" font-size="12" fill="var(--muted)">
            {showMoney(decimalOf(most), currency, language)}
          </text>
          <path d={`M${left} 18H${width - left}`} stroke="var(--line)" stroke-dasharray="2 4" />
          <path d={`M${left} ${tall + 18}H${width - left}`} stroke="var(--line-strong)" />
          {sums.map((week, index) => {
            let y = tall + 18;
            return rungs.toReversed().map((rung) => {
              const height = heightOf(week[rung]);
              y -= height;
              return height > 0 ? (
                <rect x={left + index * column + 3} y={y} width={column - 6} height={height} fill={fills[rung]} stroke="var(--waiting)" />
              ) : null;
            });
          })}
          {sums.map(({ week }, index) =>
            index % 4 === 1 ? (
              <text x={left + (index + 0.5) * column} y={tall + 34} text-anchor="middle" font-size="11" fill="var(--muted)">
                {`${week.slice(8)}.${week.slice(5, 7)}`}
              </text>
            ) : null,
          )}
        </svg>
      </div>
      <ul class="legend">
        {rungs.map((rung) => (
          <li>
            <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
              <rect x="0.5" y="0.5" width="13" height="13" fill={fills[rung]} stroke="var(--waiting)" />
            </svg>{' '}
            {rungNames[rung]}
          </li>
        ))}
      </ul>
    </figure>
  );
}

const Patterns = () => (
  <defs>
    <pattern id="exposure-reminder" width="6" height="6" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" fill="var(--ground)" />
      <circle cx="3" cy="3" r="1.2" fill="var(--waiting)" />
    </pattern>
    <pattern id="exposure-suit" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--overdue)" />
      <path d="M0 0v6" stroke="var(--ground)" stroke-width="2" />
    </pattern>
  </defs>
);
