import { minorOf } from '#domain/money.ts';
import { showDay, showInstant, showMoney } from '#domain/replies/format.ts';
import type { CounterClaimView } from '#usecases/work-counter-claim.ts';
import { SheetLineCard } from '../customer/sheet-page.tsx';
import { ActorName } from '../desk/case-history.tsx';
import { openInvoices } from '../desk/ledger.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import type { Errors } from '../parts/form.tsx';
import { dateWithDistance, type Moment } from '../parts/format.ts';
import { DefinitionList, StateMark, Table } from '../parts/state.tsx';
import { caseTexts, legalTexts } from '../texts/desk.ts';
import { CounterClaimForms } from './counter-claim-forms.tsx';
import { counterTones } from './counter-claims-page.tsx';

export type CounterClaimProps = {
  staff: Staff;
  view: CounterClaimView;
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: (name: string) => string | undefined;
};

/** One counter-claim: the sum and what it is made of, what the manager knows of the customer, what can be decided, and what happened. */
export function CounterClaimPage(props: CounterClaimProps) {
  const { view, moment } = props;
  const { language } = moment;
  const { counterClaim } = view;
  const { sheet } = counterClaim;
  const texts = legalTexts(language);
  return (
    <div class="case">
      <header class="case-head">
        <p class="case-line">
          <StateMark tone={counterTones[counterClaim.state]}>{texts.counterClaims.states[counterClaim.state]}</StateMark>
          <span class="muted">
            {texts.counterClaim.contract(counterClaim.contractNumber)}, {texts.counterClaim.asOf(showDay(sheet.asOf, language))}
          </span>
        </p>
        <h1>{texts.counterClaim.title(counterClaim.accountName)}</h1>
        <p class="reference">{showMoney(sheet.total, sheet.currency, language)}</p>
      </header>
      <div class="columns">
        <div>
          <Dispute {...props} />
          <h2>{texts.counterClaim.sheet}</h2>
          {sheet.provisional && <p class="flash notice">{texts.counterClaim.provisional}</p>}
          {sheet.lines.map((line) => (
            <SheetLineCard line={line} currency={sheet.currency} language={language} />
          ))}
          <details>
            <summary>{texts.counterClaim.sources}</summary>
            <ul class="small">
              {sheet.sources.map((source) => (
                <li>{source}</li>
              ))}
            </ul>
          </details>
          <History {...props} />
        </div>
        <aside aria-label={texts.counterClaim.window}>
          <Facts {...props} />
          <CounterClaimForms {...props} />
          <Window {...props} />
        </aside>
      </div>
    </div>
  );
}

function Facts({ view, names, moment }: CounterClaimProps) {
  const { language } = moment;
  const { counterClaim, letterUrl } = view;
  const { sheet, response, letter, delivery } = counterClaim;
  const texts = legalTexts(language).counterClaim;
  const sum = (amount: string) => showMoney(amount, sheet.currency, language);
  const term = response && dateWithDistance(response.lastDay, moment);
  return (
    <section class="card">
      <DefinitionList
        items={[
          [texts.facts.principal, sum(sheet.principal)],
          [texts.facts.interest, sum(sheet.interest)],
          minorOf(sheet.fixedSums) > 0n ? [texts.facts.fixed, sum(sheet.fixedSums)] : undefined,
          minorOf(sheet.paidOnTop) > 0n ? [texts.facts.onTop, sum(`-${sheet.paidOnTop}`)] : undefined,
          [texts.facts.total, <strong>{sum(sheet.total)}</strong>],
          [texts.facts.proposed, showInstant(counterClaim.proposedAt, moment.zone, language)],
          [texts.facts.person, names(counterClaim.acting)],
          term && [texts.facts.term, `${term.text} (${term.distance})`],
          letter && letterUrl
            ? [texts.facts.letter, <a href={`/counter-claims/${counterClaim.id}/letter`}>№ {letter.outgoingNumber}</a>]
            : undefined,
          letter && [texts.facts.seal, <code class="hash">{letter.hash}</code>],
          delivery && [texts.facts.delivery, texts.delivery[delivery]],
        ]}
      />
    </section>
  );
}

function Dispute({ view, moment }: CounterClaimProps) {
  const { dispute, sheet } = view.counterClaim;
  if (!dispute) return null;
  const texts = legalTexts(moment.language).counterClaim;
  const numbers = dispute.lines.map((id) => sheet.lines.find((line) => line.invoiceId === id)?.number ?? id);
  return (
    <section aria-labelledby="dispute-title">
      <h2 id="dispute-title">{texts.dispute}</h2>
      <article class="letter customer">
        <p class="letter-head muted small">{showInstant(dispute.at, moment.zone, moment.language)}</p>
        <p class="message-text">{dispute.text}</p>
        {numbers.length > 0 && (
          <p class="small muted">
            {texts.disputeLines}: {numbers.join(', ')}
          </p>
        )}
      </article>
    </section>
  );
}

/** The hold window: the relationship, seen before the counter-claim goes. */
function Window({ view, moment }: CounterClaimProps) {
  const { language } = moment;
  const texts = legalTexts(language).counterClaim;
  const open = openInvoices(view.invoices, view.payments);
  const payments = [...view.payments].sort((a, b) => (a.date < b.date ? 1 : -1)).slice(0, 6);
  const numberOf = (id: string) => view.invoices.find((invoice) => invoice.id === id)?.number ?? id;
  return (
    <section class="card" aria-labelledby="window-title">
      <h2 id="window-title">{texts.window}</h2>
      <p class="small muted">{texts.windowText}</p>
      <h3>{texts.openClaims}</h3>
      {view.openClaims.length === 0 && <p class="muted">{texts.noClaims}</p>}
      <ul class="plain">
        {view.openClaims.map((claim) => (
          <li>
            <a href={`/desk/claims/${claim.reference}`}>{claim.subject}</a>
          </li>
        ))}
      </ul>
      <h3>{texts.openInvoices}</h3>
      {open.length === 0 ? (
        <p class="muted">{texts.noInvoices}</p>
      ) : (
        <Table
          caption={texts.openInvoices}
          hideCaption
          columns={texts.invoiceColumns.map((label, index) => ({ label, number: index === 2 }))}
          rows={open.map(({ invoice, left }) => [
            invoice.number,
            showDay(invoice.dueDate, language),
            showMoney(left, invoice.total.currency, language),
          ])}
        />
      )}
      <h3>{texts.payments}</h3>
      {payments.length === 0 ? (
        <p class="muted">{texts.noPayments}</p>
      ) : (
        <Table
          caption={texts.payments}
          hideCaption
          columns={texts.paymentColumns.map((label, index) => ({ label, number: index === 2 }))}
          rows={payments.map((payment) => [
            showDay(payment.date, language),
            numberOf(payment.invoiceId),
            showMoney(payment.amount.amount, payment.amount.currency, language),
          ])}
        />
      )}
    </section>
  );
}

function History({ view, names, moment }: CounterClaimProps) {
  const { language } = moment;
  const texts = legalTexts(language).counterClaim;
  const columns = caseTexts(language).history.columns.map((label) => ({ label }));
  const detail = (fact: CounterClaimView['events'][number]['fact']) => {
    if (fact.type === 'held') return ` (${fact.reason})`;
    if (fact.type === 'withdrawn') return ` (${fact.because})`;
    return 'sheet' in fact ? ` (${showMoney(fact.sheet.total, fact.sheet.currency, language)})` : '';
  };
  return (
    <section aria-labelledby="history">
      <h2 id="history">{texts.history}</h2>
      <div class="history">
        <Table
          caption={texts.history}
          hideCaption
          columns={columns}
          rows={view.events
            .toReversed()
            .map((event) => [
              showInstant(event.at, moment.zone, language),
              <ActorName event={event} names={names} language={language} />,
              `${texts.facts2[event.fact.type]}${detail(event.fact)}`,
            ])}
        />
      </div>
    </section>
  );
}
