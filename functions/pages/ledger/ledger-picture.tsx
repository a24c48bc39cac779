import type { Currency } from '#domain/money.ts';
import { minorOf } from '#domain/money.ts';
import { showDate, showMoney } from '#domain/replies/format.ts';
import type { LedgerView } from '#usecases/view-ledger.ts';
import type { Moment } from '../parts/format.ts';
import { Table } from '../parts/state.tsx';
import { ledgerTexts } from '../texts/ledger.ts';

const [width, height, left, top] = [720, 180, 8, 12];
type Point = LedgerView['history'][number]['points'][number];

/** The net position through a year, and every point of it as a table. */
export function NetPicture({ currency, points, moment }: { currency: Currency; points: readonly Point[]; moment: Moment }) {
  const { language } = moment;
  const texts = ledgerTexts(language).ledger;
  const sum = (net: string) => showMoney(net, currency, language);
  // Only the drawing is in floats; what is written is exact.
  const values = points.map(({ net }) => Number(minorOf(net)));
  const [most, least] = [Math.max(0, ...values), Math.min(0, ...values)];
  const reach = most - least || 1;
  const x = (index: number) => left + (index * (width - 2 * left)) / Math.max(1, points.length - 1);
  const y = (value: number) => top + ((most - value) / reach) * (height - 2 * top);
  const path = values.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const id = `net-${currency}`;
  const ends = [points[0], points.at(-1)].filter((point) => point !== undefined);
  return (
    <figure class="picture">
      <figcaption>{texts.picture(currency)}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id} ${id}-text`}>
        <title id={id}>{texts.picture(currency)}</title>
        <desc id={`${id}-text`}>{texts.pictureText}</desc>
        <path d={`M${left} ${y(0).toFixed(1)}H${width - left}`} stroke="var(--line-strong)" />
        <path d={path} fill="none" stroke="var(--accent)" stroke-width="2" />
        {points.map(({ day, net }, index) => (
          <circle cx={x(index).toFixed(1)} cy={y(values[index] ?? 0).toFixed(1)} r="4" fill="var(--accent)">
            <title>{`${showDate(day, language)}: ${sum(net)}`}</title>
          </circle>
        ))}
      </svg>
      <p class="small">{ends.map(({ day, net }) => `${showDate(day, language)}: ${sum(net)}`).join(' → ')}</p>
      <p class="small muted">{texts.pictureText}</p>
      <details>
        <summary>{texts.pictureTable}</summary>
        <Table
          caption={texts.picture(currency)}
          hideCaption
          columns={texts.pictureColumns.map((label, index) => ({ label, number: index === 1 }))}
          rows={points.map(({ day, net }) => [showDate(day, language), sum(net)])}
        />
      </details>
    </figure>
  );
}
