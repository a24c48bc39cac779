import type { Language } from '#domain/claims/claim.ts';
import type { Load } from '#usecases/lead-team.ts';
import { deskTexts } from '../texts/desk.ts';
import type { Names } from './staff-route.tsx';

const row = 28;
const left = 150;
const width = 640;

/** Bars of open claims per person; the table below holds the same numbers. Overdue is hatched as well as coloured. */
export function LoadPicture({ load, names, language }: { load: readonly Load[]; names: Names; language: Language }) {
  const texts = deskTexts(language).team;
  const most = Math.max(1, ...load.map((entry) => entry.open));
  const scale = (width - left - 40) / most;
  return (
    <figure class="picture">
      <figcaption>{texts.picture}</figcaption>
      <svg viewBox={`0 0 ${width} ${load.length * row}`} role="img" aria-label={texts.picture}>
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="var(--overdue)" />
            <path d="M0 0v6" stroke="var(--ground)" stroke-width="2" />
          </pattern>
        </defs>
        {load.map((entry, index) => (
          <Bar entry={entry} y={index * row} scale={scale} name={names(entry.person.id)} />
        ))}
      </svg>
    </figure>
  );
}

function Bar({ entry, y, scale, name }: { entry: Load; y: number; scale: number; name: string }) {
  const parts = [
    { n: entry.overdue, fill: 'url(#hatch)' },
    { n: entry.dueThisWeek, fill: 'var(--soon)' },
    { n: entry.open - entry.overdue - entry.dueThisWeek, fill: 'var(--line-strong)' },
  ];
  let x = left;
  return (
    <g>
      <text x={left - 10} y={y + 18} text-anchor="end" fill="currentColor" font-size="13">
        {name}
      </text>
      {parts.map(({ n, fill }) => {
        const at = x;
        x += n * scale;
        return n > 0 ? <rect x={at} y={y + 5} width={Math.max(2, n * scale - 1)} height={row - 10} fill={fill} /> : null;
      })}
      <text x={x + 8} y={y + 18} fill="currentColor" font-size="13">
        {entry.open}
      </text>
    </g>
  );
}
