import type { CounterClaim, CounterClaimState } from '#domain/contracts/counter-claim.ts';
import { perCurrency } from '#domain/contracts/relationship.ts';
import { rungs } from '#domain/contracts/terms.ts';
import { waits, waitsFor } from '#domain/contracts/waits-for.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { minorOf } from '#domain/money.ts';
import { showDay, showMoney } from '#domain/replies/format.ts';
import type { CounterClaimFilter, CounterClaimPage as ListPage } from '#usecases/list-counter-claims.ts';
import type { Names } from '../desk/staff-route.tsx';
import { Select } from '../parts/form.tsx';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { Empty, StateMark, type Tone } from '../parts/state.tsx';
import { counterClaimsTexts } from '../texts/counter-claims.ts';
import { legalTexts } from '../texts/desk.ts';

export const counterTones: Record<CounterClaimState, Tone> = {
  proposed: 'soon',
  held: 'neutral',
  approved: 'waiting',
  sending: 'waiting',
  sent: 'waiting',
  paid: 'done',
  disputed: 'soon',
  expired: 'overdue',
  withdrawn: 'neutral',
};

type Props = { page: ListPage; filter: CounterClaimFilter; names: Names; moment: Moment };

/** What we claim from customers, by what it waits for and whose turn it is; what waits for legal comes first. */
export function CounterClaimsPage(props: Props) {
  const { page, filter, moment } = props;
  const { language } = moment;
  const texts = legalTexts(language).counterClaims;
  const { queue } = counterClaimsTexts(language);
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      <div class="desk-head">
        <h1>{texts.title}</h1>
        <p>
          <a href="/exposure">{queue.exposure}</a>
        </p>
      </div>
      <Filters {...props} />
      {page.more.length > 0 && <p class="flash notice">{queue.more(page.more.map((state) => texts.states[state]).join(', '))}</p>}
      {page.counterClaims.length === 0 && (
        <Empty title={filtered ? queue.filtered : texts.empty}>{filtered ? queue.filteredText : texts.emptyText}</Empty>
      )}
      {waits.map((wait) => {
        const mine = page.counterClaims.filter((entry) => waitsFor(entry) === wait);
        if (mine.length === 0) return null;
        const stake = perCurrency(mine.map(({ sheet }) => ({ currency: sheet.currency, amount: sheet.total })))
          .map((sum) => showMoney(sum.amount, sum.currency, language))
          .join(' + ');
        return (
          <section aria-labelledby={`group-${wait}`}>
            <div class="desk-head">
              <h2 id={`group-${wait}`}>
                {queue.waits[wait]} <span class="count">{mine.length}</span>
              </h2>
              {wait !== 'ended' && <p class="muted">{texts.stake(stake)}</p>}
            </div>
            <Rows caption={queue.waits[wait]} counterClaims={mine} {...props} />
          </section>
        );
      })}
    </>
  );
}

function Filters({ page, filter, names, moment }: Props) {
  const { queue, rungs: rungNames } = counterClaimsTexts(moment.language);
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label);
  const people = new Set([...page.people, ...(filter.person ? [filter.person] : [])]);
  const accounts = page.accounts.map(({ id, name }) => ({ value: id, label: name }));
  if (filter.account && !accounts.some(({ value }) => value === filter.account))
    accounts.push({ value: filter.account, label: filter.account });
  return (
    <form class="filters" action="/counter-claims" aria-label={queue.filters}>
      <Select
        name="waits"
        label={queue.wait}
        value={filter.waits}
        empty={queue.any}
        options={waits.map((value) => ({ value, label: queue.waits[value] }))}
      />
      <Select
        name="rung"
        label={queue.rung}
        value={filter.rung}
        empty={queue.any}
        options={rungs.map((value) => ({ value, label: rungNames[value] }))}
      />
      <Select
        name="person"
        label={queue.person}
        value={filter.person}
        empty={queue.any}
        options={[...people].map((value) => ({ value, label: names(value) })).toSorted(byLabel)}
      />
      <Select name="account" label={queue.account} value={filter.account} empty={queue.any} options={accounts.toSorted(byLabel)} />
      <button type="submit" class="compact">
        {queue.apply}
      </button>
      {Object.values(filter).some(Boolean) && <a href="/counter-claims">{queue.clear}</a>}
    </form>
  );
}

function Rows({ caption, counterClaims, names, moment }: Props & { caption: string; counterClaims: readonly CounterClaim[] }) {
  const { queue } = counterClaimsTexts(moment.language);
  return (
    <div class="table-wrap">
      <table class="cards rows">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {queue.columns.map((label, index) => (
              <th scope="col" class={index === 3 || index === 4 ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counterClaims.map((counterClaim) => (
            <Row counterClaim={counterClaim} names={names} moment={moment} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ counterClaim, names, moment }: { counterClaim: CounterClaim; names: Names; moment: Moment }) {
  const { language, zone } = moment;
  const texts = legalTexts(language).counterClaims;
  const { queue, rungs: rungNames } = counterClaimsTexts(language);
  const [customer, contract, rung, asked, frozen, term, state, person] = queue.columns;
  const { id, accountName, contractNumber, sheet, state: now, hold, response, acting } = counterClaim;
  const due = now === 'sent' && response ? dateWithDistance(response.lastDay, moment) : undefined;
  return (
    <tr data-row data-href={`/counter-claims/${id}`}>
      <td data-label={customer}>
        <a class="row-link" href={`/counter-claims/${id}`}>
          {accountName}
        </a>
      </td>
      <td data-label={contract}>{contractNumber}</td>
      <td data-label={rung} class="nowrap">
        {rungNames[counterClaim.rung]}
      </td>
      <td data-label={asked} class="number">
        <strong>{showMoney(sheet.total, sheet.currency, language)}</strong>
      </td>
      <td data-label={frozen} class="number">
        {minorOf(sheet.frozen) > 0n ? showMoney(sheet.frozen, sheet.currency, language) : '—'}
      </td>
      <td data-label={term}>{due ? `${due.text} (${due.distance})` : '—'}</td>
      <td data-label={state}>
        <StateMark tone={counterTones[now]}>{texts.states[now]}</StateMark>{' '}
        {now === 'held' && hold && (
          <span class="small muted">{queue.heldBy(names(hold.by), showDay(dayInZone(hold.until, zone), language), hold.reason)}</span>
        )}
      </td>
      <td data-label={person}>{names(acting)}</td>
    </tr>
  );
}
