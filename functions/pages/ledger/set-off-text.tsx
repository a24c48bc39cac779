import type { SetOffProposal } from '#domain/contracts/set-off.ts';
import { showDate, showMoney } from '#domain/replies/format.ts';
import type { Moment } from '../parts/format.ts';
import { Table } from '../parts/state.tsx';
import { ledgerTexts } from '../texts/ledger.ts';

/** What is proposed with its numbers and ground, or why nothing is. */
export function SetOffText({ proposal, moment, draft = false }: { proposal: SetOffProposal; moment: Moment; draft?: boolean }) {
  const { language } = moment;
  const texts = ledgerTexts(language).setOff;
  const sum = (amount: string) => showMoney(amount, proposal.currency, language);
  const notes = proposal.possible ? proposal.notes : [...proposal.why, ...proposal.notes];
  return (
    <>
      <h3>{proposal.possible ? texts.can(sum(proposal.amount), proposal.contractNumber) : texts.cannot(proposal.contractNumber)}</h3>
      {proposal.possible && (
        <>
          <p>{(draft ? texts.draftSides : texts.sides)(sum(proposal.theyOwe), sum(proposal.weOwe))}</p>
          <p class="small muted">
            {texts.ground(proposal.ground[language])}
            {proposal.confidence === 'K' && ` (${texts.notChecked})`}
          </p>
          {draft ? (
            <ul class="small">
              {proposal.pairs.map(({ number, amount, date }) => (
                <li>{texts.pair(number, sum(amount), showDate(date, language))}</li>
              ))}
            </ul>
          ) : (
            <Table
              caption={texts.title}
              hideCaption
              columns={texts.columns.map((label, index) => ({ label, number: index === 2 }))}
              rows={proposal.pairs.map(({ reference, number, amount, date }) => [
                <a href={`/desk/claims/${reference}`}>{reference}</a>,
                number,
                sum(amount),
                showDate(date, language),
              ])}
            />
          )}
        </>
      )}
      {notes.length > 0 && (
        <ul class="small">
          {notes.map(({ text }) => (
            <li>{text[language]}</li>
          ))}
        </ul>
      )}
    </>
  );
}
