import { brokenAt } from '#domain/chain.ts';
import { totalOf } from '#domain/contracts/settlement.ts';
import { showDate, showDay, showInstant, showMoney } from '#domain/replies/format.ts';
import type { SettlementView } from '#usecases/view-settlements.ts';
import { ActorName } from '../desk/case-history.tsx';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import type { Errors } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { DefinitionList, StateMark, Table } from '../parts/state.tsx';
import { caseTexts } from '../texts/desk.ts';
import { ledgerTexts } from '../texts/ledger.ts';
import { Instalments } from './instalment-table.tsx';
import { SettlementForms } from './settlement-forms.tsx';
import { settlementTones } from './settlements-page.tsx';

export type SettlementProps = {
  staff: Staff;
  view: SettlementView;
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: (name: string) => string | undefined;
};

/** One settlement: what is booked by it, who proposed and who approved, what can be decided now. */
export function SettlementPage(props: SettlementProps) {
  const { view, moment } = props;
  const { settlement } = view;
  const texts = ledgerTexts(moment.language);
  const { kind } = settlement.terms;
  return (
    <div class="case">
      <header class="case-head">
        <p class="case-line">
          <StateMark tone={settlementTones[settlement.state]}>{texts.settlements.states[settlement.state]}</StateMark>
          <a href={`/customers/${settlement.accountId}/ledger`}>{texts.settlement.ledger}</a>
        </p>
        <h1>{texts.settlement.title(texts.settlements.kinds[kind], settlement.accountName)}</h1>
        <p class="reference">{showMoney(totalOf(settlement), settlement.currency, moment.language)}</p>
      </header>
      <div class="columns">
        <div>
          <h2>{settlement.bookedOn ? texts.settlement.booked : texts.settlement.booking}</h2>
          <p>{texts.settlement.effect[kind]}</p>
          <Terms {...props} />
          <History {...props} />
        </div>
        <aside aria-label={texts.settlement.approve}>
          <Facts {...props} />
          <SettlementForms {...props} />
        </aside>
      </div>
    </div>
  );
}

function Facts({ view, names, moment }: SettlementProps) {
  const { settlement, order } = view;
  const { language, zone } = moment;
  const { facts, orderState, declared } = ledgerTexts(language).settlement;
  const { terms, approval, ended, note } = settlement;
  const who = (id: string, at: string) => `${names(id)}, ${showInstant(at, zone, language)}`;
  return (
    <section class="card">
      <DefinitionList
        items={[
          [facts.proposed, who(settlement.proposedBy, settlement.proposedAt)],
          approval && [facts.approved, who(approval.by, approval.at)],
          ...(terms.kind === 'money'
            ? ([
                [facts.payee, terms.payTo.name],
                [facts.account, terms.payTo.account],
                [facts.purpose, terms.purpose],
              ] as const)
            : []),
          order && [facts.order, orderState(order.batch)],
          terms.kind === 'set_off' ? [facts.ground, terms.ground[language]] : undefined,
          settlement.bookedOn && terms.kind === 'set_off' ? [facts.declared, declared[view.declaration ?? 'sending']] : undefined,
          ...(terms.kind === 'replacement'
            ? ([
                [facts.what, terms.what],
                [facts.by, showDay(terms.by, language)],
              ] as const)
            : []),
          terms.kind === 'instalments' ? [facts.grace, String(terms.graceDays)] : undefined,
          note ? [facts.note, <span class="message-text">{note}</span>] : undefined,
          ended && [facts.ended, <span class="message-text">{ended.because}</span>],
          [facts.seal, <code class="hash">{settlement.fingerprint}</code>],
        ]}
      />
    </section>
  );
}

function Terms({ view, moment }: SettlementProps) {
  const { settlement, standings } = view;
  const { terms, currency } = settlement;
  const { language } = moment;
  const texts = ledgerTexts(language);
  const sum = (amount: string) => showMoney(amount, currency, language);
  const claim = (reference: string) => <a href={`/desk/claims/${reference}`}>{reference}</a>;
  if (terms.kind === 'set_off') {
    return (
      <Table
        caption={texts.setOff.title}
        hideCaption
        columns={texts.setOff.columns.map((label, index) => ({ label, number: index === 2 }))}
        rows={terms.pairs.map(({ reference, number, amount, date }) => [claim(reference), number, sum(amount), showDate(date, language)])}
      />
    );
  }
  if (terms.kind === 'instalments') {
    const rows =
      standings.length > 0 ? standings : terms.instalments.map((part) => ({ ...part, standing: 'open' as const, lastDay: part.due }));
    return (
      <>
        <p>
          {texts.settlement.invoices}: {terms.invoices.map(({ number }) => number).join(', ')}
        </p>
        <Instalments settlement={settlement} standings={rows} moment={moment} />
      </>
    );
  }
  return (
    <>
      <Table
        caption={texts.settlement.claims}
        columns={texts.settlement.claimColumns.map((label, index) => ({ label, number: index === 1 }))}
        rows={terms.claims.map(({ reference, amount }) => [claim(reference), sum(amount)])}
      />
      {terms.kind === 'credit_note' && (
        <Table
          caption={texts.settlement.invoices}
          columns={texts.settlement.invoiceColumns.map((label, index) => ({ label, number: index === 1 }))}
          rows={terms.invoices.map(({ number, amount }) => [number, sum(amount)])}
        />
      )}
    </>
  );
}

function History({ view, names, moment }: SettlementProps) {
  const { language, zone } = moment;
  const texts = ledgerTexts(language).settlement;
  const { verified, broken: brokenText, columns } = caseTexts(language).history;
  const broken = brokenAt(view.settlement.id, view.events);
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.history}</h2>
      <p>
        <StateMark tone={broken === undefined ? 'done' : 'overdue'}>
          {broken === undefined ? verified(view.events.length) : brokenText(broken)}
        </StateMark>
      </p>
      <div class="history">
        <Table
          caption={texts.history}
          hideCaption
          columns={columns.map((label) => ({ label }))}
          rows={view.events
            .toReversed()
            .map((event) => [
              showInstant(event.at, zone, language),
              <ActorName event={event} names={names} language={language} />,
              texts.happened[event.fact.type],
            ])}
        />
      </div>
    </section>
  );
}
