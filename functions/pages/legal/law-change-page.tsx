import type { Child } from 'hono/jsx';
import { yearChange } from '#domain/deadlines/calendars/year-change.ts';
import { amount } from '#domain/deadlines/explain.ts';
import { type Law, lawOf } from '#domain/deadlines/law.ts';
import { daysBetween } from '#domain/deadlines/legal-day.ts';
import { showDay } from '#domain/replies/format.ts';
import type { LawMove, LawPreview } from '#usecases/change-law.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import { Buttons, CsrfField, type Errors, TextArea } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { StateMark, Table } from '../parts/state.tsx';
import { lawTexts } from '../texts/law.ts';
import { progress } from './law-page.tsx';

export type ChangeProps = {
  staff: Staff;
  preview: LawPreview;
  /** The law before the change. */
  law: Law;
  names: Names;
  moment: Moment;
  errors: Errors;
  why: string | undefined;
};
const most = 200;

/** One change: what it says, which open deadlines it moves and by how much, and the decision on it. */
export function LawChangePage(props: ChangeProps) {
  const { preview, moment } = props;
  const { record, looked, moves, more } = preview;
  const texts = lawTexts(moment.language);
  return (
    <>
      <p>
        <a href="/law">{texts.draft.back}</a>
      </p>
      <h1>{record.title}</h1>
      <WhatChanges {...props} />
      {record.state !== 'draft' && (
        <p>
          <StateMark tone={record.state === 'applied' ? 'done' : 'neutral'}>{texts.states[record.state]}</StateMark>{' '}
          {props.names(record.decidedBy)}: {record.why}
        </p>
      )}
      {record.run && <p role="status">{progress(record, moment)}</p>}
      {record.state === 'draft' && (
        <>
          <h2>{texts.draft.moves}</h2>
          <p>{moves.length > 0 ? texts.draft.looked(moves.length, looked) : texts.draft.none}</p>
          {more && <p class="muted">{texts.draft.more}</p>}
          {moves.length > 0 && (
            <Table
              caption={texts.draft.moves}
              hideCaption
              columns={texts.draft.columns.map((label, n) => ({ label, number: n === 5 }))}
              rows={moves.slice(0, most).map((move) => moveRow(move, moment))}
            />
          )}
          {moves.length > most && <p class="muted">{texts.draft.listed(most)}</p>}
          <p>
            <a href={`/what-if?draft=${record.id}`}>{texts.draft.tryIt}</a>
          </p>
          <Decision {...props} />
        </>
      )}
    </>
  );
}

function moveRow({ row, after }: LawMove, { language, now }: Moment): Child[] {
  const texts = lawTexts(language).draft;
  const over = Date.parse(after.dueAt) < now && Date.parse(row.clock.dueAt) >= now;
  return [
    <a href={`/desk/claims/${row.reference}`}>{row.reference}</a>,
    row.account || '—',
    row.clock.title[language],
    <span class="nowrap">{showDay(row.clock.lastDay, language)}</span>,
    <>
      <span class="nowrap">{showDay(after.lastDay, language)}</span>
      {over && (
        <div class="small">
          <StateMark tone="overdue">{texts.over}</StateMark>
        </div>
      )}
    </>,
    <span class="nowrap">{texts.days(daysBetween(row.clock.lastDay, after.lastDay))}</span>,
  ];
}

function WhatChanges({ preview: { record }, law, moment }: ChangeProps) {
  const { language } = moment;
  const texts = lawTexts(language).draft;
  const { change } = record;
  if (change.kind === 'rule') {
    const rule = law.rules.findLast(({ id, version }) => id === change.rule && version !== change.from);
    return (
      <p>
        {rule?.title[language]} ({rule?.clause[language] ?? change.rule}):{' '}
        {texts.rule(rule ? amount(rule.period.length, rule.period.unit, language) : '—', amount(change.length, change.unit, language))}{' '}
        {lawTexts(language).sinceVersion(showDay(change.from, language))}. <span class="muted">{change.source}</span>
      </p>
    );
  }
  if (change.kind === 'company-days')
    return (
      <>
        <Days title={texts.off} days={change.daysOff.map(({ date, name }) => [date, name[language]])} language={language} />
        <Days title={texts.worked} days={change.workingDays.map(({ date, name }) => [date, name[language]])} language={language} />
      </>
    );
  const place = { country: change.country, region: change.region };
  const base = law.calendar(place);
  const { off, worked, workingDays } = yearChange(base, lawOf([{ id: record.id, change }]).calendar(place), change.year);
  return (
    <>
      <p>
        {base.id} {change.year}. {texts.workingDays(workingDays.before, workingDays.after)} <span class="muted">{change.source}</span>
      </p>
      <Days title={texts.off} days={off.map(({ date, name }) => [date, name[language]])} language={language} />
      <Days title={texts.worked} days={worked.map((date) => [date, ''])} language={language} />
    </>
  );
}

function Days({ title, days, language }: { title: string; days: readonly (readonly [string, string])[]; language: Moment['language'] }) {
  if (days.length === 0) return null;
  return (
    <>
      <h2 class="small">{title}</h2>
      <ul>
        {days.map(([date, name]) => (
          <li>
            {showDay(date, language)} <span class="muted">{name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Decision({ staff, preview: { record }, moment, errors, why }: ChangeProps) {
  const texts = lawTexts(moment.language).draft;
  return (
    <form method="post" action={`/law/${record.id}/apply`} class="card">
      <CsrfField visitor={staff} />
      <p class="hint">{texts.applyHint}</p>
      <TextArea name="why" label={texts.why} rows={2} maxlength={500} value={why} errors={errors} />
      <Buttons>
        <button type="submit">{texts.apply}</button>
        <button type="submit" class="quiet" formaction={`/law/${record.id}/discard`}>
          {texts.discard}
        </button>
      </Buttons>
    </form>
  );
}
