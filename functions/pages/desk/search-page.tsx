import type { QueueRow } from '#stores/claim-store.ts';
import { Field } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty } from '../parts/state.tsx';
import { deskTexts } from '../texts/desk.ts';
import { ClaimRows } from './queue-page.tsx';
import type { Names } from './staff-route.tsx';

export function SearchPage({ typed, rows, names, moment }: { typed: string; rows: readonly QueueRow[]; names: Names; moment: Moment }) {
  const texts = deskTexts(moment.language).search;
  return (
    <>
      <h1>{texts.title}</h1>
      <form class="filters" action="/desk/search">
        <Field name="q" type="search" label={texts.label} value={typed} />
        <button type="submit" class="compact">
          {texts.go}
        </button>
      </form>
      {rows.length > 0 && <p>{texts.lead(typed, rows.length)}</p>}
      {rows.length > 0 ? (
        <ClaimRows caption={texts.lead(typed, rows.length)} rows={rows} names={names} moment={moment} />
      ) : (
        <Empty title={typed ? texts.empty : texts.start}>{texts.emptyText}</Empty>
      )}
    </>
  );
}
