import { type Settlement, type SettlementState, totalOf } from '#domain/contracts/settlement.ts';
import { showInstant, showMoney } from '#domain/replies/format.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Moment } from '../parts/format.ts';
import { Empty, StateMark, Table, type Tone } from '../parts/state.tsx';
import { ledgerTexts } from '../texts/ledger.ts';

export const settlementTones: Record<SettlementState, Tone> = {
  proposed: 'soon',
  booked: 'done',
  running: 'waiting',
  kept: 'done',
  defaulted: 'overdue',
  refused: 'neutral',
  cancelled: 'neutral',
};
type GroupKey = 'waiting' | 'broken' | 'running' | 'done';
const groups: readonly { key: GroupKey; states: readonly SettlementState[] }[] = [
  { key: 'waiting', states: ['proposed'] },
  { key: 'broken', states: ['defaulted'] },
  { key: 'running', states: ['running'] },
  { key: 'done', states: ['booked', 'kept', 'refused', 'cancelled'] },
];
type Lists = { settlements: readonly Settlement[]; names: Names; moment: Moment };

/** What was proposed and what became of it; what waits for an approval comes first. */
export function SettlementsPage({ settlements, names, moment }: Lists) {
  const texts = ledgerTexts(moment.language).settlements;
  return (
    <>
      <h1>{texts.title}</h1>
      {settlements.length === 0 && <Empty title={texts.empty}>{texts.emptyText}</Empty>}
      {settlements.length > 0 &&
        groups.map(({ key, states }) => {
          const own = settlements.filter(({ state }) => states.includes(state));
          return (
            <section aria-labelledby={`group-${key}`}>
              <h2 id={`group-${key}`}>{texts.groups[key]}</h2>
              {own.length === 0 ? <p class="muted">{texts.none}</p> : <SettlementTable settlements={own} names={names} moment={moment} />}
            </section>
          );
        })}
    </>
  );
}

export function SettlementTable({ settlements, names, moment }: Lists) {
  const { language, zone } = moment;
  const texts = ledgerTexts(language).settlements;
  return (
    <Table
      caption={texts.title}
      hideCaption
      columns={texts.columns.map((label, index) => ({ label, number: index === 2 }))}
      rows={settlements.map((settlement) => [
        settlement.accountName,
        <a href={`/settlements/${settlement.id}`}>{texts.kinds[settlement.terms.kind]}</a>,
        showMoney(totalOf(settlement), settlement.currency, language),
        <StateMark tone={settlementTones[settlement.state]}>{texts.states[settlement.state]}</StateMark>,
        showInstant(settlement.proposedAt, zone, language),
        names(settlement.proposedBy),
      ])}
    />
  );
}
