import type { DeadlinePage } from '#usecases/list-deadlines.ts';
import { showAmounts } from '../desk/due.tsx';
import type { Names } from '../desk/staff-route.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty } from '../parts/state.tsx';
import { legalTexts } from '../texts/desk.ts';
import { Buckets } from './deadline-buckets.tsx';
import { BoardForm } from './deadline-form.tsx';
import { type Lane, lanesOf } from './deadline-lanes.ts';
import { DeadlinePicture } from './deadline-picture.tsx';
import { DeadlineTable } from './deadline-table.tsx';
import { type BoardAsked, boardFilters, boardPath, fitting, isLookedFor, stakeOf } from './deadlines.ts';

/** Where in the list the page is: after how many clocks, whether it is the beginning, and where the next page begins. */
export type BoardPlace = { at: number; first: boolean; next?: string | undefined };
export type BoardProps = { page: DeadlinePage; asked: BoardAsked; place: BoardPlace; names: Names; moment: Moment };

/** Running deadlines, one page of the list: what presses, a picture along the days, and a table that can be sorted, grouped and taken away. */
export function DeadlineBoard(props: BoardProps) {
  const { page, asked, place, names, moment } = props;
  const texts = legalTexts(moment.language).board;
  const shown = fitting(page.rows, asked.filters);
  const whole = place.first && place.next === undefined;
  const nothing = whole && page.rows.length === 0 && !boardFilters.some((name) => asked.filters[name]);
  const lanes: Lane[] = lanesOf(shown, asked, names, moment.language);
  const stake = showAmounts(stakeOf(shown), moment.language);
  if (nothing)
    return (
      <>
        <h1>{texts.title}</h1>
        <Empty title={texts.empty}>{texts.emptyText}</Empty>
      </>
    );
  return (
    <>
      <div class="desk-head">
        <h1>{texts.title}</h1>
        <p class="counts">
          <span>
            {texts.lead(shown.length)}
            {!whole && ` ${texts.onPage}`}
          </span>
          {stake && <span title={texts.stakeNote}>{texts.stake(stake)}</span>}
        </p>
      </div>
      <BoardForm {...props} />
      <Buckets rows={shown} asked={asked} whole={whole} moment={moment} />
      {shown.length === 0 && <Empty title={texts.filtered}>{place.next ? texts.filteredHere : texts.filteredText}</Empty>}
      {shown.length > 0 && <DeadlinePicture lanes={lanes} moment={moment} />}
      <div class="desk-head">
        <h2>{texts.table}</h2>
        <a href={boardPath(asked, {}, '/deadlines.csv')}>{texts.csv}</a> <a href="/calendar">{texts.feed}</a>{' '}
        <a href="/calculators">{texts.calculators}</a>
      </div>
      <PlaceNote {...props} shown={shown.length} />
      {shown.length > 0 && <DeadlineTable lanes={lanes} asked={asked} place={place} names={names} moment={moment} />}
      <p class="small muted">{stake && texts.stakeNote}</p>
    </>
  );
}

/** Which part of the list this is, how much of it fits, and the way on. */
function PlaceNote({ page, asked, place, shown, moment }: BoardProps & { shown: number }) {
  const texts = legalTexts(moment.language).board;
  const partial = !place.first || place.next !== undefined;
  const after = place.at + page.read;
  const fewer = isLookedFor(asked) || page.rows.length < page.read;
  if (!partial && !fewer) return null;
  return (
    <p class="place">
      {partial && page.read > 0 && <span>{texts.part(place.at + 1, after)}</span>}
      {fewer && <span>{texts.read(page.read, shown)}</span>}
      {!place.first && <a href={boardPath(asked)}>{texts.beginning}</a>}
      {place.next && (
        <a href={boardPath(asked, { cursor: place.next, at: after })} rel="next">
          {fewer ? texts.readOn : texts.next}
        </a>
      )}
    </p>
  );
}
