import type { RateEntry } from '#domain/contracts/rate-entry.ts';
import { rateOn, type SeriesId } from '#domain/contracts/rates.ts';
import type { LegalDay } from '#domain/deadlines/legal-day.ts';
import { decimalOf, minorOf } from '#domain/money.ts';
import { showDay, showInstant, showMoney, showPercent } from '#domain/replies/format.ts';
import type { RatePreview, RatesView } from '#usecases/change-rates.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import { CsrfField, type Errors, Field, HiddenField, Select } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { StateMark, Table } from '../parts/state.tsx';
import { legalTexts } from '../texts/desk.ts';
import { rateTexts } from '../texts/rates.ts';
import { counterTones } from './counter-claims-page.tsx';
import { RatePicture } from './rate-picture.tsx';

export type RatesProps = {
  staff: Staff;
  view: RatesView;
  preview: RatePreview | undefined;
  today: LegalDay;
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: (name: string) => string | undefined;
};

/** Every reference rate with its standing, a form that shows what a new one changes before it counts, and what the company added. */
export function RatesPage(props: RatesProps) {
  const { view, moment, today } = props;
  const { language } = moment;
  const texts = rateTexts(language);
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      <Preview {...props} />
      <h2>{texts.rates}</h2>
      <Table
        caption={texts.rates}
        hideCaption
        columns={texts.columns.map((label, i) => ({ label, number: i === 1 }))}
        rows={view.statuses.map(({ id, knownThrough, nextFrom, outOfDate, official }) => [
          <>
            {texts.series[id as SeriesId]}
            <div class="small muted">{id}</div>
          </>,
          showPercent(rateOn(view.rates[id as SeriesId], today, 'provisional').percent, language),
          <StateMark tone={outOfDate ? 'overdue' : 'done'}>
            {outOfDate ? texts.outOfDate : texts.known}, {showDay(knownThrough, language)}
          </StateMark>,
          showDay(nextFrom, language),
          <a href={official} rel="noreferrer">
            {new URL(official).hostname}
          </a>,
        ])}
      />
      <Form {...props} />
      <h2>{texts.entries}</h2>
      <Entries {...props} />
      <h2>{texts.pictures}</h2>
      <p class="muted small">{texts.pictureText}</p>
      <div class="rate-pictures">
        {view.statuses
          .filter(({ id }) => id !== 'ru-395')
          .map(({ id }) => (
            <RatePicture rates={view.rates} id={id as SeriesId} today={today} moment={moment} />
          ))}
      </div>
    </>
  );
}

function Form({ view, moment, errors, typed, preview }: RatesProps) {
  const { form, series } = rateTexts(moment.language);
  const options = view.statuses.filter(({ id }) => id !== 'ru-395').map(({ id }) => ({ value: id, label: series[id as SeriesId] }));
  return (
    <details class="card" id="add" open={errors.size > 0 || preview !== undefined || typed('series') !== undefined}>
      <summary>{form.title}</summary>
      <form action="/rates">
        <Select name="series" label={form.series} options={options} empty={form.choose} value={typed('series')} errors={errors} />
        <div class="row">
          <Field name="from" type="date" label={form.from} value={typed('from')} errors={errors} />
          <Field name="percent" inputmode="decimal" label={form.percent} hint={form.percentHint} value={typed('percent')} errors={errors} />
          <Field
            name="knownThrough"
            type="date"
            label={form.knownThrough}
            hint={form.knownThroughHint}
            value={typed('knownThrough')}
            errors={errors}
          />
        </div>
        <Field name="source" label={form.source} value={typed('source')} maxlength={500} errors={errors} />
        <button type="submit">{form.look}</button>
      </form>
    </details>
  );
}

function Preview({ staff, preview, moment, errors, typed }: RatesProps) {
  if (!preview) return null;
  const { language } = moment;
  const texts = rateTexts(language).preview;
  const { entry, moves, looked, more } = preview;
  const { states } = legalTexts(language).counterClaims;
  const title = rateTexts(language).series[entry.series];
  return (
    <section class="card" aria-labelledby="preview">
      <h2 id="preview">{texts.title(title, showPercent(entry.percent, language), showDay(entry.from, language))}</h2>
      <p>
        {texts.until(showDay(entry.knownThrough, language))} {moves.length === 0 ? texts.none(looked) : texts.some(moves.length, looked)}
        {more ? ` ${texts.more(looked)}` : ''}
      </p>
      {moves.length > 0 && (
        <>
          <Table
            caption={texts.title(title, showPercent(entry.percent, language), showDay(entry.from, language))}
            hideCaption
            columns={texts.columns.map((label, i) => ({ label, number: i > 1 && i < 5 }))}
            rows={moves.map(({ counterClaim, before, after, provisional }) => {
              const sum = (amount: string) => showMoney(amount, counterClaim.sheet.currency, language);
              return [
                <a href={`/counter-claims/${counterClaim.id}`}>
                  {counterClaim.accountName}, {counterClaim.contractNumber}
                </a>,
                <StateMark tone={counterTones[counterClaim.state]}>{states[counterClaim.state]}</StateMark>,
                sum(before),
                sum(after),
                sum(decimalOf(minorOf(after) - minorOf(before))),
                provisional.after ? texts.stays : provisional.before ? texts.final : '',
              ];
            })}
          />
          <p class="small muted">{texts.sent}</p>
        </>
      )}
      <form method="post" action="/rates">
        <CsrfField visitor={staff} />
        {(['series', 'from', 'percent', 'knownThrough', 'source'] as const).map((name) => (
          <HiddenField name={name} value={entry[name] ?? ''} />
        ))}
        <Field name="why" label={texts.why} hint={texts.whyHint} value={typed('why')} maxlength={500} errors={errors} />
        <button type="submit" class="primary">
          {texts.add}
        </button>
      </form>
    </section>
  );
}

function Entries(props: RatesProps) {
  const { view, names, moment } = props;
  const { language, zone } = moment;
  const texts = rateTexts(language);
  if (view.entries.length === 0) return <p class="muted">{texts.noEntries}</p>;
  const who = (by: string, at: string) => `${names(by.replace(/^person:/, ''))}, ${showInstant(at, zone, language)}`;
  return (
    <Table
      caption={texts.entries}
      hideCaption
      columns={texts.entryColumns.map((label) => ({ label }))}
      rows={view.entries.toReversed().map((entry) => [
        <>
          {texts.preview.title(texts.series[entry.series], showPercent(entry.percent, language), showDay(entry.from, language))}
          {entry.withdrawn && <StateMark tone="neutral">{texts.taken}</StateMark>}
          {!entry.recounted && <div class="small muted">{texts.counting}</div>}
        </>,
        /^https?:\/\/\S+$/.test(entry.source) ? <a href={entry.source}>{new URL(entry.source).hostname}</a> : entry.source,
        <>
          {who(entry.by, entry.at)}
          {entry.withdrawn && <div class="small muted">{who(entry.withdrawn.by, entry.withdrawn.at)}</div>}
        </>,
        entry.withdrawn ? `${entry.why}; ${entry.withdrawn.why}` : entry.why,
        entry.withdrawn ? '' : <Withdraw entry={entry} {...props} />,
      ])}
    />
  );
}

function Withdraw({ entry, staff, moment, errors, typed }: RatesProps & { entry: RateEntry }) {
  const texts = rateTexts(moment.language);
  const wrong = typed('withdraw') === entry.id;
  return (
    <details open={wrong}>
      <summary>{texts.withdraw}</summary>
      <form method="post" action={`/rates/${encodeURIComponent(entry.id)}/withdraw`}>
        <CsrfField visitor={staff} />
        <Field name="why" label={texts.withdrawWhy} maxlength={500} {...(wrong ? { errors } : {})} />
        <button type="submit" class="danger compact">
          {texts.withdraw}
        </button>
      </form>
    </details>
  );
}
