import type { CounterClaim, CounterClaimState } from '#domain/contracts/counter-claim.ts';
import { add, type Money, minorOf, moneyOfMinor } from '#domain/money.ts';
import { showDay, showMoney } from '#domain/replies/format.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty, StateMark, type Tone } from '../parts/state.tsx';
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

type GroupKey = 'approve' | 'held' | 'leaving' | 'sent' | 'disputed' | 'court' | 'ended';
const groups: readonly { key: GroupKey; states: readonly CounterClaimState[] }[] = [
  { key: 'approve', states: ['proposed'] },
  { key: 'held', states: ['held'] },
  { key: 'leaving', states: ['approved', 'sending'] },
  { key: 'sent', states: ['sent'] },
  { key: 'disputed', states: ['disputed'] },
  { key: 'court', states: ['expired'] },
  { key: 'ended', states: ['paid', 'withdrawn'] },
];

/** Sums per currency; nothing is converted. */
function stakeOf(counterClaims: readonly CounterClaim[]): Money[] {
  const sums = new Map<string, Money>();
  for (const { sheet } of counterClaims) {
    const total = moneyOfMinor(minorOf(sheet.total), sheet.currency);
    const before = sums.get(sheet.currency);
    sums.set(sheet.currency, before ? add(before, total) : total);
  }
  return [...sums.values()];
}

/** What we claim from customers, by what it waits for; what waits for legal comes first. */
export function CounterClaimsPage({
  counterClaims,
  names,
  moment,
}: {
  counterClaims: readonly CounterClaim[];
  names: Names;
  moment: Moment;
}) {
  const { language } = moment;
  const texts = legalTexts(language).counterClaims;
  return (
    <>
      <h1>{texts.title}</h1>
      {counterClaims.length === 0 && <Empty title={texts.empty}>{texts.emptyText}</Empty>}
      {groups.map(({ key, states }) => {
        const mine = counterClaims.filter((entry) => states.includes(entry.state));
        if (mine.length === 0) return null;
        const stake = stakeOf(mine)
          .map((sum) => showMoney(sum.amount, sum.currency, language))
          .join(' + ');
        return (
          <section aria-labelledby={`group-${key}`}>
            <div class="desk-head">
              <h2 id={`group-${key}`}>
                {texts.groups[key]} <span class="count">{mine.length}</span>
              </h2>
              {key !== 'ended' && <p class="muted">{texts.stake(stake)}</p>}
            </div>
            <Rows caption={texts.groups[key]} counterClaims={mine} names={names} moment={moment} />
          </section>
        );
      })}
    </>
  );
}

function Rows({
  caption,
  counterClaims,
  names,
  moment,
}: {
  caption: string;
  counterClaims: readonly CounterClaim[];
  names: Names;
  moment: Moment;
}) {
  const { language } = moment;
  const texts = legalTexts(language).counterClaims;
  const [customer, contract, principal, interest, total, state, person] = texts.columns;
  return (
    <div class="table-wrap">
      <table class="cards rows">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {texts.columns.map((label, index) => (
              <th scope="col" class={index > 1 && index < 5 ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counterClaims.map(({ id, accountName, contractNumber, sheet, state: now, hold, response, acting }) => (
            <tr data-row data-href={`/counter-claims/${id}`}>
              <td data-label={customer}>
                <a class="row-link" href={`/counter-claims/${id}`}>
                  {accountName}
                </a>
              </td>
              <td data-label={contract}>{contractNumber}</td>
              <td data-label={principal} class="number">
                {showMoney(sheet.principal, sheet.currency, language)}
              </td>
              <td data-label={interest} class="number">
                {showMoney(sheet.interest, sheet.currency, language)}
              </td>
              <td data-label={total} class="number">
                <strong>{showMoney(sheet.total, sheet.currency, language)}</strong>
              </td>
              <td data-label={state}>
                <StateMark tone={counterTones[now]}>{texts.states[now]}</StateMark>{' '}
                {now === 'held' && hold && <span class="small muted">{texts.until(showDay(hold.until.slice(0, 10), language))}</span>}
                {now === 'sent' && response && <span class="small muted">{texts.until(showDay(response.lastDay, language))}</span>}
              </td>
              <td data-label={person}>{names(acting)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
