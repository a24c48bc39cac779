import type { Child } from 'hono/jsx';
import type { Calendar } from '#domain/deadlines/calendar.ts';
import { amount } from '#domain/deadlines/explain.ts';
import type { Law } from '#domain/deadlines/law.ts';
import type { LawRecord } from '#domain/deadlines/law-record.ts';
import type { Rule } from '#domain/deadlines/rule.ts';
import { showDay, showInstant } from '#domain/replies/format.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import { CsrfField, type Errors, Field, HiddenField, Select, TextArea } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { StateMark, Table, type Tone } from '../parts/state.tsx';
import { lawTexts } from '../texts/law.ts';
import { ends, units } from './read-law.ts';

export type LawProps = {
  staff: Staff;
  law: Law;
  calendars: readonly Calendar[];
  records: readonly LawRecord[];
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: (name: string) => string | undefined;
};
const tones: Record<LawRecord['state'], Tone> = { draft: 'waiting', applied: 'done', discarded: 'neutral' };

/** All that dates rest on: what was changed, forms to change it, the rules in force and the calendars. */
export function LawPage(props: LawProps) {
  const { moment, law, calendars } = props;
  const texts = lawTexts(moment.language);
  return (
    <>
      <div class="desk-head">
        <h1>{texts.title}</h1>
        <span>
          <a href="/rates">{texts.rates}</a> · <a href="/what-if">{texts.whatIf}</a>
        </span>
      </div>
      <p>{texts.lead}</p>
      <h2>{texts.drafts}</h2>
      <Records {...props} />
      <Forms {...props} />
      <h2>{texts.book}</h2>
      <p class="muted">{texts.bookLead(law.rules.length)}</p>
      <Table
        caption={texts.book}
        hideCaption
        columns={texts.bookColumns.map((label) => ({ label }))}
        rows={law.rules.map((rule) => ruleRow(rule, moment))}
      />
      <h2>{texts.calendars}</h2>
      <Table
        caption={texts.calendars}
        hideCaption
        columns={texts.calendarColumns.map((label) => ({ label }))}
        rows={calendars.map(({ id, country, region, known, source }) => [
          <a
            href={`/calculators?${new URLSearchParams({ part: 'year', country, region: region ?? '', year: String(known.to) }).toString()}`}
          >
            {id}
          </a>,
          <span class="nowrap">{texts.knownYears(known.from, known.to)}</span>,
          <span class="small">{source}</span>,
        ])}
      />
    </>
  );
}

function Records({ records, names, moment }: LawProps) {
  const { language, zone } = moment;
  const texts = lawTexts(language);
  if (records.length === 0) return <p class="muted">{texts.noDrafts}</p>;
  const newest = records.toSorted((a, b) => (a.draftedAt < b.draftedAt ? 1 : -1));
  return (
    <Table
      caption={texts.drafts}
      hideCaption
      columns={texts.draftColumns.map((label) => ({ label }))}
      rows={newest.map((record) => [
        <a href={`/law/${record.id}`}>{record.title}</a>,
        <>
          <StateMark tone={tones[record.state]}>{texts.states[record.state]}</StateMark>
          {record.run && <div class="small muted">{progress(record, moment)}</div>}
        </>,
        `${names(record.decidedBy ?? record.draftedBy)}, ${showInstant(record.decidedAt ?? record.draftedAt, zone, language)}`,
        record.why ?? '',
      ])}
    />
  );
}

export function progress({ run }: LawRecord, { language }: Moment): string {
  const texts = lawTexts(language);
  if (!run) return '';
  return run.finished ? texts.counted(run.moved) : texts.counting(run.seen, run.moved);
}

export const termOf = ({ period }: Pick<Rule, 'period'>, { language }: Moment): string => amount(period.length, period.unit, language);

function ruleRow(rule: Rule, moment: Moment): Child[] {
  const { language } = moment;
  const texts = lawTexts(language);
  const { title, id, jurisdiction, trigger, clause, source, confidence, validFrom, validTo } = rule;
  return [
    <>
      {title[language]}
      <div class="small muted">{id}</div>
    </>,
    <span class="nowrap">{jurisdiction}</span>,
    <>
      {termOf(rule, moment)}
      <div class="small muted">
        {[
          rule.mayExtend && texts.extendable,
          validFrom && texts.sinceVersion(showDay(validFrom, language)),
          validTo && texts.until(showDay(validTo, language)),
        ]
          .filter(Boolean)
          .join('; ')}
      </div>
    </>,
    texts.triggers[trigger],
    <>
      {clause[language]}
      <div class="small muted">{source.startsWith('https:') ? <a href={source}>{new URL(source).hostname}</a> : source}</div>
    </>,
    confidence === 'K' || confidence === 'S/K' ? <StateMark tone="soon">{confidence}</StateMark> : confidence,
  ];
}

function Forms(props: LawProps) {
  const { staff, law, moment, errors, typed } = props;
  const { language } = moment;
  const texts = lawTexts(language);
  const { forms } = texts;
  const kind = typed('kind');
  const mine = (wanted: string) => (kind === wanted ? { errors, value: typed } : { errors: new Map(), value: () => undefined });
  const options = law.rules
    .filter((rule, n) => law.rules.findLastIndex(({ id }) => id === rule.id) === n)
    .map((rule) => ({
      value: rule.id,
      label: `${rule.jurisdiction} · ${rule.title[language]} · ${termOf(rule, moment)} · ${rule.clause[language]}`,
    }));
  const [rule, year, own] = [mine('rule'), mine('calendar-year'), mine('company-days')];
  return (
    <>
      <ChangeForm staff={staff} kind="rule" title={forms.rule} hint={forms.ruleHint} open={kind === 'rule'} {...rule} texts={texts}>
        <Select name="rule" label={forms.which} options={options} empty={forms.choose} value={rule.value('rule')} errors={rule.errors} />
        <div class="row">
          <Field name="from" type="date" label={forms.from} value={rule.value('from')} errors={rule.errors} />
          <Field name="length" label={forms.length} inputmode="numeric" value={rule.value('length')} errors={rule.errors} />
          <Select
            name="unit"
            label={forms.unit}
            options={units.map((value) => ({ value, label: texts.units[value] }))}
            value={rule.value('unit')}
            errors={rule.errors}
          />
          <Select
            name="end"
            label={forms.end}
            options={ends.map((value) => ({ value, label: texts.ends[value] }))}
            value={rule.value('end') ?? 'next_working_day'}
            errors={rule.errors}
          />
        </div>
        <Field name="source" label={forms.source} value={rule.value('source')} maxlength={300} errors={rule.errors} />
        <Select
          name="read"
          label={forms.read}
          options={[
            { value: 'no', label: forms.readNo },
            { value: 'yes', label: forms.readYes },
          ]}
          value={rule.value('read')}
        />
      </ChangeForm>
      <ChangeForm
        staff={staff}
        kind="calendar-year"
        title={forms.year}
        hint={forms.yearHint}
        open={kind === 'calendar-year'}
        {...year}
        texts={texts}
      >
        <TextArea name="file" label={forms.file} rows={8} value={year.value('file')} errors={year.errors} maxlength={100_000} />
      </ChangeForm>
      <ChangeForm
        staff={staff}
        kind="company-days"
        title={forms.own}
        hint={forms.ownHint}
        open={kind === 'company-days'}
        {...own}
        texts={texts}
      >
        <TextArea name="daysOff" label={forms.daysOff} rows={3} value={own.value('daysOff')} errors={own.errors} />
        <TextArea name="workingDays" label={forms.workingDays} rows={2} value={own.value('workingDays')} errors={own.errors} />
        <TextArea name="hours" label={forms.hours} rows={2} value={own.value('hours')} errors={own.errors} />
      </ChangeForm>
    </>
  );
}

type ChangeFormProps = {
  staff: Staff;
  kind: string;
  title: string;
  hint: string;
  open: boolean;
  errors: Errors;
  value: (name: string) => string | undefined;
  texts: ReturnType<typeof lawTexts>;
  children: Child;
};
const ChangeForm = ({ staff, kind, title, hint, open, errors, value, texts, children }: ChangeFormProps) => (
  <details open={open} class="card">
    <summary>{title}</summary>
    <form method="post" action="/law">
      <CsrfField visitor={staff} />
      <HiddenField name="kind" value={kind} />
      <p class="hint">{hint}</p>
      <Field name={`${kind}.title`} label={texts.forms.title} value={value(`${kind}.title`)} maxlength={200} errors={errors} />
      {children}
      <button type="submit">{texts.forms.submit}</button>
    </form>
  </details>
);
