import type { Child } from 'hono/jsx';
import type { DecidedBreach, Decision } from '#domain/contracts/breach-decision.ts';
import { minorOf } from '#domain/money.ts';
import { showDate, showDay, showMoney } from '#domain/replies/format.ts';
import type { FoundBreaches } from '#stores/breach-store.ts';
import type { BreachList } from '#usecases/list-breaches.ts';
import { Field, Select } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty, StateMark, Table, type Tone } from '../parts/state.tsx';
import { contractTexts } from '../texts/contract.ts';

const tones: Record<Decision, Tone> = {
  proposed: 'overdue',
  claimed: 'soon',
  held: 'waiting',
  grace: 'waiting',
  small: 'neutral',
  no_sum: 'neutral',
  frozen: 'waiting',
  instalments: 'waiting',
  next: 'waiting',
  withdrawn: 'neutral',
  settled: 'done',
};

/** What the looks of a day found, and why each was proposed or not. */
export function BreachesPage({ list, kind, moment }: { list: BreachList; kind: string | undefined; moment: Moment }) {
  const { language } = moment;
  const texts = contractTexts(language).breaches;
  const rows = list.found.flatMap((found) =>
    found.breaches.filter((breach) => !kind || breach.kind === kind).map((breach) => rowOf(found, breach, moment)),
  );
  const asked = new URLSearchParams({ day: list.day, ...(kind ? { kind } : {}) });
  return (
    <>
      <div class="desk-head">
        <h1>{texts.title}</h1>
        <a href={`/breaches.csv?${asked.toString()}`}>{texts.csv}</a>
      </div>
      <p>{texts.lead}</p>
      <form class="filters" action="/breaches" aria-label={texts.filters}>
        <Field name="day" type="date" label={texts.day} value={list.day} />
        <Select
          name="kind"
          label={texts.kind}
          value={kind}
          empty={texts.anyKind}
          options={Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
        />
        <button type="submit" class="compact">
          {texts.show}
        </button>
      </form>
      <h2>
        {showDay(list.day, language)}: {texts.read(rows.length)}
      </h2>
      {rows.length === 0 && !list.cursor ? (
        <Empty title={texts.empty}>{texts.emptyText}</Empty>
      ) : (
        <Table caption={texts.title} hideCaption columns={texts.columns.map((label, at) => ({ label, number: at === 2 }))} rows={rows} />
      )}
      {list.found
        .filter(({ left }) => left > 0)
        .map(({ accountName, contractNumber, left }) => (
          <p class="muted">
            {accountName}, {texts.contract(contractNumber)}: {texts.left(left)}
          </p>
        ))}
      {list.cursor && (
        <p>
          <a class="button" rel="next" href={`/breaches?${asked.toString()}&cursor=${encodeURIComponent(list.cursor)}`}>
            {texts.more}
          </a>
        </p>
      )}
    </>
  );
}

function rowOf(found: FoundBreaches, breach: DecidedBreach, { language }: Moment): Child[] {
  const texts = contractTexts(language).breaches;
  const { accountId, accountName, contractId, contractNumber, currency } = found;
  const state = <StateMark tone={tones[breach.decision]}>{texts.decisions[breach.decision]}</StateMark>;
  return [
    <>
      <strong>{texts.kinds[breach.kind]}</strong>
      <div>{breach.subject[language]}</div>
      <div class="small muted">
        {breach.number}; {breach.clause[language]}
      </div>
    </>,
    <>
      <a href={`/customers/${accountId}`}>{accountName}</a>
      <div class="small">
        <a href={`/customers/${accountId}/contracts/${contractId}`}>{texts.contract(contractNumber)}</a>
      </div>
    </>,
    minorOf(breach.amount) === 0n ? texts.noSum : <span class="nowrap">{showMoney(breach.open, currency, language)}</span>,
    <>
      <span class="nowrap">{showDate(breach.since, language)}</span>
      <div class="small muted">{texts.since(breach.days)}</div>
    </>,
    <ul class="plain small">
      {breach.evidence.slice(0, 5).map(({ what, number, date }) => (
        <li>
          {texts.facts[what]} {number}, {showDate(date, language)}
        </li>
      ))}
      {breach.evidence.length > 5 && <li>…</li>}
    </ul>,
    breach.counterClaimId ? <a href={`/counter-claims/${breach.counterClaimId}`}>{state}</a> : state,
  ];
}
