import type { Deadline } from '#usecases/list-deadlines.ts';
import { showAmounts, tones, type Urgency, urgencies, urgencyOf } from '../desk/due.tsx';
import type { Moment } from '../parts/format.ts';
import { deskTexts, legalTexts } from '../texts/desk.ts';
import { type BoardAsked, boardPath, stakeOf } from './deadlines.ts';

type BucketsProps = { rows: readonly Deadline[]; asked: BoardAsked; whole: boolean; moment: Moment };

/** How much presses how hard, each a way to see only that. What another filter of time leaves out was not read and has no count. */
export function Buckets({ rows, asked, whole, moment }: BucketsProps) {
  const texts = legalTexts(moment.language).board;
  const found = Map.groupBy(rows, (row) => urgencyOf(row.clock.dueAt, moment));
  return (
    <ul class="buckets" aria-label={whole ? texts.lanes : `${texts.lanes}, ${texts.onPage}`}>
      {urgencies.map((urgency) => {
        const counted = !asked.filters.when || asked.filters.when === urgency;
        return <Bucket urgency={urgency} rows={counted ? (found.get(urgency) ?? []) : undefined} asked={asked} moment={moment} />;
      })}
    </ul>
  );
}

function Bucket({
  urgency,
  rows,
  asked,
  moment,
}: { urgency: Urgency; rows: readonly Deadline[] | undefined } & Pick<BucketsProps, 'asked' | 'moment'>) {
  const { language } = moment;
  const chosen = asked.filters.when === urgency;
  const stake = rows ? showAmounts(stakeOf(rows), language) : '';
  return (
    <li class={rows?.length ? `bucket ${tones[urgency]}` : 'bucket none'}>
      <a href={boardPath(asked, { filters: { when: urgency } })} aria-current={chosen ? 'true' : undefined}>
        <span class="bucket-name">{deskTexts(language).due.groups[urgency]}</span>
        <strong>{rows ? rows.length : '·'}</strong>
      </a>
      <span class="small muted">{stake || ' '}</span>
    </li>
  );
}
