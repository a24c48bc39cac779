import type { Child } from 'hono/jsx';
import type { QueueRow } from '#stores/claim-store.ts';
import { Select } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty, StateMark } from '../parts/state.tsx';
import { deskTexts } from '../texts/desk.ts';
import { DueMark, needsWord, showAmounts, stageKey, type Urgency, urgencyOf } from './due.tsx';
import type { Names } from './staff-route.tsx';

export const filterNames = ['manager', 'state', 'channel', 'customer'] as const;
export type Filters = Partial<Record<(typeof filterNames)[number], string>>;
export type QueueProps = {
  title: string;
  path: string;
  rows: readonly QueueRow[];
  filters: Filters;
  cursor?: string | undefined;
  names: Names;
  moment: Moment;
};

const filterValue: Record<(typeof filterNames)[number], (row: QueueRow) => string> = {
  manager: (row) => row.acting,
  state: (row) => stageKey(row),
  channel: (row) => row.channel,
  customer: (row) => row.account,
};
export const filtered = (rows: readonly QueueRow[], filters: Filters): QueueRow[] =>
  rows.filter((row) => filterNames.every((name) => !filters[name] || filterValue[name](row) === filters[name]));

/** Open work, most urgent first. Counts are those of all rows; filters stand in the address bar. */
export function QueuePage({ title, path, rows, filters, cursor, names, moment }: QueueProps) {
  const texts = deskTexts(moment.language).queue;
  const shown = filtered(rows, filters);
  const anyFilter = filterNames.some((name) => filters[name]);
  const query = new URLSearchParams(filterNames.flatMap((name) => (filters[name] ? [[name, filters[name]] as [string, string]] : [])));
  if (cursor) query.set('cursor', cursor);
  return (
    <>
      <div class="desk-head">
        <h1>{title}</h1>
        <Counts rows={rows} moment={moment} />
      </div>
      {rows.length > 0 && <FilterForm path={path} rows={rows} filters={filters} names={names} moment={moment} anyFilter={anyFilter} />}
      {rows.length === 0 && <Empty title={texts.empty}>{texts.emptyText}</Empty>}
      {rows.length > 0 && shown.length === 0 && <Empty title={texts.filtered}>{texts.filteredText}</Empty>}
      {shown.length > 0 && <ClaimRows caption={title} rows={shown} names={names} moment={moment} />}
      {cursor && (
        <p>
          <a class="button" href={`${path}?${query.toString()}`}>
            {texts.more}
          </a>
        </p>
      )}
      {shown.length > 0 && <p class="muted small wide-only">{texts.keys}</p>}
    </>
  );
}

function Counts({ rows, moment }: { rows: readonly QueueRow[]; moment: Moment }) {
  const count = (urgency: Urgency) => rows.filter((row) => row.due && urgencyOf(row.due.at, moment) === urgency).length;
  const numbers = [count('overdue'), count('today'), count('next') + count('week')] as const;
  const words = deskTexts(moment.language).queue.counts(...numbers);
  return (
    <p class="counts">
      {words.map((word, index) => (
        <span class={numbers[index] ? (['overdue', 'today', 'week'] as const)[index] : 'none'}>{word}</span>
      ))}
    </p>
  );
}

function FilterForm({
  path,
  rows,
  filters,
  names,
  moment,
  anyFilter,
}: Pick<QueueProps, 'path' | 'rows' | 'filters' | 'names' | 'moment'> & { anyFilter: boolean }) {
  const texts = deskTexts(moment.language);
  const label: Record<(typeof filterNames)[number], (value: string) => string> = {
    manager: names,
    state: (value) => texts.stages[value as keyof typeof texts.stages] ?? value,
    channel: (value) => texts.channels[value as keyof typeof texts.channels] ?? value,
    customer: (value) => value,
  };
  return (
    <form class="filters" action={path} aria-label={texts.queue.filters}>
      {filterNames.map((name) => {
        const values = [...new Set([...rows.map(filterValue[name]), filters[name] ?? ''])]
          .filter(Boolean)
          .sort((a, b) => label[name](a).localeCompare(label[name](b)));
        return (
          <Select
            name={name}
            label={texts.queue[name]}
            value={filters[name]}
            empty={texts.queue.any}
            options={values.map((value) => ({ value, label: label[name](value) }))}
          />
        );
      })}
      <button type="submit" class="compact">
        {texts.queue.apply}
      </button>
      {anyFilter && (
        <a class="quiet" href={path}>
          {texts.queue.clear}
        </a>
      )}
    </form>
  );
}

/** The rows of any list of claims: the whole line opens the claim, by a real link. */
export function ClaimRows({
  caption,
  rows,
  names,
  moment,
  extra,
}: {
  caption: string;
  rows: readonly QueueRow[];
  names: Names;
  moment: Moment;
  extra?: { label: string; cell: (row: QueueRow) => Child };
}) {
  const texts = deskTexts(moment.language);
  const [left, reference, customer, subject, state, person] = texts.queue.columns;
  return (
    <div class="table-wrap">
      <table class="cards rows">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {[left, reference, customer, subject, state, person, extra?.label].map(
              (label) => label !== undefined && <th scope="col">{label}</th>,
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              data-row
              data-href={`/desk/claims/${row.reference}`}
              class={row.due && urgencyOf(row.due.at, moment) === 'overdue' ? 'late' : undefined}
            >
              <td class="nowrap">
                <DueMark due={row.due} moment={moment} />
              </td>
              <td class="nowrap">
                <a class="row-link" href={`/desk/claims/${row.reference}`}>
                  {row.reference}
                </a>
              </td>
              <td data-label={customer}>{row.account || <span class="muted">{texts.queue.noAccount}</span>}</td>
              <td>
                {row.subject}
                {row.amount && <span class="amount">{showAmounts(row.amount, moment.language)}</span>}
                {row.needsPerson && (
                  <span class="needs">
                    <StateMark tone="overdue">{needsWord(row.needsPerson, moment.language)}</StateMark>
                  </span>
                )}
              </td>
              <td class="small muted">{[row.due && texts.kinds[row.due.kind], texts.stages[stageKey(row)]].filter(Boolean).join(' · ')}</td>
              <td data-label={person} class="nowrap">
                {names(row.acting)}
              </td>
              {extra && <td class="above">{extra.cell(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
