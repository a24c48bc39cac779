import type { ClockRow } from '#stores/claim-store.ts';
import { DueMark, showAmounts, tones, urgencies, urgencyOf } from '../desk/due.tsx';
import type { Names } from '../desk/staff-route.tsx';
import { Why } from '../desk/why.tsx';
import { Select } from '../parts/form.tsx';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { Empty } from '../parts/state.tsx';
import { deskTexts, legalTexts } from '../texts/desk.ts';
import { DeadlinePicture } from './deadline-picture.tsx';
import { type BoardFilters, boardFilters, filterValue, fitting, type SortKey, sorted, sortKeys } from './deadlines.ts';

export type BoardProps = { rows: readonly ClockRow[]; filters: BoardFilters; sort: SortKey; more: boolean; names: Names; moment: Moment };

/** Every running deadline: as lanes, as a picture along the days, and as a table that can be sorted and taken away. */
export function DeadlineBoard(props: BoardProps) {
  const { rows, filters, sort, more, names, moment } = props;
  const texts = legalTexts(moment.language).board;
  const shown = fitting(rows, filters);
  return (
    <>
      <div class="desk-head">
        <h1>{texts.title}</h1>
        {rows.length > 0 && <p class="counts">{texts.lead(shown.length)}</p>}
      </div>
      {rows.length === 0 && <Empty title={texts.empty}>{texts.emptyText}</Empty>}
      {rows.length > 0 && <FilterForm {...props} />}
      {rows.length > 0 && shown.length === 0 && <Empty title={texts.filtered}>{texts.filteredText}</Empty>}
      {shown.length > 0 && (
        <>
          <Lanes rows={shown} moment={moment} />
          <DeadlinePicture rows={shown} moment={moment} />
          <div class="desk-head">
            <h2>{texts.table}</h2>
            <a href="/deadlines.csv">{texts.csv}</a>
          </div>
          {more && <p class="muted">{texts.more}</p>}
          <BoardTable rows={sorted(shown, sort)} filters={filters} sort={sort} names={names} moment={moment} />
        </>
      )}
    </>
  );
}

function FilterForm({ rows, filters, sort, names, moment }: BoardProps) {
  const texts = legalTexts(moment.language).board;
  const titles = new Map(rows.map((row) => [row.clock.ruleId, row.clock.title[moment.language]]));
  const label = { rule: (id: string) => titles.get(id) ?? id, person: names, country: (id: string) => id };
  return (
    <form class="filters" action="/deadlines" aria-label={texts.filters}>
      {boardFilters.map((name) => {
        const values = [...new Set([...rows.map(filterValue[name]), filters[name] ?? ''])]
          .filter(Boolean)
          .sort((a, b) => label[name](a).localeCompare(label[name](b)));
        return (
          <Select
            name={name}
            label={texts[name]}
            value={filters[name]}
            empty={texts.any}
            options={values.map((value) => ({ value, label: label[name](value) }))}
          />
        );
      })}
      {sort !== 'due' && <input type="hidden" name="sort" value={sort} />}
      <button type="submit" class="compact">
        {texts.apply}
      </button>
      {boardFilters.some((name) => filters[name]) && <a href="/deadlines">{texts.clear}</a>}
    </form>
  );
}

const perLane = 5;
function Lanes({ rows, moment }: { rows: readonly ClockRow[]; moment: Moment }) {
  const { language } = moment;
  const texts = legalTexts(language).board;
  const { groups } = deskTexts(language).due;
  const { kinds } = deskTexts(language);
  return (
    <section class="lanes" aria-label={texts.lanes}>
      {urgencies.map((urgency) => {
        const mine = sorted(
          rows.filter((row) => urgencyOf(row.clock.dueAt, moment) === urgency),
          'due',
        );
        return (
          <section class={`lane ${tones[urgency]}`} aria-labelledby={`lane-${urgency}`}>
            <h2 id={`lane-${urgency}`}>
              {groups[urgency]} <span class="count">{mine.length}</span>
            </h2>
            {mine.length === 0 && <p class="muted small">{texts.laneNone}</p>}
            <ul class="plain">
              {mine.slice(0, perLane).map((row) => (
                <li>
                  <a href={`/desk/claims/${row.reference}`}>{row.account || row.subject}</a>
                  <span class="small muted">
                    {kinds[row.clock.kind]} · {dateWithDistance(row.clock.lastDay, moment).distance}
                  </span>
                </li>
              ))}
            </ul>
            {mine.length > perLane && <p class="small muted">{texts.laneMore(mine.length - perLane)}</p>}
          </section>
        );
      })}
    </section>
  );
}

function BoardTable({ rows, filters, sort, names, moment }: Omit<BoardProps, 'more'>) {
  const { columns, table, sortBy } = legalTexts(moment.language).board;
  const link = (key: SortKey) => `/deadlines?${new URLSearchParams({ ...filters, sort: key }).toString()}`;
  return (
    <div class="table-wrap">
      <table class="cards rows">
        <caption class="visually-hidden">{table}</caption>
        <thead>
          <tr>
            {sortKeys.map((key) => (
              <th scope="col" aria-sort={key === sort ? (key === 'amount' ? 'descending' : 'ascending') : undefined}>
                <a href={link(key)} aria-label={sortBy(columns[key])}>
                  {columns[key]}
                </a>
              </th>
            ))}
            <th scope="col">{columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BoardRow row={row} names={names} moment={moment} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BoardRow({ row, names, moment }: { row: ClockRow; names: Names; moment: Moment }) {
  const { language } = moment;
  const { columns } = legalTexts(language).board;
  const { clock } = row;
  const overdue = urgencyOf(clock.dueAt, moment) === 'overdue';
  return (
    <tr data-row data-href={`/desk/claims/${row.reference}`} class={overdue ? 'late' : undefined}>
      <td class="nowrap">
        <DueMark due={{ at: clock.dueAt, lastDay: clock.lastDay, provisional: clock.provisional }} moment={moment} />
        <div class="small muted">{dateWithDistance(clock.lastDay, moment).text}</div>
      </td>
      <td data-label={columns.kind}>
        {deskTexts(language).kinds[clock.kind]}
        <div class="small muted">{clock.clause[language]}</div>
      </td>
      <td class="nowrap">
        <a class="row-link" href={`/desk/claims/${row.reference}`}>
          {row.reference}
        </a>
      </td>
      <td data-label={columns.customer}>{row.account || '—'}</td>
      <td data-label={columns.country}>{row.country || '—'}</td>
      <td data-label={columns.amount} class="nowrap">
        {showAmounts(row.amount, language) || '—'}
      </td>
      <td data-label={columns.person} class="nowrap">
        {names(row.acting)}
      </td>
      <td class="above">
        <Why clock={clock} moment={moment} label={row.reference} />
      </td>
    </tr>
  );
}
