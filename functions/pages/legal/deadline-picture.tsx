import { addDays, daysBetween } from '#domain/deadlines/legal-day.ts';
import type { ClockKind } from '#domain/deadlines/rule.ts';
import { dayInZone, instantOf } from '#domain/deadlines/zone.ts';
import type { Deadline } from '#usecases/list-deadlines.ts';
import { remaining, showAmounts, type Urgency, urgencyOf } from '../desk/due.tsx';
import { clockPath } from '../parts/clock-path.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { deskTexts, legalTexts } from '../texts/desk.ts';
import type { Lane } from './deadline-lanes.ts';
import { stakeOf } from './deadlines.ts';

// From two weeks back to six weeks ahead; what lies beyond stands at the edge.
const back = 14;
const ahead = 42;
const cell = 24;
const most = 8;
const mostInLane = 4;
const mostLanes = 12;
const axis = 22;
const margin = 16;
const width = (back + ahead + 1) * cell;

/** A shape per kind, drawn around 0,0: told apart without colour. */
const shapes: Record<ClockKind, string> = {
  statutory_answer: 'M0-8 8 0 0 8-8 0z',
  contract_answer: 'M-6.5-6.5h13v13h-13z',
  acknowledge: 'M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z',
  own_target: 'M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0zM-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0z',
  customer_answer: 'M-7 6.5 0-7 7 6.5z',
  limitation: 'M-2.5-8h5v5.5h5.5v5h-5.5v5.5h-5v-5.5h-5.5v-5h5.5z',
};
const colour: Record<Urgency, string> = {
  overdue: 'var(--overdue)',
  today: 'var(--soon)',
  next: 'var(--soon)',
  week: 'var(--soon)',
  later: 'var(--waiting)',
};

type Placed = { row: Deadline; x: number; level: number };
type Placing = {
  name?: string | undefined;
  stake: string;
  count: number;
  marks: Placed[];
  more: { x: number; n: number }[];
  top: number;
  base: number;
};

/** Each deadline on its day, stacked; a column that is full ends in a plus sign, and the table below holds all. */
function place(lane: Lane, today: string, top: number, most: number): Placing {
  const columns = Map.groupBy(lane.rows, (row) => Math.max(-back, Math.min(ahead, daysBetween(today, row.clock.lastDay))));
  const xOf = (day: number) => (day + back + 0.5) * cell;
  const marks = [...columns].flatMap(([day, found]) => found.slice(0, most).map((row, level) => ({ row, x: xOf(day), level })));
  const more = [...columns].flatMap(([day, found]) => (found.length > most ? [{ x: xOf(day), n: found.length - most }] : []));
  const tallest = Math.max(...[...columns.values()].map((found) => Math.min(most, found.length) + (found.length > most ? 1 : 0)));
  const height = (lane.name === undefined ? Math.max(3, tallest) * cell + 20 : tallest * cell + 26) + top;
  return { name: lane.name, stake: stakeOf(lane.rows), count: lane.rows.length, marks, more, top, base: height };
}

function placeAll(lanes: readonly Lane[], today: string): Placing[] {
  const placed: Placing[] = [];
  for (const lane of lanes) placed.push(place(lane, today, placed.at(-1)?.base ?? 0, lane.name === undefined ? most : mostInLane));
  return placed;
}

/** Open clocks along the days, a lane per group; the same stands in the table. */
export function DeadlinePicture({ lanes, moment }: { lanes: readonly Lane[]; moment: Moment }) {
  const { language, zone, now } = moment;
  const texts = legalTexts(language).board;
  const today = dayInZone(instantOf(now), zone);
  const drawn = lanes.slice(0, mostLanes);
  const placed = placeAll(drawn, today);
  const height = placed.at(-1)?.base ?? 0;
  const line = (back + 0.5) * cell;
  const weeks = Array.from({ length: Math.floor((back + ahead) / 7) + 1 }, (_, index) => index * 7 - back);
  return (
    <figure class="picture">
      <figcaption>{texts.picture}</figcaption>
      <div class="picture-scroll">
        <svg viewBox={`${-margin} 0 ${width + 2 * margin} ${height + axis}`} aria-labelledby="picture-title picture-desc">
          <title id="picture-title">{texts.picture}</title>
          <desc id="picture-desc">{texts.pictureText}</desc>
          <rect x="0" y="0" width={line} height={height} fill="var(--overdue-soft)" opacity="0.5" />
          {weeks.map((day) => (
            <text x={(day + back + 0.5) * cell} y={height + 16} text-anchor="middle" font-size="12" fill="var(--muted)">
              {day === 0 ? texts.today : `${edge(day)}${shortDay(addDays(today, day))}`}
            </text>
          ))}
          <path d={`M${line} 0V${height}`} stroke="var(--accent)" stroke-width="2" />
          {placed.map((lane) => (
            <LaneMarks lane={lane} moment={moment} />
          ))}
        </svg>
      </div>
      {lanes.length > drawn.length && <p class="small muted">{texts.moreLanes(lanes.length - drawn.length)}</p>}
      <Legend rows={lanes.flatMap(({ rows }) => rows)} moment={moment} />
    </figure>
  );
}

function LaneMarks({ lane, moment }: { lane: Placing; moment: Moment }) {
  const { name, stake, count, marks, more, top, base } = lane;
  const amounts = showAmounts(stake, moment.language);
  return (
    <>
      <path d={`M0 ${base}H${width}`} stroke="var(--line-strong)" />
      {name !== undefined && (
        <text x="4" y={top + 17} font-size="13" fill="var(--text)" class="lane-name">
          <tspan font-weight="620">{name}</tspan>
          <tspan fill="var(--muted)">{` · ${count}${amounts && ` · ${amounts}`}`}</tspan>
        </text>
      )}
      {marks.map(({ row, x, level }) => (
        <Mark row={row} x={x} y={base - (level + 0.5) * cell} moment={moment} />
      ))}
      {more.map(({ x, n }) => (
        <text x={x} y={base - (name === undefined ? most : mostInLane) * cell - 4} text-anchor="middle" font-size="12" fill="var(--muted)">
          +{n}
        </text>
      ))}
    </>
  );
}

// The outermost columns hold what lies beyond them too.
const edge = (day: number): string => (day === -back ? '≤ ' : day === ahead ? '≥ ' : '');
const shortDay = (day: string): string => `${day.slice(8)}.${day.slice(5, 7)}`;

function Mark({ row, x, y, moment }: { row: Deadline; x: number; y: number; moment: Moment }) {
  const { clock, reference, account } = row;
  const due = { at: clock.dueAt, lastDay: clock.lastDay };
  const when = `${dateWithDistance(clock.lastDay, moment).text}, ${remaining(due, moment)}`;
  const label = legalTexts(moment.language).board.mark(deskTexts(moment.language).kinds[clock.kind], reference, account || '—', when);
  return (
    <a href={clockPath(row)} aria-label={label} class="mark">
      <g transform={`translate(${x} ${y})`}>
        <title>{label}</title>
        <rect x={-cell / 2} y={-cell / 2} width={cell} height={cell} fill="transparent" />
        <path d={shapes[clock.kind]} fill={colour[urgencyOf(clock.dueAt, moment)]} fill-rule="evenodd" />
      </g>
    </a>
  );
}

function Legend({ rows, moment }: { rows: readonly Deadline[]; moment: Moment }) {
  const present = [...new Set(rows.map((row) => row.clock.kind))];
  return (
    <ul class="legend" aria-label={legalTexts(moment.language).board.legend}>
      {present.map((kind) => (
        <li>
          <svg viewBox="-9 -9 18 18" aria-hidden="true">
            <path d={shapes[kind]} fill="currentColor" fill-rule="evenodd" />
          </svg>
          {deskTexts(moment.language).kinds[kind]}
        </li>
      ))}
    </ul>
  );
}
