import type { Deadline } from '#usecases/list-deadlines.ts';
import { DueMark, showAmounts, urgencyOf } from '../desk/due.tsx';
import { Why } from '../desk/why.tsx';
import { clockPath } from '../parts/clock-path.ts';
import { dateWithDistance } from '../parts/format.ts';
import { StateMark } from '../parts/state.tsx';
import { clockTexts, deskTexts, legalTexts } from '../texts/desk.ts';
import type { BoardProps } from './deadline-board.tsx';
import type { Lane } from './deadline-lanes.ts';
import { boardPath, type SortKey, sortKeys, stakeOf } from './deadlines.ts';

type TableProps = { lanes: readonly Lane[] } & Pick<BoardProps, 'asked' | 'names' | 'moment'>;

/** The rows of this page, in their groups. A column's head sorts them. */
export function DeadlineTable({ lanes, asked, place, names, moment }: TableProps & Pick<BoardProps, 'place'>) {
  const { columns, table, sortBy, sortNote } = legalTexts(moment.language).board;
  const partial = !place.first || place.next !== undefined;
  return (
    <div class="table-wrap">
      {partial && asked.sort !== 'due' && <p class="small muted">{sortNote}</p>}
      <table class="cards rows dense">
        <caption class="visually-hidden">{table}</caption>
        <thead>
          <tr>
            {sortKeys.map((key) => (
              <th
                scope="col"
                class={key === 'amount' ? 'number' : undefined}
                aria-sort={key === asked.sort ? (key === 'amount' ? 'descending' : 'ascending') : undefined}
              >
                <a href={sortPath(asked, key)} aria-label={sortBy(columns[key])}>
                  {columns[key]}
                </a>
              </th>
            ))}
            <th scope="col">{columns.why}</th>
          </tr>
        </thead>
        {lanes.map((lane) => (
          <tbody>
            {lane.name !== undefined && <LaneHead lane={lane} moment={moment} />}
            {lane.rows.map((row) => (
              <DeadlineRow row={row} names={names} moment={moment} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const sortPath = (asked: TableProps['asked'], sort: SortKey): string => boardPath(asked, { sort });

function LaneHead({ lane, moment }: { lane: Lane } & Pick<TableProps, 'moment'>) {
  const texts = legalTexts(moment.language).board;
  return (
    <tr class="lane-head">
      <th scope="rowgroup" colspan={sortKeys.length + 1}>
        {lane.name} <span class="count">{lane.rows.length}</span>
        <span class="lane-stake">{showAmounts(stakeOf(lane.rows), moment.language) || texts.noStake}</span>
      </th>
    </tr>
  );
}

function DeadlineRow({ row, names, moment }: { row: Deadline } & Pick<TableProps, 'names' | 'moment'>) {
  const { language } = moment;
  const { columns } = legalTexts(language).board;
  const { clock, reference } = row;
  const overdue = urgencyOf(clock.dueAt, moment) === 'overdue';
  return (
    <tr data-row data-href={clockPath(row)} class={overdue ? 'late' : undefined}>
      <td class="nowrap">
        <DueMark due={{ at: clock.dueAt, lastDay: clock.lastDay, provisional: clock.provisional }} moment={moment} />
        <div class="small muted">{dateWithDistance(clock.lastDay, moment).text}</div>
      </td>
      <td data-label={columns.kind}>
        {deskTexts(language).kinds[clock.kind]}
        <div class="small muted">{clock.clause[language]}</div>
      </td>
      <td class="nowrap">
        <a class="row-link" href={clockPath(row)}>
          {reference}
        </a>
      </td>
      <td data-label={columns.customer}>{row.account || '—'}</td>
      <td data-label={columns.country}>{row.country || '—'}</td>
      <td data-label={columns.amount} class="number">
        {showAmounts(row.amount, language) || '—'}
      </td>
      <td data-label={columns.person} class="nowrap">
        {names(row.acting)}
      </td>
      <td class="above">
        <Why
          clock={clock}
          reference={reference}
          confidence={row.confidence}
          moment={moment}
          label={reference}
          {...(row.counterClaim ? { sheet: clockPath(row) } : {})}
        />
        {row.conflicts.length > 0 && (
          <a class="small" href={`/desk/claims/${reference}/clocks/${encodeURIComponent(clock.id)}#conflict`}>
            <StateMark tone="soon">{clockTexts(language).conflict.short}</StateMark>
            <span class="visually-hidden">: {reference}</span>
          </a>
        )}
      </td>
    </tr>
  );
}
