import type { Child } from 'hono/jsx';
import type { Law } from '#domain/deadlines/law.ts';
import type { LawRecord } from '#domain/deadlines/law-record.ts';
import { addDays, daysBetween } from '#domain/deadlines/legal-day.ts';
import type { Miss } from '#domain/deadlines/what-if.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { showDay } from '#domain/replies/format.ts';
import type { Person } from '#domain/routing/people.ts';
import type { Outlook } from '#usecases/what-if.ts';
import { showAmounts } from '../desk/due.tsx';
import type { Names } from '../desk/staff-route.tsx';
import { type Errors, Field, Select } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { StateMark, Table } from '../parts/state.tsx';
import { lawTexts } from '../texts/law.ts';
import { termOf } from './law-page.tsx';

export type WhatIfProps = {
  law: Law;
  drafts: readonly LawRecord[];
  people: readonly Person[];
  names: Names;
  moment: Moment;
  errors: Errors;
  asked: (name: string) => string | undefined;
  outlook: Outlook | undefined;
};

/** A supposition in the address, and what would come of it. */
export function WhatIfPage(props: WhatIfProps) {
  const texts = lawTexts(props.moment.language).what;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <Question {...props} />
      {props.outlook && <Result {...props} outlook={props.outlook} />}
    </>
  );
}

function Question({ law, drafts, people, names, moment, errors, asked }: WhatIfProps) {
  const { language } = moment;
  const texts = lawTexts(language).what;
  const persons = people.map(({ id }) => ({ value: id, label: names(id) }));
  const rules = law.rules
    .filter((rule, n) => law.rules.findLastIndex(({ id }) => id === rule.id) === n)
    .map((rule) => ({ value: rule.id, label: `${rule.jurisdiction} · ${rule.title[language]} · ${termOf(rule, moment)}` }));
  return (
    <form action="/what-if" class="card">
      <Select
        name="draft"
        label={texts.draft}
        empty={texts.noDraft}
        options={drafts.map(({ id, title }) => ({ value: id, label: title }))}
        value={asked('draft')}
        errors={errors}
      />
      <div class="row">
        <Select name="person" label={texts.person} empty={texts.nobody} options={persons} value={asked('person')} errors={errors} />
        <Field name="from" type="date" label={texts.from} value={asked('from')} errors={errors} />
        <Field name="to" type="date" label={texts.to} value={asked('to')} errors={errors} />
        <Select name="standIn" label={texts.standIn} empty={texts.waits} options={persons} value={asked('standIn')} errors={errors} />
      </div>
      <div class="row">
        <Select name="rule" label={texts.rule} empty={texts.noRule} options={rules} value={asked('rule')} errors={errors} />
        <Field name="length" label={texts.length} inputmode="numeric" value={asked('length')} errors={errors} />
      </div>
      <Field name="perDay" label={texts.perDay} inputmode="numeric" value={asked('perDay') ?? '3'} errors={errors} />
      <button type="submit" name="go" value="1">
        {texts.compute}
      </button>
    </form>
  );
}

const key = ({ reference, clock }: Miss): string => `${reference} ${clock.id}`;

function Result({ outlook, names, moment }: WhatIfProps & { outlook: Outlook }) {
  const { language } = moment;
  const texts = lawTexts(language).what;
  const before = new Map(outlook.asItIs.map((miss) => [key(miss), miss]));
  const after = new Map(outlook.supposed.map((miss) => [key(miss), miss]));
  const all = [...after.values(), ...[...before].flatMap(([id, miss]) => (after.has(id) ? [] : [miss]))].toSorted((a, b) =>
    a.clock.dueAt < b.clock.dueAt ? -1 : 1,
  );
  return (
    <section aria-labelledby="what-if-result">
      <h2 id="what-if-result">{texts.result}</h2>
      <p role="status">
        <strong>{texts.summary(before.size, after.size, outlook.moved.length)}</strong>
      </p>
      <p class="muted">{outlook.more ? texts.more : texts.looked(outlook.looked)}</p>
      {all.length === 0 && <p>{texts.nothing}</p>}
      {all.length > 0 && <WeekPicture before={outlook.asItIs} after={outlook.supposed} moment={moment} />}
      {all.length > 0 && (
        <Table
          caption={texts.result}
          hideCaption
          columns={texts.columns.map((label) => ({ label }))}
          rows={all
            .slice(0, 500)
            .map((miss) => missRow(miss, { before: before.has(key(miss)), after: after.has(key(miss)) }, { outlook, names, moment }))}
        />
      )}
    </section>
  );
}

type Seen = { before: boolean; after: boolean };
function missRow(
  miss: Miss,
  { before, after }: Seen,
  { outlook, names, moment }: Pick<WhatIfProps, 'names' | 'moment'> & { outlook: Outlook },
): Child[] {
  const { language } = moment;
  const texts = lawTexts(language).what;
  const row = outlook.rows.get(key(miss));
  const tone = before && after ? 'soon' : after ? 'overdue' : 'done';
  const word = before && after ? texts.both : after ? texts.fresh : texts.saved;
  return [
    <>
      <span class="nowrap">{showDay(miss.clock.lastDay, language)}</span>, {miss.clock.title[language]}
      <div class="small">
        <StateMark tone={tone}>{word}</StateMark>
      </div>
    </>,
    <a href={`/desk/claims/${miss.reference}`}>{miss.reference}</a>,
    row?.account || '—',
    showAmounts(row?.amount ?? '', language) || '—',
    names(miss.person),
    <span class="nowrap">{miss.answeredOn ? showDay(miss.answeredOn, language) : texts.never}</span>,
  ];
}

const weeks = 12;
const width = 96;
/** Two bars a week: misses as things stand (hatched by outline) and under the supposition (filled); the table below holds each of them. */
function WeekPicture({ before, after, moment }: { before: readonly Miss[]; after: readonly Miss[]; moment: Moment }) {
  const texts = lawTexts(moment.language).what;
  const today = dayInZone(new Date(moment.now).toISOString(), moment.zone);
  const count = (misses: readonly Miss[]) =>
    Array.from({ length: weeks }, (_, week) => misses.filter(({ clock }) => weekOf(today, clock.lastDay) === week).length);
  const [asItIs, supposed] = [count(before), count(after)];
  const top = Math.max(1, ...asItIs, ...supposed);
  const height = (n: number) => (n * 96) / top;
  return (
    <figure class="picture">
      <figcaption>{texts.picture}</figcaption>
      <div class="picture-scroll">
        <svg viewBox={`0 0 ${weeks * width} 140`} role="img" aria-label={texts.picture}>
          <path d={`M0 112H${weeks * width}`} stroke="var(--line-strong)" />
          {asItIs.map((n, week) => (
            <rect
              x={week * width + 20}
              y={112 - height(n)}
              width="26"
              height={height(n)}
              fill="none"
              stroke="var(--soon)"
              stroke-width="2"
            />
          ))}
          {supposed.map((n, week) => (
            <g>
              <rect x={week * width + 50} y={112 - height(n)} width="26" height={height(n)} fill="var(--overdue)" />
              {n > 0 && (
                <text x={week * width + 63} y={108 - height(n)} text-anchor="middle" font-size="13" fill="var(--ink)">
                  {n}
                </text>
              )}
              <text x={week * width + 48} y="130" text-anchor="middle" font-size="13" fill="var(--muted)">
                {label(today, week)}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <p class="small muted">
        <svg class="key" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <rect x="1" y="1" width="10" height="10" fill="none" stroke="var(--soon)" stroke-width="2" />
        </svg>{' '}
        {texts.asItIs}{' '}
        <svg class="key" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <rect width="12" height="12" fill="var(--overdue)" />
        </svg>{' '}
        {texts.supposed}
      </p>
    </figure>
  );
}

// What lies beyond stands in the last week.
const weekOf = (today: string, day: string): number => Math.min(weeks - 1, Math.max(0, Math.floor(daysBetween(today, day) / 7)));
const label = (today: string, week: number): string => {
  const day = addDays(today, week * 7);
  return `${day.slice(8)}.${day.slice(5, 7)}`;
};
