import type { InstalmentStanding } from '#domain/contracts/instalments.ts';
import type { Settlement } from '#domain/contracts/settlement.ts';
import { showMoney } from '#domain/replies/format.ts';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { StateMark, Table, type Tone } from '../parts/state.tsx';
import { ledgerTexts } from '../texts/ledger.ts';

const tones: Record<InstalmentStanding['standing'], Tone> = { paid: 'done', open: 'waiting', due: 'soon', missed: 'overdue' };

/** Each instalment with its date, how far that is, and how it stands. */
export function Instalments({
  settlement,
  standings,
  moment,
}: {
  settlement: Settlement;
  standings: readonly InstalmentStanding[];
  moment: Moment;
}) {
  const texts = ledgerTexts(moment.language).plans;
  return (
    <Table
      caption={texts.title}
      hideCaption
      columns={texts.columns.map((label, index) => ({ label, number: index === 2 }))}
      rows={standings.map(({ number, due, amount, standing }) => {
        const { text, distance } = dateWithDistance(due, moment);
        return [
          String(number),
          standing === 'paid' ? text : `${text} (${distance})`,
          showMoney(amount, settlement.currency, moment.language),
          <StateMark tone={tones[standing]}>{texts.states[standing]}</StateMark>,
        ];
      })}
    />
  );
}
